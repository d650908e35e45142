#include "catalog/preset_decode.hpp"

namespace celian {

using codec::Reader;

namespace {

void read_component(Reader& r, const FileHeader& header, PresetComponent& c) {
  c.days_week = read_interval(r, "days_week");
  c.minutes_start = read_interval(r, "minutes_start");
  c.minutes_target = read_interval(r, "minutes_target");
  c.minutes_week_start = read_interval(r, "minutes_week_start");
  c.minutes_week_target = read_interval(r, "minutes_week_target");
  c.minutes = read_interval(r, "minutes");
  c.hold_s = read_interval(r, "hold_s");
  c.sets = read_interval(r, "sets");
  c.reps = read_interval(r, "reps");
  c.reps_target = read_interval(r, "reps_target");
  c.rm_percent_start = read_interval(r, "rm_percent_start");
  c.rm_percent_max = r.optional_double("rm_percent_max", {.min = 0, .max = 100});
  r.optional_child("intensity", [&](Reader& i) {
    c.hrr_percent = read_interval(i, "hrr_percent");
    c.hrmax_percent = read_interval(i, "hrmax_percent");
    c.rpe_6_20 = read_interval(i, "rpe_6_20");
    c.rpe_0_10 = read_interval(i, "rpe_0_10");
    i.ignore({"dyspnoea_cr10"});
  });
  r.optional_child("intensity_later", [&](Reader& i) {
    c.hrr_percent_later = read_interval(i, "hrr_percent");
    c.hrmax_percent_later = read_interval(i, "hrmax_percent");
    c.rpe_6_20_later = read_interval(i, "rpe_6_20");
    c.rpe_0_10_later = read_interval(i, "rpe_0_10");
    i.ignore({"dyspnoea_cr10"});
  });
  c.verified = read_verified(r).value_or(header.verified);
  c.cites = read_cites(r);
  if (c.cites.empty()) c.cites = header.cites;
  // What a source says and a reader of the file needs, but no stage reads yet.
  r.ignore({"every_minutes", "bouts_day_start", "notes"});
}

}  // namespace

void decode_preset(const FileScope& file, const FactIndex& facts, std::vector<Preset>& out) {
  Reader r(file.value);
  ignore_header(r);
  Preset p;
  p.header = file.header;
  p.applies = read_condition(r, "applies", facts);
  p.rank = static_cast<int>(r.required_int("rank", {.min = 0, .max = 1000}));
  p.inherits = r.string_or("inherits", "");
  p.say = r.required_string("say");
  p.supervision = read_supervision(r, "supervision").value_or(Supervision::none);
  r.optional_child("supervision_first", [&](Reader& first) {
    SupervisionFirst& f = p.supervision_first.emplace();
    f.level = read_supervision(first, "level").value_or(p.supervision);
    f.sessions = read_interval(first, "sessions");
    f.weeks = first.optional_double("weeks", {.min = 0, .max = 520});
    if (first.has("when")) f.when = read_condition(first, "when", facts);
    first.require(f.sessions || f.weeks, "", "expected sessions or weeks");
  });
  r.optional_child("progress", [&](Reader& progress) {
    p.percent_week = progress.optional_double("percent_week", {.min = 0, .max = 100});
    p.weeks_step = progress.optional_double("weeks_step", {.min = 0, .max = 52});
    p.variables = progress.optional_double("variables", {.min = 0, .max = 10});
    progress.ignore({"notes"});
  });
  r.require(r.has("components"), "components", "expected the components, found nothing");
  r.for_each_member("components", [&](const std::string& name, Reader& c) {
    if (!is_code(name)) c.fail("", "expected a component code, found \"" + name + "\"");
    PresetComponent component;
    component.component = name;
    read_component(c, file.header, component);
    p.components.push_back(std::move(component));
  });
  if (Result<void> done = r.finish(); !done) return file.report(done.error());
  out.push_back(std::move(p));
}

const PresetComponent* Preset::find(std::string_view component) const noexcept {
  for (const PresetComponent& c : components) {
    if (c.component == component) return &c;
  }
  return nullptr;
}

}  // namespace celian
