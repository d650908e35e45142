#include <algorithm>

#include "base/number_text.hpp"
#include "cli/cohort/output.hpp"

namespace celian::cli {

namespace {

using cohort::Count;
using cohort::State;
using report::Bar;
using report::Bars;
using report::Heading;
using report::Line;

constexpr std::size_t kMostBars = 15;  // groups of one chart; more are a table only
constexpr std::size_t kColumns = 3;    // indicators of one table, so that it fits a page

Line line(std::string text) {
  Line out;
  out.text = std::move(text);
  return out;
}

std::vector<Line> cells(const std::vector<std::string>& texts) {
  std::vector<Line> out;
  for (const std::string& text : texts) out.push_back(line(text));
  return out;
}

class CohortDocument {
 public:
  CohortDocument(const KnowledgeBase& kb, const CohortFigures& f, const std::string& locale,
                 bool charts)
      : kb_(kb), f_(f), locale_(locale), has_charts_(charts) {}

  report::Document run() {
    doc_.locale = locale_;
    doc_.kind = "cohort";
    doc_.title = text("title");
    doc_.signs.colon = locale_ == "zh-CN" ? "：" : ": ";
    head();
    everybody();
    grades(f_.summary.all);
    needs();
    for (std::size_t t = 0; t < f_.summary.tables.size(); ++t) table(t);
    definitions();
    doc_.blocks.push_back(report::Footer{std::string(kb_.text("label.intended_use", locale_)), {}});
    return std::move(doc_);
  }

 private:
  std::string text(const std::string& key) const {
    return std::string(kb_.text("cohort." + key, locale_));
  }
  std::string in_locale(const LocalText& names, const std::string& otherwise = {}) const {
    for (const auto& [language, name] : names) {
      if (language == locale_) return name;
    }
    return otherwise;
  }
  std::string shown(const Count& c) const {
    return c.withheld ? text("withheld") : std::to_string(c.n);
  }
  std::string test_name(const std::string& code) const {
    const TestDef* test = kb_.test(code);
    return test == nullptr ? code : in_locale(test->name, code);
  }
  static std::string percent(double share) { return format_fixed(share * 100, 1) + " %"; }
  std::string signed_number(double v) const { return (v > 0 ? "+" : "") + format_fixed(v, 2); }

  std::string interval_of(const Indicator& i, const cohort::Interval95& v) const {
    return i.form == IndicatorForm::change
               ? "(" + signed_number(v.low) + " … " + signed_number(v.high) + ")"
               : "(" + format_fixed(v.low * 100, 1) + "–" + format_fixed(v.high * 100, 1) + ")";
  }

  // "–" where there is nobody to tell it from.
  std::string value_of(const Indicator& i, const cohort::Figure& f) const {
    const bool is_change = i.form == IndicatorForm::change;
    if (!f.value) {
      const bool withheld = f.count(State::with).withheld || f.count(State::without).withheld;
      return withheld ? text("withheld") : "–";
    }
    std::string out = is_change ? signed_number(*f.value) : percent(*f.value);
    if (f.interval) out += " " + interval_of(i, *f.interval);
    return out;
  }
  std::string denominator(const Indicator& i, const cohort::Figure& f) const {
    const Count &with = f.count(State::with), &without = f.count(State::without);
    if (i.form != IndicatorForm::share) return shown(with);
    if (with.withheld || without.withheld) return text("withheld");
    return std::to_string(with.n + without.n);
  }

  void head() {
    report::Masthead m;
    m.title = doc_.title;
    m.subtitle = f_.name;
    m.fields.emplace_back(text("people"), shown(f_.summary.all.people));
    if (!f_.as_of.empty()) m.fields.emplace_back(text("as_of"), f_.as_of);
    m.fields.emplace_back(text("least"), std::to_string(f_.least) + " " + text("least_people"));
    doc_.blocks.push_back(std::move(m));
    report::Callout note;
    note.tone = report::Tone::note;
    note.title = text("note.title");
    for (const char* key : {"note.small", "note.several", "note.unknown", "note.interval"})
      note.lines.push_back(line(text(key)));
    doc_.blocks.push_back(std::move(note));
  }

