// The one Store: everything that events mean, above any Log.
#pragma once

#include <map>
#include <memory>

#include "store/body.hpp"
#include "store/log.hpp"
#include "store/payload.hpp"

namespace celian::store {

class StoreImpl final : public Store {
 public:
  // `key` must be that of the log's Meta.
  static Result<std::unique_ptr<Store>> make(std::unique_ptr<Log> log, const Crypto& crypto,
                                             const StoreOptions& options);

  using Store::append;
  Result<std::vector<Sequence>> append(std::span<const NewEvent>) override;
  Result<std::vector<Event>> history(std::string_view person, const HistoryQuery&) const override;
  Result<std::vector<std::string>> persons() const override;
  Result<Consent> consent(std::string_view person) const override;
  Result<Head> head() const override;
  Result<ExportReport> export_lines(LineSink&, std::string_view person) const override;
  Result<ImportReport> import_lines(LineSource&) override;
  Result<Erasure> erase(std::string_view person, std::string_view author,
                        std::int64_t recorded_at) override;
  Result<Audit> verify(const std::optional<Head>& earlier) const override;
  Result<void> backup(const std::string& path) const override;
  Result<std::string> snapshot() const override;

 private:
  // What is known while events are added in one transaction.
  struct Appending {
    LogHead head;
    std::map<std::string, Consent, std::less<>> consents;
  };
  struct Appended {
    Sequence sequence = 0;
    bool is_new = true;
  };

  StoreImpl(std::unique_ptr<Log> log, const Crypto& crypto, const StoreOptions& options,
            const Meta& meta);

  Result<void> check_writable() const;
  // The beginning of every transaction.
  Result<Appending> start(Transaction&);
  Result<Appended> add(const Checked&, Appending&);
  // Whether the event stands there already. Errors: `conflict` if another one has its id.
  Result<std::optional<Sequence>> find_same(const NewEvent&) const;
  Result<void> check_correction(const NewEvent&) const;
  Result<Consent> consent_of(std::string_view person) const;
  // Seals and inserts; moves the head.
  Result<void> insert(Row row, Body body, LogHead& head);
  // The content of a row, with a message that names it.
  Result<Body> open(const Row&) const;
  Result<Event> event_of(const Row&) const;

  // One line of an export.
  Result<std::string> line_of(const Row&) const;
  Result<ExportReport> rescue_lines(LineSink&, std::string_view person) const;

  std::unique_ptr<Log> log_;
  Sealer sealer_;
  OpenMode mode_;
};

}  // namespace celian::store
