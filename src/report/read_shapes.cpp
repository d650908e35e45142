// Shapes that several results share.
#include "report/result.hpp"

namespace celian::report {

namespace {

using codec::Choice;
using codec::Reader;
using codec::Value;

constexpr Choice<Evidence> kEvidence[] = {{"regulation", Evidence::regulation},
                                          {"guideline", Evidence::guideline},
                                          {"trial", Evidence::trial},
                                          {"consensus", Evidence::consensus},
                                          {"convention", Evidence::convention}};
constexpr Choice<Verified> kVerified[] = {{"primary", Verified::primary},
                                          {"secondary", Verified::secondary},
                                          {"unverified", Verified::unverified},
                                          {"policy", Verified::policy}};
constexpr Choice<Supervision> kSupervision[] = {{"none", Supervision::none},
                                                {"family", Supervision::family},
                                                {"instructor", Supervision::instructor},
                                                {"therapist", Supervision::therapist},
                                                {"medical", Supervision::medical}};

void add_arg(const std::string& name, const Value& v, std::vector<Arg>& out) {
  if (v.is_bool()) out.push_back({name, v.as_bool()});
  if (v.is_number()) out.push_back({name, v.as_double()});
  if (v.is_string()) out.push_back({name, v.as_string()});
}

Reason read_reason(Reader& r) {
  Reason out;
  out.code = r.required_string("code");
  out.rule = r.string_or("rule", "");
  out.args = read_args(r, "args");
  r.for_each("cites", [&](Reader& c) {
    out.cites.push_back({c.required_string("source"), c.string_or("where", "")});
    c.ignore_rest();
  });
  out.evidence = r.choice_or("evidence", kEvidence, Evidence::convention);
  out.verified = r.choice_or("verified", kVerified, Verified::unverified);
  r.ignore_rest();
  return out;
}

}  // namespace

Why read_why(Reader& r, std::string_view field) {
  Why out;
  for (const double d : r.doubles(field)) {
    if (d >= 0 && d < 1e6) out.push_back(static_cast<std::uint32_t>(d));
  }
  return out;
}

std::vector<Reason> read_reasons(Reader& r) {
  std::vector<Reason> out;
  r.for_each("reasons", [&](Reader& x) { out.push_back(read_reason(x)); });
  return out;
}

std::vector<Arg> read_args(Reader& r, std::string_view field) {
  std::vector<Arg> out;
  const Value* args = r.raw(field);
  if (args == nullptr || !args->is_object()) return out;
  for (const codec::Member& m : args->members()) {
    if (m.value.is_array()) {
      for (const Value& v : m.value.items()) add_arg(m.name, v, out);
    } else {
      add_arg(m.name, m.value, out);
    }
  }
  return out;
}

std::vector<celian::Label> read_label(Reader& r, std::string_view field) {
  std::vector<celian::Label> out;
  r.for_each_member(field, [&](const std::string& locale, Reader& t) {
    out.push_back({locale, t.as_string()});
  });
  return out;
}

std::vector<Need> read_needs(Reader& r) {
  std::vector<Need> out;
  r.for_each("needs", [&](Reader& x) {
    Need n;
    n.code = x.string_or("code", "");
    n.test = x.string_or("test", "");
    n.component = x.string_or("component", "");
    n.rank = static_cast<int>(x.int_or("rank", 0, {0, 1000}));
    n.points_now = x.optional_double("points_now");
    n.points_target = x.optional_double("points_target");
    n.value_now = x.optional_double("value_now");
    n.value_target = x.optional_double("value_target");
    n.lift_to_total = x.optional_double("lift_to_total");
    n.lifts_grade = x.bool_or("lifts_grade", false);
    n.why = read_why(x);
    x.ignore_rest();
    out.push_back(std::move(n));
  });
  return out;
}

std::optional<Interval> read_interval(Reader& r, std::string_view field) {
  const Value* v = r.raw(field);
  if (v == nullptr || v->is_null()) return std::nullopt;
  if (!v->is_array() || v->size() != 2) {
    r.fail(field, "expected [low, high]");
    return std::nullopt;
  }
  Interval out;
  if (v->items()[0].is_number()) out.lo = v->items()[0].as_double();
  if (v->items()[1].is_number()) out.hi = v->items()[1].as_double();
  return out;
}

Supervision read_supervision(Reader& r, std::string_view field) {
  return r.choice_or(field, kSupervision, Supervision::none);
}

}  // namespace celian::report
