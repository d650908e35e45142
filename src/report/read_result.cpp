#include "report/result.hpp"

namespace celian::report {

namespace {

using codec::Reader;

// A result of one operation is told by a field that only it has.
bool read_single(Reader& r, ResultView& out) {
  if (r.has("triage")) return out.screen = read_screen(r), true;
  if (r.has("envelope")) return out.guide = read_guide(r), true;
  if (r.has("standard")) return out.score = read_score(r), true;
  if (r.has("measurements")) return out.measure = read_measure(r), true;
  if (r.has("adherence")) return out.progress = read_progress(r), true;
  if (r.has("violations")) return out.verification = read_verification(r), true;
  if (r.has("results")) return out.norm = read_norm(r), true;
  return false;
}

bool read_loop(Reader& r, ResultView& out) {
  bool any = false;
  const auto read = [&](std::string_view field, auto& into, auto how) {
    any = any || r.has(field);
    r.optional_child(field, [&](Reader& x) { into = how(x); });
  };
  read("measure", out.measure, read_measure);
  read("score", out.score, read_score);
  read("norm", out.norm, read_norm);
  read("screen", out.screen, read_screen);
  read("guide", out.guide, read_guide);
  read("progress", out.progress, read_progress);
  return any;
}

void read_person(Reader& r, Who& out) {
  out.id = r.string_or("id", "");
  out.sex = r.string_or("sex", "");
  if (const auto age = r.optional_int("age_years", {0, 200}))
    out.age_years = static_cast<int>(*age);
  out.school_grade = r.string_or("school_grade", "");
  r.ignore_rest();
}

// `screen`, `guide` and `progress` of a loop are objects; the single result of assess.score has a
// number `score`.
bool is_loop(Reader& r) {
  for (const char* field : {"measure", "screen", "guide", "progress"}) {
    if (r.has(field)) return true;
  }
  const codec::Value* score = r.value().find("score");
  return score != nullptr && score->is_object();
}

}  // namespace

Result<ResultView> read_result(std::string_view json) {
  const auto parsed = codec::parse(json);
  if (!parsed) return parsed.error();
  return view_of(*parsed);
}

Result<ResultView> view_of(const codec::Value& result) {
  Reader r(result);
  ResultView out;
  if (!result.is_object() ||
      (result.find("data_version") == nullptr && result.find("health") != nullptr)) {
    return Error{Status::schema, "",
                 "expected the result of an operation, found the document of a person"};
  }
  out.data_version = r.string_or("data_version", "");
  out.used = r.strings("used");
  out.as_of = r.optional_date("as_of");
  r.optional_child("person", [&](Reader& p) { read_person(p, out.person); });
  const bool known = is_loop(r) ? read_loop(r, out) : read_single(r, out);
  r.ignore_rest();
  if (auto ok = r.finish(); !ok) return ok.error();
  if (!known)
    return Error{
        Status::schema, "",
        "expected a result of loop.run, measure.check, assess.*, guide.* or train.progress"};
  return out;
}

}  // namespace celian::report