  Bar bar(std::string label, const Indicator& i, const cohort::Figure& f) const {
    Bar out;
    out.label = std::move(label);
    out.points = f.value ? percent(*f.value) : value_of(i, f);
    if (f.interval) out.grade = interval_of(i, *f.interval);
    out.value = text("column.of") + doc_.signs.colon + denominator(i, f);
    if (f.value && i.form != IndicatorForm::change) out.share = std::clamp(*f.value, 0.0, 1.0);
    return out;
  }

  static bool has_chart(const Indicator& i, const cohort::Figure& f) {
    return f.value && i.form != IndicatorForm::change;
  }

  void everybody() {
    doc_.blocks.push_back(Heading{2, text("heading.all")});
    Bars bars;
    report::Table table;
    table.head = {text("column.indicator"), text("column.value"),   text("column.with"),
                  text("column.of"),        text("column.unknown"), text("column.excluded")};
    table.widths = {28, 26, 11, 11, 12, 12};
    for (std::size_t i = 0; i < f_.indicators.size(); ++i) {
      const Indicator& indicator = *f_.indicators[i];
      const cohort::Figure& f = f_.summary.all.figures[i];
      if (has_chart(indicator, f))
        bars.bars.push_back(bar(in_locale(indicator.name), indicator, f));
      table.rows.push_back(
          cells({in_locale(indicator.name), value_of(indicator, f), shown(f.count(State::with)),
                 denominator(indicator, f), shown(f.count(State::unknown)),
                 shown(f.count(State::excluded))}));
    }
    if (!bars.bars.empty()) doc_.blocks.push_back(std::move(bars));
    doc_.blocks.push_back(std::move(table));
  }

  // Shares of an edition are those of everybody graded by it; withheld as soon as one count is.
  void grades(const cohort::Group& g) {
    if (f_.grades.empty()) return;
    doc_.blocks.push_back(Heading{2, text("heading.grades")});
    for (std::size_t from = 0; from < f_.grades.size();) {
      std::size_t to = from;
      std::int64_t sum = 0;
      bool withheld = false;
      for (; to < f_.grades.size() && f_.grades[to].edition == f_.grades[from].edition; ++to) {
        sum += g.mixes[0][to].n;
        withheld = withheld || g.mixes[0][to].withheld;
      }
      Bars bars;
      bars.caption = edition_name(f_.grades[from].edition);
      for (std::size_t i = from; i < to; ++i) {
        Bar b;
        b.label = text("grade." + f_.grades[i].grade);
        b.points = shown(g.mixes[0][i]);
        if (!withheld && sum > 0) {
          b.share = static_cast<double>(g.mixes[0][i].n) / static_cast<double>(sum);
          b.grade = percent(*b.share);
        }
        bars.bars.push_back(std::move(b));
      }
      doc_.blocks.push_back(std::move(bars));
      from = to;
    }
    doc_.blocks.push_back(report::Paragraph{
        line(text("no_grade") + doc_.signs.colon + shown(g.mixes[0].back())), true});
  }

  std::string edition_name(const std::string& edition) const {
    const auto standard = kb_.standard(edition);
    const std::string title = standard ? in_locale((*standard)->header().title) : std::string();
    return title.empty() ? edition : title + " (" + edition + ")";
  }

  // Tests in the order of how many people need them, those that are shown.
  std::vector<std::size_t> most_needed(const cohort::Group& g) const {
    std::vector<std::size_t> out;
    for (std::size_t i = 0; i < f_.tests.size(); ++i) {
      if (!g.mixes[1][i].withheld && g.mixes[1][i].n > 0) out.push_back(i);
    }
    std::stable_sort(out.begin(), out.end(), [&](std::size_t a, std::size_t b) {
      return g.mixes[1][a].n > g.mixes[1][b].n;
    });
    return out;
  }

  std::string offers(const std::string& policy, const std::string& prefix,
                     const std::string& component) const {
    std::vector<std::string> out;
    for (const std::string& code : kb_.policy_codes("cohort." + policy + "." + component)) {
      const std::string_view words = kb_.text(prefix + "." + code, locale_);
      if (!words.empty()) out.emplace_back(words);
    }
    if (prefix == "education") return report::running(out);
    std::string list;
    for (const std::string& words : out)
      list += (list.empty() ? "" : locale_ == "zh-CN" ? "、" : ", ") + words;
    return list;
  }

