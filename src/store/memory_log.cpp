#include "store/memory_log.hpp"

#include <sodium.h>

#include <algorithm>

namespace celian::store {

namespace {

void clear(std::string& text) {
  sodium_memzero(text.data(), text.size());
  text.clear();
}

void clear_content(Row& row) {
  clear(row.id);
  clear(row.person);
  clear(row.body);
  row.kind = row.date = 0;
  row.recorded_at = 0;
  row.corrects.reset();
}

}  // namespace

MemoryLog::MemoryLog(MemoryState state) : state_(std::move(state)) { reindex(); }

MemoryLog::~MemoryLog() {
  for (Row& row : state_.rows) clear_content(row);
}

void MemoryLog::index(const Row& row) {
  if (row.is_tombstone()) return;
  if (!row.person.empty()) by_person_[row.person].push_back(row.sequence);
  by_id_[row.id] = row.sequence;
  if (row.corrects) correction_[*row.corrects] = row.sequence;
}

// Of the last row.
void MemoryLog::unindex(const Row& row) noexcept {
  const auto person = by_person_.find(row.person);
  if (person != by_person_.end()) {
    person->second.pop_back();
    if (person->second.empty()) by_person_.erase(person);
  }
  const auto id = by_id_.find(row.id);
  if (id != by_id_.end()) by_id_.erase(id);
  if (row.corrects) correction_.erase(*row.corrects);
}

void MemoryLog::reindex() {
  by_person_.clear();
  by_id_.clear();
  correction_.clear();
  for (const Row& row : state_.rows) index(row);
}

Result<void> MemoryLog::begin() {
  rows_before_ = state_.rows.size();
  bytes_left_before_ = state_.bytes_left;
  blanked_.clear();
  return {};
}

Result<void> MemoryLog::commit() {
  const bool has_erased = !blanked_.empty();
  for (Row& row : blanked_) clear_content(row);
  blanked_.clear();
  if (has_erased) reindex();
  return {};
}

// Allocates nothing: it must not fail.
void MemoryLog::rollback() noexcept {
  while (state_.rows.size() > rows_before_) {
    unindex(state_.rows.back());
    state_.rows.pop_back();
  }
  state_.bytes_left = bytes_left_before_;
  for (Row& row : blanked_) {
    const std::size_t at = row.sequence - 1;
    state_.rows[at] = std::move(row);
  }
  blanked_.clear();
}

Result<void> MemoryLog::insert(const Row& row) {
  state_.rows.push_back(row);
  index(row);
  return {};
}

Result<void> MemoryLog::blank(Sequence sequence) {
  Row& row = state_.rows[sequence - 1];
  blanked_.push_back(row);
  clear_content(row);
  return {};
}

Result<void> MemoryLog::set_bytes_left(bool left) {
  state_.bytes_left = left;
  return {};
}

Result<LogHead> MemoryLog::head() {
  if (state_.rows.empty()) return LogHead{};
  return LogHead{state_.rows.back().sequence, state_.rows.back().link};
}

Result<std::optional<Row>> MemoryLog::at(Sequence sequence) {
  if (sequence == 0 || sequence > state_.rows.size()) return std::optional<Row>();
  return std::optional<Row>(state_.rows[sequence - 1]);
}

Result<std::optional<Row>> MemoryLog::by_id(std::string_view id) {
  const auto found = by_id_.find(id);
  return found == by_id_.end() ? Result<std::optional<Row>>(std::optional<Row>())
                               : at(found->second);
}

Result<void> MemoryLog::each_consent(std::string_view person, const RowVisitor& visit) {
  return each_of(person, [&](const Row& row) -> Result<void> {
    if (row.kind != static_cast<std::int32_t>(EventKind::consent)) return {};
    return visit(row);
  });
}

Result<std::optional<Sequence>> MemoryLog::correction_of(Sequence sequence) {
  const auto found = correction_.find(sequence);
  if (found == correction_.end()) return std::optional<Sequence>();
  return std::optional<Sequence>(found->second);
}

Result<void> MemoryLog::each_of(std::string_view person, const RowVisitor& visit) {
  const auto found = by_person_.find(person);
  if (found == by_person_.end()) return {};
  for (const Sequence sequence : found->second) {
    if (auto ok = visit(state_.rows[sequence - 1]); !ok) return ok;
  }
  return {};
}

Result<void> MemoryLog::each(const RowVisitor& visit) {
  for (const Row& row : state_.rows) {
    if (auto ok = visit(row); !ok) return ok;
  }
  return {};
}

Result<std::vector<std::string>> MemoryLog::persons() {
  std::vector<std::string> out;
  for (const auto& [person, sequences] : by_person_) out.push_back(person);
  return out;
}

Result<void> MemoryLog::backup(const std::string&) {
  return Error{Status::unsupported, "", "a store in memory has no file; take a snapshot"};
}

Result<std::string> MemoryLog::snapshot() { return write_snapshot(state_); }

}  // namespace celian::store
