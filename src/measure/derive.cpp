#include "measure/derive.hpp"

#include <algorithm>
#include <optional>
#include <string>
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
  bool is_there(const std::string& test) const {
    return std::any_of(set_.values.begin(), set_.values.end(),
                       [&](const Measurement& m) { return m.test == test; });
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

  void by_formula(const Formula& f) {
    std::vector<std::pair<std::string, double>> inputs;
    std::optional<Date> oldest;
    for (const FormulaSource& s : f.from) {
      const Slot slot = kb_.facts().find(s.fact);
      if (!facts_.known(slot)) return;
      const double value = facts_.value(slot);
      const auto wanted = s.is.empty() ? std::nullopt : kb_.facts().value_index(slot, s.is);
      inputs.emplace_back(s.input, wanted ? (value == *wanted ? 1.0 : 0.0) : value);
      note_date(s.fact, oldest);
    }
    if (is_there(f.gives)) return;
    auto result = formula(kb_, f.id, inputs);
    if (!result || !result->value) return;
    Reason r;
    r.code = "measure.derived";
    r.rule = f.file;
    r.args = {{"test", f.gives}, {"formula", f.id}, {"value", *result->value}};
    r.cites = f.cites;
    r.evidence = f.evidence;
    r.verified = f.verified;
    add(f.gives, *result->value, oldest, std::move(r));
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

  void by_scale(const Scale& s) {
    const auto known = [&](Slot x) { return facts_.known(x); };
    const bool asked = std::any_of(s.asked.begin(), s.asked.end(), known);
    if ((!asked && !s.asked.empty()) || is_there(s.gives)) return;
    const ScaleValue v = evaluate(s, facts_);
    if (v.total) {
      std::optional<Date> oldest;
      for (const ScaleItem& item : s.items) {
        if (item.fact != kNoSlot) note_date(kb_.facts()[item.fact].code, oldest);
      }
      Reason r = reason_of(s, "measure.scale_total");
      r.args.push_back({"value", *v.total});
      add(s.gives, *v.total, oldest, std::move(r));
    } else if (asked) {
      // A reading that is missing was nobody's slip.
      const bool open = v.outcome == Outcome::missing_value;
      if (open && std::all_of(s.asked.begin(), s.asked.end(), known)) return;
      Reason r = reason_of(s, open ? "measure.scale_incomplete" : "measure.scale_outside");
      for (const Slot x : s.asked) {
        if (!facts_.known(x)) r.args.push_back({"fact", kb_.facts()[x].code});
      }
      const std::string code = r.code;
      reasons_.push_back(std::move(r));
      set_.flags.push_back({code, s.gives, "", {static_cast<std::uint32_t>(reasons_.size() - 1)}});
    }
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
