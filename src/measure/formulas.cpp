#include "measure/formulas.hpp"

#include <algorithm>
#include <cmath>

#include "base/decimal.hpp"
#include "catalog/exact.hpp"
#include "catalog/nearest.hpp"
#include "measure/formula_functions.hpp"

namespace celian::measure {

namespace {

using Values = std::vector<std::pair<std::string, double>>;

const double* find(const Values& values, std::string_view code) {
  for (const auto& [name, value] : values) {
    if (name == code) return &value;
  }
  return nullptr;
}

std::string quoted_list(const std::vector<std::string>& names) {
  std::string out;
  for (const std::string& n : names) out += (out.empty() ? "'" : ", '") + n + "'";
  return out;
}

Error unknown(const KnowledgeBase& kb, std::string_view id) {
  std::vector<std::string> all;
  for (const Formula& f : kb.formulas()) all.push_back(f.id);
  std::vector<std::string> near = nearest_names(id, all);
  std::string message = "no formula is called '" + std::string(id) + "'";
  message +=
      near.empty() ? "; see catalog.list formulas" : "; did you mean " + quoted_list(near) + "?";
  return {Status::unknown_id, "/formula", std::move(message)};
}

// Every declared input once, no other, and only numbers that mean something.
Result<void> check_inputs(const Formula& f, const Values& values) {
  for (const FormulaInput& in : f.inputs) {
    const double* v = find(values, in.code);
    if (v == nullptr) {
      return Error{Status::schema, "/inputs/" + in.code,
                   "expected a number in " + in.unit + ", found nothing"};
    }
    const bool meant =
        in.values.empty() || std::find(in.values.begin(), in.values.end(), *v) != in.values.end();
    if (!std::isfinite(*v) || !meant)
      return Error{Status::schema, "/inputs/" + in.code, "no value that this input can have"};
  }
  for (const auto& given : values) {
    const std::string& name = given.first;
    const auto same = [&](const FormulaInput& in) { return in.code == name; };
    if (std::any_of(f.inputs.begin(), f.inputs.end(), same)) continue;
    std::vector<std::string> known;
    for (const FormulaInput& in : f.inputs) known.push_back(in.code);
    return Error{Status::schema, "/inputs/" + name,
                 "unknown input; there are: " + quoted_list(known)};
  }
  return {};
}

// The first input outside the range for which the formula was made.
const FormulaInput* outside(const Formula& f, const Values& values) {
  for (const FormulaInput& in : f.inputs) {
    const double v = *find(values, in.code);
    if ((in.valid.lo && v < *in.valid.lo) || (in.valid.hi && v > *in.valid.hi)) return &in;
  }
  return nullptr;
}

// Half up on the grid of the resolution, on integers, so that the last bit of a product does not
// decide.
std::optional<double> rounded(const Formula& f, double value) {
  const auto ticks = to_ticks(value, f.decimals);
  const auto step = to_ticks(f.resolution, f.decimals);
  if (!ticks || !step) return std::nullopt;
  return from_ticks(round_to(*ticks, *step, RoundHow::half_up).low, f.decimals);
}

Reason reason(const Formula& f, const char* code, std::vector<Arg> args) {
  return {code, f.id, std::move(args), f.cites, f.evidence, f.verified};
}

}  // namespace

Result<FormulaResult> formula(const KnowledgeBase& kb, std::string_view id, const Values& inputs) {
  const Formula* f = kb.formula(id);
  if (f == nullptr) return unknown(kb, id);
  const FormulaFunction function = find_formula_function(id);
  if (function == nullptr)
    return Error{Status::unsupported, "/formula",
                 "this build has no arithmetic for '" + f->id + "'"};
  if (auto ok = check_inputs(*f, inputs); !ok) return ok.error();

  FormulaResult out;
  out.unit = f->unit;
  const FormulaInput* beyond = outside(*f, inputs);
  const std::optional<double> raw =
      beyond == nullptr ? function(FormulaInputs(inputs)) : std::nullopt;
  out.value = raw ? rounded(*f, *raw) : std::nullopt;
  if (!out.value) {
    out.outcome = Outcome::outside_population;
    std::vector<Arg> args;
    if (beyond != nullptr) args = {{"input", beyond->code}, {"value", *find(inputs, beyond->code)}};
    out.reasons.push_back(reason(*f, "measure.formula_outside", std::move(args)));
    return out;
  }
  out.valid = true;
  out.see = f->see;
  std::vector<Arg> args;
  if (f->see)
    args = {{"see", *f->see}, {"see_verified", std::string(verified_name(f->see_verified))}};
  out.reasons.push_back(reason(*f, "measure.formula", std::move(args)));
  return out;
}

}  // namespace celian::measure
