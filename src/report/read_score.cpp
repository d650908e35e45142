// assess.score and assess.norm: points, grades, classes.
#include "report/result.hpp"

namespace celian::report {

namespace {

using codec::Choice;
using codec::Reader;

constexpr Choice<Outcome> kOutcome[] = {{"scored", Outcome::scored},
                                        {"missing_value", Outcome::missing_value},
                                        {"outside_population", Outcome::outside_population},
                                        {"implausible", Outcome::implausible},
                                        {"not_in_standard", Outcome::not_in_standard},
                                        {"exempt", Outcome::exempt},
                                        {"no_score", Outcome::no_score},
                                        {"undetermined", Outcome::undetermined},
                                        {"unsupported", Outcome::unsupported},
                                        {"withheld_for_safety", Outcome::withheld_for_safety}};
constexpr Choice<Completeness> kComplete[] = {{"complete", Completeness::complete},
                                              {"incomplete", Completeness::incomplete},
                                              {"undetermined", Completeness::undetermined},
                                              {"unsupported", Completeness::unsupported},
                                              {"blocked", Completeness::blocked}};

Grade read_grade(Reader& r) {
  Grade g;
  g.code = r.string_or("code", "");
  g.label = read_label(r, "label");
  r.ignore_rest();
  return g;
}

ItemScore read_item(Reader& r) {
  ItemScore i;
  i.test = r.required_string("test");
  i.outcome = r.choice_or("outcome", kOutcome, Outcome::missing_value);
  i.value = r.optional_double("value");
  i.unit = r.string_or("unit", "");
  i.points = r.optional_double("points");
  i.weight = r.optional_double("weight");
  i.contribution = r.optional_double("contribution");
  i.item_class = r.string_or("class", "");
  if (const codec::Value* list = r.raw("candidates"); list != nullptr && list->is_array()) {
    for (const codec::Value& c : list->items())
      i.candidates.push_back({c.is_number() ? c.as_double() : 0, !c.is_number()});
  }
  r.optional_child("next", [&](Reader& n) {
    i.next = NextStep{n.double_or("points", 0), n.double_or("value", 0)};
    n.ignore_rest();
  });
  i.taken_from = r.string_or("taken_from", "");
  i.why = read_why(r);
  r.ignore_rest();
  return i;
}

}  // namespace

Assessment read_score(Reader& r) {
  Assessment a;
  a.standard = r.string_or("standard", "");
  a.column = read_args(r, "column");
  r.for_each("items", [&](Reader& i) { a.items.push_back(read_item(i)); });
  r.for_each("bonus", [&](Reader& b) {
    BonusScore bonus;
    bonus.test = b.required_string("test");
    bonus.points = b.double_or("points", 0);
    bonus.why = read_why(b);
    b.ignore_rest();
    a.bonus.push_back(std::move(bonus));
  });
  a.score = r.optional_double("score");
  a.bonus_total = r.optional_double("bonus_total");
  a.total = r.optional_double("total");
  r.optional_child("grade", [&](Reader& g) { a.grade = read_grade(g); });
  r.for_each("grade_candidates", [&](Reader& g) { a.grade_candidates.push_back(read_grade(g)); });
  a.missing = r.strings("missing");
  a.outcome = r.choice_or("outcome", kComplete, Completeness::incomplete);
  a.needs = read_needs(r);
  r.optional_child("fallback", [&](Reader& f) { a.fallback.push_back(read_score(f)); });
  a.reasons = read_reasons(r);
  r.ignore_rest();
  return a;
}

NormReport read_norm(Reader& r) {
  NormReport out;
  r.for_each("results", [&](Reader& x) {
    NormResult n;
    n.norm = x.string_or("norm", "");
    n.test = x.required_string("test");
    n.outcome = x.choice_or("outcome", kOutcome, Outcome::missing_value);
    n.value = x.optional_double("value");
    n.z = x.optional_double("z");
    n.percentile = x.optional_double("percentile");
    n.norm_class = x.string_or("class", "");
    n.label = read_label(x, "label");
    n.candidates = x.strings("candidates");
    n.why = read_why(x);
    x.ignore_rest();
    out.results.push_back(std::move(n));
  });
  out.reasons = read_reasons(r);
  r.ignore_rest();
  return out;
}

}  // namespace celian::report
