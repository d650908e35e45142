// Export and import: one line of JSON an event. In a line an event is known by its id, because its
// place is another one in every store.
#include "codec/reader.hpp"
#include "store/store_impl.hpp"
#include "store/utc.hpp"

namespace celian::store {

namespace {

using codec::Reader;
using codec::Value;

struct Line {
  NewEvent event;  // without payload
  Value payload;
  std::string corrects;  // id
};

Line decode_line(Reader& r) {
  Line line;
  NewEvent& e = line.event;
  r.require(r.required_int("v") == 1, "v", "expected 1, the only version of the lines");
  e.id = r.required_string("id");
  r.require(from_hex(e.id, kIdBytes).has_value(), "id", "expected 32 lower-case hex digits");
  e.person = r.required_string("person");
  const std::string kind = r.required_string("kind");
  const auto known = find_event_kind(kind);
  r.require(known.has_value(), "kind", "'" + kind + "' is no kind of event");
  e.kind = known.value_or(EventKind::measurement);
  e.date = r.required_date("date");
  const auto time = parse_utc(r.required_string("recorded_at"));
  r.require(time.has_value(), "recorded_at", "expected a time like 2026-11-21T09:30:00.000Z");
  e.recorded_at = time.value_or(0);
  e.author = r.required_string("author");
  e.source = r.string_or("source", "");
  e.engine_version = r.string_or("engine_version", "");
  e.data_version = r.string_or("data_version", "");
  line.corrects = r.string_or("corrects", "");
  r.require(line.corrects.empty() || from_hex(line.corrects, kIdBytes).has_value(), "corrects",
            "expected the id of an event");
  if (const Value* payload = r.raw("payload")) line.payload = *payload;
  return line;
}

Error in_line(Error error, std::size_t number) {
  error.message = "line " + std::to_string(number) + ": " + error.message;
  return error;
}

}  // namespace

Result<std::string> StoreImpl::line_of(const Row& row) const {
  auto body = open(row);
  if (!body) return body.error();
  if (sealer_.digest(row, *body) != row.digest) {
    return Error{Status::io, "",
                 "event " + std::to_string(row.sequence) + " is not what was recorded"};
  }
  auto payload = codec::parse(body->payload);
  if (!payload) return payload.error();
  Value line = Value::object();
  line.set("v", 1)
      .set("id", to_hex(row.id))
      .set("person", row.person)
      .set("kind", event_kind_name(static_cast<EventKind>(row.kind)))
      .set("date", Date::from_days(row.date).iso())
      .set("recorded_at", utc_text(row.recorded_at))
      .set("author", body->author);
  if (!body->source.empty()) line.set("source", body->source);
  if (!body->engine_version.empty()) line.set("engine_version", body->engine_version);
  if (!body->data_version.empty()) line.set("data_version", body->data_version);
  if (row.corrects) {
    auto corrected = log_->at(*row.corrects);
    if (!corrected) return corrected.error();
    if (*corrected) line.set("corrects", to_hex((*corrected)->id));
  }
  line.set("payload", std::move(*payload));
  return codec::write(line);
}

Result<ExportReport> StoreImpl::export_lines(LineSink& sink, std::string_view person) const {
  if (mode_ == OpenMode::rescue) return rescue_lines(sink, person);
  ExportReport report;
  const auto visit = [&](const Row& row) -> Result<void> {
    if (row.is_tombstone() || row.kind == static_cast<std::int32_t>(EventKind::erasure)) return {};
    auto line = line_of(row);
    if (!line) return line.error();
    if (auto ok = sink.write(*line); !ok) return ok;
    ++report.written;
    return {};
  };
  const auto ok = person.empty() ? log_->each(visit) : log_->each_of(person, visit);
  if (!ok) return ok.error();
  return report;
}

// Event by event, so that one that cannot be read does not hide those after it.
Result<ExportReport> StoreImpl::rescue_lines(LineSink& sink, std::string_view person) const {
  ExportReport report;
  const End end = log_->end();
  for (Sequence n = 1; n <= end.sequence; ++n) {
    auto row = log_->at(n);
    if (row && !*row) row = Error{Status::io, "", "is missing"};
    if (!row) {
      report.lost.push_back({n, row.error().message});
      continue;
    }
    if ((*row)->is_tombstone() || (*row)->kind == static_cast<std::int32_t>(EventKind::erasure) ||
        (!person.empty() && (*row)->person != person))
      continue;
    auto line = line_of(**row);
    if (!line) {
      report.lost.push_back({n, line.error().message});
      continue;
    }
    if (auto ok = sink.write(*line); !ok) return ok.error();
    ++report.written;
  }
  if (!end.is_certain)
    report.lost.push_back({end.sequence + 1, "and what follows cannot be reached"});
  return report;
}

Result<ImportReport> StoreImpl::import_lines(LineSource& source) {
  Transaction transaction(*log_);
  auto appending = start(transaction);
  if (!appending) return appending.error();
  ImportReport report;
  std::string text;
  for (std::size_t number = 1;; ++number) {
    auto more = source.next(text);
    if (!more) return more.error();
    if (!*more) break;
    if (text.find_first_not_of(" \t\r") == std::string::npos) continue;
    auto value = codec::parse(text);
    if (!value) return in_line(value.error(), number);
    auto line = codec::decode<Line>(*value, "", decode_line);
    if (!line) return in_line(line.error(), number);
    if (!line->corrects.empty()) {
      auto corrected = log_->by_id(*from_hex(line->corrects, kIdBytes));
      if (!corrected) return in_line(corrected.error(), number);
      if (!*corrected) {
        return in_line({Status::unknown_id, "/corrects", "the event that it corrects is not there"},
                       number);
      }
      line->event.corrects = (*corrected)->sequence;
    }
    auto checked = check_event(line->event, line->payload);
    if (!checked) return in_line(checked.error(), number);
    auto added = add(*checked, *appending);
    if (!added) return in_line(added.error(), number);
    ++(added->is_new ? report.added : report.known);
  }
  if (auto ok = transaction.commit(); !ok) return ok.error();
  return report;
}

}  // namespace celian::store
