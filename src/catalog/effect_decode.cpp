#include "catalog/effect_decode.hpp"

#include <algorithm>

namespace celian {

using codec::Choice;
using codec::Reader;

namespace {

constexpr Choice<EffectKind> kKinds[] = {{"triage", EffectKind::triage},
                                         {"today", EffectKind::today},
                                         {"programme", EffectKind::programme},
                                         {"refer", EffectKind::refer},
                                         {"clearance", EffectKind::clearance},
                                         {"forbid", EffectKind::forbid},
                                         {"require", EffectKind::require},
                                         {"limit", EffectKind::limit},
                                         {"intensity", EffectKind::intensity},
                                         {"method", EffectKind::method},
                                         {"supervise", EffectKind::supervise},
                                         {"monitor", EffectKind::monitor},
                                         {"timing", EffectKind::timing},
                                         {"progress_rate", EffectKind::progress_rate},
                                         {"prefer", EffectKind::prefer},
                                         {"advise", EffectKind::advise},
                                         {"ask", EffectKind::ask},
                                         {"note", EffectKind::note},
                                         {"need", EffectKind::need},
                                         {"decide", EffectKind::decide}};

constexpr Choice<Triage> kTriage[] = {{"T0", Triage::T0}, {"T1", Triage::T1}, {"T2", Triage::T2},
                                      {"T3", Triage::T3}, {"T4", Triage::T4}, {"T5", Triage::T5},
                                      {"T6", Triage::T6}, {"T7", Triage::T7}};
constexpr Choice<AskLevel> kAskLevel[] = {
    {"must", AskLevel::must}, {"should", AskLevel::should}, {"may", AskLevel::may}};

// A field that must have one of a few codes and is kept as text.
template <std::size_t N>
std::string one_of(Reader& r, std::string_view name, const std::string_view (&codes)[N],
                   bool required = true) {
  if (!required && !r.has(name)) {
    r.ignore({name});
    return {};
  }
  std::string code = r.required_string(name);
  if (!r.ok() || std::find(std::begin(codes), std::end(codes), code) != std::end(codes))
    return code;
  std::string known;
  for (const std::string_view c : codes) known += (known.empty() ? "" : ", ") + std::string(c);
  r.fail(name, "expected one of " + known + ", found \"" + code + "\"");
  return code;
}

constexpr std::string_view kToday[] = {"defer", "light_only", "indoors"};
constexpr std::string_view kCause[] = {"passing", "place", "measure"};
constexpr std::string_view kProgramme[] = {"interim", "stop"};
constexpr std::string_view kUrgency[] = {"routine", "soon", "today", "emergency"};
constexpr std::string_view kBefore[] = {"any", "vigorous"};
constexpr std::string_view kDimensions[] = {
    "hrr_percent",  "hrmax_percent",    "vo2r_percent",
    "mets",         "rpe_6_20",         "rpe_0_10",
    "rm_percent",   "heart_rate_bpm",   "exercise_bp_systolic",
    "days_week",    "session_minutes",  "bout_minutes",
    "minutes_week", "met_minutes_week", "reps",
    "sets"};
constexpr std::string_view kMethods[] = {"hrr", "rpe", "talk_test", "power", "pace"};
constexpr std::string_view kMonitorWhen[] = {"before", "during", "after", "daily"};
constexpr std::string_view kTopics[] = {"stop_sign", "education", "nutrition", "group_class"};
constexpr std::string_view kDo[] = {"progress", "hold",  "regress", "deload",
                                    "stop",     "refer", "rescreen"};
constexpr std::string_view kForbid[] = {"tag", "exercise", "component", "posture", "place"};
constexpr std::string_view kPrefer[] = {"exercise", "family", "tag"};

std::string optional_code(Reader& r, std::string_view name) {
  return r.has(name) ? read_code(r, name) : r.string_or(name, "");
}

// Exactly one of `names` says what is meant: {"tag": "supine"}.
template <std::size_t N>
void read_target(Reader& r, const std::string_view (&names)[N], Effect& e) {
  std::string known;
  for (const std::string_view name : names) {
    known += (known.empty() ? "" : ", ") + std::string(name);
    if (!r.has(name)) continue;
    if (!e.target.empty())
      r.fail(name, "expected one target, found a second one beside " + e.target);
    e.target = name;
    e.code = read_code(r, name);
  }
  r.require(!e.target.empty(), "", "expected one of " + known);
}

void read_require(Reader& r, Effect& e) {
  e.component = read_code(r, "component");
  e.days_week = r.optional_double("days_week", {.min = 1, .max = 7});
  e.minutes_week = r.optional_double("minutes_week", {.min = 1, .max = 10080});
  e.minutes = r.optional_double("minutes", {.min = 1, .max = 480});
  e.sets = r.optional_double("sets", {.min = 1, .max = 100});
  e.reps = r.optional_double("reps", {.min = 1, .max = 1000});
  r.require(e.days_week || e.minutes_week || e.minutes || e.sets || e.reps, "",
            "expected days_week, minutes_week, minutes, sets or reps");
}

void read_limit(Reader& r, Effect& e) {
  e.dimension = one_of(r, "dimension", kDimensions);
  e.component = optional_code(r, "component");
  e.min = r.optional_double("min");
  e.max = r.optional_double("max");
  r.require(e.min || e.max, "", "expected min or max");
  r.require(!e.min || !e.max || *e.min <= *e.max, "max", "expected max >= min");
}

void read_method(Reader& r, Effect& e) {
  e.allow = r.strings("allow");
  r.require(!e.allow.empty(), "allow", "expected at least one of hrr, rpe, talk_test, power, pace");
  for (const std::string& method : e.allow) {
    if (std::find(std::begin(kMethods), std::end(kMethods), method) == std::end(kMethods)) {
      r.fail("allow", "expected hrr, rpe, talk_test, power or pace, found \"" + method + "\"");
    }
  }
}

void read_progress_rate(Reader& r, Effect& e) {
  e.percent_week = r.optional_double("percent_week", {.min = 0, .max = 100});
  e.weeks_step = r.optional_double("weeks_step", {.min = 1, .max = 52});
  e.variables = r.optional_double("variables", {.min = 0, .max = 10});
  r.require(e.percent_week || e.weeks_step || e.variables, "",
            "expected percent_week, weeks_step or variables");
}

void read_intensity_cap(Reader& r, Effect& e) {
  const std::optional<IntensityClass> max = read_intensity(r, "max");
  e.max_class = max.value_or(IntensityClass::light);
  r.require(
      max && e.max_class != IntensityClass::very_light && e.max_class != IntensityClass::near_max,
      "max", "expected light, moderate or vigorous");
}

void read_ask(Reader& r, const FactIndex& facts, Effect& e) {
  const std::string code = r.required_string("fact");
  e.fact = facts.find(code);
  if (r.ok() && e.fact == kNoSlot)
    r.fail("fact", "expected a fact of the dictionary, found \"" + code + "\"");
  e.level = r.choice_or("level", kAskLevel, AskLevel::should);
}

}  // namespace

bool is_protective(EffectKind k) noexcept {
  switch (k) {
    case EffectKind::triage:
    case EffectKind::today:
    case EffectKind::programme:
    case EffectKind::refer:
    case EffectKind::clearance:
    case EffectKind::forbid:
    case EffectKind::limit:
    case EffectKind::intensity:
    case EffectKind::method:
    case EffectKind::supervise: return true;
    default: return false;
  }
}

Effect read_effect(Reader& r, RuleStage stage, const FactIndex& facts) {
  Effect e;
  e.kind = r.required_choice("effect", kKinds);
  if (!r.ok()) {
    r.ignore_rest();
    return e;
  }
  switch (e.kind) {
    case EffectKind::triage: e.triage = r.required_choice("level", kTriage); break;
    case EffectKind::today:
      e.decision = one_of(r, "decision", kToday);
      e.recheck = optional_code(r, "recheck");
      e.cause = one_of(r, "cause", kCause, false);
      break;
    case EffectKind::programme: e.decision = one_of(r, "decision", kProgramme); break;
    case EffectKind::refer:
      e.to = read_code(r, "to");
      e.urgency = one_of(r, "urgency", kUrgency);
      break;
    case EffectKind::clearance:
      e.before = one_of(r, "before", kBefore);
      e.from = read_code(r, "from");
      e.bring = r.strings("bring");
      break;
    case EffectKind::forbid: read_target(r, kForbid, e); break;
    case EffectKind::require: read_require(r, e); break;
    case EffectKind::limit: read_limit(r, e); break;
    case EffectKind::intensity: read_intensity_cap(r, e); break;
    case EffectKind::method: read_method(r, e); break;
    case EffectKind::supervise:
      r.require(r.has("level"), "level", "expected a level of supervision, found nothing");
      e.supervision = read_supervision(r, "level").value_or(Supervision::medical);
      break;
    case EffectKind::monitor:
      e.what = read_code(r, "what");
      e.when = one_of(r, "when", kMonitorWhen);
      break;
    case EffectKind::timing:
    case EffectKind::note: e.code = read_code(r, "code"); break;
    case EffectKind::progress_rate: read_progress_rate(r, e); break;
    case EffectKind::prefer:
      read_target(r, kPrefer, e);
      e.weight = r.required_double("weight", {.min = -100, .max = 100});
      break;
    case EffectKind::advise:
      e.topic = one_of(r, "topic", kTopics);
      e.code = read_code(r, "code");
      break;
    case EffectKind::ask: read_ask(r, facts, e); break;
    case EffectKind::need:
      e.code = read_code(r, "code");
      e.component = read_code(r, "component");
      e.rank = static_cast<int>(r.required_int("rank", {.min = 1, .max = 1000}));
      break;
    case EffectKind::decide:
      r.require(stage == RuleStage::progress, "effect",
                "expected decide only in rules of the stage progress");
      e.component = read_code(r, "component");
      e.action = one_of(r, "do", kDo);
      e.what = optional_code(r, "what");
      e.by = r.optional_double("by");
      e.answers = optional_code(r, "answers");
      break;
  }
  const bool screens = e.kind == EffectKind::triage || e.kind == EffectKind::today ||
                       e.kind == EffectKind::programme || e.kind == EffectKind::clearance;
  r.require(!screens || stage != RuleStage::guide, "effect",
            "expected this effect only in rules of the stage screen");
  return e;
}

}  // namespace celian
