// Results of assess.score and assess.norm.
#include "codec/model_io.hpp"

namespace celian::codec {

namespace {

Value encode_grade(const Grade& g) {
  return Value::object().add("code", g.code).add("label", encode(g.label));
}

Value encode_item(const ItemScore& i) {
  Value v = Value::object();
  v.add("test", i.test)
      .add("outcome", outcome_name(i.outcome))
      .add("value", encode(i.value))
      .add("unit", i.unit);
  v.add("points", encode(i.points))
      .add("weight", encode(i.weight))
      .add("contribution", encode(i.contribution));
  if (i.grade) v.add("grade", encode_grade(*i.grade));
  if (!i.item_class.empty()) v.add("class", i.item_class);
  if (!i.candidates.empty()) {
    Value list = Value::array();
    for (const Candidate& c : i.candidates)
      list.push(c.no_score ? Value("no_score") : Value(c.points));
    v.add("candidates", std::move(list));
  }
  v.add("next", i.next ? Value::object().add("points", i.next->points).add("value", i.next->value)
                       : Value());
  if (!i.taken_from.empty()) v.add("taken_from", i.taken_from);
  v.add("why", encode_why(i.why));
  return v;
}

}  // namespace

Value encode(const Assessment& a) {
  Value items = Value::array(), bonus = Value::array();
  for (const ItemScore& i : a.items) items.push(encode_item(i));
  for (const BonusScore& b : a.bonus)
    bonus.push(
        Value::object().add("test", b.test).add("points", b.points).add("why", encode_why(b.why)));
  Value v = Value::object();
  v.add("standard", a.standard)
      .add("column", encode_args(a.column))
      .add("items", std::move(items))
      .add("bonus", std::move(bonus));
  v.add("score", encode(a.score))
      .add("bonus_total", encode(a.bonus_total))
      .add("total", encode(a.total));
  if (a.total_min && a.total_max)
    v.add("total_range", Value::array().push(*a.total_min).push(*a.total_max));
  v.add("grade", a.grade ? encode_grade(*a.grade) : Value());
  if (!a.grade_candidates.empty()) {
    Value list = Value::array();
    for (const Grade& g : a.grade_candidates) list.push(encode_grade(g));
    v.add("grade_candidates", std::move(list));
  }
  v.add("missing", encode(a.missing))
      .add("outcome", completeness_name(a.outcome))
      .add("needs", encode(a.needs));
  v.add("fallback", a.fallback.empty() ? Value() : encode(a.fallback.front()));
  v.add("reasons", encode(a.reasons));
  return v;
}

Value encode(const NormReport& n) {
  Value results = Value::array();
  for (const NormResult& r : n.results) {
    Value one = Value::object();
    one.add("norm", r.norm)
        .add("test", r.test)
        .add("outcome", outcome_name(r.outcome))
        .add("value", encode(r.value));
    one.add("z", encode(r.z))
        .add("percentile", encode(r.percentile))
        .add("class", text_or_null(r.norm_class))
        .add("label", encode(r.label));
    if (!r.finding.empty()) one.add("finding", r.finding);
    if (!r.candidates.empty()) one.add("candidates", encode(r.candidates));
    one.add("why", encode_why(r.why));
    results.push(std::move(one));
  }
  return Value::object().add("results", std::move(results)).add("reasons", encode(n.reasons));
}

}  // namespace celian::codec
