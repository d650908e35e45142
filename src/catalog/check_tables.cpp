#include <memory>
#include <set>

#include "catalog/check_context.hpp"
#include "catalog/standard_impl.hpp"

namespace celian {

namespace {

void report(CheckContext& c, const FileHeader& h, const Error& e) {
  c.report(h.path, e.pointer, e.message);
}

void count_cells(CheckContext& c, Verified state, std::size_t cells) {
  if (cells > 0) c.counts.cells_verified[std::string(verified_name(state))] += cells;
}

void check_standard(CheckContext& c, std::size_t i) {
  const FileHeader& h = c.headers[i];
  const auto standard = Standard::decode(c.json[i], h, c.tests);
  if (!standard) return report(c, h, standard.error());
  const Standard::Counts n = (*standard)->counts();
  c.counts.tables += n.tables;
  c.counts.cells += n.cells;
  c.counts.doubts += n.doubts;
  c.counts.examples += n.examples;
  for (const StandardItem& item : (*standard)->impl().items)
    if (item.table) count_cells(c, item.verified.value_or(h.verified), item.table->cell_count());
  if ((*standard)->tables_available() && n.examples == 0) {
    c.report(h.path, "/examples", "expected worked examples, found none");
  }
  const std::string& fallback = (*standard)->fallback();
  if (!fallback.empty() && !c.has_file(fallback)) {
    c.report(h.path, "/fallback",
             "expected a standard or norm of this base, found \"" + fallback + "\"");
  }
  if (!c.in_scope(c.files[i])) return;
  if (Result<void> ran = (*standard)->run_examples(c.json[i]); !ran) report(c, h, ran.error());
}

void check_norm(CheckContext& c, std::size_t i) {
  const FileHeader& h = c.headers[i];
  const auto norm = Norm::decode(c.json[i], h, c.tests);
  if (!norm) return report(c, h, norm.error());
  ++c.counts.tables;
  c.counts.cells += (*norm)->cells();
  count_cells(c, h.verified, (*norm)->cells());
  c.counts.examples += (*norm)->examples();
  if ((*norm)->examples() == 0)
    c.report(h.path, "/examples", "expected worked examples, found none");
  if (!c.in_scope(c.files[i])) return;
  if (Result<void> ran = (*norm)->run_examples(c.json[i]); !ran) report(c, h, ran.error());
}

// Findings of norms, one for one with the places where they stand.
std::vector<std::pair<std::string, std::string>> findings_of(const codec::Value& norm) {
  std::vector<std::pair<std::string, std::string>> out;
  const codec::Value* classes = norm.find("classes");
  for (std::size_t i = 0; classes != nullptr && classes->is_array() && i < classes->size(); ++i) {
    const codec::Value* finding = classes->items()[i].find("finding");
    if (finding != nullptr && finding->is_string()) {
      out.emplace_back(finding->as_string(), codec::join("/classes", i) + "/finding");
    }
  }
  return out;
}

// A pack finds what others find: a word of its own would be read by nobody.
void check_findings(CheckContext& c) {
  if (c.scope.pack.empty()) return;
  std::set<std::string> known;
  for (std::size_t i = 0; i < c.files.size(); ++i) {
    if (c.files[i].kind() != "norm" || c.in_scope(c.files[i])) continue;
    for (const auto& [finding, pointer] : findings_of(c.json[i])) known.insert(finding);
  }
  std::string all;
  for (const std::string& finding : known) all += (all.empty() ? "" : ", ") + finding;
  for (std::size_t i = 0; i < c.files.size(); ++i) {
    if (c.files[i].kind() != "norm" || !c.in_scope(c.files[i])) continue;
    for (const auto& [finding, pointer] : findings_of(c.json[i])) {
      if (known.count(finding) != 0) continue;
      c.report(
          c.files[i].path(), pointer,
          "expected a finding that other norms have, found \"" + finding + "\"; there are: " + all);
    }
  }
}

}  // namespace

void check_tables(CheckContext& c) {
  check_findings(c);
  for (std::size_t i = 0; i < c.files.size(); ++i) {
    if (c.files[i].kind() == "standard") check_standard(c, i);
    if (c.files[i].kind() == "norm") check_norm(c, i);
  }
}

}  // namespace celian
