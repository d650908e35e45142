#include "facts/health.hpp"

#include <algorithm>

#include "base/partial_date.hpp"

namespace celian {

namespace {

enum class Asked { no, yes, stale };

Asked asked(const KnowledgeBase& kb, const PersonDocument& doc, std::string_view group) {
  for (const auto& [name, on] : doc.health.asked_on) {
    if (name != group) continue;
    const int age = doc.as_of.days_since_epoch() - on.days_since_epoch();
    if (age < 0) return Asked::no;  // asked in the future: nobody has answered yet
    return age <= kb.policy_number("holds." + std::string(group), 0) ? Asked::yes : Asked::stale;
  }
  return Asked::no;
}

// A detail of something that was named, or that may be there, was not asked by the list that named
// it.
bool is_open_detail(const FactIndex& facts, const FactVector& v, const FactDef& def) {
  return std::any_of(def.detail_of.begin(), def.detail_of.end(), [&](const std::string& code) {
    const Slot of = facts.find(code);
    return !v.known(of) || v.flag(of);
  });
}

// The question was asked and holds: whatever it would have found and is not listed is absent.
// Details stand below what they belong to, so that one pass from the top is enough.
void settle(const KnowledgeBase& kb, FactVector& v, const std::string& question) {
  const FactIndex& facts = kb.facts();
  v.set_flag(facts.find(question), true);
  for (std::size_t i = 0; i < facts.size(); ++i) {
    const Slot s = static_cast<Slot>(i);
    const FactDef& def = facts[s];
    if (def.type != FactType::flag || v.known(s)) continue;
    if (std::find(def.settled_by.begin(), def.settled_by.end(), question) == def.settled_by.end())
      continue;
    if (!is_open_detail(facts, v, def)) v.set_flag(s, false);
  }
}

void settle_if_asked(const KnowledgeBase& kb, const PersonDocument& doc, Facts& out,
                     const std::string& group, const std::string& question) {
  const Asked state = asked(kb, doc, group);
  if (state == Asked::yes) settle(kb, out.vector, question);
  if (state == Asked::stale) out.stale.push_back(group);
}

void set_code(const KnowledgeBase& kb, FactVector& v, const std::string& fact,
              std::string_view value) {
  if (value.empty()) return;
  const Slot s = kb.facts().find(fact);
  if (s == kNoSlot) return;
  if (const auto index = kb.facts().value_index(s, value)) v.set(s, *index);
}

// Sets the flag "<space>.<code>"; an unplaced entry sets "<space>.other" and is reported.
std::string place(const KnowledgeBase& kb, Facts& out, std::string_view space,
                  const std::string& kind, const std::string& code, const std::string& text,
                  const Recognised& found) {
  std::string chosen = found.code.empty() ? "other" : found.code;
  const std::string prefix = std::string(space) + ".";
  if (kb.facts().find(prefix + chosen) == kNoSlot) chosen = "other";
  if (chosen == "other")
    out.unrecognised.push_back({kind, text.empty() ? code : text, found.nearest});
  out.vector.set_flag(kb.facts().find(prefix + chosen), true);
  return prefix + chosen;
}

// When it began or happened. Of a year or a month the last day that has been reached, of two that
// are listed the later one: rules ask whether it was lately.
void set_since(const KnowledgeBase& kb, FactVector& v, const std::string& fact,
               const std::string& since, Date as_of) {
  const Slot s = kb.facts().find(fact);
  const auto last = last_day_of(since);
  if (s == kNoSlot || !last) return;
  const double day = std::min(*last, as_of).days_since_epoch();
  v.set(s, v.known(s) ? std::max(v.value(s), day) : day);
}

void add_conditions(const KnowledgeBase& kb, const PersonDocument& doc, Facts& out) {
  if (!doc.health.conditions) return;
  for (const ConditionAnswer& c : *doc.health.conditions) {
    const bool by_text = c.code.empty() || c.code == "other";
    const Recognised found = kb.recognise_condition(by_text && !c.text.empty() ? c.text : c.code);
    const std::string fact = place(kb, out, "condition", "condition", c.code, c.text, found);
    set_code(kb, out.vector, fact + ".control", c.control);
    set_code(kb, out.vector, fact + ".stage", c.stage);
    set_since(kb, out.vector, fact + ".since", c.since, doc.as_of);
  }
  settle_if_asked(kb, doc, out, "conditions", "conditions_asked");
}

void add_medicines(const KnowledgeBase& kb, const PersonDocument& doc, Facts& out) {
  if (!doc.health.medications) return;
  for (const MedicineAnswer& m : *doc.health.medications) {
    const bool by_name = m.code.empty() || m.code == "other";
    const Recognised found = kb.recognise_medicine(by_name && !m.name.empty() ? m.name : m.code);
    place(kb, out, "medicine", "medicine", m.code, m.name, found);
  }
  settle_if_asked(kb, doc, out, "medications", "medications_asked");
  const auto count = doc.health.medications->size();
  if (count > 0 || out.vector.flag(kb.facts().find("medications_asked"))) {
    out.vector.set(kb.facts().find("medicines_count"), static_cast<double>(count));
  }
}

void add_symptoms(const KnowledgeBase& kb, const PersonDocument& doc, Facts& out) {
  if (!doc.health.symptoms) return;
  for (const SymptomAnswer& s : *doc.health.symptoms) {
    const bool by_text = s.code.empty() || s.code == "other";
    const Recognised found = kb.recognise_symptom(by_text && !s.text.empty() ? s.text : s.code);
    place(kb, out, "symptom", "symptom", s.code, s.text, found);
  }
  settle_if_asked(kb, doc, out, "symptoms", "symptoms_asked");
}

// What was said about a pregnancy, or what follows from it: a week, a due date or a complication
// that somebody names is never "not known", much less "not pregnant".
std::string status_of(const PersonDocument& doc) {
  const PregnancyAnswer& p = doc.health.pregnancy;
  const bool dated = p.weeks || p.due_date;
  if (doc.person.sex == Sex::male) return "not_pregnant";
  if (dated && (p.status.empty() || p.status == "possible")) return "pregnant";
  if (!p.status.empty()) return p.status;
  if (p.postpartum_weeks) return "postpartum";
  return p.complications.empty() ? "" : "pregnant";
}

void add_pregnancy(const KnowledgeBase& kb, const PersonDocument& doc, Facts& out) {
  const PregnancyAnswer& p = doc.health.pregnancy;
  const FactIndex& facts = kb.facts();
  FactVector& v = out.vector;
  const std::string status = status_of(doc);
  if (status.empty()) return;
  set_code(kb, v, "pregnancy_status", status);
  for (const std::string& c : p.complications) v.set_flag(facts.find("pregnancy_" + c), true);
  if (status == "not_pregnant") settle(kb, v, "pregnancy_complications_asked");
  if (status == "postpartum" && p.postpartum_weeks)
    v.set(facts.find("postpartum_weeks"), *p.postpartum_weeks);
  if (status != "pregnant") return;
  settle_if_asked(kb, doc, out, "pregnancy", "pregnancy_complications_asked");
  if (p.weeks) {
    v.set(facts.find("gestation_weeks"), *p.weeks);
  } else if (p.due_date) {
    // Term is counted as 40 weeks.
    const int days_left = p.due_date->days_since_epoch() - doc.as_of.days_since_epoch();
    v.set(facts.find("gestation_weeks"), 40.0 - days_left / 7.0);
  }
}

void add_falls_and_function(const KnowledgeBase& kb, const HealthAnswers& h, FactVector& v) {
  const FactIndex& facts = kb.facts();
  if (h.falls.count_12_months) {
    v.set(facts.find("falls_12_months"), *h.falls.count_12_months);
    if (*h.falls.count_12_months == 0) v.set_flag(facts.find("fall_injury"), false);
  }
  if (h.falls.injury) v.set_flag(facts.find("fall_injury"), *h.falls.injury);
  if (h.falls.fear) v.set_flag(facts.find("fear_of_falling"), *h.falls.fear);
  if (h.falls.unsteady) v.set_flag(facts.find("unsteady"), *h.falls.unsteady);
  set_code(kb, v, "adl", h.function.adl);
  set_code(kb, v, "aid", h.function.aid);
}

void add_answers(const KnowledgeBase& kb, const HealthAnswers& h, FactVector& v) {
  for (const CodedAnswer& a : h.answers) {
    Slot s = kb.facts().find("answer." + a.code);
    if (s == kNoSlot) s = kb.facts().find(a.code);
    if (s == kNoSlot) continue;  // the request decoder has refused unknown codes already
    if (const bool* b = std::get_if<bool>(&a.value)) v.set_flag(s, *b);
    if (const double* d = std::get_if<double>(&a.value)) v.set(s, *d);
    if (const std::string* t = std::get_if<std::string>(&a.value)) {
      if (const auto index = kb.facts().value_index(s, *t)) v.set(s, *index);
      if (kb.facts()[s].type == FactType::date) set_since(kb, v, kb.facts()[s].code, *t, v.as_of());
    }
  }
  // The week of a pregnancy may be answered by its own code as well, and says it again.
  const Slot status = kb.facts().find("pregnancy_status");
  if (!v.known(status) && v.known(kb.facts().find("gestation_weeks")))
    set_code(kb, v, "pregnancy_status", "pregnant");
  // A checklist may also be answered by its own code: then too, what it would have found and is not
  // named is absent.
  for (const CodedAnswer& a : h.answers) {
    const bool* yes = std::get_if<bool>(&a.value);
    if (yes != nullptr && *yes && a.code.ends_with("_asked")) settle(kb, v, a.code);
  }
}

}  // namespace

void add_health(const KnowledgeBase& kb, const PersonDocument& doc, Facts& out) {
  add_conditions(kb, doc, out);
  add_medicines(kb, doc, out);
  add_symptoms(kb, doc, out);
  add_pregnancy(kb, doc, out);
  add_falls_and_function(kb, doc.health, out.vector);
  add_answers(kb, doc.health, out.vector);
  settle_if_asked(kb, doc, out, "aha", "aha_asked");
  // What an answer has ruled out takes its own details with it.
  if (out.vector.flag(kb.facts().find("symptoms_asked"))) settle(kb, out.vector, "symptoms_asked");
}

}  // namespace celian
