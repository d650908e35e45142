#include "catalog/medicine_decode.hpp"

namespace celian {

using codec::Reader;

void decode_medicines(const FileScope& file, std::vector<MedicineClass>& out) {
  file.only({"classes"});
  file.each(
      "classes",
      [&](Reader& r) {
        MedicineClass c;
        c.code = read_code(r, "code");
        c.name = read_local_text(r, "name");
        c.aliases = r.strings("aliases");
        c.verified = read_verified(r).value_or(file.header.verified);
        read_cites(r);
        r.ignore({"notes"});
        r.for_each("names", [&](Reader& n) {
          MedicineName name;
          name.generic = n.string_or("generic", "");
          name.zh = n.string_or("zh", "");
          name.brands = n.strings("brands");
          n.require(!name.generic.empty() || !name.zh.empty(), "",
                    "expected a generic or a Chinese name");
          c.names.push_back(std::move(name));
        });
        return c;
      },
      [&](MedicineClass c, const std::string&) { out.push_back(std::move(c)); });
}

}  // namespace celian
