#include "measure/derive.hpp"

#include <algorithm>
#include <optional>
#include <string>
#include <tuple>
#include <utility>

#include "measure/formulas.hpp"

namespace celian::measure {

namespace {

class Derivation {
 public:
  Derivation(const KnowledgeBase& kb, FactVector& facts, MeasurementSet& set,
             std::vector<Reason>& reasons)
      : kb_(kb), facts_(facts), set_(set), reasons_(reasons) {}

  void run() {
    for (const Formula& f : kb_.formulas()) {
      if (!f.gives.empty()) by_formula(f);
    }
    // A scale may count what another one gives (its id comes later), never the other way round.
    for (const Scale& s : kb_.scales()) {
      if (s.header.status == FileStatus::current) by_scale(s);
    }
    if (!added_) return;
    kb_.derive(facts_);
    std::sort(set_.values.begin(), set_.values.end(),
              [](const Measurement& a, const Measurement& b) { return a.test < b.test; });
  }

 private:
  Measurement* given(const std::string& test) {
    const auto at = std::find_if(set_.values.begin(), set_.values.end(),
                                 [&](const Measurement& m) { return m.test == test; });
    return at == set_.values.end() ? nullptr : &*at;
  }

  // As old as the oldest reading behind it.
  void note_date(const std::string& fact, std::optional<Date>& oldest) const {
    const Measurement* m = set_.find(fact);
    if (m != nullptr && m->date && (!oldest || *m->date < *oldest)) oldest = m->date;
  }

  void add(const std::string& test, double value, std::optional<Date> date, Reason reason) {
    const TestDef* def = kb_.test(test);
    if (def == nullptr) return;
    reasons_.push_back(std::move(reason));
    Measurement m;
    m.test = test;
    m.unit = def->unit;
    m.value = value;
    m.date = date.value_or(facts_.as_of());
    m.derived = true;
    m.why = {static_cast<std::uint32_t>(reasons_.size() - 1)};
    set_.values.push_back(std::move(m));
    facts_.set(kb_.facts().find(test), value);
    added_ = true;
  }

  void flag(Reason reason, const std::string& test) {
    const std::string code = reason.code;
    reasons_.push_back(std::move(reason));
    set_.flags.push_back({code, test, "", {static_cast<std::uint32_t>(reasons_.size() - 1)}});
  }

  std::optional<double> input_of(const FormulaSource& s) const {
    const FactIndex& index = kb_.facts();
    if (const Slot zero = index.find(s.zero_with); facts_.known(zero) && facts_.value(zero) == 0)
      return 0;
    const Slot slot = index.find(s.fact);
    if (!facts_.known(slot)) return std::nullopt;
    const auto wanted = s.is.empty() ? std::nullopt : index.value_index(slot, s.is);
    const double value = facts_.value(slot);
    return wanted ? (value == *wanted ? 1.0 : 0.0) : value;
  }

  void by_formula(const Formula& f) {
    std::vector<std::pair<std::string, double>> inputs;
    std::optional<Date> oldest;
    bool answered = false;
    for (const FormulaSource& s : f.from) {
      const auto value = input_of(s);
      if (!value) return;
      inputs.emplace_back(s.input, *value);
      note_date(s.fact, oldest);
      answered = answered || s.fact.starts_with("answer.");
    }
    if (given(f.gives) != nullptr) return;
    auto result = formula(kb_, f.id, inputs);
    if (!result) return;
    Reason r;
    r.code = result->value ? "measure.derived" : "measure.derived_outside";
    r.rule = f.file;
    r.args = {{"test", f.gives}, {"formula", f.id}};
    if (result->value) r.args.push_back({"value", *result->value});
    r.cites = f.cites;
    r.evidence = f.evidence;
    r.verified = f.verified;
    if (result->value) return add(f.gives, *result->value, oldest, std::move(r));
    if (answered) flag(std::move(r), f.gives);
  }

  Reason reason_of(const Scale& s, const char* code) const {
    Reason r;
    r.code = code;
    r.rule = s.header.reference();
    r.args = {{"test", s.gives}, {"scale", s.header.reference()}};
    r.cites = s.header.cites;
    r.verified = s.header.verified;
    return r;
  }

  // A total that was entered today stands, and a different sum is said. An older one is history:
  // answers are of today.
  bool entered_today(const Scale& s, double total) {
    const auto at = std::find_if(set_.values.begin(), set_.values.end(),
                                 [&](const Measurement& m) { return m.test == s.gives; });
    if (at == set_.values.end()) return false;
    if (!s.asked.empty() && at->date.value_or(facts_.as_of()) < facts_.as_of()) {
      set_.earlier.push_back(std::move(*at));
      set_.values.erase(at);
      std::stable_sort(set_.earlier.begin(), set_.earlier.end(),
                       [](const Measurement& a, const Measurement& b) {
                         return std::tie(a.test, a.date) < std::tie(b.test, b.date);
                       });
      return false;
    }
    if (!s.asked.empty() && at->outcome == Outcome::scored && at->value != total) {
      Reason r = reason_of(s, "measure.scale_differs");
      r.args.push_back({"given", at->value});
      r.args.push_back({"computed", total});
      flag(std::move(r), s.gives);
    }
    return true;
  }

  void by_scale(const Scale& s) {
    const auto known = [&](Slot x) { return facts_.known(x); };
    const bool asked = std::any_of(s.asked.begin(), s.asked.end(), known);
    if (!asked && !s.asked.empty()) return;
    const ScaleValue v = evaluate(s, facts_);
    if (v.total) {
      if (entered_today(s, *v.total)) return;
      std::optional<Date> oldest;
      for (const ScaleItem& item : s.items) {
        if (item.fact != kNoSlot) note_date(kb_.facts()[item.fact].code, oldest);
      }
      Reason r = reason_of(s, "measure.scale_total");
      r.args.push_back({"value", *v.total});
      return add(s.gives, *v.total, oldest, std::move(r));
    }
    // A reading that is missing was nobody's slip, nor are answers beside a total.
    const bool open = v.outcome == Outcome::missing_value;
    const bool all = std::all_of(s.asked.begin(), s.asked.end(), known);
    if (!asked || (open && all) || given(s.gives) != nullptr) return;
    Reason r = reason_of(s, open ? "measure.scale_incomplete" : "measure.scale_outside");
    for (const Slot x : s.asked) {
      if (!facts_.known(x)) r.args.push_back({"fact", kb_.facts()[x].code});
    }
    flag(std::move(r), s.gives);
  }

  const KnowledgeBase& kb_;
  FactVector& facts_;
  MeasurementSet& set_;
  std::vector<Reason>& reasons_;
  bool added_ = false;
};

}  // namespace

void derive(const KnowledgeBase& kb, FactVector& facts, MeasurementSet& set,
            std::vector<Reason>& reasons) {
  Derivation(kb, facts, set, reasons).run();
}

}  // namespace celian::measure
