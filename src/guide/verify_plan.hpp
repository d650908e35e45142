// Walks over a plan for the checks of verify_*.cpp.
#pragma once

#include <algorithm>
#include <string>
#include <vector>

#include "guide/verify_ground.hpp"

namespace celian::guide::verifying {

// One item with everything that is around it.
struct ItemView {
  std::size_t week = 0;
  const PlanSession* session = nullptr;
  const PlanPart* part = nullptr;
  const PlanItem* item = nullptr;
  const Exercise* exercise = nullptr;  // null = no such exercise
  bool indoor = false;                 // of the indoor version
  std::string_view base;               // pointer of the session; empty = of the daily work
  std::size_t nth_part = 0, nth = 0;

  // Only what is found needs its place in the plan as text.
  std::string pointer() const {
    if (base.empty()) return at("", "daily", nth);
    const std::string parts = std::string(base) + (indoor ? "/indoor_twin" : "");
    return at(at(parts, "parts", nth_part), "items", nth);
  }
};

template <class F>
void for_each_session(const Plan& plan, F&& f) {
  for (std::size_t w = 0; w < plan.weeks.size(); ++w) {
    const std::string week = at("", "weeks", w);
    for (std::size_t s = 0; s < plan.weeks[w].sessions.size(); ++s) {
      f(w, plan.weeks[w].sessions[s], at(week, "sessions", s));
    }
  }
}

template <class F>
void for_each_item(const KnowledgeBase& kb, std::size_t week, const PlanSession& session,
                   const std::string& pointer, F&& f) {
  const auto walk = [&](const std::vector<PlanPart>& parts, bool indoor) {
    for (std::size_t p = 0; p < parts.size(); ++p) {
      for (std::size_t i = 0; i < parts[p].items.size(); ++i) {
        const PlanItem& item = parts[p].items[i];
        f(ItemView{week, &session, &parts[p], &item, kb.exercise(item.exercise), indoor, pointer, p,
                   i});
      }
    }
  };
  walk(session.parts, false);
  walk(session.indoor, true);
}

// Every item of the plan, the indoor versions and what is done daily included. Daily work goes on
// to the last day, so that is its date.
template <class F>
void for_each_item(const KnowledgeBase& kb, const Plan& plan, F&& f) {
  for_each_session(plan, [&](std::size_t w, const PlanSession& s, const std::string& p) {
    for_each_item(kb, w, s, p, f);
  });
  PlanSession every;
  every.date = plan.start + (static_cast<std::int32_t>(plan.weeks.size()) * 7 - 1);
  const PlanPart part{"main", {}};
  for (std::size_t i = 0; i < plan.daily.size(); ++i) {
    const PlanItem& item = plan.daily[i].item;
    f(ItemView{0, &every, &part, &item, kb.exercise(item.exercise), false, {}, 0, i});
  }
}

// Minutes of the items of one component in a session as planned (not of its indoor version); empty
// = all items.
inline double minutes_of(const PlanSession& session, std::string_view component,
                         bool main_only = false) {
  double sum = 0;
  for (const PlanPart& part : session.parts) {
    if (main_only && part.part != "main") continue;
    for (const PlanItem& item : part.items) {
      if (component.empty() || item.component == component) sum += item.minutes.value_or(0);
    }
  }
  return sum;
}

inline bool trains(const Exercise& e, std::string_view component) {
  return std::find(e.components.begin(), e.components.end(), component) != e.components.end();
}

inline bool has_component(const PlanSession& session, std::string_view component) {
  for (const PlanPart& part : session.parts) {
    for (const PlanItem& item : part.items) {
      if (item.component == component) return true;
    }
  }
  return false;
}

}  // namespace celian::guide::verifying