  void needs() {
    doc_.blocks.push_back(Heading{2, text("heading.needs")});
    std::vector<std::size_t> tests = most_needed(f_.summary.all);
    tests.resize(std::min<std::size_t>(
        tests.size(), static_cast<std::size_t>(kb_.policy_number("cohort.needs_shown", 3))));
    if (tests.empty()) {
      doc_.blocks.push_back(report::Paragraph{line(text("needs.none"))});
      return;
    }
    doc_.blocks.push_back(report::Paragraph{line(text("needs.basis")), true});
    Bars bars;
    report::Table table;
    table.head = {text("column.need"), text("classes"), text("lectures")};
    for (const std::size_t i : tests) {
      const Count& c = f_.summary.all.mixes[1][i];
      Bar b;
      b.label = test_name(f_.tests[i]);
      b.points = shown(c);
      if (!f_.summary.all.people.withheld && f_.summary.all.people.n > 0) {
        b.share = static_cast<double>(c.n) / static_cast<double>(f_.summary.all.people.n);
        b.grade = percent(*b.share);
      }
      bars.bars.push_back(std::move(b));
      const TestDef* test = kb_.test(f_.tests[i]);
      const std::string component = test == nullptr ? "" : test->component;
      const std::string classes = offers("classes", "group_class", component),
                        lectures = offers("lectures", "education", component);
      table.rows.push_back(cells({test_name(f_.tests[i]), classes.empty() ? "–" : classes,
                                  lectures.empty() ? "–" : lectures}));
    }
    doc_.blocks.push_back(std::move(bars));
    doc_.blocks.push_back(std::move(table));
  }

  std::string split_name(const std::string& code) const {
    std::string out;
    for (std::size_t from = 0; from <= code.size();) {
      const std::size_t to = std::min(code.find('+', from), code.size());
      const std::string part = code.substr(from, to - from);
      const CohortField* field = kb_.indicators().field(part);
      out += (out.empty() ? "" : " · ") +
             (field != nullptr ? in_locale(field->name, part) : text("by." + part));
      from = to + 1;
    }
    return out;
  }

  std::string label(std::size_t t, const cohort::Group& g) const {
    return g.label == cohort::kNobodyKnows ? text("not_stated")
                                           : f_.by[t].labels[static_cast<std::size_t>(g.label)];
  }

  void table(std::size_t t) {
    const cohort::Table& groups = f_.summary.tables[t];
    doc_.blocks.push_back(Heading{2, split_name(groups.by)});
    std::vector<std::size_t> meant;  // indicators that are about somebody here
    for (std::size_t i = 0; i < f_.indicators.size(); ++i) {
      if (std::any_of(groups.groups.begin(), groups.groups.end(), [&](const cohort::Group& g) {
            const cohort::Figure& f = g.figures[i];
            return f.value || f.count(State::with).withheld || f.count(State::without).withheld;
          }))
        meant.push_back(i);
    }
    if (has_charts_ && groups.groups.size() <= kMostBars) charts(t, meant);
    needs_of_groups(t);
    for (std::size_t from = 0; from < meant.size(); from += kColumns) {
      const std::size_t to = std::min(from + kColumns, meant.size());
      report::Table table;
      table.head = {text("group"), text("people")};
      table.widths = {21, 10};
      for (std::size_t i = from; i < to; ++i) {
        table.head.push_back(in_locale(f_.indicators[meant[i]]->name));
        table.widths.push_back(static_cast<int>(69 / (to - from)));
      }
      for (const cohort::Group& g : groups.groups) {
        std::vector<Line> row = cells({label(t, g), shown(g.people)});
        for (std::size_t i = from; i < to; ++i)
          row.push_back(line(value_of(*f_.indicators[meant[i]], g.figures[meant[i]])));
        table.rows.push_back(std::move(row));
      }
      doc_.blocks.push_back(std::move(table));
    }
    grade_table(t);
  }

  void charts(std::size_t t, const std::vector<std::size_t>& meant) {
    for (const std::size_t i : meant) {
      Bars bars;
      bars.caption = in_locale(f_.indicators[i]->name);
      for (const cohort::Group& g : f_.summary.tables[t].groups) {
        if (has_chart(*f_.indicators[i], g.figures[i]))
          bars.bars.push_back(bar(label(t, g), *f_.indicators[i], g.figures[i]));
      }
      if (!bars.bars.empty()) doc_.blocks.push_back(std::move(bars));
    }
  }

