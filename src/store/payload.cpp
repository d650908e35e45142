#include "store/payload.hpp"

#include <algorithm>

#include "base/utf8.hpp"
#include "codec/model_io.hpp"
#include "store/body.hpp"
#include "store/utc.hpp"

namespace celian::store {

namespace {

using codec::Reader;
using codec::Value;

constexpr std::size_t kLongestName = 200;
constexpr std::size_t kLongestSource = 1000;

Error schema(std::string pointer, std::string message) {
  return {Status::schema, std::move(pointer), std::move(message)};
}

// The text of an id or a source: something to say, and nothing that a terminal obeys.
Result<void> check_text(const char* pointer, std::string_view text, std::size_t longest,
                        bool may_be_empty) {
  if (text.empty() && !may_be_empty) return Error{Status::argument, pointer, "must not be empty"};
  if (text.size() > longest)
    return Error{Status::argument, pointer, "is longer than " + std::to_string(longest) + " bytes"};
  if (!is_valid_utf8(text)) return Error{Status::argument, pointer, "is not UTF-8"};
  const auto is_control = [](char c) { return (c >= 0 && c < 0x20) || c == 0x7f; };
  if (std::any_of(text.begin(), text.end(), is_control))
    return Error{Status::argument, pointer, "has control characters"};
  return {};
}

// An error at `place` of a document is one in the payload: "/health/falls" is "/payload/falls".
Error in_payload(Error error, std::string_view place) {
  if (error.pointer.starts_with(place)) error.pointer.erase(0, place.size());
  error.pointer = "/payload" + error.pointer;
  return error;
}

// `field` of a person document, with the reader of that document. `place`: where the payload stands
// in it, if that is not the field.
Result<PersonDocument> read_part(const NewEvent& event, std::string_view field, Value part,
                                 std::string_view place = {}) {
  Value document = Value::object();
  document.set("as_of", event.date.iso()).set(std::string(field), std::move(part));
  auto read = codec::decode<PersonDocument>(
      document, "", [](Reader& r) { return codec::decode_person_document(r); });
  if (!read)
    return in_payload(read.error(), place.empty() ? "/" + std::string(field) : std::string(place));
  return read;
}

Value one_item(const Value& item) {
  Value list = Value::array();
  list.push(item);
  return list;
}

Result<void> check_measurement(const NewEvent& event, const Value& payload) {
  auto read = read_part(event, "measurements", one_item(payload), "/measurements/0");
  if (!read) return read.error();
  const auto& date = read->measurements[0].date;
  if (date && *date != event.date)
    return Error{Status::conflict, "/payload/date", "is another day than that of the event"};
  return {};
}

Result<void> check_session(const NewEvent& event, const Value& payload) {
  const Value document = Value::object().set("sessions", one_item(payload));
  auto read = codec::decode<std::vector<Session>>(
      document, "", [](Reader& r) { return codec::decode_sessions(r, "sessions"); });
  if (!read) return in_payload(read.error(), "/sessions/0");
  if ((*read)[0].date != event.date)
    return Error{Status::conflict, "/payload/date", "is another day than that of the event"};
  return {};
}

Result<void> check_person(const NewEvent& event, const Value& payload) {
  auto read = read_part(event, "person", payload);
  if (!read) return read.error();
  if (!read->person.id.empty() && read->person.id != event.person)
    return Error{Status::conflict, "/payload/id", "is another person than that of the event"};
  return {};
}

Result<void> check_wishes(const NewEvent& event, const Value& payload) {
  for (const codec::Member& m : payload.members()) {
    if (m.name != "goals" && m.name != "resources")
      return schema("/payload/" + m.name, "expected \"goals\" and \"resources\" only");
    auto read = read_part(event, m.name, m.value);
    if (read) continue;
    Error error = read.error();
    error.pointer = "/payload/" + m.name + error.pointer.substr(std::string("/payload").size());
    return error;
  }
  return {};
}

Result<Consent> check_consent_payload(const NewEvent& event, const Value& payload) {
  auto read = read_part(event, "consent", payload);
  if (!read) return read.error();
  if (read->consent.id.empty() && !read->consent.covers.empty())
    return schema("/payload/id",
                  "a consent needs the id of what was signed; without it there are only drafts");
  return read->consent;
}

Result<void> check_retraction(const NewEvent& event, const Value& payload) {
  if (!event.corrects) return schema("/corrects", "a retraction names the event it takes back");
  return codec::decode<int>(payload, "/payload",
                            [](Reader& r) {
                              r.required_string("reason");
                              return 0;
                            })
      .and_then([](int) { return Result<void>(); });
}

// A field that only results of this kind have.
Result<void> check_is_result(EventKind kind, const Value& payload) {
  const auto any = [&](std::initializer_list<const char*> names) {
    return std::any_of(names.begin(), names.end(),
                       [&](const char* name) { return payload.find(name) != nullptr; });
  };
  if (kind == EventKind::assessment && !any({"items", "results", "measurements"}))
    return schema("/payload", "expected a result of measure.check, assess.score or assess.norm");
  if (kind == EventKind::screening && !any({"triage"}))
    return schema("/payload", "expected a result of assess.screen");
  if (kind == EventKind::progress && !any({"adherence"}))
    return schema("/payload", "expected a result of train.progress");
  if (kind == EventKind::prescription) {
    auto read = codec::decode<Prescription>(
        payload, "/payload", [](Reader& r) { return codec::decode_prescription(r); });
    if (!read) return read.error();
    const Value* draft = payload.find("draft");
    if (draft == nullptr || !draft->is_bool())
      return schema("/payload/draft", "expected true or false");
  }
  return {};
}

Result<void> check_result(NewEvent& event, const Value& payload) {
  if (auto ok = check_is_result(event.kind, payload); !ok) return ok;
  const Value* version = payload.find("data_version");
  if (version == nullptr || !version->is_string())
    return schema("/payload/data_version", "a result names the version of the data");
  if (!event.data_version.empty() && event.data_version != version->as_string())
    return Error{Status::conflict, "/data_version", "is not that of the payload"};
  event.data_version = version->as_string();
  // Whose result it is: somebody else's, kept here, would be trained by.
  const Value* person = payload.find("person");
  const Value* id = person == nullptr ? nullptr : person->find("id");
  const bool has_id = id != nullptr && id->is_string();
  if (has_id && id->as_string() != event.person)
    return Error{Status::conflict, "/payload/person/id",
                 "is another person than that of the event"};
  if (event.kind == EventKind::prescription && !has_id && !payload.find("draft")->as_bool())
    return Error{Status::conflict, "/payload/person/id",
                 "a prescription that was made without the id of a person is a draft"};
  return {};
}

Result<void> check_provenance(const NewEvent& event) {
  if (auto ok = check_text("/person", event.person, kLongestName, false); !ok) return ok;
  if (auto ok = check_text("/author", event.author, kLongestName, false); !ok) return ok;
  if (auto ok = check_text("/source", event.source, kLongestSource, true); !ok) return ok;
  if (auto ok = check_text("/engine_version", event.engine_version, kLongestName, true); !ok)
    return ok;
  if (auto ok = check_text("/data_version", event.data_version, kLongestSource, true); !ok)
    return ok;
  if (!event.id.empty() && !from_hex(event.id, kIdBytes))
    return Error{Status::argument, "/id", "expected 32 lower-case hex digits, or nothing"};
  if (!is_time(event.recorded_at))
    return Error{Status::range, "/recorded_at", "lies outside the years 1 to 9999"};
  if (event.kind == EventKind::erasure)
    return Error{Status::argument, "/kind", "an erasure is made by erase() only"};
  if (event_kind_name(event.kind) == "unknown")
    return Error{Status::argument, "/kind", "is no kind of event"};
  return {};
}

}  // namespace

Result<Checked> check_event(const NewEvent& event, const Value& payload) {
  if (auto ok = check_provenance(event); !ok) return ok.error();
  if (!payload.is_object()) {
    return schema("/payload",
                  "expected an object, found " + std::string(codec::type_name(payload.type())));
  }
  Checked out;
  out.event = event;
  Result<void> ok;
  switch (event.kind) {
    case EventKind::consent:
      if (auto read = check_consent_payload(event, payload); !read) ok = read.error();
      break;
    case EventKind::person: ok = check_person(event, payload); break;
    case EventKind::health:
      if (auto read = read_part(event, "health", payload); !read) ok = read.error();
      break;
    case EventKind::wishes: ok = check_wishes(event, payload); break;
    case EventKind::measurement: ok = check_measurement(event, payload); break;
    case EventKind::session: ok = check_session(event, payload); break;
    case EventKind::retraction: ok = check_retraction(event, payload); break;
    case EventKind::assessment:
    case EventKind::screening:
    case EventKind::prescription:
    case EventKind::progress: ok = check_result(out.event, payload); break;
    case EventKind::erasure: break;  // refused above
  }
  if (!ok) return ok.error();
  const Value* draft = payload.find("draft");
  out.is_draft = event.kind == EventKind::prescription && draft->as_bool();
  out.event.payload = codec::write(payload);
  return out;
}

Result<Checked> check_event(const NewEvent& event) {
  auto payload = codec::parse(event.payload);
  if (!payload) {
    Error error = payload.error();
    error.pointer = "/payload" + error.pointer;
    return error;
  }
  return check_event(event, *payload);
}

Result<void> check_erasure(std::string_view person, std::string_view author,
                           std::int64_t recorded_at) {
  if (auto ok = check_text("/person", person, kLongestName, false); !ok) return ok;
  if (auto ok = check_text("/author", author, kLongestName, false); !ok) return ok;
  if (!is_time(recorded_at))
    return Error{Status::range, "/recorded_at", "lies outside the years 1 to 9999"};
  return {};
}

Result<Consent> read_consent(std::string_view payload) {
  auto value = codec::parse(payload);
  if (!value) return value.error();
  return check_consent_payload({}, *value);
}

Result<void> check_consent(const Checked& checked, const Consent& consent) {
  const EventKind kind = checked.event.kind;
  if (kind == EventKind::consent || kind == EventKind::retraction || checked.is_draft) return {};
  const auto covers = [&](std::string_view what) {
    return std::find(consent.covers.begin(), consent.covers.end(), what) != consent.covers.end();
  };
  const auto missing = [&](const char* what, const char* until) {
    return Error{Status::conflict, "/kind",
                 "no consent to \"" + std::string(what) + "\": " +
                     (consent.id.empty() ? "none is recorded"
                                         : "consent " + consent.id + " does not cover it") +
                     "; " + until};
  };
  if (!covers("data"))
    return missing("data", "without it only consents, retractions and drafts are kept");
  if (!covers("test") && (kind == EventKind::measurement || kind == EventKind::assessment))
    return missing("test", "without it no measurements and no assessments are kept");
  if (!covers("exercise") && kind == EventKind::prescription)
    return missing("exercise", "without it a prescription is a draft");
  return {};
}

}  // namespace celian::store
