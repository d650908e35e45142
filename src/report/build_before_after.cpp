// What a retest shows: each test then and now, what the difference means, points and grade of both
// sheets. The earlier sheet is the one that was given out then; the past is not scored again.
#include <algorithm>
#include <cmath>
#include <map>

#include "report/maker.hpp"
#include "report/signs.hpp"

namespace celian::report {

namespace {

// The sheet that has points: of an edition without tables the one that stands in for it.
const Assessment* sheet_of(const ResultView* view) {
  if (view == nullptr || !view->score) return nullptr;
  const Assessment& a = *view->score;
  return a.outcome == Completeness::unsupported && !a.fallback.empty() ? &a.fallback.front() : &a;
}

const ItemScore* item_of(const Assessment* a, const std::string& test) {
  if (a == nullptr) return nullptr;
  for (const ItemScore& i : a->items) {
    if ((i.taken_from.empty() ? i.test : i.taken_from) == test && i.points) return &i;
  }
  return nullptr;
}

class BeforeAfter {
 public:
  BeforeAfter(Maker& m, const ResultView* earlier)
      : m_(m),
        w_(m.words),
        p_(*m.result.progress),
        now_(sheet_of(&m.result)),
        then_(sheet_of(earlier)) {
    // Points of two tables are no change of the person.
    if (then_ != nullptr && now_ != nullptr && then_->standard != now_->standard)
      other_table_ = true;
    if (other_table_) then_ = nullptr;
    const auto found =
        now_ != nullptr ? w_.kb().standard(now_->standard) : Result<const Standard*>(Error{});
    standard_ = found ? *found : nullptr;
  }

  void add() {
    add_summary();
    add_points();
    add_tests();
    add_notes();
  }

 private:
  std::string said(const std::string& key, std::size_t n) {
    return w_.say("report.before_after." + key, {{"n", std::to_string(n)}});
  }

  std::size_t with_verdict(std::string_view end) const {
    return static_cast<std::size_t>(
        std::count_if(p_.changes.begin(), p_.changes.end(),
                      [&](const Change& c) { return c.verdict.ends_with(end); }));
  }

  // Whoever did a test for the second time may be better at the test only: no success to be
  // counted.
  bool is_practice(const Change& c) const {
    return std::any_of(c.why.begin(), c.why.end(), [&](std::uint32_t i) {
      return i < p_.reasons.size() && p_.reasons[i].code == "train.change_practice";
    });
  }

  // One word for the whole first: what got better or worse beyond chance, and of how many nothing
  // can be told.
  void add_summary() {
    const auto practice = static_cast<std::size_t>(std::count_if(
        p_.changes.begin(), p_.changes.end(), [&](const Change& c) { return is_practice(c); }));
    const std::size_t better = with_verdict("_better") - practice, worse = with_verdict("_worse"),
                      same = with_verdict("within_error"), open = with_verdict("unknown_error");
    Callout box;
    box.tone = worse > 0 ? Tone::note : better > 0 ? Tone::good : Tone::neutral;
    box.title = w_.say("report.before_after.heading");
    box.lead = true;
    if (better > 0) box.lines.push_back(m_.plain(said("better", better)));
    if (practice > 0) box.lines.push_back(m_.plain(said("practice", practice)));
    if (worse > 0) box.lines.push_back(m_.plain(said("worse", worse)));
    if (same > 0) box.lines.push_back(m_.plain(said("same", same)));
    if (open > 0) box.lines.push_back(m_.plain(said("open", open)));
    if (std::string total = totals(); !total.empty())
      box.lines.push_back(m_.plain(std::move(total)));
    if (other_table_) box.lines.push_back(m_.plain(w_.say("report.before_after.other_table")));
    m_.add(std::move(box));
  }

  std::string result_text(const Assessment& a) {
    std::vector<std::string> parts;
    if (a.total) parts.push_back(w_.count(*a.total, "report.points"));
    if (a.grade) parts.push_back(w_.label(a.grade->label, a.grade->code));
    return w_.clauses(parts);
  }

  std::string totals() {
    if (now_ == nullptr) return "";
    const std::string now = result_text(*now_), then = then_ != nullptr ? result_text(*then_) : "";
    if (!now.empty() && !then.empty())
      return w_.say("report.before_after.total", {{"before", then}, {"after", now}});
    if (!now.empty()) return w_.say("report.before_after.total_now", {{"after", now}});
    return then_ == nullptr ? "" : w_.say("report.before_after.no_total");
  }

  std::string item_grade(double points) {
    const GradeLine* g = standard_ != nullptr ? standard_->item_grade(points) : nullptr;
    return g != nullptr ? w_.label(g->label, g->code) : "";
  }

