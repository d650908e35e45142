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
  v.set("test", m.test).set("outcome", outcome_name(m.outcome));
  v.set("value", m.outcome == Outcome::scored ? Value(m.value) : Value()).set("unit", m.unit);
  v.set("date", m.date ? Value(m.date->iso()) : Value());
  if (m.derived) v.set("derived", true);
  if (m.readings.size() > 1) {
    Value readings = Value::array();
    for (const Reading& r : m.readings)
      readings.push(Value::object().set("value", r.value).set("used", r.used));
    v.set("readings", std::move(readings));
  }
  return v;
}

Value encode_advice(const std::vector<TestAdvice>& list, bool with_priority) {
  Value v = Value::array();
  for (const TestAdvice& a : list) {
    Value one = Value::object();
    one.set("test", a.test);
    if (with_priority) one.set("priority", a.priority);
    if (!a.code.empty()) one.set("code", a.code);
    one.set("provisional", a.provisional).set("why", encode_why(a.why));
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
                   .set("code", f.code)
                   .set("test", f.test)
                   .set("pointer", f.pointer)
                   .set("why", encode_why(f.why)));
  }
  Value v = Value::object();
  v.set("measurements", std::move(values))
      .set("earlier", std::move(earlier))
      .set("flags", std::move(flags))
      .set("derived", std::move(derived));
  v.set("recommended_tests", encode_advice(m.recommended_tests, true))
      .set("not_safe_to_test", encode_advice(m.not_safe_to_test, false))
      .set("not_judged", encode_advice(m.not_judged, false));
  v.set("reasons", encode(m.reasons));
  return v;
}

}  // namespace celian::codec
