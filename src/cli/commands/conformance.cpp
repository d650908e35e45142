// celian conformance: inputs and expected answers of a standard, for testing other implementations.
#include "exchange/conformance.hpp"

#include <iostream>

#include "base/number_text.hpp"
#include "cli/files.hpp"
#include "cli/out_folder.hpp"
#include "cli/setting.hpp"
#include "cli/shown_text.hpp"
#include "csv/writer.hpp"

namespace celian::cli {

namespace {

std::string joined(const std::vector<Candidate>& candidates) {
  std::string out;
  for (const Candidate& c : candidates) {
    if (!out.empty()) out += '|';
    out += c.no_score ? std::string("no_score") : format_shortest(c.points);
  }
  return out;
}

void number(csv::Writer& w, const std::optional<double>& value) {
  value ? w.field(*value) : w.empty();
}

class Kit {
 public:
  explicit Kit(const Standard& standard) : standard_(standard) {}

  std::string cells(const std::vector<exchange::ConformanceCell>& cells) const {
    return written([&](csv::Writer& w) {
      for (const char* name : {"id", "sex"}) w.field(name);
      columns(w, cells.empty() ? Subject() : cells.front().subject);
      for (const char* name : {"test", "value", "height", "expected_outcome", "expected_points",
                               "expected_class", "expected_candidates"})
        w.field(name);
      w.end_row();
      std::size_t id = 0;
      for (const exchange::ConformanceCell& c : cells) {
        person(w, "c" + std::to_string(++id), c.subject);
        w.field(c.value.test).field(c.value.value);
        number(w, c.value.height_cm);
        const bool scored = c.expected.outcome == Outcome::scored;
        w.field(outcome_name(c.expected.outcome));
        number(w, scored ? std::optional(c.expected.points) : std::nullopt);
        w.field(c.expected.item_class).field(joined(c.expected.candidates));
        w.end_row();
      }
    });
  }

  std::string sheets(const std::vector<exchange::ConformanceSheet>& sheets) const {
    return written([&](csv::Writer& w) {
      for (const char* name : {"id", "sex"}) w.field(name);
      columns(w, sheets.empty() ? Subject() : sheets.front().subject);
      for (const std::string& test : standard_.inputs()) w.field(test);
      for (const char* name : {"what", "expected_outcome", "expected_score", "expected_bonus",
                               "expected_total", "expected_grade", "expected_missing"})
        w.field(name);
      w.end_row();
      std::size_t id = 0;
      for (const exchange::ConformanceSheet& s : sheets) {
        person(w, "s" + std::to_string(++id), s.subject);
        for (const std::string& test : standard_.inputs()) reading(w, s, test);
        w.field(s.what);
        expected(w, s.expected);
        w.end_row();
      }
    });
  }

 private:
  template <class Fill>
  static std::string written(Fill&& fill) {
    std::string text;
    csv::Writer w([&](std::string_view piece) { text += piece; });
    fill(w);
    w.flush();
    return text;
  }

  static void columns(csv::Writer& w, const Subject& s) {
    w.field(s.school_grade != kUnknownKey ? "school_grade"
            : s.age_months != kUnknownKey ? "age_months"
                                          : "age_years");
  }

  void person(csv::Writer& w, const std::string& id, const Subject& s) const {
    w.field(id).field(s.sex == Sex::male ? "male" : "female");
    if (s.school_grade != kUnknownKey) {
      w.field(standard_.school_grade_name(s.school_grade));
    } else {
      w.field(s.age_months != kUnknownKey ? s.age_months : s.age_years);
    }
  }

  static void reading(csv::Writer& w, const exchange::ConformanceSheet& s, const std::string& test) {
    for (const SheetValue& v : s.values) {
      if (v.test != test) continue;
      if (v.outcome == Outcome::exempt) {
        w.field("exempt");
      } else {
        w.field(v.value);
      }
      return;
    }
    w.empty();
  }

  static void expected(csv::Writer& w, const SheetScore& s) {
    w.field(completeness_name(s.outcome));
    number(w, s.score);
    number(w, s.bonus_total);
    number(w, s.total);
    std::string grades, missing;
    if (s.grade) grades = (*s.grades)[*s.grade].code;
    for (const std::size_t g : s.grade_candidates)
      grades += (grades.empty() ? "" : "|") + (*s.grades)[g].code;
    for (const std::string& test : s.missing) missing += (missing.empty() ? "" : "|") + test;
    w.field(grades).field(missing);
  }

  const Standard& standard_;
};

std::string read_me(const KnowledgeBase& kb, const Standard& standard, std::size_t cells,
                    std::size_t sheets) {
  const FileHeader& h = standard.header();
  return "# Conformance kit: " + h.reference() + "\n\nData version " + std::string(kb.version()) +
         ", revision " + std::to_string(h.revision) +
         ". An implementation of this standard conforms if it gives\nthe expected columns for "
         "every "
         "row. Readings are in the units of the tests (celian catalog list tests).\n\n" +
         "| file | rows | what |\n|---|---|---|\n| `cells.csv` | " + std::to_string(cells) +
         " | one reading: each limit of each row of each table, the step before it, and halfway; "
         "the "
         "other end of each band of ages; ages outside |\n| `sheets.csv` | " +
         std::to_string(sheets) +
         " | whole sheets: best, middle, worst, nothing; each test missing, exempt, without score, "
         "undetermined, replaced by its alternative; the nearest sheets on both sides of each "
         "grade "
         "line; each step of each bonus |\n\n" +
         "An empty reading was not taken; `exempt` is an exemption. Points are those of the item; "
         "several candidates, separated by `|`, mean\nthat the printed standard does not say "
         "which, "
         "and no points are expected then. `no_score` is 无分. `sheets.csv` can be given "
         "to\n`celian "
         "score --standard " +
         h.reference() + "`.\n\n" + std::string(kb.text("label.intended_use", "en")) + "\n";
}

}  // namespace

int run_conformance(const Arguments& a) {
  if (!a.has("output")) return complain_usage("conformance", "where to? give -o DIR");
  int code = kDone;
  const auto engine = make_engine(a, code);
  if (!engine) return code;
  const KnowledgeBase& kb = engine->catalog().internals();
  const auto standard = kb.standard(a.positional[0]);
  if (!standard) return complain("", standard.error());
  if (!(*standard)->tables_available()) {
    return complain("", {Status::unsupported, "",
                         (*standard)->header().reference() +
                             " is known by its structure only; a pack may bring its tables"});
  }
  const auto cells = exchange::conformance_cells(kb, **standard);
  const auto sheets = exchange::conformance_sheets(kb, **standard);

  const std::string output = a.get("output");
  auto folder = OutFolder::create(output, false);
  if (!folder) return complain(output, folder.error());
  const Kit kit(**standard);
  const std::pair<const char*, std::string> files[] = {
      {"cells.csv", kit.cells(cells)},
      {"sheets.csv", kit.sheets(sheets)},
      {"README.md", read_me(kb, **standard, cells.size(), sheets.size())}};
  for (const auto& [name, text] : files) {
    if (const auto done = write_file(folder->work() + "/" + name, text); !done)
      return complain(output + "/" + name, done.error());
  }
  if (const auto done = folder->publish(); !done) return complain(output, done.error());
  std::cerr << "celian: " << cells.size() << " readings and " << sheets.size() << " sheets of "
            << (*standard)->header().reference() << " in " << shown(folder->path()) << "\n";
  return kDone;
}

}  // namespace celian::cli