  // Points of what both sheets scored, the earlier ones as a mark on the bar.
  void add_points() {
    if (then_ == nullptr || now_ == nullptr) return;
    Bars bars;
    bars.caption = standard_ != nullptr ? w_.local(standard_->header().title, now_->standard)
                                        : w_.file(now_->standard);
    for (const ItemScore& i : now_->items) {
      const std::string& test = i.taken_from.empty() ? i.test : i.taken_from;
      const ItemScore* before = item_of(then_, test);
      const double most = most_points(standard_, i.test);
      if (!i.points || before == nullptr || most <= 0) continue;
      Bar b;
      b.label = w_.test(test);
      if (before->value && i.value)
        b.value =
            w_.say("report.before_after.from_to", {{"before", w_.test_value(test, *before->value)},
                                                   {"after", w_.test_value(test, *i.value)}});
      b.points = w_.say("report.before_after.points_of", {{"before", w_.number(*before->points)},
                                                          {"after", w_.number(*i.points)},
                                                          {"most", w_.number(most)}});
      const std::string was = item_grade(*before->points), is = item_grade(*i.points);
      b.grade = was == is || was.empty()
                    ? is
                    : w_.say("report.before_after.from_to", {{"before", was}, {"after", is}});
      b.share = *i.points / most;
      b.before_share = *before->points / most;
      if (most <= 10) b.steps = static_cast<int>(most);
      bars.bars.push_back(std::move(b));
    }
    if (bars.bars.empty()) return;
    m_.heading("report.before_after.heading_points");
    m_.add(std::move(bars));
    m_.small(w_.say("report.before_after.legend"));
  }

  std::string change_text(const Change& c) {
    // As the test counts, not as "better": a faster time is a minus.
    const TestDef* test = w_.kb().test(c.test);
    const double sign = test != nullptr && test->better == Better::lower ? -1 : 1;
    const int most = test != nullptr ? test->decimals + 1 : 2;
    const auto plus = [&](double x, const std::string& text) { return (x > 0 ? "+" : "") + text; };
    if (!c.low) {
      // Of the values as they are shown, or nobody can follow the sum.
      const double scale = std::pow(10.0, test != nullptr ? test->decimals : 1);
      const double by = (std::round(c.to * scale) - std::round(c.from * scale)) / scale;
      return plus(by, w_.quantity(by, c.unit, most));
    }
    const double low = sign > 0 ? *c.low : -*c.high, high = sign > 0 ? *c.high : -*c.low;
    return plus(sign * c.estimate, w_.quantity(sign * c.estimate, c.unit, most)) +
           w_.say("report.before_after.interval", {{"low", plus(low, w_.number(low, most))},
                                                   {"high", plus(high, w_.number(high, most))}});
  }

  // A blood pressure or a weight is neither better nor worse by itself.
  bool has_direction(const Change& c) const {
    const TestDef* test = w_.kb().test(c.test);
    return test != nullptr && (test->better == Better::higher || test->better == Better::lower);
  }

  Line verdict(const Change& c) {
    if (!has_direction(c) && c.readings > 1) return m_.plain("");
    std::string text;
    for (const Line& l : sentences(m_, c.why, p_.reasons, 1)) Words::append(text, l.text);
    if (!is_practice(c) && c.p_mcid && c.mcid &&
        (c.verdict == "real_better" || c.verdict == "probable_better") && *c.p_mcid >= 0.5)
      Words::append(text, w_.say("report.before_after.matters",
                                 {{"percent", w_.number(std::floor(*c.p_mcid * 100), 0)}}));
    if (c.forecast)
      Words::append(text, w_.say("report.change_forecast",
                                 {{"target", w_.test_value(c.test, c.forecast->target)},
                                  {"day", w_.date(c.forecast->likely)}}));
    Line out = m_.sources.line(std::move(text), c.why, p_.reasons);
    out.code.clear();
    return out;
  }

  // What can be judged first; what is neither better nor worse last.
  int order(const Change& c) const { return c.low ? 0 : has_direction(c) ? 1 : 2; }

  // The day on which most of the readings were taken.
  Date usual_day(Date Change::*day) const {
    std::map<Date, int> count;
    for (const Change& c : p_.changes) ++count[c.*day];
    return std::max_element(count.begin(), count.end(),
                            [](const auto& a, const auto& b) { return a.second < b.second; })
        ->first;
  }

  std::string points_text(const std::string& test) {
    const ItemScore *was = item_of(then_, test), *is = item_of(now_, test);
    if (is == nullptr) return "";
    if (was == nullptr) return w_.number(*is->points);
    return w_.say("report.before_after.from_to",
                  {{"before", w_.number(*was->points)}, {"after", w_.number(*is->points)}});
  }

