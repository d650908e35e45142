// Shapes that several results share.
#include <algorithm>

#include "codec/model_io.hpp"

namespace celian::codec {

namespace {

Value arg_value(const Arg& a) {
  return std::visit([](const auto& v) { return Value(v); }, a.value);
}

}  // namespace

Value text_or_null(const std::string& text) { return text.empty() ? Value() : Value(text); }

Value encode(const Interval& i) {
  Value v = Value::array(2);
  v.push(encode(i.lo)).push(encode(i.hi));
  return v;
}

Value encode(const std::optional<double>& d) { return d ? Value(*d) : Value(); }

Value encode(const std::vector<std::string>& list) {
  Value v = Value::array(list.size());
  for (const std::string& s : list) v.push(s);
  return v;
}

Value encode(const std::vector<Label>& labels) {
  Value v = Value::object();
  for (const Label& l : labels) v.set(l.locale, l.text);
  return v;
}

Value encode_why(const Why& why) {
  Value v = Value::array(why.size());
  for (const std::uint32_t i : why) v.push(i);
  return v;
}

Value encode_args(const std::vector<Arg>& args) {
  Value v = Value::object(args.size());
  for (const Arg& a : args) {
    Value* have = v.find(a.name);
    if (have == nullptr) {
      v.set(a.name, arg_value(a));
    } else if (have->is_array()) {
      have->push(arg_value(a));
    } else {
      Value list = Value::array();
      list.push(*have).push(arg_value(a));
      *have = std::move(list);
    }
  }
  return v;
}

Value encode(const std::vector<Reason>& reasons) {
  Value v = Value::array(reasons.size());
  for (const Reason& r : reasons) {
    Value cites = Value::array(r.cites.size());
    for (const Citation& c : r.cites)
      cites.push(Value::object(2).add("source", c.source).add("where", c.where));
    Value one = Value::object();
    one.add("code", r.code)
        .add("rule", r.rule)
        .add("args", encode_args(r.args))
        .add("cites", std::move(cites));
    one.add("evidence", evidence_name(r.evidence)).add("verified", verified_name(r.verified));
    v.push(std::move(one));
  }
  return v;
}

Value encode(const std::vector<Need>& needs) {
  Value v = Value::array();
  for (const Need& n : needs) {
    Value one = Value::object();
    if (!n.code.empty()) one.add("code", n.code);
    if (!n.test.empty()) one.add("test", n.test);
    one.add("component", text_or_null(n.component)).add("rank", n.rank);
    if (!n.test.empty()) {
      one.add("points_now", encode(n.points_now)).add("points_target", encode(n.points_target));
      one.add("value_now", encode(n.value_now)).add("value_target", encode(n.value_target));
      one.add("lift_to_total", encode(n.lift_to_total)).add("lifts_grade", n.lifts_grade);
    }
    one.add("why", encode_why(n.why));
    v.push(std::move(one));
  }
  return v;
}

}  // namespace celian::codec
