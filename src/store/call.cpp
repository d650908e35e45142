#include "store/call.hpp"

#include <algorithm>

#include "codec/reader.hpp"
#include "store/body.hpp"
#include "store/utc.hpp"

namespace celian::store {

namespace {

using codec::Reader;
using codec::Value;

template <class T, class F>
Result<T> read(const Value& request, F&& fields) {
  return codec::decode<T>(request, "", [&](Reader& r) {
    r.require(r.required_int("v") == 1, "v", "expected 1, the only version of the requests");
    T out{};
    fields(r, out);
    return out;
  });
}

std::int64_t time_of(Reader& r, std::string_view field) {
  const auto time = parse_utc(r.required_string(field));
  r.require(time.has_value(), field, "expected a time like 2026-11-21T09:30:00.000Z");
  return time.value_or(0);
}

EventKind kind_of(Reader& r, const std::string& text) {
  const auto kind = find_event_kind(text);
  r.require(kind.has_value(), "kind", "'" + text + "' is no kind of event");
  return kind.value_or(EventKind::measurement);
}

Value start() { return Value::object().set("v", 1); }

Value head_value(const Head& head) {
  return Value::object().set("sequence", head.sequence).set("link", head.link);
}

Value findings_value(const std::vector<AuditFinding>& findings) {
  Value out = Value::array();
  for (const AuditFinding& f : findings)
    out.push(Value::object().set("sequence", f.sequence).set("what", f.what));
  return out;
}

NewEvent decode_event(Reader& r) {
  NewEvent e;
  e.person = r.required_string("person");
  e.kind = kind_of(r, r.required_string("kind"));
  e.date = r.required_date("date");
  e.recorded_at = time_of(r, "recorded_at");
  e.author = r.required_string("author");
  e.source = r.string_or("source", "");
  e.engine_version = r.string_or("engine_version", "");
  e.data_version = r.string_or("data_version", "");
  if (const auto corrects = r.optional_int("corrects", {.min = 1})) e.corrects = *corrects;
  e.id = r.string_or("id", "");
  const Value* payload = r.raw("payload");
  r.require(payload != nullptr, "payload", "expected an object, found nothing");
  if (payload != nullptr) e.payload = codec::write(*payload);
  return e;
}

Result<Value> append(Store& store, const Value& request) {
  const auto events = read<std::vector<NewEvent>>(request, [](Reader& r, auto& out) {
    r.require(r.has("events"), "events", "expected an array, found nothing");
    r.for_each("events", [&](Reader& e) { out.push_back(decode_event(e)); });
  });
  if (!events) return events.error();
  auto sequences = store.append(*events);
  if (!sequences) {
    Error error = sequences.error();
    if (!error.pointer.empty()) error.pointer.insert(0, "/events");
    return error;
  }
  Value out = Value::array();
  for (const Sequence s : *sequences) out.push(s);
  return start().set("sequences", std::move(out));
}

struct Asked {
  std::string person;
  HistoryQuery query;
};

Result<Value> history(Store& store, const Value& request) {
  const auto asked = read<Asked>(request, [](Reader& r, Asked& out) {
    out.person = r.required_string("person");
    if (const auto kind = r.optional_string("kind")) out.query.kind = kind_of(r, *kind);
    out.query.from = r.optional_date("from");
    out.query.to = r.optional_date("to");
    out.query.current = r.bool_or("current", false);
  });
  if (!asked) return asked.error();
  const auto events = store.history(asked->person, asked->query);
  if (!events) return events.error();
  Value out = Value::array();
  for (const Event& e : *events) {
    auto value = event_value(e);
    if (!value) return value.error();
    out.push(std::move(*value));
  }
  return start().set("events", std::move(out));
}

Result<Value> persons(Store& store, const Value& request) {
  if (auto ok = read<int>(request, [](Reader&, int&) {}); !ok) return ok.error();
  const auto ids = store.persons();
  if (!ids) return ids.error();
  Value out = Value::array();
  for (const std::string& id : *ids) out.push(id);
  return start().set("persons", std::move(out));
}

Result<Value> consent(Store& store, const Value& request) {
  const auto person = read<std::string>(
      request, [](Reader& r, std::string& out) { out = r.required_string("person"); });
  if (!person) return person.error();
  const auto has = store.consent(*person);
  if (!has) return has.error();
  Value covers = Value::array();
  for (const std::string& what : has->covers) covers.push(what);
  return start()
      .set("id", has->id.empty() ? Value() : Value(has->id))
      .set("covers", std::move(covers));
}

Result<Value> head(Store& store, const Value& request) {
  if (auto ok = read<int>(request, [](Reader&, int&) {}); !ok) return ok.error();
  const auto at = store.head();
  if (!at) return at.error();
  return start().set("head", head_value(*at));
}

Result<Value> verify(Store& store, const Value& request) {
  const auto earlier = read<std::optional<Head>>(request, [](Reader& r, std::optional<Head>& out) {
    r.optional_child("head", [&](Reader& h) {
      out.emplace();
      out->sequence = static_cast<Sequence>(h.required_int("sequence", {.min = 0}));
      out->link = h.required_string("link");
      h.require(from_hex(out->link, kHashBytes).has_value(), "link",
                "expected 64 lower-case hex digits");
    });
  });
  if (!earlier) return earlier.error();
  const auto audit = store.verify(*earlier);
  if (!audit) return audit.error();
  return start()
      .set("events", audit->events)
      .set("tombstones", audit->tombstones)
      .set("clock_back", audit->clock_back)
      .set("bytes_left", audit->bytes_left)
      .set("head", head_value(audit->head))
      .set("findings", findings_value(audit->findings));
}

struct Erasing {
  std::string person, author;
  std::int64_t recorded_at = 0;
};

Result<Value> erase(Store& store, const Value& request) {
  const auto what = read<Erasing>(request, [](Reader& r, Erasing& out) {
    out.person = r.required_string("person");
    out.author = r.required_string("author");
    out.recorded_at = time_of(r, "recorded_at");
  });
  if (!what) return what.error();
  const auto erased = store.erase(what->person, what->author, what->recorded_at);
  if (!erased) return erased.error();
  return start()
      .set("events", erased->events)
      .set("sequence", erased->sequence ? Value(*erased->sequence) : Value());
}

class TextSink final : public LineSink {
 public:
  Result<void> write(std::string_view line) override {
    text.append(line) += '\n';
    return {};
  }
  std::string text;
};

class TextSource final : public LineSource {
 public:
  explicit TextSource(std::string_view text) : left_(text) {}
  Result<bool> next(std::string& line) override {
    if (left_.empty()) return false;
    const std::size_t end = std::min(left_.find('\n'), left_.size());
    line = left_.substr(0, end);
    left_.remove_prefix(std::min(end + 1, left_.size()));
    return true;
  }

