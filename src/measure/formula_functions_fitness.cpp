// Aerobic fitness: maximal oxygen uptake from tests and from questions, METs expected for an age,
// six minutes of walking.
#include "measure/formula_parts.hpp"

namespace celian::measure {

namespace {

constexpr double kKgmMinutePerWatt = 6;  // rounded, as everywhere on cycle ergometers

// --- Walk and run

// A slow mile of a heavy person leads the line below zero, which is no oxygen uptake.
Out rockport(In x) {
  return positive(132.853 - 0.0769 * x("weight") / kPoundKg - 0.3877 * x("age_years") +
                  6.315 * x("male") - 3.2649 * x("minutes") - 0.1565 * x("heart_rate"));
}

Out dolgener(In x) {
  return positive(88.768 + 8.892 * x("male") - 0.0957 * x("weight") / kPoundKg -
                  1.4537 * x("minutes") - 0.1194 * x("heart_rate"));
}

Out cooper(In x) { return (x("distance") - 504.9) / 44.73; }
Out run_1_5_mile(In x) { return 3.5 + 483 / x("minutes"); }

Out george(In x) {
  return positive(88.02 + 3.716 * x("male") - 0.1656 * x("weight") - 2.767 * x("minutes"));
}

Out larsen(In x) {
  return positive(100.16 + 7.30 * x("male") - 0.164 * x("weight") - 1.273 * x("minutes") -
                  0.1563 * x("heart_rate"));
}

// --- Treadmill: minutes until the end

Out bruce_men(In x) {
  const double t = x("minutes");
  return 14.76 - 1.379 * t + 0.451 * t * t - 0.012 * t * t * t;
}
Out bruce_women(In x) { return positive(4.38 * x("minutes") - 3.9); }
Out balke(In x) { return is_man(x) ? 1.444 * x("minutes") + 14.99 : 1.38 * x("minutes") + 5.22; }

// --- Steps and squats

Out queens(In x) {
  return is_man(x) ? 111.33 - 0.42 * x("heart_rate") : 65.81 - 0.1847 * x("heart_rate");
}

// Three 30-second counts of the pulse after the steps.
Out step_index(In x) {
  const double beats = x("count_1") + x("count_2") + x("count_3");
  return beats > 0 ? Out(100 * x("seconds") / (2 * beats)) : std::nullopt;
}

Out ruffier(In x) {
  return (x("heart_rate_rest") + x("heart_rate_end") + x("heart_rate_1_min") - 200) / 10;
}
Out dickson(In x) {
  return ((x("heart_rate_end") - 70) + 2 * (x("heart_rate_1_min") - x("heart_rate_rest"))) / 10;
}

// --- 20 m shuttle run

double shuttle(double speed, double age) {
  return 31.025 + 3.238 * speed - 3.248 * age + 0.1536 * speed * age;
}
Out leger(In x) { return shuttle(x("speed"), x("age_years")); }
Out leger_adult(In x) { return shuttle(x("speed"), 18); }  // growth is over: the age stays 18
Out leger_lambert(In x) { return 5.857 * x("speed") - 19.458; }

Out stickland(In x) {
  return is_man(x) ? 2.75 * x("half_stage") + 28.8 : 2.85 * x("half_stage") + 25.1;
}

Out shuttle_korea(In x) {
  return positive(37.068 + 2.715 * x("male") - 0.041 * x("age_years") + 0.259 * x("shuttles") -
                  0.349 * x("bmi"));
}

Out mahar(In x) {
  return positive(41.76799 + 0.49261 * x("laps") - 0.00290 * x("laps") * x("laps") -
                  0.61613 * x("bmi") + 0.34787 * x("male") * x("age_years"));
}

Out fitnessgram_10(In x) { return 45.619 + 0.353 * x("laps") - 1.121 * x("age_years"); }

// --- Cycle

// The nomogram as a formula; at its lowest load and a high pulse the two part.
Out astrand(In x) {
  if (x("vo2_load") <= 0.9 && x("heart_rate") > 150) return std::nullopt;
  const double ratio =
      is_man(x) ? (195.0 - 61) / (x("heart_rate") - 61) : (198.0 - 72) / (x("heart_rate") - 72);
  return x("vo2_load") * ratio * x("age_factor");
}

Out siconolfi(In x) {
  if (is_man(x)) return positive(0.348 * x("vo2max_nomogram") - 0.035 * x("age_years") + 3.011);
  return positive(0.302 * x("vo2max_nomogram") - 0.019 * x("age_years") + 1.593);
}

// The line through two loads, at another pulse. Without a rise in both there is no line.
Out power_at(In x, double heart_rate) {
  const double beats = x("heart_rate_2") - x("heart_rate_1");
  const double watts = x("power_2") - x("power_1");
  if (beats <= 0 || watts <= 0) return std::nullopt;
  return positive(x("power_2") + watts / beats * (heart_rate - x("heart_rate_2")));
}

Out ymca_cycle(In x) {
  if (x("heart_rate_max") < x("heart_rate_2")) return std::nullopt;
  const Out power = power_at(x, x("heart_rate_max"));
  return power ? Out(7 + 10.8 * *power / x("weight")) : std::nullopt;
}

Out pwc170(In x) { return power_at(x, 170); }
Out karpman(In x) { return 1.7 * x("pwc170") * kKgmMinutePerWatt + 1240; }
Out karpman_athlete(In x) { return 2.2 * x("pwc170") * kKgmMinutePerWatt + 1070; }

// --- From questions

Out jackson_bmi(In x) {
  return positive(56.363 + 1.921 * x("activity_rating") - 0.381 * x("age_years") -
                  0.754 * x("bmi") + 10.987 * x("male"));
}
Out jackson_fat(In x) {
  return positive(50.513 + 1.589 * x("activity_rating") - 0.289 * x("age_years") -
                  0.552 * x("fat_percent") + 5.863 * x("male"));
}

Out nes_waist(In x) {
  if (is_man(x)) {
    return positive(100.27 - 0.296 * x("age_years") - 0.369 * x("waist") -
                    0.155 * x("heart_rate_rest") + 0.226 * x("activity_index"));
  }
  return positive(74.74 - 0.247 * x("age_years") - 0.259 * x("waist") -
                  0.114 * x("heart_rate_rest") + 0.198 * x("activity_index"));
}
Out nes_bmi(In x) {
  if (is_man(x)) {
    return positive(92.05 - 0.327 * x("age_years") - 0.933 * x("bmi") -
                    0.167 * x("heart_rate_rest") + 0.257 * x("activity_index"));
  }
  return positive(70.77 - 0.244 * x("age_years") - 0.749 * x("bmi") - 0.107 * x("heart_rate_rest") +
                  0.213 * x("activity_index"));
}

Out jurca(In x) {
  return positive(2.77 * x("male") - 0.10 * x("age_years") - 0.17 * x("bmi") -
                  0.03 * x("heart_rate_rest") + x("activity_value") + 18.07);
}

// --- METs expected for the age

Out falls(In x, double at_birth, double a_year) {
  return positive(at_birth - a_year * x("age_years"));
}
Out morris(In x) { return falls(x, 18.0, 0.15); }
Out morris_active(In x) { return falls(x, 18.7, 0.15); }
Out morris_sedentary(In x) { return falls(x, 16.6, 0.16); }
Out morris_healthy(In x) { return falls(x, 14.7, 0.11); }
Out morris_healthy_active(In x) { return falls(x, 16.4, 0.13); }
Out morris_healthy_sedentary(In x) { return falls(x, 11.9, 0.07); }
Out gulati(In x) { return falls(x, 14.7, 0.13); }
Out gulati_active(In x) { return falls(x, 17.9, 0.16); }
Out gulati_sedentary(In x) { return falls(x, 14.0, 0.12); }

Out percent_predicted(In x) { return 100 * x("mets") / x("mets_predicted"); }

// --- Six minutes of walking

double enright_sherrill_metres(In x) {
  if (is_man(x)) return 7.57 * x("height") - 5.02 * x("age_years") - 1.76 * x("weight") - 309;
  return 2.11 * x("height") - 2.29 * x("weight") - 5.78 * x("age_years") + 667;
}
Out enright_sherrill(In x) { return positive(enright_sherrill_metres(x)); }
Out enright_sherrill_lower(In x) {
  return positive(enright_sherrill_metres(x) - (is_man(x) ? 153 : 139));
}

Out enright_2003(In x) {
  return positive((is_man(x) ? 510 : 493) + 2.2 * x("height") - 0.93 * x("weight") -
                  5.3 * x("age_years"));
}

Out poh(In x) {
  return positive(5.50 * x("percent_hrmax") + 6.94 * x("height") - 4.49 * x("age_years") -
                  3.51 * x("weight") - 473.27);
}

constexpr NamedFunction kFunctions[] = {
    {"mets.gulati", gulati},
    {"mets.gulati_active", gulati_active},
    {"mets.gulati_sedentary", gulati_sedentary},
    {"mets.jurca", jurca},
    {"mets.morris", morris},
    {"mets.morris_active", morris_active},
    {"mets.morris_healthy", morris_healthy},
    {"mets.morris_healthy_active", morris_healthy_active},
    {"mets.morris_healthy_sedentary", morris_healthy_sedentary},
    {"mets.morris_sedentary", morris_sedentary},
    {"mets.percent_predicted", percent_predicted},
    {"pwc170.two_loads", pwc170},
    {"six_minute_walk.enright_2003", enright_2003},
    {"six_minute_walk.enright_sherrill", enright_sherrill},
    {"six_minute_walk.enright_sherrill_lower", enright_sherrill_lower},
    {"six_minute_walk.poh", poh},
    {"squat_test.dickson", dickson},
    {"squat_test.ruffier", ruffier},
    {"step_index.china_2003", step_index},
    {"step_index.harvard", step_index},
    {"vo2max.astrand", astrand},
    {"vo2max.balke", balke},
    {"vo2max.bruce_men", bruce_men},
    {"vo2max.bruce_women", bruce_women},
    {"vo2max.cooper", cooper},
    {"vo2max.dolgener", dolgener},
    {"vo2max.fitnessgram_10", fitnessgram_10},
    {"vo2max.george", george},
    {"vo2max.jackson_bmi", jackson_bmi},
    {"vo2max.jackson_fat", jackson_fat},
    {"vo2max.karpman", karpman},
    {"vo2max.karpman_athlete", karpman_athlete},
    {"vo2max.larsen", larsen},
    {"vo2max.leger", leger},
    {"vo2max.leger_adult", leger_adult},
    {"vo2max.leger_lambert", leger_lambert},
    {"vo2max.mahar", mahar},
    {"vo2max.nes_bmi", nes_bmi},
    {"vo2max.nes_waist", nes_waist},
    {"vo2max.queens", queens},
    {"vo2max.rockport", rockport},
    {"vo2max.run_1_5_mile", run_1_5_mile},
    {"vo2max.shuttle_korea", shuttle_korea},
    {"vo2max.siconolfi", siconolfi},
    {"vo2max.stickland", stickland},
    {"vo2max.ymca_cycle", ymca_cycle},
};

}  // namespace

std::span<const NamedFunction> fitness_functions() noexcept { return kFunctions; }

}  // namespace celian::measure
