// Readings in; the result of measure.check out.
#include "codec/closed_text.hpp"
#include "codec/model_io.hpp"

namespace celian::codec {

namespace {

constexpr std::string_view kStatus[] = {"exempt", "not_measured"};
constexpr std::string_view kSides[] = {"left", "right"};
constexpr std::string_view kPostures[] = {"seated", "standing", "supine"};

RawMeasurement decode_reading(Reader& r) {
  RawMeasurement m;
  m.test = r.required_string("test");
  m.status = closed_text(r, "status", kStatus);
  m.unit = r.string_or("unit", "");
  if (const Value* v = r.raw("value"); v == nullptr || v->is_null()) {
    if (m.status.empty()) m.status = "not_measured";
  } else if (v->is_number()) {
    m.value = v->as_double();
  } else if (v->is_string()) {
    m.value = v->as_string();
  } else if (v->is_object()) {
    r.child("value", [&](Reader& q) {
      m.value = q.required_double("value");
      m.unit = q.required_string("unit");
    });
  } else {
    r.fail("value", "expected a number, a text like \"62 [lb_av]\", or {\"value\", \"unit\"}");
  }
  if (const auto trial = r.optional_int("trial", {1, 99}))
    m.trial = static_cast<std::int32_t>(*trial);
  m.side = closed_text(r, "side", kSides);
  m.date = r.optional_date("date");
  m.device = r.string_or("device", "");
  m.posture = closed_text(r, "posture", kPostures);
  return m;
}

Value encode_measurement(const Measurement& m) {
  Value v = Value::object();
  v.add("test", m.test).add("outcome", outcome_name(m.outcome));
  v.add("value", m.outcome == Outcome::scored ? Value(m.value) : Value()).add("unit", m.unit);
  v.add("date", m.date ? Value(m.date->iso()) : Value());
  if (m.derived) v.add("derived", true);
  if (m.readings.size() > 1) {
    Value readings = Value::array();
    for (const Reading& r : m.readings)
      readings.push(Value::object().add("value", r.value).add("used", r.used));
    v.add("readings", std::move(readings));
  }
  return v;
}

Value encode_advice(const std::vector<TestAdvice>& list, bool with_priority) {
  Value v = Value::array();
  for (const TestAdvice& a : list) {
    Value one = Value::object();
    one.add("test", a.test);
    if (with_priority) one.add("priority", a.priority);
    if (!a.code.empty()) one.add("code", a.code);
    one.add("provisional", a.provisional).add("why", encode_why(a.why));
    v.push(std::move(one));
  }
  return v;
}

}  // namespace

std::vector<RawMeasurement> decode_measurements(Reader& r, std::string_view field) {
  std::vector<RawMeasurement> out;
  r.for_each(field, [&](Reader& m) { out.push_back(decode_reading(m)); });
  return out;
}

Value encode(const MeasureReport& m) {
  Value values = Value::array(), derived = Value::array(), earlier = Value::array(),
        flags = Value::array();
  for (const Measurement& x : m.set.values)
    (x.derived ? derived : values).push(encode_measurement(x));
  for (const Measurement& x : m.set.earlier) earlier.push(encode_measurement(x));
  for (const MeasureFlag& f : m.set.flags) {
    flags.push(Value::object()
                   .add("code", f.code)
                   .add("test", f.test)
                   .add("pointer", f.pointer)
                   .add("why", encode_why(f.why)));
  }
  Value v = Value::object();
  v.add("measurements", std::move(values))
      .add("earlier", std::move(earlier))
      .add("flags", std::move(flags))
      .add("derived", std::move(derived));
  v.add("recommended_tests", encode_advice(m.recommended_tests, true))
      .add("not_safe_to_test", encode_advice(m.not_safe_to_test, false))
      .add("not_judged", encode_advice(m.not_judged, false));
  v.add("reasons", encode(m.reasons));
  return v;
}

}  // namespace celian::codec