 private:
  std::string_view left_;
};

Result<Value> export_lines(Store& store, const Value& request) {
  const auto person = read<std::string>(
      request, [](Reader& r, std::string& out) { out = r.string_or("person", ""); });
  if (!person) return person.error();
  TextSink sink;
  const auto report = store.export_lines(sink, *person);
  if (!report) return report.error();
  return start()
      .set("written", report->written)
      .set("lost", findings_value(report->lost))
      .set("lines", std::move(sink.text));
}

Result<Value> import_lines(Store& store, const Value& request) {
  const auto lines = read<std::string>(
      request, [](Reader& r, std::string& out) { out = r.required_string("lines"); });
  if (!lines) return lines.error();
  TextSource source(*lines);
  const auto report = store.import_lines(source);
  if (!report) return report.error();
  return start().set("added", report->added).set("known", report->known);
}

Result<Value> backup(Store& store, const Value& request) {
  const auto path = read<std::string>(
      request, [](Reader& r, std::string& out) { out = r.required_string("path"); });
  if (!path) return path.error();
  if (auto ok = store.backup(*path); !ok) return ok.error();
  return start();
}

struct Operation {
  std::string_view name;
  Result<Value> (*run)(Store&, const Value&);
};

constexpr Operation kOperations[] = {
    {"append", append},       {"backup", backup}, {"consent", consent}, {"erase", erase},
    {"export", export_lines}, {"head", head},     {"history", history}, {"import", import_lines},
    {"persons", persons},     {"verify", verify},
};

}  // namespace

Result<std::string> call(Store& store, std::string_view operation, std::string_view json) {
  const auto found = std::find_if(std::begin(kOperations), std::end(kOperations),
                                  [&](const Operation& o) { return o.name == operation; });
  if (found == std::end(kOperations)) {
    std::string names;
    for (const Operation& o : kOperations)
      names += (names.empty() ? "" : ", ") + std::string(o.name);
    return Error{
        Status::unknown_id, "",
        "no operation of a store is called '" + std::string(operation) + "'; there are: " + names};
  }
  const auto request = codec::parse(json);
  if (!request) return request.error();
  const auto result = found->run(store, *request);
  if (!result) return result.error();
  return codec::write(*result);
}

Result<std::unique_ptr<Store>> open_by_options(const char* path, std::string_view json) {
  static constexpr codec::Choice<OpenMode> kModes[] = {{"read_write", OpenMode::read_write},
                                                       {"create", OpenMode::create},
                                                       {"read_only", OpenMode::read_only},
                                                       {"rescue", OpenMode::rescue}};
  const auto value = codec::parse(json.empty() ? "{}" : json);
  if (!value) return value.error();
  const auto options = codec::decode<StoreOptions>(*value, "", [](Reader& r) {
    StoreOptions out;
    out.mode = r.choice_or("mode", kModes, OpenMode::read_write);
    out.busy_ms = static_cast<int>(r.int_or("busy_ms", out.busy_ms, {.min = 0, .max = 600'000}));
    out.durable = r.bool_or("durable", true);
    if (const Value* key = r.raw("key")) {
      const std::size_t size = default_crypto().key_bytes();
      // Not by a reader of texts: its message would show what was found.
      const auto bytes =
          key->is_string() ? from_hex(key->as_string(), size) : std::optional<std::string>();
      r.require(bytes.has_value(), "key",
                "expected " + std::to_string(2 * size) + " lower-case hex digits");
      out.key = bytes.value_or("");
    }
    return out;
  });
  if (!options) return options.error();
  return path == nullptr ? Store::open_memory(*options) : Store::open_sqlite(path, *options);
}

Result<Value> event_value(const Event& e) {
  auto payload = codec::parse(e.payload);
  if (!payload) return payload.error();
  Value v = Value::object();
  v.set("sequence", e.sequence)
      .set("id", e.id)
      .set("person", e.person)
      .set("kind", event_kind_name(e.kind))
      .set("date", e.date.iso())
      .set("recorded_at", utc_text(e.recorded_at))
      .set("author", e.author);
  const std::pair<const char*, const std::string*> texts[] = {{"source", &e.source},
                                                              {"engine_version", &e.engine_version},
                                                              {"data_version", &e.data_version}};
  for (const auto& [name, text] : texts) {
    if (!text->empty()) v.set(name, *text);
  }
  if (e.corrects) v.set("corrects", *e.corrects);
  if (e.corrected_by) v.set("corrected_by", *e.corrected_by);
  v.set("payload", std::move(*payload));
  return v;
}

}  // namespace celian::store