  void add_tests() {
    std::vector<const Change*> all;
    for (const Change& c : p_.changes) all.push_back(&c);
    std::stable_sort(all.begin(), all.end(),
                     [&](const Change* a, const Change* b) { return order(*a) < order(*b); });
    const Date first = usual_day(&Change::from_date), last = usual_day(&Change::to_date);
    m_.heading("report.before_after.heading_tests");
    m_.add(Paragraph{m_.plain(w_.say("report.before_after.days",
                                     {{"before", w_.date(first)}, {"after", w_.date(last)}})),
                     false});
    const bool any_points = std::any_of(
        all.begin(), all.end(), [&](const Change* c) { return item_of(now_, c->test) != nullptr; });
    Table t;
    for (const char* column : {"test", "before", "after", "change"})
      t.head.push_back(w_.say(std::string("report.column.") + column));
    if (any_points) t.head.push_back(w_.say("report.column.points"));
    t.head.push_back(w_.say("report.column.verdict"));
    t.widths = any_points ? std::vector<int>{20, 12, 12, 20, 10, 26}
                          : std::vector<int>{22, 14, 14, 20, 30};
    bool is_last_part = false;  // of what is neither better nor worse
    for (const Change* c : all) {
      const auto dated = [&](double value, Date day, Date usual) {
        const std::string text = w_.test_value(c->test, value);
        return day == usual ? text
                            : w_.say("report.before_after.on",
                                     {{"value", text}, {"day", w_.short_day(day)}});
      };
      if (order(*c) == 2 && !is_last_part)
        t.rows.push_back({m_.plain(w_.say("report.before_after.no_direction"))});
      is_last_part = order(*c) == 2;
      std::vector<Line> row = {m_.plain(w_.test(c->test)),
                               m_.plain(dated(c->from, c->from_date, first)),
                               m_.plain(dated(c->to, c->to_date, last)), m_.plain(change_text(*c))};
      if (any_points) row.push_back(m_.plain(points_text(c->test)));
      row.push_back(verdict(*c));
      t.rows.push_back(std::move(row));
    }
    m_.add(std::move(t));
  }

  // What was scored then and has no points now, and where the earlier sheet is missing.
  void add_notes() {
    if (then_ == nullptr && !other_table_) m_.small(w_.say("report.before_after.no_sheet"));
    std::vector<std::string> gone;
    if (then_ != nullptr && now_ != nullptr) {
      for (const ItemScore& i : then_->items) {
        const std::string& test = i.taken_from.empty() ? i.test : i.taken_from;
        if (i.points && item_of(now_, test) == nullptr) gone.push_back(w_.test(test));
      }
    }
    if (!gone.empty())
      m_.add(Paragraph{m_.plain(w_.say("report.before_after.gone", {{"list", w_.list(gone)}})),
                       false});
    m_.small(w_.say("report.before_after.how"));
  }

  Maker& m_;
  Words& w_;
  const Progress& p_;
  const Assessment *now_, *then_;
  const Standard* standard_ = nullptr;
  bool other_table_ = false;
};

}  // namespace

Result<Document> build_before_after(const KnowledgeBase& kb, const ResultView& result,
                                    std::string locale, const ReportContext& context) {
  if (!result.progress || result.progress->changes.empty()) {
    return Error{
        Status::conflict, "/result",
        "has no test that was measured twice; before_after takes the result of loop.run or "
        "train.progress with the earlier measurements"};
  }
  std::optional<ResultView> earlier;
  if (!context.before.empty()) {
    auto read = read_result(context.before);
    if (!read) {
      Error error = read.error();
      error.pointer.insert(0, "/before");
      return error;
    }
    earlier = std::move(*read);
    if (earlier->person.id != result.person.id)
      return Error{Status::conflict, "/before/person/id", "is of another person"};
    if (earlier->as_of && result.as_of && *earlier->as_of >= *result.as_of)
      return Error{Status::conflict, "/before/as_of", "is not before the day of the result"};
  }
  Words words(kb, locale, false);
  Sources sources(words);
  Document doc;
  doc.locale = std::move(locale);
  doc.kind = "before_after";
  Maker m{words, sources, result, context, doc, false};
  doc.signs = signs_of(words);
  add_masthead(m);
  BeforeAfter(m, earlier ? &*earlier : nullptr).add();
  add_done_and_decided(m);
  add_references(m);
  add_footer(m);
  doc.missing = words.missing();
  return doc;
}

}  // namespace celian::report
