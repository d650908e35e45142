#include "catalog/units_decode.hpp"

namespace celian {

using codec::Reader;

void decode_units(const FileScope& file, UnitTable& out) {
  file.only({"units"});
  file.each(
      "units",
      [&](Reader& r) {
        UnitEntry e;
        e.code = r.required_string("code");
        e.dimension = read_code(r, "dimension");
        e.factor = r.required_double("factor");
        r.require(e.factor > 0, "factor", "expected a number above 0");
        e.offset = r.double_or("offset", 0);
        e.names = r.strings("names");
        r.ignore({"notes"});
        return e;
      },
      [&](UnitEntry e, const std::string& pointer) {
        // A word that meant two units would convert one of them wrongly.
        std::vector<std::string> words = e.names;
        words.push_back(e.code);
        for (const std::string& w : words) {
          const UnitEntry* other = out.find(w);
          if (other != nullptr && (other->code == w || w != e.code)) {
            file.report(pointer, "expected a word for one unit only, found \"" + w + "\" also at " +
                                     other->code);
            return;
          }
        }
        out.add(std::move(e));
      });
}

}  // namespace celian