  // The most frequent of the counts that are shown.
  void needs_of_groups(std::size_t t) {
    report::Table table;
    table.head = {text("group"), text("column.need"), text("column.with"), text("classes")};
    for (const cohort::Group& g : f_.summary.tables[t].groups) {
      const std::vector<std::size_t> needed = most_needed(g);
      if (needed.empty()) continue;
      const TestDef* test = kb_.test(f_.tests[needed.front()]);
      const std::string classes =
          offers("classes", "group_class", test == nullptr ? "" : test->component);
      table.rows.push_back(
          cells({label(t, g), test_name(f_.tests[needed.front()]),
                 shown(g.mixes[1][needed.front()]), classes.empty() ? "–" : classes}));
    }
    if (!table.rows.empty()) doc_.blocks.push_back(std::move(table));
  }

  void grade_table(std::size_t t) {
    if (f_.grades.empty()) return;
    report::Table table;
    table.caption = text("heading.grades");
    table.head = {text("group")};
    std::size_t editions = 0;
    for (std::size_t i = 0; i < f_.grades.size(); ++i)
      editions += i == 0 || f_.grades[i].edition != f_.grades[i - 1].edition;
    for (const GradeLabel& g : f_.grades) {
      const std::size_t at = g.edition.find('@');
      table.head.push_back(text("grade." + g.grade) +
                           (editions > 1 ? " " + edition_short(g.edition, at) : ""));
    }
    table.head.push_back(text("no_grade"));
    for (const cohort::Group& g : f_.summary.tables[t].groups) {
      std::vector<Line> row = cells({label(t, g)});
      for (const Count& c : g.mixes[0]) row.push_back(line(shown(c)));
      table.rows.push_back(std::move(row));
    }
    doc_.blocks.push_back(std::move(table));
  }
  // "cn.gas.physique.adult@2023" -> "adult 2023".
  static std::string edition_short(const std::string& edition, std::size_t at) {
    const std::size_t dot = edition.rfind('.', at);
    std::string out = edition.substr(dot == std::string::npos ? 0 : dot + 1);
    std::replace(out.begin(), out.end(), '@', ' ');
    return out;
  }

  void definitions() {
    doc_.blocks.push_back(Heading{2, text("heading.definitions")});
    report::Table table;
    table.head = {text("column.indicator"),  text("column.numerator"), text("column.denominator"),
                  text("column.exclusions"), text("column.edition"),   text("column.source"),
                  text("column.verified")};
    for (const Indicator* i : f_.indicators) {
      std::string without, sources;
      for (const IndicatorExclusion& e : i->without)
        without += (without.empty() ? "" : "; ") + in_locale(e.why);
      for (const Citation& c : i->cites) {
        const SourceRecord* source = kb_.source(c.source);
        sources += (sources.empty() ? "" : "; ") + (source != nullptr ? source->title : c.source);
      }
      table.rows.push_back(
          cells({in_locale(i->name), in_locale(i->numerator), in_locale(i->denominator),
                 without.empty() ? "–" : without, i->edition.empty() ? "–" : i->edition, sources,
                 text("verified." + std::string(verified_name(i->verified)))}));
    }
    doc_.blocks.push_back(std::move(table));
    if (f_.left_out.empty()) return;
    doc_.blocks.push_back(Heading{3, text("heading.left_out")});
    report::List list;
    for (const LeftOut& l : f_.left_out)
      list.items.push_back(line(in_locale(l.indicator->name) + doc_.signs.colon + text("left_out") +
                                " " + l.header));
    doc_.blocks.push_back(std::move(list));
  }

  const KnowledgeBase& kb_;
  const CohortFigures& f_;
  const std::string& locale_;
  bool has_charts_;  // of each table of groups
  report::Document doc_;
};

}  // namespace

report::Document cohort_document(const KnowledgeBase& kb, const CohortFigures& figures,
                                 const std::string& locale, bool charts) {
  return CohortDocument(kb, figures, locale, charts).run();
}

}  // namespace celian::cli
