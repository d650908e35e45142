// The never-rules N1 to N12: from the facts alone, whatever the rules in data/ say, and nobody may
// override them.
//
// Not here, because a plan does not carry them: N8 (no energy deficit below 1200 or 1500 kcal a day
// without a clinician) is about nutrition notes; tests/never reads those. N12 is checked on the
// instructions of the exercises that the plan uses.
#include <array>
#include <cctype>
#include <map>

#include "guide/verify_plan.hpp"

namespace celian::guide::verifying {

namespace {

template <class List>
bool contains(const List& list, std::string_view x) {
  return std::find(list.begin(), list.end(), x) != list.end();
}

void never(const std::string& rule, const std::string& pointer, std::vector<Arg> args,
           Findings& out) {
  out.add("never." + rule, pointer, std::move(args), "never." + rule, Waiver::nobody);
}

// What the never-rules look at, read once for all items.
struct NeverFacts {
  explicit NeverFacts(const Ground& g)
      : may_have_symptoms(g.is_or_unknown("symptom_any")),
        may_be_slowed(g.is_or_unknown("medicine.beta_blocker") || g.is("medicine.other")),
        pregnant(g.is("pregnant")),
        nothing_maximal(g.triage >= Triage::T3 || pregnant || g.is("frail") ||
                        g.is("condition.frailty") || (g.age() && *g.age() < 14)),
        may_faint_alone(g.supervision < Supervision::instructor &&
                        (g.is("condition.epilepsy") || g.is("condition.seizure_72_hours") ||
                         g.is("hypo_prone_medicine"))),
        broken_vertebra(g.is("condition.vertebral_fracture")),
        weak_pelvic_floor(g.is("condition.pelvic_floor_dysfunction")),
        falls_easily(g.is_value("fall_risk_class", "high")) {}

