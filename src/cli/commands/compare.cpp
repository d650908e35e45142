// celian compare: two results of celian score of one sheet, side by side.
#include <iostream>

#include "cli/compare/compare.hpp"
#include "cli/files.hpp"
#include "cli/interruption.hpp"
#include "cli/same_file.hpp"
#include "cli/setting.hpp"

namespace celian::cli {

int run_compare(const Arguments& a) {
  CompareOptions o;
  o.files = {a.at(0), a.at(1)};
  o.only_differing = a.has("differing");
  const std::string out = a.get("output");
  if (o.only_differing && !a.has("output"))
    return complain_usage("compare", "--differing is about the rows of --output; name that file");
  const auto locale = locale_of(a, "compare");
  if (!locale) return kUsage;
  std::vector<NamedPath> paths = {{"the first result", o.files[0]},
                                  {"the second result", o.files[1]}};
  if (a.has("output")) paths.push_back({"--output", out});
  if (auto ok = check_distinct(paths); !ok) return complain_usage("compare", ok.error().message);

  int code = kDone;
  const auto engine = make_engine(a, code);
  if (!engine) return code;
  const KnowledgeBase& kb = engine->catalog().internals();
  const Interruption interruption;
  o.go_on = [](std::size_t) { return !Interruption::is_set(); };
  std::optional<OutFile> file;
  std::optional<csv::Writer> writer;
  if (a.has("output")) {
    auto made = OutFile::create(out);
    if (!made) return complain(out, made.error());
    file.emplace(std::move(*made));
    writer.emplace(file->sink());
    writer->guard_formulas();
    o.to = &*writer;
  }
  const auto comparison = compare_results(kb, o);
  if (Interruption::is_set()) return kInternal;
  if (!comparison) return complain("", comparison.error());
  if (comparison->rows == 0)
    return complain(o.files[0], {Status::schema, "", "no row of it stands in " + o.files[1]});
  if (file) {
    writer->flush();
    if (const auto ok = file->close(); !ok) return complain(out, ok.error());
  }
  // The table may be on standard output; then the words are beside it.
  (out == "-" ? std::cerr : std::cout) << comparison_text(kb, *comparison, o.files, *locale);
  return kDone;
}

}  // namespace celian::cli
