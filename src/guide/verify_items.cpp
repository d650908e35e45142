// Every item: is the exercise allowed to this person, here, at this effort and dose?
#include <array>
#include <cctype>
#include <cmath>

#include "guide/verify_plan.hpp"

namespace celian::guide::verifying {

namespace {

constexpr double kSlack = 1e-9;

template <class List>
bool contains(const List& list, std::string_view x) {
  return std::find(list.begin(), list.end(), x) != list.end();
}

// --- What is forbidden

bool is_forbidden(const Effect& e, const Exercise& x, std::string_view component,
                  std::string_view place) {
  if (e.target == "tag") return x.has_tag(e.code);
  if (e.target == "exercise") return x.code == e.code;
  if (e.target == "posture") return x.posture == e.code;
  if (e.target == "place") return place == e.code;
  // What an exercise mainly trains cannot be renamed away in the item.
  if (e.target == "component")
    return component == e.code || (!x.components.empty() && x.components.front() == e.code);
  return false;
}

void check_forbidden(const Ground& g, const ItemView& v, Findings& out) {
  const std::string place = v.indoor ? "home" : v.session->place;
  for (const Said& s : g.forbids) {
    if (!is_forbidden(*s.effect, *v.exercise, v.item->component, place)) continue;
    out.add("verify.forbidden_" + s.effect->target, v.pointer(),
            {{"exercise", v.exercise->code}, {s.effect->target, s.effect->code}}, *s.rule);
  }
}

// The easier and the harder neighbour are shown to the person, so they must be allowed as well.
void check_neighbour(const Ground& g, const ItemView& v, const std::string& code, const char* field,
                     Findings& out) {
  if (code.empty()) return;
  const auto pointer = [&] { return v.pointer() + "/" + field; };
  const Exercise* x = g.kb.exercise(code);
  if (x == nullptr) {
    out.add("verify.unknown_exercise", pointer(), {{"exercise", code}}, "structure",
            Waiver::nobody);
    return;
  }
  for (const Said& s : g.forbids) {
    if (s.effect->target == "place" || !is_forbidden(*s.effect, *x, "", "")) continue;
    out.add("verify.neighbour_forbidden", pointer(),
            {{"exercise", code}, {s.effect->target, s.effect->code}}, *s.rule);
  }
  for (const ClassCap& cap : g.classes) {
    if (!cap.component.empty() || x->intensity <= cap.max) continue;
    out.add("verify.neighbour_intensity", pointer(),
            {{"exercise", code},
             {"value", std::string(intensity_name(x->intensity))},
             {"limit", std::string(intensity_name(cap.max))}},
            cap.rule, cap.waiver);
  }
}

// --- Effort

// The display method that a scale belongs to; empty = every method may show it.
std::string_view method_of(std::string_view dimension) {
  if (dimension == "hrr_percent" || dimension == "hrmax_percent" || dimension == "vo2r_percent" ||
      dimension == "heart_rate_bpm")
    return "hrr";
  if (dimension == "power" || dimension == "watt" || dimension == "watts") return "power";
  if (dimension == "pace" || dimension == "speed") return "pace";
  return {};
}

bool applies(std::string_view component, const PlanItem& item) {
  return component.empty() || component == item.component;
}

void check_classes(const Ground& g, const ItemView& v, Findings& out) {
  const PlanItem& item = *v.item;
  // Nobody is planned to the limit, whatever the rules leave open.
  if (item.intensity_class == IntensityClass::near_max) {
    out.add("verify.intensity_class", v.pointer(),
            {{"exercise", item.exercise},
             {"value", std::string(intensity_name(item.intensity_class))},
             {"limit", std::string(intensity_name(IntensityClass::vigorous))}},
            "policy.intensity", Waiver::physician);
  }
  for (const ClassCap& cap : g.classes) {
    if (!applies(cap.component, item)) continue;
    const auto limit = [&] { return Arg{"limit", std::string(intensity_name(cap.max))}; };
    if (item.intensity_class > cap.max) {
      out.add("verify.intensity_class", v.pointer(),
              {{"exercise", item.exercise},
               {"value", std::string(intensity_name(item.intensity_class))},
               limit()},
              cap.rule, cap.waiver);
    }
    if (v.exercise->intensity > cap.max) {
      out.add("verify.exercise_intensity", v.pointer(),
              {{"exercise", item.exercise},
               {"value", std::string(intensity_name(v.exercise->intensity))},
               limit()},
              cap.rule, cap.waiver);
    }
    for (const Limit& scale : item.intensity) {
      const auto allowed = g.scales.of(scale.dimension, cap.max);
      if (!allowed || !allowed->hi) continue;
      if (scale.range.hi && *scale.range.hi <= *allowed->hi + kSlack) continue;
      std::vector<Arg> args = {{"exercise", item.exercise},
                               {"dimension", scale.dimension},
                               limit(),
                               {"max", *allowed->hi}};
      if (scale.range.hi) args.push_back({"value", *scale.range.hi});
      out.add(scale.range.hi ? "verify.intensity_scale" : "verify.intensity_open", v.pointer(),
              std::move(args), cap.rule, cap.waiver);
    }
  }
}

// A plan cannot make an exercise easier by calling it so: the class that an item claims is at least
// that of the exercise, and that of its energy cost where absolute classes hold.
void check_claim(const Ground& g, const ItemView& v, Findings& out) {
  const PlanItem& item = *v.item;
  IntensityClass own = v.exercise->intensity;
  const bool adult =
      g.age() && *g.age() >= 18 && *g.age() < g.kb.policy_number("intensity.relative_from_age", 65);
  if (const auto met = v.exercise->met.value; met && adult) {
    for (const IntensityClass c : {IntensityClass::moderate, IntensityClass::vigorous}) {
      const auto range = g.kb.policy_interval("intensity.mets." + std::string(intensity_name(c)));
      if (range && range->lo && *met >= *range->lo) own = std::max(own, c);
    }
  }
  if (item.intensity_class >= own) return;
  out.add("verify.intensity_claimed", v.pointer(),
          {{"exercise", item.exercise},
           {"value", std::string(intensity_name(item.intensity_class))},
           {"limit", std::string(intensity_name(own))}},
          "policy.intensity", Waiver::professional);
}

void check_methods(const Ground& g, const ItemView& v, Findings& out) {
  for (const Limit& scale : v.item->intensity) {
    const std::string_view method = method_of(scale.dimension);
    if (method.empty()) continue;
    // A ceiling in beats is a warning, not a target; it may stand where a rule gives it.
    const bool ceiling = scale.dimension == "heart_rate_bpm" && !scale.range.lo &&
                         std::any_of(g.limits.begin(), g.limits.end(), [](const Said& s) {
                           return s.effect->dimension == "heart_rate_bpm";
                         });
    if (ceiling) continue;
    for (const Said& s : g.methods) {
      if (contains(s.effect->allow, method)) continue;
      out.add("verify.method", v.pointer(),
              {{"exercise", v.item->exercise},
               {"dimension", scale.dimension},
               {"method", std::string(method)}},
              *s.rule);
    }
  }
}

// The highest share of the one-repetition maximum that an item asks for: on its scale, or as the
// last number of its load code ("rm_percent_40_50").
std::optional<double> rm_percent_of(const PlanItem& item) {
  std::optional<double> rm;
  for (const Limit& scale : item.intensity) {
    if (scale.dimension == "rm_percent")
      rm = std::max(rm.value_or(0), scale.range.hi.value_or(100));
  }
  if (item.load.rfind("rm_percent", 0) == 0) {
    std::size_t end = item.load.size();
    std::size_t begin = end;
    while (begin > 0 && std::isdigit(static_cast<unsigned char>(item.load[begin - 1])) != 0)
      --begin;
    double value = 0;
    for (std::size_t i = begin; i < end; ++i) value = value * 10 + (item.load[i] - '0');
    rm = std::max(rm.value_or(0), begin < end ? value : 100.0);
  }
  return rm;
}

// --- Dose

// What an item asks for on the dimension of a limit; nullopt = nothing that could be compared.
std::optional<double> asked_for(const Ground& g, const ItemView& v, std::string_view dimension) {
  const PlanItem& item = *v.item;
  if (dimension == "bout_minutes") return item.minutes;
  if (dimension == "sets") return item.sets;
  if (dimension == "reps") return item.reps;
  if (dimension == "rm_percent") return rm_percent_of(item);
  if (dimension == "mets") return met_of(g, *v.exercise);
  for (const Limit& scale : item.intensity) {
    if (scale.dimension == dimension) return scale.range.hi.value_or(1e9);
  }
  return std::nullopt;
}

bool is_dose(std::string_view dimension) {
  return dimension == "reps" || dimension == "sets" || dimension == "bout_minutes";
}

// A floor of the dose counts unless a ceiling of another rule empties it: then the prescription
// says "unmet".
bool floor_stands(const Ground& g, const Effect& floor, const PlanItem& item) {
  for (const Said& s : g.limits) {
    const Effect& e = *s.effect;
    if (e.dimension == floor.dimension && e.max && *e.max < *floor.min &&
        applies(e.component, item))
      return false;
  }
  return true;
}

void check_limits(const Ground& g, const ItemView& v, Findings& out) {
  for (const Said& s : g.limits) {
    const Effect& e = *s.effect;
    if (!applies(e.component, *v.item)) continue;
    const auto value = asked_for(g, v, e.dimension);
    if (!value) continue;
    const auto with = [&](double limit) {
      return std::vector<Arg>{{"exercise", v.item->exercise},
                              {"dimension", e.dimension},
                              {"value", *value},
                              {"limit", limit}};
    };
    if (e.max && *value > *e.max + kSlack)
      out.add("verify.item_above", v.pointer(), with(*e.max), *s.rule);
    if (e.min && is_dose(e.dimension) && *value < *e.min - kSlack && floor_stands(g, e, *v.item)) {
      out.add("verify.item_below", v.pointer(), with(*e.min), *s.rule);
    }
  }
}

void check_dose(const ItemView& v, Findings& out) {
  const PlanItem& item = *v.item;
  for (const auto& value : {item.minutes, item.sets, item.reps, item.rest_s, item.hold_s}) {
    if (value && (!std::isfinite(*value) || *value < 0)) {
      out.add("verify.dose_invalid", v.pointer(), {{"exercise", item.exercise}, {"value", *value}},
              "structure", Waiver::nobody);
    }
  }
  const bool timed = item.minutes && *item.minutes > 0;
  const bool counted = item.sets && *item.sets > 0 &&
                       ((item.reps && *item.reps > 0) || (item.hold_s && *item.hold_s > 0));
  if (!timed && !counted)
    out.add("verify.dose_missing", v.pointer(), {{"exercise", item.exercise}}, "structure",
            Waiver::nobody);
}

// --- Person and place

void check_person(const Ground& g, const ItemView& v, Findings& out) {
  const Exercise& x = *v.exercise;
  if (!g.is_for_age(x)) {
    std::vector<Arg> args = {{"exercise", x.code},
                             {"from", static_cast<double>(x.age_from)},
                             {"to", static_cast<double>(x.age_to)}};
    if (g.age()) args.push_back({"value", *g.age()});
    out.add(g.age() ? "verify.age" : "verify.age_unknown", v.pointer(), std::move(args),
            "policy.exercise_ages", Waiver::professional);
  }
  const bool alone = (x.has_tag("supervision_req") && g.supervision < Supervision::instructor) ||
                     (x.has_tag("carer_req") && g.supervision < Supervision::family);
  if (alone) {
    out.add("verify.supervision", v.pointer(),
            {{"exercise", x.code}, {"value", std::string(supervision_name(g.supervision))}},
            "policy.supervision_req", Waiver::professional);
  }
  // Getting warm and cooling down are named after their part and train nothing.
  const bool frame = v.part->part != "main" && v.item->component == v.part->part;
  if (!frame && !trains(x, v.item->component)) {
    out.add("verify.component", v.pointer(),
            {{"exercise", x.code}, {"component", v.item->component}}, "structure", Waiver::nobody);
  }
  if (!v.indoor && !v.session->place.empty() && !contains(x.place, v.session->place)) {
    out.add("verify.place", v.pointer(), {{"exercise", x.code}, {"place", v.session->place}},
            "policy.exercise_places", Waiver::professional);
  }
}

// Before the medical opinion: short bouts, light loads.
void check_interim(const Ground& g, const ItemView& v, Findings& out) {
  if (!g.interim) return;
  const double bout = g.kb.policy_number("interim.bout_minutes", 10);
  if (v.item->minutes && *v.item->minutes > bout + kSlack) {
    out.add("verify.interim_bout", v.pointer(),
            {{"exercise", v.item->exercise}, {"value", *v.item->minutes}, {"limit", bout}},
            "policy.interim", Waiver::physician);
  }
  const double load = g.kb.policy_number("interim.rm_percent", 40);
  if (const auto rm = rm_percent_of(*v.item); rm && *rm > load + kSlack) {
    out.add("verify.interim_load", v.pointer(),
            {{"exercise", v.item->exercise}, {"value", *rm}, {"limit", load}}, "policy.interim",
            Waiver::physician);
  }
}

// The highest load that the presets for this person name at all.
void check_preset_load(const Ground& g, const ItemView& v, Findings& out) {
  const auto rm = rm_percent_of(*v.item);
  if (!rm) return;
  for (const Preset& p : g.kb.presets()) {
    const PresetComponent* c = p.find(v.item->component);
    if (c == nullptr || !c->rm_percent_max || *rm <= *c->rm_percent_max + kSlack) continue;
    if (!speaks_to(g, p)) continue;
    out.add("verify.preset_load", v.pointer(),
            {{"exercise", v.item->exercise}, {"value", *rm}, {"limit", *c->rm_percent_max}},
            p.header.id, Waiver::professional);
  }
}

// Kilograms against the known maximum: no more than the share that the item itself names, and where
// it names none, than what any preset begins with.
void check_kilograms(const Ground& g, const ItemView& v, Findings& out) {
  if (!v.item->load_kg) return;
  const auto most = g.number(g.kb.policy_text("load.one_rm." + v.item->exercise));
  if (!most) {
    out.add("verify.load_kg", v.pointer(),
            {{"exercise", v.item->exercise}, {"value", *v.item->load_kg}, {"limit", 0.0}},
            "policy.load", Waiver::professional);
    return;
  }
  const double limit = *most * rm_percent_of(*v.item).value_or(0) / 100;
  if (*v.item->load_kg <= limit + 1e-6) return;
  out.add("verify.load_kg", v.pointer(),
          {{"exercise", v.item->exercise}, {"value", *v.item->load_kg}, {"limit", limit}},
          "policy.load", Waiver::professional);
}

}  // namespace

void check_items(const Ground& g, const Plan& plan, Findings& out) {
  for_each_item(g.kb, plan, [&](const ItemView& v) {
    check_dose(v, out);
    check_methods(g, v, out);
    if (v.exercise == nullptr) {
      out.add("verify.unknown_exercise", v.pointer(), {{"exercise", v.item->exercise}}, "structure",
              Waiver::nobody);
      return;
    }
    check_forbidden(g, v, out);
    check_classes(g, v, out);
    check_claim(g, v, out);
    check_limits(g, v, out);
    check_person(g, v, out);
    check_interim(g, v, out);
    check_preset_load(g, v, out);
    check_kilograms(g, v, out);
    check_neighbour(g, v, v.item->easier, "easier", out);
    check_neighbour(g, v, v.item->harder, "harder", out);
  });
}

}  // namespace celian::guide::verifying
