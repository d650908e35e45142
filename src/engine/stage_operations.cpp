// measure.*, assess.*, guide.*, train.*, loop.run.
#include "assess/norm.hpp"
#include "codec/model_io.hpp"
#include "engine/check_codes.hpp"
#include "engine/frame.hpp"
#include "engine/operations.hpp"
#include "engine/pipeline.hpp"
#include "guide/verify.hpp"

namespace celian::engine::operation {

namespace {

using codec::Reader;
using codec::Value;

// Options that several operations read beside the person document.
struct Request {
  PersonDocument doc;
  std::string standard = "auto";
  std::string intensity;
  PrescribeOptions prescribe;
  std::optional<Prescription> prior;
  std::optional<Prescription> prescription;
  std::vector<Session> sessions;
  std::vector<Decision> decisions;
};

// A plan that begins later would rest on answers that hold no more (own policy: readings and
// medicines hold a month, and a person may have to wait for an appointment).
constexpr int kStartsWithinDays = 90;

// Fields of operations that do not read them are unknown fields, and so errors.
void read_prescribe(Reader& r, Request& q) {
  q.prescribe.start = r.optional_date("start");
  q.prescribe.weeks = static_cast<int>(r.int_or("weeks", 4, {1, 12}));
  q.standard = r.string_or("standard", "auto");
  r.optional_child("prior", [&](Reader& p) { q.prior = codec::decode_prescription(p); });
  q.decisions = codec::decode_decisions(r, "decisions");
  if (!q.prescribe.start) return;
  r.require(*q.prescribe.start >= q.doc.as_of, "start",
            "lies before as_of; the past is not rewritten");
  if (*q.prescribe.start - q.doc.as_of > kStartsWithinDays) {
    r.fail("start",
           "lies more than " + std::to_string(kStartsWithinDays) +
               " days after as_of; ask and measure again before it",
           Status::range);
  }
}

void read_history(Reader& r, Request& q) {
  r.optional_child("history", [&](Reader& h) {
    for (Session& s : codec::decode_sessions(h, "sessions")) q.sessions.push_back(std::move(s));
    std::optional<Prescription> last;
    h.for_each("prescriptions", [&](Reader& p) { last = codec::decode_prescription(p); });
    if (!q.prescription) q.prescription = std::move(last);
    for (RawMeasurement& m : codec::decode_measurements(h, "measurements"))
      q.doc.measurements.push_back(std::move(m));
    h.ignore({"assessments"});
  });
}

void read_sessions(Reader& r, Request& q) {
  r.optional_child("prescription",
                   [&](Reader& p) { q.prescription = codec::decode_prescription(p); });
  for (Session& s : codec::decode_sessions(r, "sessions")) q.sessions.push_back(std::move(s));
  for (RawMeasurement& m : codec::decode_measurements(r, "earlier"))
    q.doc.measurements.push_back(std::move(m));
}

Result<void> finish(const KnowledgeBase& kb, Reader& r, Request& q) {
  const std::size_t own = q.sessions.size();
  read_history(r, q);
  if (auto ok = r.finish(); !ok) return ok;
  if (auto ok = check_decisions(kb, q.decisions, "/decisions"); !ok) return ok;
  const auto of_request = q.sessions.begin() + static_cast<std::ptrdiff_t>(own);
  if (auto ok = check_sessions(kb, {q.sessions.begin(), of_request}, q.doc.as_of, "/sessions"); !ok)
    return ok;
  return check_sessions(kb, {of_request, q.sessions.end()}, q.doc.as_of, "/history/sessions");
}

Value start_fields(const PersonDocument& doc) {
  Value v = Value::object();
  add_subject(doc, v);
  return v;
}

void append(Value& fields, Value more) {
  for (codec::Member& m : more.members()) fields.set(std::move(m.name), std::move(m.value));
}

// Stages know no request, so they cannot say where in it an id stood.
Error in_field(Error error, const char* pointer) {
  if (error.status == Status::unknown_id && error.pointer.empty()) error.pointer = pointer;
  return error;
}

PrescribeOptions options_of(const Request& q) {
  PrescribeOptions o = q.prescribe;
  o.standard = q.standard;
  o.prior = q.prior ? &*q.prior : nullptr;
  o.decisions = q.decisions;
  return o;
}

}  // namespace

Result<Value> measure_check(const Catalog& c, Reader& r) {
  Request q;
  q.doc = codec::decode_person_document(r);
  if (auto ok = finish(c.internals(), r, q); !ok) return ok.error();
  auto prepared = prepare(c.internals(), q.doc);
  if (!prepared) return prepared.error();
  Value v = start_fields(q.doc);
  append(v, codec::encode(prepared->measure));
  return v;
}

Result<Value> assess_score(const Catalog& c, Reader& r) {
  Request q;
  q.doc = codec::decode_person_document(r);
  q.standard = r.string_or("standard", "auto");
  if (auto ok = finish(c.internals(), r, q); !ok) return ok.error();
  auto prepared = prepare(c.internals(), q.doc);
  if (!prepared) return prepared.error();
  auto a = score(c.internals(), q.doc, *prepared, q.standard);
  if (!a) return in_field(a.error(), "/standard");
  Value v = start_fields(q.doc);
  add_used(a->provenance, v);
  append(v, codec::encode(*a));
  return v;
}

Result<Value> assess_norm(const Catalog& c, Reader& r) {
  Request q;
  q.doc = codec::decode_person_document(r);
  const std::string norm = r.string_or("norm", "auto");
  if (auto ok = finish(c.internals(), r, q); !ok) return ok.error();
  auto prepared = prepare_screening(c.internals(), q.doc);
  if (!prepared) return prepared.error();
  auto n = assess::norm(c.internals(), q.doc.person, q.doc.as_of, prepared->measure.set, norm);
  if (!n) return in_field(n.error(), "/norm");
  Value v = start_fields(q.doc);
  add_used(n->provenance, v);
  append(v, codec::encode(*n));
  return v;
}

Result<Value> assess_screen(const Catalog& c, Reader& r) {
  Request q;
  q.doc = codec::decode_person_document(r);
  q.intensity = r.string_or("intensity", "");
  if (auto ok = finish(c.internals(), r, q); !ok) return ok.error();
  auto prepared = prepare_screening(c.internals(), q.doc, q.intensity);
  if (!prepared) return prepared.error();
  const RiskReport risk = screen(c.internals(), *prepared);
  Value v = start_fields(q.doc);
  add_used(risk.provenance, v);
  append(v, codec::encode(risk));
  return v;
}

Result<Value> guide_prescribe(const Catalog& c, Reader& r) {
  Request q;
  q.doc = codec::decode_person_document(r);
  read_prescribe(r, q);
  if (auto ok = finish(c.internals(), r, q); !ok) return ok.error();
  auto prepared = prepare_guide(c.internals(), q.doc);
  if (!prepared) return prepared.error();
  auto a = score(c.internals(), q.doc, *prepared, q.standard);
  if (!a && a.error().status != Status::unsupported) return in_field(a.error(), "/standard");
  const Prescription p =
      prescribe(c.internals(), q.doc, *prepared, prepared->risk, a ? &*a : nullptr, options_of(q));
  Value v = start_fields(q.doc);
  add_used(p.provenance, v);
  append(v, codec::encode(p));
  return v;
}

Result<Value> guide_verify(const Catalog& c, Reader& r) {
  Request q;
  q.doc = codec::decode_person_document(r);
  Plan plan;
  r.child("plan", [&](Reader& p) { plan = codec::decode_plan(p); });
  const std::vector<Override> overrides = codec::decode_overrides(r, "overrides");
  if (auto ok = finish(c.internals(), r, q); !ok) return ok.error();
  auto prepared = prepare_screening(c.internals(), q.doc);
  if (!prepared) return prepared.error();
  const RiskReport risk = screen(c.internals(), *prepared);
  Verification x = guide::verify({c.internals(), q.doc, prepared->facts, risk}, plan, overrides);
  engine::add_used(c.internals(), x.reasons, x.provenance);
  Value v = start_fields(q.doc);
  add_used(x.provenance, v);
  append(v, codec::encode(x));
  return v;
}

Result<Value> train_progress(const Catalog& c, Reader& r) {
  Request q;
  q.doc = codec::decode_person_document(r);
  read_sessions(r, q);
  if (auto ok = finish(c.internals(), r, q); !ok) return ok.error();
  add_logged_health(c.internals(), q.sessions, q.doc);
  auto prepared = prepare_training(c.internals(), q.doc);
  if (!prepared) return prepared.error();
  Progress p = engine::progress(c.internals(), q.doc, *prepared,
                                q.prescription ? &*q.prescription : nullptr, q.sessions);
  Value v = start_fields(q.doc);
  add_used(p.provenance, v);
  append(v, codec::encode(p));
  return v;
}

// The whole loop once. 练 train decides first, from what was done; 评 screen and 导 guide then see
// those decisions.
Result<Value> loop_run(const Catalog& c, Reader& r) {
  const KnowledgeBase& kb = c.internals();
  Request q;
  q.doc = codec::decode_person_document(r);
  read_prescribe(r, q);
  q.intensity = r.string_or("intensity", "");
  read_sessions(r, q);
  if (auto ok = finish(c.internals(), r, q); !ok) return ok.error();
  add_logged_health(kb, q.sessions, q.doc);
  auto prepared = prepare(kb, q.doc, q.intensity);
  if (!prepared) return prepared.error();

  Value v = start_fields(q.doc);
  Provenance used;
  v.set("measure", codec::encode(prepared->measure));
  auto a = score(kb, q.doc, *prepared, q.standard);
  if (!a && a.error().status != Status::unsupported) return in_field(a.error(), "/standard");
  v.set("score", a ? codec::encode(*a) : Value());
  if (a) used.used = a->provenance.used;
  const RiskReport risk = screen(kb, *prepared);
  used.used.insert(used.used.end(), risk.provenance.used.begin(), risk.provenance.used.end());
  v.set("screen", codec::encode(risk));

  PrescribeOptions options = options_of(q);
  std::optional<Progress> progress;
  // A retest is something to compare as well, whether or not anything was logged.
  if (q.prescription || !q.sessions.empty() || !prepared->measure.set.earlier.empty()) {
    progress = engine::progress(kb, q.doc, *prepared, q.prescription ? &*q.prescription : nullptr,
                                q.sessions, a ? &*a : nullptr);
    used.used.insert(used.used.end(), progress->provenance.used.begin(),
                     progress->provenance.used.end());
    if (options.prior == nullptr && q.prescription) options.prior = &*q.prescription;
    if (options.decisions.empty()) options.decisions = progress->decisions;
  }
  const Prescription p = prescribe(kb, q.doc, *prepared, risk, a ? &*a : nullptr, options);
  used.used.insert(used.used.end(), p.provenance.used.begin(), p.provenance.used.end());
  v.set("guide", codec::encode(p));
  v.set("progress", progress ? codec::encode(*progress) : Value());
  add_used(used, v);
  return v;
}

}  // namespace celian::engine::operation
