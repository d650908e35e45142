// Where rows are kept. Everything that a store means (chain, seals, consent, erasing) is above this
// and the same for all; a Log only keeps rows, all or none of a transaction.
#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "store/row.hpp"

namespace celian::store {

// What a store knows about itself.
struct Meta {
  std::string store;      // kIdBytes random bytes: the beginning of its chain
  std::string crypto;     // Crypto::name()
  std::string key_check;  // a known text, sealed; empty: contents are not sealed
};

struct LogHead {
  Sequence sequence = 0;
  std::string link;  // empty before the first event
};

// The last event that can be reached, also in a damaged file.
struct End {
  Sequence sequence = 0;
  bool is_certain = true;  // false: there may have been more
};

// Called for one row after the other; an error ends the walk and is its result.
using RowVisitor = std::function<Result<void>(const Row&)>;

class Log {
 public:
  virtual ~Log() = default;

  virtual Result<Meta> meta() = 0;

  // begin() waits for other writers. Reads between begin() and commit() see what was written.
  virtual Result<void> begin() = 0;
  virtual Result<void> commit() = 0;
  virtual void rollback() noexcept = 0;
  virtual Result<void> insert(const Row&) = 0;
  // Leaves a tombstone.
  virtual Result<void> blank(Sequence) = 0;
  virtual Result<void> set_bytes_left(bool) = 0;

  virtual Result<LogHead> head() = 0;
  virtual Result<std::optional<Row>> at(Sequence) = 0;
  virtual Result<std::optional<Row>> by_id(std::string_view id) = 0;
  virtual Result<void> each_consent(std::string_view person, const RowVisitor&) = 0;
  virtual Result<std::optional<Sequence>> correction_of(Sequence) = 0;
  virtual Result<void> each_of(std::string_view person, const RowVisitor&) = 0;
  virtual Result<void> each(const RowVisitor&) = 0;
  virtual Result<std::vector<std::string>> persons() = 0;
  virtual Result<bool> bytes_left() = 0;

  // Makes sure that no byte of blanked rows is left. Outside a transaction.
  virtual Result<void> scrub() = 0;
  // Damage of the file as a whole, one line each.
  virtual Result<std::vector<std::string>> damage() = 0;
  virtual End end() = 0;
  virtual Result<void> backup(const std::string& path) = 0;
  virtual Result<std::string> snapshot() = 0;
};

// Rolls back unless it was committed.
class Transaction {
 public:
  explicit Transaction(Log& log) : log_(log) {}
  ~Transaction() {
    if (is_open_) log_.rollback();
  }
  Transaction(const Transaction&) = delete;
  Transaction& operator=(const Transaction&) = delete;

  Result<void> begin() {
    auto begun = log_.begin();
    is_open_ = begun.has_value();
    return begun;
  }
  Result<void> commit() {
    auto done = log_.commit();
    if (done) is_open_ = false;
    return done;
  }

 private:
  Log& log_;
  bool is_open_ = false;
};

}  // namespace celian::store
