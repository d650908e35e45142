// Results of assess.score and assess.norm.
#include "codec/model_io.hpp"

namespace celian::codec {

namespace {

Value encode_grade(const Grade& g) {
  return Value::object().set("code", g.code).set("label", encode(g.label));
}

Value encode_item(const ItemScore& i) {
  Value v = Value::object();
  v.set("test", i.test)
      .set("outcome", outcome_name(i.outcome))
      .set("value", encode(i.value))
      .set("unit", i.unit);
  v.set("points", encode(i.points))
      .set("weight", encode(i.weight))
      .set("contribution", encode(i.contribution));
  if (i.grade) v.set("grade", encode_grade(*i.grade));
  if (!i.item_class.empty()) v.set("class", i.item_class);
  if (!i.candidates.empty()) {
    Value list = Value::array();
    for (const Candidate& c : i.candidates)
      list.push(c.no_score ? Value("no_score") : Value(c.points));
    v.set("candidates", std::move(list));
  }
  v.set("next", i.next ? Value::object().set("points", i.next->points).set("value", i.next->value)
                       : Value());
  if (!i.taken_from.empty()) v.set("taken_from", i.taken_from);
  v.set("why", encode_why(i.why));
  return v;
}

}  // namespace

Value encode(const Assessment& a) {
  Value items = Value::array(), bonus = Value::array();
  for (const ItemScore& i : a.items) items.push(encode_item(i));
  for (const BonusScore& b : a.bonus)
    bonus.push(
        Value::object().set("test", b.test).set("points", b.points).set("why", encode_why(b.why)));
  Value v = Value::object();
  v.set("standard", a.standard)
      .set("column", encode_args(a.column))
      .set("items", std::move(items))
      .set("bonus", std::move(bonus));
  v.set("score", encode(a.score))
      .set("bonus_total", encode(a.bonus_total))
      .set("total", encode(a.total));
  if (a.total_min && a.total_max)
    v.set("total_range", Value::array().push(*a.total_min).push(*a.total_max));
  v.set("grade", a.grade ? encode_grade(*a.grade) : Value());
  if (!a.grade_candidates.empty()) {
    Value list = Value::array();
    for (const Grade& g : a.grade_candidates) list.push(encode_grade(g));
    v.set("grade_candidates", std::move(list));
  }
  v.set("missing", encode(a.missing))
      .set("outcome", completeness_name(a.outcome))
      .set("needs", encode(a.needs));
  v.set("fallback", a.fallback.empty() ? Value() : encode(a.fallback.front()));
  v.set("reasons", encode(a.reasons));
  return v;
}

Value encode(const NormReport& n) {
  Value results = Value::array();
  for (const NormResult& r : n.results) {
    Value one = Value::object();
    one.set("norm", r.norm)
        .set("test", r.test)
        .set("outcome", outcome_name(r.outcome))
        .set("value", encode(r.value));
    one.set("z", encode(r.z))
        .set("percentile", encode(r.percentile))
        .set("class", text_or_null(r.norm_class))
        .set("label", encode(r.label));
    if (!r.finding.empty()) one.set("finding", r.finding);
    if (!r.candidates.empty()) one.set("candidates", encode(r.candidates));
    one.set("why", encode_why(r.why));
    results.push(std::move(one));
  }
  return Value::object().set("results", std::move(results)).set("reasons", encode(n.reasons));
}

}  // namespace celian::codec
