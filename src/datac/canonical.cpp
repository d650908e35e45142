#include "datac/canonical.hpp"

#include "catalog/header_scan.hpp"

namespace celian::datac {

std::string canonical_text(const codec::Value& file) {
  if (!file.is_object()) return codec::write(file);
  codec::Value out = codec::Value::object();
  for (const bool header : {true, false}) {
    for (const codec::Member& m : file.members()) {
      if (is_header_field(m.name) == header) out.members().push_back(m);
    }
  }
  return codec::write(out);
}

}  // namespace celian::datac