  bool may_have_symptoms, may_be_slowed, pregnant, nothing_maximal, may_faint_alone,
      broken_vertebra, weak_pelvic_floor, falls_easily;
};

// N1. No vigorous work with any sign or symptom; symptoms that nobody asked for are not "none".
void n1(const NeverFacts& who, const ItemView& v, Findings& out) {
  if (!who.may_have_symptoms) return;
  const bool vigorous =
      v.item->intensity_class >= IntensityClass::vigorous ||
      (v.exercise != nullptr && (v.exercise->intensity >= IntensityClass::vigorous ||
                                 v.exercise->has_tag("high_intensity")));
  if (vigorous) never("n1", v.pointer(), {{"exercise", v.item->exercise}}, out);
}

// N2. No heart-rate target under a beta-blocker, be it known or not known to be absent. A ceiling
// measured in a test may stand beside RPE if a rule gives it.
void n2(const NeverFacts& who, const ItemView& v, Findings& out) {
  if (!who.may_be_slowed) return;
  for (const Limit& scale : v.item->intensity) {
    const bool target = scale.dimension == "hrr_percent" || scale.dimension == "hrmax_percent" ||
                        (scale.dimension == "heart_rate_bpm" && scale.range.lo);
    if (target)
      never("n2", v.pointer(), {{"exercise", v.item->exercise}, {"dimension", scale.dimension}},
            out);
  }
}

// N3. Nothing maximal from T3, in pregnancy, frailty, or below 14 years.
void n3(const NeverFacts& who, const ItemView& v, Findings& out) {
  if (!who.nothing_maximal) return;
  bool maximal = v.item->intensity_class == IntensityClass::near_max ||
                 (v.exercise != nullptr && v.exercise->intensity == IntensityClass::near_max);
  maximal = maximal || v.item->load == "rm_max" ||
            v.item->load.find("1rm_test") != std::string::npos ||
            v.item->load.find("_100") != std::string::npos;
  for (const Limit& scale : v.item->intensity) {
    const double hi = scale.range.hi.value_or(0);
    maximal = maximal || (scale.dimension == "rm_percent" && hi >= 90) ||
              (scale.dimension == "rpe_6_20" && hi >= 18) ||
              (scale.dimension == "rpe_0_10" && hi >= 9);
  }
  if (maximal) never("n3", v.pointer(), {{"exercise", v.item->exercise}}, out);
}

// N4. No water and no height, wheels or the like without somebody trained beside, where a seizure
// or a low glucose may come.
void n4(const NeverFacts& who, const ItemView& v, Findings& out) {
  if (v.exercise == nullptr || !who.may_faint_alone) return;
  if ((v.exercise->has_tag("water") || v.exercise->has_tag("seizure_hazard") ||
       v.exercise->posture == "water")) {
    never("n4", v.pointer(), {{"exercise", v.exercise->code}}, out);
  }
}

// N5. No loaded bending of a spine with a broken vertebra.
void n5(const NeverFacts& who, const ItemView& v, Findings& out) {
  if (v.exercise == nullptr || !who.broken_vertebra) return;
  if (v.exercise->has_tag("spine_flex_loaded"))
    never("n5", v.pointer(), {{"exercise", v.exercise->code}}, out);
}

// N6. From 16 weeks of pregnancy, counted on the day of the session, nothing on the back for more
// than two minutes. Weeks that nobody told count as past 16.
void n6(const Ground& g, const NeverFacts& who, const ItemView& v, Findings& out) {
  if (v.exercise == nullptr || !who.pregnant) return;
  if (v.exercise->posture != "supine" && !v.exercise->has_tag("supine")) return;
  const auto weeks_now = g.number("gestation_weeks");
  const double weeks = weeks_now ? *weeks_now + (v.session->date - g.in.doc.as_of) / 7.0 : 40;
  if (weeks < 16) return;
  const bool brief = v.item->minutes && *v.item->minutes <= 2 && v.item->hold_s.value_or(0) <= 120;
  if (!brief)
    never("n6", v.pointer(),
          {{"exercise", v.exercise->code},
           {"weeks", std::min(weeks, 42.0)},
           {"date", v.session->date.iso()}},
          out);
}

// N7. No jumping with a weight, with a weak pelvic floor or a broken vertebra.
void n7(const NeverFacts& who, const ItemView& v, Findings& out) {
  if (v.exercise == nullptr || !(who.weak_pelvic_floor || who.broken_vertebra)) return;
  static constexpr std::array<std::string_view, 5> kWeights = {"dumbbell", "kettlebell", "barbell",
                                                               "backpack", "weight_machine"};
  const Exercise& x = *v.exercise;
  const bool jumps = x.pattern == "jump" || x.has_tag("high_impact") || x.impact == Demand::high;
  const bool weighted = std::any_of(x.equipment.begin(), x.equipment.end(),
                                    [](const std::string& e) { return contains(kWeights, e); }) ||
                        (!v.item->load.empty() && v.item->load != "bodyweight");
  if (jumps && weighted) never("n7", v.pointer(), {{"exercise", x.code}}, out);
}

// N9. Who falls easily does balance work with a hand on something.
void n9(const NeverFacts& who, const ItemView& v, Findings& out) {
  if (v.exercise == nullptr || !who.falls_easily) return;
  const Exercise& x = *v.exercise;
  const bool balance = v.item->component == "balance" || trains(x, "balance");
  if (balance && x.has_tag("fall_risk") && x.support.empty())
    never("n9", v.pointer(), {{"exercise", x.code}}, out);
}

// N10. Brittle bones and weak muscles need more than endurance. An interim plan that may hold
// neither strength nor balance is no programme: it ends with the medical opinion (MR-12), and what
// is forbidden hard beats what is required (MR-3).
void n10(const Ground& g, const Plan& plan, Findings& out) {
  const auto banned = [&](std::string_view component) {
    return std::any_of(g.forbids.begin(), g.forbids.end(), [&](const Said& s) {
      return s.rule->hard && s.effect->target == "component" && s.effect->code == component;
    });
  };
  if (g.interim && banned("resistance") && banned("balance")) return;
  const bool weak = g.is("condition.osteoporosis") || g.is("condition.vertebral_fracture") ||
                    g.is("condition.fragility_fracture") || g.is("condition.sarcopenia");
  if (!weak || plan.weeks.empty()) return;
  static constexpr std::array<std::string_view, 4> kStrength = {"resistance", "bone_impact",
                                                                "posture_back_extensor", "balance"};
  bool any = false;
  bool strength = false;
  for_each_item(g.kb, plan, [&](const ItemView& v) {
    any = true;
    strength = strength || contains(kStrength, v.item->component);
  });
  if (any && !strength) never("n10", "/weeks", {}, out);
}

// N11. No session on a day with a systolic pressure above 180 or a diastolic one above 110.
void n11(const Ground& g, const Plan& plan, Findings& out) {
  const auto systolic = g.number("bp_systolic");
  const auto diastolic = g.number("bp_diastolic");
  if (systolic.value_or(0) <= 180 && diastolic.value_or(0) <= 110) return;
  for_each_session(plan, [&](std::size_t, const PlanSession& s, const std::string& p) {
    if (s.date != g.in.doc.as_of) return;
    std::vector<Arg> args = {{"date", s.date.iso()}};
    if (systolic) args.push_back({"bp_systolic", *systolic});
    if (diastolic) args.push_back({"bp_diastolic", *diastolic});
    never("n11", p, std::move(args), out);
  });
}

// Whether a text tells somebody to hold the breath; "do not hold your breath" tells the opposite.
bool tells_to_hold_breath(std::string_view text) {
  static constexpr std::array<std::string_view, 5> kHold = {"hold your breath", "hold the breath",
                                                            "憋气", "屏气", "屏住呼吸"};
  static constexpr std::array<std::string_view, 16> kNot = {
      "not", "never", "without", "avoid", "n't", "no ", "不",         "勿",
      "别",  "避免",  "无",      "防止",  "禁",  "忌",  "instead of", "rather than"};
  static constexpr std::array<std::string_view, 8> kClauseEnd = {". ", "; ", ": ", ", but ",
                                                                 "。", "；", "，", "："};
  std::string lower(text);
  std::transform(lower.begin(), lower.end(), lower.begin(),
                 [](unsigned char c) { return static_cast<char>(c < 0x80 ? std::tolower(c) : c); });
  for (const std::string_view hold : kHold) {
    for (std::size_t i = lower.find(hold); i != std::string::npos;
         i = lower.find(hold, i + hold.size())) {
      // The negation stands in the same clause, shortly before.
      std::string_view before =
          std::string_view(lower).substr(i > 60 ? i - 60 : 0, std::min<std::size_t>(i, 60));
      for (const std::string_view end : kClauseEnd) {
        if (const std::size_t cut = before.rfind(end); cut != std::string_view::npos)
          before.remove_prefix(cut + end.size());
      }
      const bool negated = std::any_of(kNot.begin(), kNot.end(), [&](std::string_view no) {
        return before.find(no) != std::string_view::npos;
      });
      if (!negated) return true;
    }
  }
  return false;
}

bool tells_to_hold_breath(const Exercise& x) {
  const auto tells = [](const LocalText& text) {
    return std::any_of(text.begin(), text.end(),
                       [](const auto& t) { return tells_to_hold_breath(t.second); });
  };
  return tells(x.how) || tells(x.watch) ||
         std::any_of(x.first_steps.begin(), x.first_steps.end(), tells);
}

// N12. No instruction to hold the breath. A plan has few exercises and many items: each text is
// read once.
class BreathRule {
 public:
  void operator()(const ItemView& v, Findings& out) {
    if (v.exercise == nullptr) return;
    const auto [at, is_new] = tells_.try_emplace(v.exercise, false);
    if (is_new) at->second = tells_to_hold_breath(*v.exercise);
    if (at->second) never("n12", v.pointer(), {{"exercise", v.exercise->code}}, out);
  }

 private:
  std::map<const Exercise*, bool> tells_;
};

}  // namespace

void check_never(const Ground& g, const Plan& plan, Findings& out) {
  const NeverFacts who(g);
  BreathRule n12;
  for_each_item(g.kb, plan, [&](const ItemView& v) {
    n1(who, v, out);
    n2(who, v, out);
    n3(who, v, out);
    n4(who, v, out);
    n5(who, v, out);
    n6(g, who, v, out);
    n7(who, v, out);
    n9(who, v, out);
    n12(v, out);
  });
  n10(g, plan, out);
  n11(g, plan, out);
}

}  // namespace celian::guide::verifying
