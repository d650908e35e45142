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

std::vector<double> all(const Values& values, std::string_view code) {
  std::vector<double> out;
  for (const auto& [name, value] : values) {
    if (name == code) out.push_back(value);
  }
  return out;
}

std::string quoted_list(const std::vector<std::string>& names) {
  std::string out;
  for (const std::string& n : names) out += (out.empty() ? "'" : ", '") + n + "'";
  return out;
}

Error unknown(const KnowledgeBase& kb, std::string_view id) {
  std::vector<std::string> ids;
  for (const Formula& f : kb.formulas()) ids.push_back(f.id);
  std::vector<std::string> near = nearest_names(id, ids);
  std::string message = "no formula is called '" + std::string(id) + "'";
  message +=
      near.empty() ? "; see catalog.list formulas" : "; did you mean " + quoted_list(near) + "?";
  return {Status::unknown_id, "/formula", std::move(message)};
}

// The numbers of one input; how many is looked at by check_inputs().
Result<void> check_numbers(const FormulaInput& in, const std::vector<double>& numbers) {
  for (const double v : numbers) {
    const bool meant =
        in.values.empty() || std::find(in.values.begin(), in.values.end(), v) != in.values.end();
    if (!std::isfinite(v) || !meant)
      return Error{Status::schema, "/inputs/" + in.code, "no value that this input can have"};
  }
  return {};
}

// Every declared input once (a series: once for each of its numbers), no other, and only numbers
// that mean something.
Result<void> check_inputs(const Formula& f, const Values& values) {
  for (const FormulaInput& in : f.inputs) {
    const std::vector<double> numbers = all(values, in.code);
    const auto expected = [&](const std::string& what) {
      return Error{Status::schema, "/inputs/" + in.code, "expected " + what};
    };
    const std::string found = std::to_string(numbers.size());
    if (numbers.empty())
      return expected((in.is_series() ? "numbers in " : "a number in ") + in.unit +
                      ", found nothing");
    if (!in.is_series() && numbers.size() > 1)
      return expected("one number in " + in.unit + ", found " + found);
    const std::size_t as_many = in.like.empty() ? numbers.size() : all(values, in.like).size();
    if (numbers.size() != as_many)
      return expected("as many numbers as in " + in.like + ", " + std::to_string(as_many) +
                      ", found " + found);
    if (auto ok = check_numbers(in, numbers); !ok) return ok;
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

Reason reason(const Formula& f, const char* code, std::vector<Arg> args) {
  return {code, f.id, std::move(args), f.cites, f.evidence, f.verified};
}

// Why there is no value: the first input outside the range for which the formula was made.
std::optional<Reason> outside(const Formula& f, const Values& values) {
  for (const FormulaInput& in : f.inputs) {
    const std::vector<double> numbers = all(values, in.code);
    for (const double v : numbers) {
      if ((in.valid.lo && v < *in.valid.lo) || (in.valid.hi && v > *in.valid.hi))
        return reason(f, "measure.formula_outside", {{"input", in.code}, {"value", v}});
    }
    if (in.is_series() && numbers.size() < static_cast<std::size_t>(in.least)) {
      return reason(f, "measure.formula_too_few",
                    {{"input", in.code},
                     {"count", static_cast<double>(numbers.size())},
                     {"least", static_cast<double>(in.least)}});
    }
  }
  return std::nullopt;
}

double see_of(const StandardError& e, const Formula& f, const Values& values) {
  for (const FormulaInput& in : f.inputs) {
    if (in.code != e.by) continue;
    const auto at = std::find(in.values.begin(), in.values.end(), all(values, in.code).front());
    return e.values[static_cast<std::size_t>(at - in.values.begin())];
  }
  return e.value;
}

// Half up on the grid of the resolution, on integers, so that the last bit of a product does not
// decide.
std::optional<double> rounded(const Formula& f, double value) {
  const auto ticks = to_ticks(value, f.decimals);
  const auto step = to_ticks(f.resolution, f.decimals);
  if (!ticks || !step) return std::nullopt;
  return from_ticks(round_to(*ticks, *step, RoundHow::half_up).low, f.decimals);
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
  std::optional<Reason> beyond = outside(*f, inputs);
  const std::optional<double> raw = beyond ? std::nullopt : function(FormulaInputs(inputs));
  out.value = raw ? rounded(*f, *raw) : std::nullopt;
  if (!out.value) {
    out.outcome = Outcome::outside_population;
    out.reasons.push_back(beyond ? std::move(*beyond) : reason(*f, "measure.formula_outside", {}));
    return out;
  }
  out.valid = true;
  std::vector<Arg> args;
  if (f->see) {
    out.see = see_of(*f->see, *f, inputs);
    args = {{"see", *out.see}, {"see_verified", std::string(verified_name(f->see->verified))}};
  }
  out.reasons.push_back(reason(*f, "measure.formula", std::move(args)));
  return out;
}

}  // namespace celian::measure
