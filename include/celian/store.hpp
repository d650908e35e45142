/// @file
/// The record: what was measured, asked, found, prescribed and done, person by person, as events
/// that are only ever added. An optional part of the library (docs/store.md); linking: CMake target
/// `celian::store`. Nothing here reads the clock: times come from the caller.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "celian/date.hpp"
#include "celian/person.hpp"
#include "celian/result.hpp"

namespace celian {

/// What an event holds. The payload has the shape that the same thing has in docs/api.md. The
/// numbers stand in files and never change.
enum class EventKind : std::uint8_t {
  consent = 1,       ///< `consent` of a person document; the latest one holds
  person = 2,        ///< `person`
  health = 3,        ///< `health`
  wishes = 4,        ///< `goals` and `resources`
  measurement = 5,   ///< one item of `measurements`
  session = 6,       ///< one item of `sessions`
  assessment = 7,    ///< a result of `measure.check`, `assess.score` or `assess.norm`
  screening = 8,     ///< a result of `assess.screen`
  prescription = 9,  ///< a result of `guide.prescribe`
  progress = 10,     ///< a result of `train.progress`
  retraction = 11,   ///< takes back the event that it corrects: `{"reason": "…"}`
  erasure = 12,      ///< which events were erased; made by the store only
};

/// The name of a kind as in JSON ("measurement", …); "unknown" for another number.
std::string_view event_kind_name(EventKind) noexcept;
/// The kind of that name; nothing if there is none.
std::optional<EventKind> find_event_kind(std::string_view name) noexcept;

/// Place of an event in a store: 1, 2, 3 … without gaps, in the order of recording. It is the order
/// that counts: a clock may go backwards.
using Sequence = std::uint64_t;

/// An event to be recorded.
struct NewEvent {
  std::string person;  ///< an id that the host gives: no name; 1-200 bytes of UTF-8, no control
                       ///< characters
  EventKind kind = EventKind::measurement;
  Date date;                         ///< the day that it is about
  std::int64_t recorded_at = 0;      ///< when it was recorded: milliseconds since 1970-01-01T00:00Z
  std::string author;                ///< who recorded it, as the host calls them: 1-200 bytes
  std::string source;                ///< from where ("village.csv row 12", a device), or empty
  std::string engine_version;        ///< of a result: version of the program that made it, or empty
  std::string data_version;          ///< of a result: empty = as the payload says
  std::optional<Sequence> corrects;  ///< the earlier event of this person that this one replaces
  std::string payload;               ///< JSON, at most 16 MiB; kept in one line without spaces
  std::string id;  ///< 32 lower-case hex digits, the same when it is tried again; empty: the store
                   ///< makes one
};

/// An event as it stands in the store.
struct Event : NewEvent {
  Sequence sequence = 0;
  std::optional<Sequence> corrected_by;  ///< the later event that replaces this one
};

/// Which events history() gives; the default is all of a person.
struct HistoryQuery {
  std::optional<EventKind> kind;
  std::optional<Date> from, to;  ///< days that the events are about, both included
  bool current = false;          ///< leaves out what was corrected or taken back
};

/// The end of the chain. Kept elsewhere, it shows later that nothing was cut off.
struct Head {
  Sequence sequence = 0;  ///< 0: no event yet
  std::string link;       ///< 64 hex digits
  friend bool operator==(const Head&, const Head&) = default;
};

struct Erasure {
  std::size_t events = 0;            ///< erased now
  std::optional<Sequence> sequence;  ///< of the event that says so; none if only bytes were cleared
};

/// Something that verify() found.
struct AuditFinding {
  Sequence sequence = 0;  ///< 0: the file as a whole
  std::string what;       ///< one line, English
};

struct Audit {
  std::size_t events = 0;      ///< with content
  std::size_t tombstones = 0;  ///< erased
  std::size_t clock_back = 0;  ///< recorded at an earlier time than the event before: no finding
  bool bytes_left = false;     ///< an erasure could not clear the file yet: erase again
  Head head;
  std::vector<AuditFinding> findings;  ///< empty: the record is as it was written
};

struct ImportReport {
  std::size_t added = 0;
  std::size_t known = 0;  ///< already there, unchanged
};

struct ExportReport {
  std::size_t written = 0;
  std::vector<AuditFinding> lost;  ///< rescue only: events that could not be read whole
};

/// Takes lines one after the other, without their ends. An error ends the export.
class LineSink {
 public:
  virtual ~LineSink();
  virtual Result<void> write(std::string_view line) = 0;
};

/// Gives lines one after the other; false at the end.
class LineSource {
 public:
  virtual ~LineSource();
  virtual Result<bool> next(std::string& line) = 0;
};

/// Hash, cipher and random numbers. default_crypto() is SHA-256 and XChaCha20-Poly1305 of
/// libsodium; a host that must use others (SM3, SM4) brings its own. Must outlive the store; called
/// by the thread that calls the store; must not throw.
class Crypto {
 public:
  virtual ~Crypto();
  /// Stands in the store: one of another name is refused.
  virtual std::string_view name() const noexcept = 0;
  virtual std::size_t key_bytes() const noexcept = 0;
  virtual void random(std::span<unsigned char> out) const = 0;
  /// 32 bytes.
  virtual std::string hash(std::string_view bytes) const = 0;
  /// Must be authenticated: open() fails if key, context or a byte differs. Must hide equal texts,
  /// for example by a random nonce.
  virtual Result<std::string> seal(std::string_view key, std::string_view context,
                                   std::string_view plain) const = 0;
  virtual Result<std::string> open(std::string_view key, std::string_view context,
                                   std::string_view sealed) const = 0;
};

/// Static storage; any threads.
const Crypto& default_crypto() noexcept;

enum class OpenMode : std::uint8_t {
  read_write,  ///< must exist
  create,      ///< is made if it does not exist
  read_only,
  rescue,  ///< read only, of a damaged file: export_lines() passes over what is not whole
};

struct StoreOptions {
  OpenMode mode = OpenMode::read_write;
  std::string key;                 ///< of Crypto::key_bytes(), or empty: contents are not sealed
  const Crypto* crypto = nullptr;  ///< borrowed; nullptr is default_crypto()
  int busy_ms = 5000;              ///< how long to wait for another process that writes
  bool durable = true;  ///< false: a power cut may lose the last events (never half of one)
};

/// One thread at a time for each object; several objects and processes may use one file.
///
/// Errors of every function: `io` (disk full, locked, damaged, read only …; the message says
/// which), `memory`. What was not acknowledged by a result is not there, not even in part.
class Store {
 public:
  virtual ~Store();
  Store(const Store&) = delete;
  Store& operator=(const Store&) = delete;

