// Items of a session, and the minimum plan made of them.
#include <algorithm>
#include <cmath>

#include "guide/plan.hpp"

namespace celian::guide {

namespace {

// The scales that may be shown for a class, narrowed by the envelope. Numbers come from one table.
std::vector<Limit> shown_scales(const Input& in, const Working& w, IntensityClass c,
                                bool by_effort_only) {
  std::vector<Limit> out;
  for (const char* scale : {"hrr_percent", "rpe_0_10", "rpe_6_20"}) {
    const bool pulse = std::string_view(scale) == "hrr_percent";
    if (pulse && (by_effort_only || !w.limits.method_allowed("hrr"))) continue;
    Limit l;
    l.dimension = scale;
    l.range = class_interval(in.kb, c, scale);
    if (const Range* r = w.limits.find({scale, ""})) {
      if (r->hi && (!l.range.hi || r->hi->value < *l.range.hi)) l.range.hi = r->hi->value;
      if (r->lo && l.range.hi && r->lo->value <= *l.range.hi &&
          (!l.range.lo || r->lo->value > *l.range.lo))
        l.range.lo = r->lo->value;
      if (l.range.lo && l.range.hi && *l.range.lo > *l.range.hi) l.range.lo.reset();
    }
    if (l.range.lo || l.range.hi) out.push_back(std::move(l));
  }
  return out;
}

bool chair_friendly(const Exercise& e) {
  return e.posture == "seated" || e.support == "chair" ||
         std::find(e.equipment.begin(), e.equipment.end(), "chair") != e.equipment.end();
}

}  // namespace

// What is hard is called hard: an exercise above the limits is not chosen, never renamed.
IntensityClass effort_of(const Working& w, const Selector& select, const Exercise& e,
                         const std::string& component) {
  const IntensityClass own = std::min(e.intensity, w.limits.max_class);
  return component == "resistance" ? std::max(own, select.effort_cap()) : own;
}

void add_load(const Input& in, const Exercise& e, const Interval& rm, PlanItem& item) {
  const auto& external = in.kb.policy_codes("load.external_equipment");
  const bool lifts = std::any_of(e.equipment.begin(), e.equipment.end(), [&](const auto& thing) {
    return std::find(external.begin(), external.end(), thing) != external.end();
  });
  if (!lifts) {
    item.load = "bodyweight";
    return;
  }
  item.load = "reserve_2_4";
  if (!rm.hi) return;
  item.intensity.push_back({"rm_percent", "resistance", rm, false, {}});
  const Slot known = in.kb.facts().find(in.kb.policy_text("load.one_rm." + e.code));
  if (!in.facts.vector.known(known)) return;
  const double step = in.kb.policy_number("load.step_kg", 0.5);
  item.load_kg = std::floor(in.facts.vector.value(known) * *rm.hi / 100 / step + 1e-9) * step;
  item.load = "one_rm_known";
}

PlanItem make_item(const Input& in, const Working& w, const Selector& select, const Exercise& e,
                   const std::string& component) {
  PlanItem item;
  item.exercise = e.code;
  item.component = component;
  item.intensity_class = effort_of(w, select, e, component);
  if (component == "aerobic" || component == "resistance")
    item.intensity = shown_scales(in, w, item.intensity_class, component == "resistance");
  item.easier = select.easier(e, component);
  item.harder = select.harder(e, component);
  return item;
}

std::optional<MinimumPlan> minimum_plan(const Input& in, const Working& w, const Selector& select,
                                        Reasons& reasons) {
  const double most_minutes = in.kb.policy_number("minimum.minutes", 8);
  const auto most_items = static_cast<std::size_t>(in.kb.policy_number("minimum.movements", 3));
  MinimumPlan out;
  const std::uint32_t why = reasons.add(policy_reason("guide.minimum", "minimum.minutes"));
  // For bad days: everybody has a home.
  std::vector<std::string> roofs = {"home"};
  for (const std::string& p : select.places()) {
    if (Selector::indoors(p)) roofs.push_back(p);
  }
  const IntensityClass hardest =
      in.risk.today.decision == "go" ? IntensityClass::moderate : IntensityClass::light;
  for (const char* component : {"resistance", "balance", "aerobic", "flexibility", "breathing"}) {
    if (out.items.size() >= most_items) break;
    for (const Exercise* e : select.choose(component, 50, roofs)) {
      if (!chair_friendly(*e) || e->intensity > hardest) continue;
      PlanItem item = make_item(in, w, select, *e, component);
      item.intensity_class = std::min(item.intensity_class, IntensityClass::light);
      item.intensity.clear();
      item.minutes = std::floor(most_minutes / static_cast<double>(most_items));
      item.load.clear();
      if (e->dose_by == "reps") item.reps = 5, item.sets = 1;
      item.why = {why};
      out.minutes += *item.minutes;
      out.items.push_back(std::move(item));
      break;
    }
  }
  if (out.items.empty()) return std::nullopt;
  return out;
}

}  // namespace celian::guide
