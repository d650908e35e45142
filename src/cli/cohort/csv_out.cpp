#include "base/number_text.hpp"
#include "cli/cohort/output.hpp"

namespace celian::cli {

namespace {

using cohort::Count;
using cohort::State;

constexpr int kDecimals = 6;

class Lines {
 public:
  Lines(const CohortFigures& f, csv::Writer& to) : f_(f), to_(to) {}

  void header() {
    for (const char* name : {"table", "group", "kind", "code", "edition", "people", "with",
                             "without", "unknown", "excluded", "value", "low", "high", "withheld"})
      to_.field(name);
    to_.end_row();
  }

  void group(const std::string& table, const std::string& name, const cohort::Group& g) {
    begin(table, name, "people", "", "").count(g.people);
    for (int i = 0; i < 7; ++i) to_.empty();
    end(g.people.withheld);
    for (std::size_t i = 0; i < g.figures.size(); ++i) figure(table, name, i, g);
    for (std::size_t i = 0; i < g.mixes[0].size(); ++i) {
      const bool is_label = i < f_.grades.size();
      mix(table, name, "grade", is_label ? f_.grades[i].grade : "",
          is_label ? f_.grades[i].edition : "", g.people, g.mixes[0][i]);
    }
    for (std::size_t i = 0; i < g.mixes[1].size(); ++i) {
      const Count& all = f_.summary.all.mixes[1][i];
      if (all.n == 0 && !all.withheld) continue;
      mix(table, name, "need", i < f_.tests.size() ? f_.tests[i] : "", "", g.people, g.mixes[1][i]);
    }
  }

 private:
  Lines& begin(const std::string& table, const std::string& name, const char* kind,
               const std::string& code, const std::string& edition) {
    to_.field(table).field(name).field(kind).field(code).field(edition);
    return *this;
  }
  void count(const Count& c) {
    if (c.withheld) {
      to_.empty();
    } else {
      to_.field(static_cast<double>(c.n));
    }
  }
  void end(bool withheld) {
    to_.field(withheld ? "withheld" : "");
    to_.end_row();
  }
  void number(const std::optional<double>& v) {
    if (v) {
      to_.field(format_fixed(*v, kDecimals));
    } else {
      to_.empty();
    }
  }
  void figure(const std::string& table, const std::string& name, std::size_t i,
              const cohort::Group& g) {
    const Indicator& indicator = *f_.indicators[i];
    const cohort::Figure& f = g.figures[i];
    begin(table, name,
          indicator.form == IndicatorForm::share   ? "share"
          : indicator.form == IndicatorForm::ratio ? "ratio"
                                                   : "change",
          indicator.code, indicator.edition)
        .count(g.people);
    count(f.count(State::with));
    if (indicator.form == IndicatorForm::share) {
      count(f.count(State::without));
    } else {
      to_.empty();
    }
    count(f.count(State::unknown));
    count(f.count(State::excluded));
    number(f.value);
    number(f.interval ? std::optional(f.interval->low) : std::nullopt);
    number(f.interval ? std::optional(f.interval->high) : std::nullopt);
    bool withheld = g.people.withheld;
    for (const State s : {State::with, State::without, State::unknown, State::excluded})
      withheld = withheld || f.count(s).withheld;
    end(withheld);
  }
  void mix(const std::string& table, const std::string& name, const char* kind,
           const std::string& code, const std::string& edition, const Count& people,
           const Count& c) {
    begin(table, name, kind, code, edition).count(people);
    count(c);
    for (int i = 0; i < 6; ++i) to_.empty();
    end(c.withheld);
  }

  const CohortFigures& f_;
  csv::Writer& to_;
};

}  // namespace

void write_cohort_csv(const CohortFigures& f, csv::Writer& to) {
  Lines lines(f, to);
  lines.header();
  lines.group("all", "", f.summary.all);
  for (std::size_t t = 0; t < f.summary.tables.size(); ++t) {
    const cohort::Table& table = f.summary.tables[t];
    for (const cohort::Group& g : table.groups) {
      lines.group(
          table.by,
          g.label == cohort::kNobodyKnows ? "" : f.by[t].labels[static_cast<std::size_t>(g.label)],
          g);
    }
  }
}

}  // namespace celian::cli
