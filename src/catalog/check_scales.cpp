#include <algorithm>

#include "catalog/check_context.hpp"
#include "catalog/scale_decode.hpp"

namespace celian {

// Decoding says most of it; the total must be the value of a test, and every worked case must come
// out.
void check_scales(CheckContext& c) {
  for (const Scale& scale : c.scales) {
    if (!c.has_test(scale.gives)) {
      c.report(scale.header.path, "/gives", "expected a test, found \"" + scale.gives + "\"");
    }
    const auto rival = std::find_if(c.scales.begin(), c.scales.end(), [&](const Scale& other) {
      return &other != &scale && other.gives == scale.gives &&
             other.header.status == FileStatus::current &&
             scale.header.status == FileStatus::current;
    });
    if (rival != c.scales.end() && &*rival < &scale) {
      c.report(scale.header.path, "/gives",
               "expected one current scale that gives " + scale.gives + ", found " +
                   rival->header.reference() + " too");
    }
    for (std::size_t i = 0; i < c.files.size(); ++i) {
      if (c.headers[i].path != scale.header.path) continue;
      c.counts.examples += run_scale_examples(FileScope{c.json[i], c.headers[i], c.issues},
                                              c.words.dictionary, scale);
    }
  }
}

}  // namespace celian
