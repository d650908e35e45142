// Rows in a SQLite database.
#pragma once

#include <memory>
#include <string>

#include "store/log.hpp"
#include "store/sqlite_db.hpp"

namespace celian::store {

class SqliteLog final : public Log {
 public:
  // `fresh`: what a new store knows about itself; used only if the file has no store yet.
  static Result<std::unique_ptr<SqliteLog>> open(const std::string& path,
                                                 const StoreOptions& options, const Meta& fresh);

  Result<Meta> meta() override;
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
  Result<bool> bytes_left() override;
  Result<void> scrub() override;
  Result<std::vector<std::string>> damage() override;
  End end() override;
  Result<void> backup(const std::string& path) override;
  Result<std::string> snapshot() override;

 private:
  explicit SqliteLog(std::unique_ptr<Database> db) : db_(std::move(db)) {}

  std::unique_ptr<Database> db_;
};

}  // namespace celian::store
