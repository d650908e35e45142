// Rows in memory.
#pragma once

#include <map>
#include <memory>
#include <string>
#include <vector>

#include "store/log.hpp"

namespace celian::store {

// What a MemoryLog holds; what a snapshot is made of.
struct MemoryState {
  Meta meta;
  std::vector<Row> rows;  // row i has sequence i + 1
  bool bytes_left = false;
};

class MemoryLog final : public Log {
 public:
  explicit MemoryLog(MemoryState state);
  ~MemoryLog() override;

  Result<Meta> meta() override { return state_.meta; }
  Result<void> begin() override;
  Result<void> commit() override;
  void rollback() noexcept override;
  Result<void> insert(const Row&) override;
  Result<void> blank(Sequence) override;
  Result<void> set_bytes_left(bool) override;
  Result<LogHead> head() override;
  Result<std::optional<Row>> at(Sequence) override;
  Result<std::optional<Row>> by_id(std::string_view id) override;
  Result<void> each_consent(std::string_view person, const RowVisitor&) override;
  Result<std::optional<Sequence>> correction_of(Sequence) override;
  Result<void> each_of(std::string_view person, const RowVisitor&) override;
  Result<void> each(const RowVisitor&) override;
  Result<std::vector<std::string>> persons() override;
  Result<bool> bytes_left() override { return state_.bytes_left; }
  Result<void> scrub() override { return {}; }  // blank() clears
  Result<std::vector<std::string>> damage() override { return std::vector<std::string>(); }
  End end() override { return {state_.rows.size(), true}; }
  Result<void> backup(const std::string& path) override;
  Result<std::string> snapshot() override;

 private:
  void index(const Row& row);
  void unindex(const Row& row) noexcept;
  void reindex();

  MemoryState state_;
  std::map<std::string, std::vector<Sequence>, std::less<>> by_person_;
  std::map<std::string, Sequence, std::less<>> by_id_;
  std::map<Sequence, Sequence> correction_;
  // To undo a transaction.
  std::size_t rows_before_ = 0;
  bool bytes_left_before_ = false;
  std::vector<Row> blanked_;
};

// The bytes of a snapshot, and back. Errors: `syntax`.
std::string write_snapshot(const MemoryState& state);
Result<MemoryState> read_snapshot(std::string_view bytes);

}  // namespace celian::store
