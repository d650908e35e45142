// Opening stores, and what is done to one as a whole.
#include <sys/stat.h>

#include <chrono>
#include <cstdio>
#include <iostream>

#include "base/number_text.hpp"
#include "cli/files.hpp"
#include "cli/record/record.hpp"
#include "cli/shown_text.hpp"
#include "store/body.hpp"
#include "store/utc.hpp"

namespace celian::cli {

namespace {

constexpr std::size_t kKeyFileBytes = 1024;

// As bytes, or as hex digits and an end of line.
Result<std::string> read_key(const std::string& path) {
  auto text = read_file(path, kKeyFileBytes);
  if (!text) return text.error();
  const std::size_t size = default_crypto().key_bytes();
  if (text->size() == size) return text;
  std::string_view digits = *text;
  while (!digits.empty() && (digits.back() == '\n' || digits.back() == '\r'))
    digits.remove_suffix(1);
  if (auto key = store::from_hex(digits, size)) return *key;
  return Error{Status::syntax, "",
               "a key is " + std::to_string(size) + " bytes, or " + std::to_string(2 * size) +
                   " lower-case hex digits"};
}

// "12:6f3c…": sequence and link.
std::optional<Head> parse_head(std::string_view text) {
  const std::size_t colon = text.find(':');
  if (colon == std::string_view::npos) return std::nullopt;
  const auto sequence = parse_number(text.substr(0, colon));
  const std::string_view link = text.substr(colon + 1);
  if (!sequence || *sequence < 0 || *sequence > 1e15 || !store::from_hex(link, 32))
    return std::nullopt;
  return Head{static_cast<Sequence>(*sequence), std::string(link)};
}

std::string head_text(const Head& head) { return std::to_string(head.sequence) + ":" + head.link; }

void say(const Audit& audit, const Result<std::vector<std::string>>& persons) {
  for (const AuditFinding& f : audit.findings) {
    std::cout << (f.sequence == 0 ? "file" : "event " + std::to_string(f.sequence)) << ": "
              << shown(f.what) << "\n";
  }
  if (audit.bytes_left)
    std::cout << "an erasure did not come to its end: call erase again for the same person\n";
  std::cout << counted(audit.events, "event") << " of "
            << (persons ? counted(persons->size(), "person", "people") : "?") << ", "
            << audit.tombstones << " erased";
  if (audit.clock_back > 0)
    std::cout << ", " << audit.clock_back << " recorded at an earlier time than the one before";
  std::cout << "\n";
  std::cout << (audit.findings.empty() ? "the chain holds" : "the chain does not hold") << "; head "
            << head_text(audit.head) << "\n";
}

}  // namespace

std::unique_ptr<Store> open_store(const Arguments& a, OpenMode mode, int& code) {
  StoreOptions options;
  options.mode = mode;
  if (a.has("key-file")) {
    auto key = read_key(a.get("key-file"));
    if (!key) {
      code = complain(a.get("key-file"), key.error());
      return nullptr;
    }
    options.key = std::move(*key);
  }
  auto opened = Store::open_sqlite(a.positional[1], options);
  if (opened) return std::move(*opened);
  code = complain(a.positional[1], opened.error());
  return nullptr;
}

Result<std::int64_t> time_of(const Arguments& a) {
  if (!a.has("at")) {
    // The only clock of the program: when something was recorded is not for the caller to choose.
    const auto now = std::chrono::system_clock::now().time_since_epoch();
    return std::chrono::duration_cast<std::chrono::milliseconds>(now).count();
  }
  const auto time = store::parse_utc(a.get("at"));
  if (time) return *time;
  return Error{Status::syntax, "",
               "--at is a time like 2026-11-21T09:30:00Z, not '" + a.get("at") + "'"};
}

int record_init(const Arguments& a) {
  struct stat about {};
  if (::lstat(a.positional[1].c_str(), &about) == 0)
    return complain(a.positional[1], {Status::io, "", "is there already"});
  int code = kDone;
  const auto store = open_store(a, OpenMode::create, code);
  if (store == nullptr) return code;
  const auto head = store->head();
  if (!head) return complain(a.positional[1], head.error());
  std::cout << "a new store, " << (a.has("key-file") ? "sealed" : "not sealed") << "; head "
            << head_text(*head) << "\n";
  return kDone;
}

int record_erase(const Arguments& a) {
  if (!a.has("by")) return complain_usage("record", "erase: who does it? give --by WHO");
  const auto at = time_of(a);
  if (!at) return complain_usage("record", at.error().message);
  int code = kDone;
  const auto store = open_store(a, OpenMode::read_write, code);
  if (store == nullptr) return code;
  const auto done = store->erase(a.positional[2], a.get("by"), *at);
  if (!done) return complain(a.positional[1], done.error());
  if (done->sequence) {
    std::cout << counted(done->events, "event") << " erased; event " << *done->sequence
              << " says so\n";
  } else {
    std::cout << "the bytes of an earlier erasure are gone\n";
  }
  std::cout << "exports and backups that were made before still hold them\n";
  return kDone;
}

int record_verify(const Arguments& a) {
  std::optional<Head> earlier;
  if (a.has("head")) {
    earlier = parse_head(a.get("head"));
    if (!earlier)
      return complain_usage("record",
                            "--head is what verify prints, a number, a colon and 64 hex "
                            "digits");
  }
  int code = kDone;
  const auto store = open_store(a, a.has("rescue") ? OpenMode::rescue : OpenMode::read_only, code);
  if (store == nullptr) return code;
  const auto audit = store->verify(earlier);
  if (!audit) return complain(a.positional[1], audit.error());
  say(*audit, store->persons());
  return audit->findings.empty() ? kDone : kBadInput;
}

int record_backup(const Arguments& a) {
  int code = kDone;
  const auto store = open_store(a, OpenMode::read_only, code);
  if (store == nullptr) return code;
  if (auto ok = store->backup(a.positional[2]); !ok) return complain("", ok.error());
  return kDone;
}

}  // namespace celian::cli
