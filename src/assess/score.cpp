#include "assess/score.hpp"

#include <algorithm>
#include <utility>

#include "assess/edition.hpp"
#include "assess/needs.hpp"
#include "assess/readings.hpp"
#include "catalog/table.hpp"

namespace celian::assess {

namespace {

struct Inputs {
  const KnowledgeBase& kb;
  const Person& person;
  Date as_of;
  const MeasurementSet& set;
  const FactVector& facts;
  const TestLimits& limits;
  Detail detail;
  bool explains() const noexcept { return detail == Detail::full; }
};

std::uint32_t add_reason(Assessment& out, std::string code, std::string rule, std::vector<Arg> args,
                         Basis basis) {
  Reason r;
  r.code = std::move(code);
  r.rule = std::move(rule);
  r.args = std::move(args);
  r.cites = std::move(basis.cites);
  r.verified = basis.verified;
  r.evidence = Evidence::regulation;
  out.reasons.push_back(std::move(r));
  return static_cast<std::uint32_t>(out.reasons.size() - 1);
}

Basis basis_of_file(const FileHeader& header) { return {header.cites, header.verified}; }

std::string item_code(Outcome outcome) {
  return "score.item_" + std::string(outcome_name(outcome));
}

const TestAdvice* advice_on(const std::vector<TestAdvice>* list, std::string_view test) {
  if (list == nullptr) return nullptr;
  const auto at =
      std::find_if(list->begin(), list->end(), [&](const TestAdvice& a) { return a.test == test; });
  return at == list->end() ? nullptr : &*at;
}

// Why an item came out as it did: the row, the value and what stands behind them.
void explain_item(const Standard& standard, const SheetScore::Item* source, ItemScore& item,
                  Assessment& out) {
  std::vector<Arg> args{{"test", item.test}};
  if (item.value) args.push_back({"value", *item.value});
  if (item.points) args.push_back({"points", *item.points});
  Basis basis = source != nullptr ? standard.basis(item.test, source->cell)
                                  : basis_of_file(standard.header());
  const std::string rule = out.standard + "/" + item.test;
  item.why.push_back(
      add_reason(out, item_code(item.outcome), rule, std::move(args), std::move(basis)));
  if (!item.taken_from.empty()) {
    item.why.push_back(add_reason(out, "score.taken_from", rule,
                                  {{"test", item.test}, {"taken_from", item.taken_from}},
                                  basis_of_file(standard.header())));
  }
}

std::string unit_of(const KnowledgeBase& kb, const std::string& test) {
  const TestDef* const def = kb.test(test);
  return def != nullptr ? def->unit : std::string();
}

ItemScore to_item(const Inputs& in, const Standard& standard, const SheetScore::Item& source) {
  ItemScore item;
  item.test = source.test;
  item.outcome = source.cell.outcome;
  item.value = source.value;
  item.unit = unit_of(in.kb, source.test);
  if (item.outcome == Outcome::scored) item.points = source.cell.points;
  item.weight = source.weight;
  item.contribution = source.contribution;
  item.item_class = source.cell.item_class;
  item.candidates = source.cell.candidates;
  item.next = source.next;
  item.taken_from = source.taken_from;
  if (const GradeLine* grade = item.points ? standard.item_grade(*item.points) : nullptr)
    item.grade = Grade{grade->code, grade->label};
  return item;
}

// Values that no slot of this person's sheet took: a test of another column, or none of this
// standard at all.
void add_unused(const Inputs& in, const Standard& standard, const SheetScore& sheet,
                Assessment& out) {
  const auto is_input = [&](const std::string& test) {
    const std::vector<std::string>& inputs = standard.inputs();
    return std::find(inputs.begin(), inputs.end(), test) != inputs.end();
  };
  const auto is_used = [&](const Measurement& m) {
    if ((m.test == "height" || m.test == "weight") && is_input(m.test)) return true;
    return std::any_of(sheet.items.begin(), sheet.items.end(), [&](const SheetScore::Item& i) {
      return i.test == m.test || i.taken_from == m.test;
    });
  };
  for (const Measurement& m : in.set.values) {
    const TestDef* const def = in.kb.test(m.test);
    if (def == nullptr || def->better == Better::none || m.derived || is_used(m)) continue;
    ItemScore item;
    item.test = m.test;
    item.unit = m.unit;
    item.outcome = sheet.outside_population && is_input(m.test) ? Outcome::outside_population
                                                                : Outcome::not_in_standard;
    if (m.outcome == Outcome::scored) item.value = m.value;
    if (in.explains()) explain_item(standard, nullptr, item, out);
    out.items.push_back(std::move(item));
  }
}

void set_column(const Inputs& in, const Standard& standard, const Subject& subject,
                Assessment& out) {
  const std::string_view fact = standard.column_fact();
  if (standard.by_school_grade()) {
    if (!in.person.school_grade.empty())
      out.column.push_back({std::string(fact), in.person.school_grade});
  } else {
    const bool months = fact == "age_months" && subject.age_months != kUnknownKey;
    const std::int32_t years =
        subject.age_months != kUnknownKey ? subject.age_months / 12 : subject.age_years;
    const std::int32_t value = months ? subject.age_months : years;
    if (value != kUnknownKey)
      out.column.push_back({months ? "age_months" : "age_years", static_cast<double>(value)});
  }
  if (subject.sex != Sex::unknown)
    out.column.push_back({"sex", std::string(subject.sex == Sex::male ? "male" : "female")});
  const bool is_reference = in.explains() && in.person.reference_sex != Sex::unknown &&
                            in.person.reference_sex != in.person.sex;
  if (is_reference)
    add_reason(out, "score.reference_sex", out.standard,
               {{"sex", std::string(subject.sex == Sex::male ? "male" : "female")}},
               basis_of_file(standard.header()));
}

// What the sheet as a whole came to.
void explain_total(const Standard& standard, const SheetScore& sheet, Assessment& out) {
  const auto add = [&](std::string code, std::vector<Arg> args) {
    add_reason(out, std::move(code), out.standard, std::move(args),
               basis_of_file(standard.header()));
  };
  for (BonusScore& bonus : out.bonus) {
    bonus.why.push_back(static_cast<std::uint32_t>(out.reasons.size()));
    add("score.bonus", {{"test", bonus.test}, {"points", bonus.points}});
  }
  switch (out.outcome) {
    case Completeness::complete:
      add("score.total", {{"total", *out.total}, {"grade", out.grade->code}});
      break;
    case Completeness::incomplete:
      add(out.items.empty() ? "score.no_column" : "score.incomplete", {});
      break;
    case Completeness::blocked: add("score.blocked", {}); break;
    case Completeness::undetermined:
      if (out.total) {
        add("score.grade_open", {{"total", *out.total}});
      } else if (sheet.total_min) {
        add("score.total_open", {{"min", *sheet.total_min}, {"max", *sheet.total_max}});
      }
      break;
    case Completeness::unsupported:
      add(sheet.outside_population ? "score.outside_population" : "score.no_tables", {});
      break;
  }
}

// What this person should not be judged by is excused; what should not be tried is withheld.
std::vector<SheetValue> values_for(const Inputs& in) {
  std::vector<SheetValue> values = sheet_values(in.set);
  if (in.limits.not_judged != nullptr) {
    for (const TestAdvice& advice : *in.limits.not_judged) {
      std::erase_if(values, [&](const SheetValue& v) { return v.test == advice.test; });
      values.push_back({advice.test, Outcome::exempt, 0, {}, {}});
    }
  }
  if (in.limits.not_safe == nullptr) return values;
  for (const TestAdvice& advice : *in.limits.not_safe) {
    const bool measured = std::any_of(values.begin(), values.end(), [&](const SheetValue& v) {
      return v.test == advice.test && v.outcome != Outcome::missing_value;
    });
    if (!measured && !advice.provisional)
      values.push_back({advice.test, Outcome::withheld_for_safety, 0, {}, {}});
  }
  return values;
}

void explain_not_judged(const Inputs& in, const Standard& standard, ItemScore& item,
                        Assessment& out) {
  if (item.outcome != Outcome::exempt) return;
  // The reading of an item may be another test: weight for height.
  const ItemTable* const table = standard.table(item.test);
  const std::string& reading = table != nullptr ? table->value_test() : item.test;
  const TestAdvice* const advice = advice_on(in.limits.not_judged, reading);
  const TestDef* const test = in.kb.test(reading);
  if (advice == nullptr || test == nullptr) return;
  const auto rule = std::find_if(test->not_judged.begin(), test->not_judged.end(),
                                 [&](const TestNotFor& n) { return n.say == advice->code; });
  if (rule == test->not_judged.end()) return;
  if (const Measurement* const m = in.set.find(reading)) item.value = m->value;
  item.why.push_back(add_reason(out, rule->say, "test." + reading + ".not_judged",
                                {{"test", item.test}}, {rule->cites, rule->verified}));
}

Assessment score_by(const Inputs& in, const Standard& standard) {
  Assessment out;
  out.standard = standard.header().reference();
  out.provenance.data_version = std::string(in.kb.version());
  out.provenance.used.push_back(out.standard);
  const Subject subject = subject_for(standard, in.person, in.as_of);
  set_column(in, standard, subject, out);

  const SheetScore sheet = standard.score_sheet(subject, values_for(in));
  for (const SheetScore::Item& source : sheet.items) {
    ItemScore item = to_item(in, standard, source);
    if (in.explains()) {
      explain_item(standard, &source, item, out);
      explain_not_judged(in, standard, item, out);
    }
    out.items.push_back(std::move(item));
  }
  out.bonus = sheet.bonus;
  out.score = sheet.score;
  out.bonus_total = sheet.bonus_total;
  out.total = sheet.total;
  out.total_min = sheet.total_min;
  out.total_max = sheet.total_max;
  const auto grade = [&](std::size_t i) {
    return Grade{(*sheet.grades)[i].code, (*sheet.grades)[i].label};
  };
  if (sheet.grade) out.grade = grade(*sheet.grade);
  for (const std::size_t i : sheet.grade_candidates) out.grade_candidates.push_back(grade(i));
  out.missing = sheet.missing;
  out.outcome = sheet.outcome;
  if (in.explains()) {
    explain_total(standard, sheet, out);
    out.needs =
        needs_of_sheet(in.kb, standard, subject, sheet, out.items, in.facts, in.limits.not_safe);
  }
  add_unused(in, standard, sheet, out);
  return out;
}

// No tables, or no standard at all: norms made for this person may still say something.
void name_norms(const Inputs& in, Assessment& out) {
  if (!in.explains()) return;
  for (const Norm* norm : norms_for(in.kb, in.person, in.as_of)) {
    add_reason(out, "score.norm_instead", norm->header().reference(),
               {{"norm", norm->header().reference()}, {"test", norm->measure()}},
               basis_of_file(norm->header()));
  }
}

// Scored by the edition that was replaced, and labelled so.
void add_fallback(const Inputs& in, const Standard& standard, Assessment& out) {
  const Standard* const other = fallback_for(in.kb, standard, in.person, in.as_of);
  if (other == nullptr) return name_norms(in, out);
  const std::uint32_t why =
      add_reason(out, "score.fallback", out.standard,
                 {{"standard", out.standard}, {"fallback", other->header().reference()}},
                 basis_of_file(other->header()));
  out.fallback.push_back(score_by(in, *other));
  const Assessment& fallback = out.fallback.front();
  out.needs = fallback.needs;
  for (Need& need : out.needs) need.why = {why};
  out.provenance.used.insert(out.provenance.used.end(), fallback.provenance.used.begin(),
                             fallback.provenance.used.end());
  std::sort(out.provenance.used.begin(), out.provenance.used.end());
}

}  // namespace

Result<Assessment> score(const KnowledgeBase& kb, const Person& person, Date as_of,
                         const MeasurementSet& set, const FactVector& facts,
                         std::string_view standard, const TestLimits& limits, Detail detail) {
  const Inputs in{kb, person, as_of, set, facts, limits, detail};
  const Standard* chosen = nullptr;
  if (standard == "auto") {
    const Choice choice = choose_standard(kb, person, as_of);
    if (choice.standard == nullptr) {
      Assessment out;
      out.provenance.data_version = std::string(kb.version());
      out.missing = choice.missing;
      out.outcome = choice.missing.empty() ? Completeness::unsupported : Completeness::incomplete;
      add_reason(out, choice.missing.empty() ? "score.no_standard" : "score.no_column", "", {},
                 {{}, Verified::policy});
      name_norms(in, out);
      return out;
    }
    chosen = choice.standard;
  } else {
    Result<const Standard*> found = kb.standard(standard);
    if (!found) return found.error();
    chosen = *found;
  }
  Assessment out = score_by(in, *chosen);
  if (out.outcome == Completeness::unsupported) add_fallback(in, *chosen, out);
  return out;
}

}  // namespace celian::assess
