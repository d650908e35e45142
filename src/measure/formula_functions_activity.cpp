// Questionnaires of physical activity: what a usual week comes to.
#include <algorithm>

#include "measure/formula_parts.hpp"

namespace celian::measure {

namespace {

// Days a week and minutes on such a day.
struct Bout {
  double days, minutes;
  double week() const { return days * minutes; }
};

// --- IPAQ, short form

constexpr double kVigorous = 8, kModerate = 4, kWalking = 3.3;  // METs
constexpr double kDay = 960, kShortest = 10, kLongest = 180;    // minutes

struct Ipaq {
  Bout vigorous, moderate, walking;
  double met_minutes() const {
    return kVigorous * vigorous.week() + kModerate * moderate.week() + kWalking * walking.week();
  }
};

Bout cleaned(Bout b) {
  if (b.minutes < kShortest) return {0, 0};
  return {b.days, std::min(b.minutes, kLongest)};
}

// Cleaned in the order of the protocol; nullopt for a day that is too long to be true.
std::optional<Ipaq> ipaq(In x) {
  const Bout v{x("vigorous_days"), x("vigorous_minutes")},
      m{x("moderate_days"), x("moderate_minutes")}, w{x("walking_days"), x("walking_minutes")};
  if (v.minutes + m.minutes + w.minutes > kDay) return std::nullopt;
  return Ipaq{cleaned(v), cleaned(m), cleaned(w)};
}

Out ipaq_met_minutes(In x) {
  const auto a = ipaq(x);
  return a ? Out(a->met_minutes()) : std::nullopt;
}

Out ipaq_category(In x) {
  const auto a = ipaq(x);
  if (!a) return std::nullopt;
  const double total = a->met_minutes();
  const double days = a->vigorous.days + a->moderate.days + a->walking.days;
  if ((a->vigorous.days >= 3 && total >= 1500) || (days >= 7 && total >= 3000)) return 3;
  const double half_hours = (a->moderate.minutes >= 30 ? a->moderate.days : 0) +
                            (a->walking.minutes >= 30 ? a->walking.days : 0);
  const bool vigorous = a->vigorous.days >= 3 && a->vigorous.minutes >= 20;
  return vigorous || half_hours >= 5 || (days >= 5 && total >= 600) ? 2 : 1;
}

// --- GPAQ, version 2

// A domain is valid with days and with minutes, or with none of both.
bool is_valid(const Bout& b) {
  return b.days == 0 ? b.minutes == 0 : b.minutes >= kShortest && b.minutes <= kDay;
}

Out gpaq_met_minutes(In x) {
  const Bout hard[] = {{x("vigorous_work_days"), x("vigorous_work_minutes")},
                       {x("vigorous_leisure_days"), x("vigorous_leisure_minutes")}};
  const Bout other[] = {{x("moderate_work_days"), x("moderate_work_minutes")},
                        {x("transport_days"), x("transport_minutes")},
                        {x("moderate_leisure_days"), x("moderate_leisure_minutes")}};
  double total = 0;
  for (const Bout& b : hard) {
    if (!is_valid(b)) return std::nullopt;
    total += kVigorous * b.week();
  }
  for (const Bout& b : other) {
    if (!is_valid(b)) return std::nullopt;
    total += kModerate * b.week();
  }
  return total;
}

// --- Nes 2011: how often, how hard, how long

Out nes_index(In x) { return x("frequency") * x("intensity") * x("duration"); }

// --- Ability of older adults: what lies beside the points (GB/T 42195)

constexpr double kWorstLevel = 4;
constexpr double kManyRiskEvents = 2;

// A diagnosis and risk events together raise the level once.
Out final_level(In x) {
  if (x("coma") != 0) return kWorstLevel;
  const bool raised = x("dementia_or_mental") != 0 || x("risk_events") >= kManyRiskEvents;
  return std::min(kWorstLevel, x("preliminary_level") + (raised ? 1 : 0));
}

constexpr NamedFunction kFunctions[] = {
    {"ability.final_level", final_level},
    {"activity.gpaq_met_minutes", gpaq_met_minutes},
    {"activity.ipaq_category", ipaq_category},
    {"activity.ipaq_met_minutes", ipaq_met_minutes},
    {"activity.nes_index", nes_index},
};

}  // namespace

std::span<const NamedFunction> activity_functions() noexcept { return kFunctions; }

}  // namespace celian::measure
