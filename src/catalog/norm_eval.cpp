// Norm::evaluate, and the norm's own examples.
#include <algorithm>

#include "base/number_text.hpp"
#include "catalog/examples.hpp"
#include "catalog/norm_impl.hpp"
#include "codec/reader.hpp"

namespace celian {

using codec::Reader;
using codec::Value;

namespace {

constexpr double kDaysAMonth = 30.4375;  // WHO: 365.25 / 12

// Age in months with its fraction where days are known, else completed months.
double months_of(const Subject& subject) noexcept {
  if (subject.age_days != kUnknownKey) return subject.age_days / kDaysAMonth;
  return subject.age_months;
}

const NormClass* class_of(const NormImpl& impl, int z100) noexcept {
  for (const NormClass& c : impl.classes) {
    if (c.z100_above && z100 <= *c.z100_above) continue;
    if (c.z100_from && z100 < *c.z100_from) continue;
    return &c;
  }
  return nullptr;
}

double value_of(const NormImpl& impl, const SheetValue& v) noexcept {
  if (impl.measure != "bmi" || !v.height_cm || !v.weight_kg) return v.value;
  const double metres = *v.height_cm / 100;
  return *v.weight_kg / (metres * metres);
}

void set_class(const NormClass& c, NormValue& out) {
  out.norm_class = c.code;
  out.finding = c.finding;
  if (c.verified) out.basis.verified = weaker(out.basis.verified, *c.verified);
}

NormValue evaluate_lms(const NormImpl& impl, const Subject& subject, NormValue out) {
  if (subject.sex == Sex::unknown) return out;
  const LmsColumn& column = impl.lms[subject.sex == Sex::male ? 0 : 1];
  if (!impl.by_days && subject.age_months == kUnknownKey && subject.age_days == kUnknownKey) {
    // Years only: any month of that year may be meant.
    for (std::int32_t month = subject.age_years * 12; month < subject.age_years * 12 + 12;
         ++month) {
      const std::optional<Lms> lms = lms_at(column, month);
      const std::optional<int> z =
          lms ? lms_z100(*lms, *out.value, impl.restricted_tails) : std::nullopt;
      const NormClass* const c = z ? class_of(impl, *z) : nullptr;
      if (c != nullptr &&
          std::find(out.candidates.begin(), out.candidates.end(), c->code) == out.candidates.end())
        out.candidates.push_back(c->code);
    }
    out.outcome = Outcome::undetermined;
    return out;
  }
  const double at = impl.by_days ? subject.age_days : months_of(subject);
  const std::optional<Lms> lms = lms_at(column, at);
  if (!lms) {
    out.outcome = Outcome::outside_population;
    return out;
  }
  const std::optional<int> z100 = lms_z100(*lms, *out.value, impl.restricted_tails);
  if (!z100) {
    out.outcome = Outcome::implausible;
    return out;
  }
  out.outcome = Outcome::scored;
  out.z = *z100 / 100.0;
  if (const NormClass* c = class_of(impl, *z100)) set_class(*c, out);
  return out;
}

// The group of a person's height; nullopt if it is not known.
std::optional<std::int32_t> group_of(const ItemTable& table, const Subject& subject,
                                     const SheetValue& value) {
  if (!value.height_cm) return std::nullopt;
  const Found found = table.find(subject, {*value.height_cm, {}, {}});
  if (found.outcome != Outcome::scored) return std::nullopt;
  return static_cast<std::int32_t>(found.points);
}

NormValue evaluate_table(const NormImpl& impl, Subject subject, const SheetValue& value,
                         NormValue out) {
  if (impl.group) {
    const auto group = group_of(*impl.group, subject, value);
    if (!group) return out;  // missing_value
    subject.group = *group;
  }
  const Found found = impl.table->find(subject, {value.value, value.height_cm, value.weight_kg});
  out.outcome = found.outcome;
  if (found.row >= 0) {
    const ItemTable::RowInfo& row = impl.table->info(found.row);
    if (!row.cites.empty()) out.basis.cites = row.cites;
    if (row.verified) out.basis.verified = *row.verified;
  }
  if (found.rounded) out.basis.verified = weaker(out.basis.verified, impl.round_verified);
  if (found.outcome == Outcome::scored) {
    const auto at = static_cast<std::size_t>(found.points);
    set_class(impl.classes[at], out);
    if (!impl.knots.empty() && at > 0) out.percentile = impl.knots[at - 1];
  }
  if (found.outcome == Outcome::undetermined) {
    for (const Points100 c : found.candidates)
      out.candidates.push_back(impl.classes[static_cast<std::size_t>(c)].code);
  }
  return out;
}

}  // namespace

const FileHeader& Norm::header() const noexcept { return impl_->header; }
const std::string& Norm::measure() const noexcept { return impl_->measure; }
std::size_t Norm::cells() const noexcept { return impl_->cells; }
std::size_t Norm::examples() const noexcept { return impl_->examples; }
bool Norm::covers(const Subject& subject) const noexcept {
  return impl_->population.matches(subject);
}

std::vector<Label> Norm::label(std::string_view norm_class) const {
  for (const NormClass& c : impl_->classes) {
    if (c.code == norm_class) return c.label;
  }
  return {};
}

NormValue Norm::evaluate(const Subject& subject, const SheetValue& value) const {
  NormValue out;
  out.basis = {impl_->header.cites, impl_->header.verified};
  if (value.outcome != Outcome::scored) {
    out.outcome = value.outcome;
    return out;
  }
  out.value = value_of(*impl_, value);
  for (const KeyCondition& c : impl_->population.all) {
    const bool has_years = c.fact == KeyFact::age_months && subject.age_years != kUnknownKey;
    if (key_value(c.fact, subject) == kUnknownKey && !has_years) return out;  // missing_value
  }
  if (!covers(subject)) {
    out.outcome = Outcome::outside_population;
    return out;
  }
  return impl_->is_lms ? evaluate_lms(*impl_, subject, std::move(out))
                       : evaluate_table(*impl_, subject, value, std::move(out));
}

Result<void> Norm::run_examples(const Value& file) const {
  Reader r(file);
  r.for_each("examples", [&](Reader& example) {
    ExampleInput input;
    example.child("in", [&](Reader& in) { input = read_example_input(in); });
    example.ignore({"note", "cites"});
    SheetValue value{impl_->measure, Outcome::missing_value, 0, {}, {}};
    for (const auto& [test, number] : input.values) {
      if (test == impl_->measure) value.value = number, value.outcome = Outcome::scored;
      if (test == "height") value.height_cm = number;
      if (test == "weight") value.weight_kg = number;
    }
    if (impl_->measure == "bmi" && value.height_cm && value.weight_kg)
      value.outcome = Outcome::scored;
    const NormValue found = evaluate(input.subject, value);
    const auto number_or_null = [](const std::optional<double>& n) {
      return n ? Value(*n) : Value();
    };
    example.child("expect", [&](Reader& e) {
      e.for_each_member([&](const std::string& name, Reader& expected) {
        Value seen;
        if (name == "z") seen = number_or_null(found.z);
        if (name == "percentile") seen = number_or_null(found.percentile);
        if (name == "outcome") seen = outcome_name(found.outcome);
        if (name == "finding") seen = found.finding;
        if (name == "class") {
          seen = found.norm_class;
          if (found.outcome == Outcome::undetermined) {
            seen = Value::array();
            for (const std::string& c : found.candidates) seen.push(c);
          } else if (found.outcome != Outcome::scored) {
            seen = outcome_name(found.outcome);
          }
        }
        const auto sorted = [](Value v) {
          if (v.is_array())
            std::sort(v.items().begin(), v.items().end(), [](const Value& a, const Value& b) {
              return codec::write(a) < codec::write(b);
            });
          return v;
        };
        if (!(sorted(expected.value()) == sorted(seen))) {
          expected.fail(
              "", "expected " + codec::write(expected.value()) + ", found " + codec::write(seen),
              Status::pack);
        }
      });
    });
  });
  r.ignore_rest();
  return r.finish();
}

}  // namespace celian
