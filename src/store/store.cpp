// Opening a store, and reading from it.
#include <algorithm>

#include "store/memory_log.hpp"
#include "store/sqlite_log.hpp"
#include "store/store_impl.hpp"

namespace celian {

Store::~Store() = default;
LineSink::~LineSink() = default;
LineSource::~LineSource() = default;

namespace {

const Crypto& crypto_of(const StoreOptions& options) {
  return options.crypto != nullptr ? *options.crypto : default_crypto();
}

// What a new store knows about itself.
Result<store::Meta> fresh_meta(const StoreOptions& options) {
  const Crypto& crypto = crypto_of(options);
  if (!options.key.empty() && options.key.size() != crypto.key_bytes()) {
    return Error{Status::argument, "",
                 "a key has " + std::to_string(crypto.key_bytes()) + " bytes, not " +
                     std::to_string(options.key.size())};
  }
  store::Meta meta;
  meta.crypto = crypto.name();
  const store::Sealer sealer(crypto, options.key, "");
  meta.store = sealer.random(store::kIdBytes);
  auto check = sealer.key_check();
  if (!check) return check.error();
  meta.key_check = std::move(*check);
  return meta;
}

}  // namespace

Result<std::unique_ptr<Store>> Store::open_sqlite(const std::string& path,
                                                  const StoreOptions& options) {
  const auto fresh = fresh_meta(options);
  if (!fresh) return fresh.error();
  auto log = store::SqliteLog::open(path, options, *fresh);
  if (!log) return log.error();
  return store::StoreImpl::make(std::move(*log), crypto_of(options), options);
}

Result<std::unique_ptr<Store>> Store::open_memory(const StoreOptions& options) {
  auto fresh = fresh_meta(options);
  if (!fresh) return fresh.error();
  StoreOptions in_memory = options;
  in_memory.mode = OpenMode::create;
  store::MemoryState state;
  state.meta = std::move(*fresh);
  return store::StoreImpl::make(std::make_unique<store::MemoryLog>(std::move(state)),
                                crypto_of(options), in_memory);
}

Result<std::unique_ptr<Store>> Store::open_snapshot(std::string_view bytes,
                                                    const StoreOptions& options) {
  auto state = store::read_snapshot(bytes);
  if (!state) return state.error();
  StoreOptions in_memory = options;
  in_memory.mode = OpenMode::create;
  return store::StoreImpl::make(std::make_unique<store::MemoryLog>(std::move(*state)),
                                crypto_of(options), in_memory);
}

Result<Sequence> Store::append(const NewEvent& event) {
  auto sequences = append(std::span<const NewEvent>(&event, 1));
  if (sequences) return sequences->front();
  Error error = sequences.error();
  if (error.pointer.starts_with("/0")) error.pointer.erase(0, 2);
  return error;
}

namespace store {

Result<std::unique_ptr<Store>> StoreImpl::make(std::unique_ptr<Log> log, const Crypto& crypto,
                                               const StoreOptions& options) {
  const auto meta = log->meta();
  if (!meta) return meta.error();
  if (auto ok = Sealer::check_key(crypto, options.key, *meta); !ok) return ok.error();
  return std::unique_ptr<Store>(new StoreImpl(std::move(log), crypto, options, *meta));
}

StoreImpl::StoreImpl(std::unique_ptr<Log> log, const Crypto& crypto, const StoreOptions& options,
                     const Meta& meta)
    : log_(std::move(log)), sealer_(crypto, options.key, meta.store), mode_(options.mode) {}

Result<Body> StoreImpl::open(const Row& row) const {
  auto body = sealer_.open(row);
  if (body) return body;
  return Error{body.error().status, "",
               "event " + std::to_string(row.sequence) + ": " + body.error().message};
}

Result<Event> StoreImpl::event_of(const Row& row) const {
  auto body = open(row);
  if (!body) return body.error();
  Event e;
  e.sequence = row.sequence;
  e.person = row.person;
  e.kind = static_cast<EventKind>(row.kind);
  e.date = Date::from_days(row.date);
  e.recorded_at = row.recorded_at;
  e.corrects = row.corrects;
  e.id = to_hex(row.id);
  e.author = std::move(body->author);
  e.source = std::move(body->source);
  e.engine_version = std::move(body->engine_version);
  e.data_version = std::move(body->data_version);
  e.payload = std::move(body->payload);
  return e;
}

Result<std::vector<Event>> StoreImpl::history(std::string_view person,
                                              const HistoryQuery& query) const {
  std::vector<Event> out;
  std::map<Sequence, Sequence> corrected_by;
  const auto is_wanted = [&](const Row& row) {
    const Date date = Date::from_days(row.date);
    return (!query.kind || row.kind == static_cast<std::int32_t>(*query.kind)) &&
           (!query.from || date >= *query.from) && (!query.to || date <= *query.to);
  };
  const auto ok = log_->each_of(person, [&](const Row& row) -> Result<void> {
    if (row.corrects) corrected_by[*row.corrects] = row.sequence;
    if (!is_wanted(row)) return {};
    auto event = event_of(row);
    if (!event) return event.error();
    out.push_back(std::move(*event));
    return {};
  });
  if (!ok) return ok.error();
  for (Event& e : out) {
    const auto found = corrected_by.find(e.sequence);
    if (found != corrected_by.end()) e.corrected_by = found->second;
  }
  if (query.current) {
    std::erase_if(out, [](const Event& e) {
      return e.corrected_by.has_value() || e.kind == EventKind::retraction;
    });
  }
  return out;
}

Result<std::vector<std::string>> StoreImpl::persons() const { return log_->persons(); }

// The latest by its place and the latest by its time are two where a clock went backwards, or where
// old lines were imported after a withdrawal. Then only what both cover is covered.
Result<Consent> StoreImpl::consent_of(std::string_view person) const {
  std::vector<Row> rows;
  auto walked = log_->each_consent(person, [&](const Row& row) -> Result<void> {
    std::erase_if(rows, [&](const Row& old) { return old.sequence == row.corrects; });
    rows.push_back(row);
    return {};
  });
  if (!walked) return walked.error();
  if (rows.empty()) return Consent{};
  const auto read = [&](const Row& row) -> Result<Consent> {
    auto body = open(row);
    if (!body) return body.error();
    return read_consent(body->payload);
  };
  auto last = read(rows.back());
  const Row* latest = &rows.front();
  for (const Row& row : rows) {
    if (row.recorded_at >= latest->recorded_at) latest = &row;
  }
  if (!last || latest == &rows.back()) return last;
  auto by_time = read(*latest);
  if (!by_time) return by_time;
  std::erase_if(last->covers, [&](const std::string& what) {
    return std::find(by_time->covers.begin(), by_time->covers.end(), what) == by_time->covers.end();
  });
  return last;
}

Result<Consent> StoreImpl::consent(std::string_view person) const { return consent_of(person); }

Result<Head> StoreImpl::head() const {
  auto head = log_->head();
  if (!head) return head.error();
  return Head{head->sequence, to_hex(head->sequence == 0 ? sealer_.first_link() : head->link)};
}

Result<void> StoreImpl::backup(const std::string& path) const { return log_->backup(path); }

Result<std::string> StoreImpl::snapshot() const { return log_->snapshot(); }

}  // namespace store
}  // namespace celian