  /// A database at `path`. Older schemas are brought up to date (unless only read). Errors: `io`;
  /// `conflict` (wrong key, a key for a store without one, other crypto); `argument` (a key is
  /// needed, or has another length); `schema` (not a store); `unsupported` (made by a newer
  /// version).
  static Result<std::unique_ptr<Store>> open_sqlite(const std::string& path,
                                                    const StoreOptions& = {});
  /// In memory, gone with the object. `mode`, `busy_ms` and `durable` mean nothing here.
  static Result<std::unique_ptr<Store>> open_memory(const StoreOptions& = {});
  /// In memory, from bytes of snapshot(). Only bytes of your own: not for what came from elsewhere
  /// (use import_lines). Errors: `syntax` (cut, changed or of another version), and those of the
  /// key.
  static Result<std::unique_ptr<Store>> open_snapshot(std::string_view bytes,
                                                      const StoreOptions& = {});

  /// Records all of them, or none. Durable when it returns. An event whose `id` is there already
  /// with the same content counts as recorded. Errors (the pointer begins with the index,
  /// "/0/payload/value"): `argument`, `syntax`, `schema`, `range`; `conflict`: a consent is
  /// missing, the same `id` with other content, `corrects` an event of somebody else or one that is
  /// corrected already; `unknown_id`: `corrects` what is not there.
  virtual Result<std::vector<Sequence>> append(std::span<const NewEvent>) = 0;
  Result<Sequence> append(const NewEvent&);

  /// In the order of recording; empty for somebody unknown.
  virtual Result<std::vector<Event>> history(std::string_view person,
                                             const HistoryQuery& = {}) const = 0;
  /// Ids, sorted.
  virtual Result<std::vector<std::string>> persons() const = 0;
  /// What the latest consent event says; nothing covered if there is none. If another one has a
  /// later time, only what both cover.
  virtual Result<Consent> consent(std::string_view person) const = 0;
  virtual Result<Head> head() const = 0;

  /// One line of JSON an event (docs/store.md), of one person or (empty) of all, in the order of
  /// recording. Checks each event. What was erased is left out.
  virtual Result<ExportReport> export_lines(LineSink&, std::string_view person = {}) const = 0;
  /// All lines or none; those already there are passed over. Errors as append(); the message begins
  /// with the line.
  virtual Result<ImportReport> import_lines(LineSource&) = 0;

  /// Removes everything about a person: from the table, from free pages and from the log of the
  /// database. The chain keeps a hash for each event. Errors: `unknown_id`; `io` with "erased, but"
  /// if the rows are gone and another process keeps the file from being cleared: erase again later.
  virtual Result<Erasure> erase(std::string_view person, std::string_view author,
                                std::int64_t recorded_at) = 0;

  /// Reads everything and checks it against the chain, and against an earlier head if one is given.
  virtual Result<Audit> verify(const std::optional<Head>& earlier = {}) const = 0;

  /// A copy at `path`, which must not exist. While others write it is one consistent state. Errors:
  /// `unsupported` in memory.
  virtual Result<void> backup(const std::string& path) const = 0;
  /// Everything as bytes for open_snapshot(). Errors: `unsupported` of a database.
  virtual Result<std::string> snapshot() const = 0;

 protected:
  Store() = default;
};

}  // namespace celian
