// Adding events: all of a call or none, each after the one before it in the chain.
#include "store/store_impl.hpp"

namespace celian::store {

namespace {

Error at_index(Error error, std::size_t i) {
  error.pointer = "/" + std::to_string(i) + error.pointer;
  return error;
}

bool is_about_events(Status status) {
  return status != Status::io && status != Status::memory && status != Status::internal;
}

}  // namespace

Result<void> StoreImpl::check_writable() const {
  if (mode_ == OpenMode::read_write || mode_ == OpenMode::create) return {};
  return Error{Status::io, "", "the store was opened to be read only"};
}

Result<StoreImpl::Appending> StoreImpl::start(Transaction& transaction) {
  if (auto ok = check_writable(); !ok) return ok.error();
  if (auto ok = transaction.begin(); !ok) return ok.error();
  auto head = log_->head();
  if (!head) return head.error();
  if (head->sequence == 0) head->link = sealer_.first_link();
  return Appending{std::move(*head), {}};
}

Result<std::optional<Sequence>> StoreImpl::find_same(const NewEvent& event) const {
  if (event.id.empty()) return std::optional<Sequence>();
  auto row = log_->by_id(*from_hex(event.id, kIdBytes));
  if (!row) return row.error();
  if (!*row) return std::optional<Sequence>();
  auto have = event_of(**row);
  if (!have) return have.error();
  const NewEvent& old = *have;
  const bool is_same = old.person == event.person && old.kind == event.kind &&
                       old.date == event.date && old.recorded_at == event.recorded_at &&
                       old.author == event.author && old.source == event.source &&
                       old.engine_version == event.engine_version &&
                       old.data_version == event.data_version && old.corrects == event.corrects &&
                       old.payload == event.payload;
  if (is_same) return std::optional<Sequence>(have->sequence);
  return Error{Status::conflict, "/id",
               "event " + std::to_string(have->sequence) + " has this id and another content"};
}

Result<void> StoreImpl::check_correction(const NewEvent& event) const {
  if (!event.corrects) return {};
  const auto wrong = [](Status status, std::string message) {
    return Error{status, "/corrects", std::move(message)};
  };
  auto row = log_->at(*event.corrects);
  if (!row) return row.error();
  const std::string name = "event " + std::to_string(*event.corrects);
  if (!*row || (*row)->is_tombstone()) return wrong(Status::unknown_id, "there is no " + name);
  const Row& old = **row;
  const auto kind = static_cast<EventKind>(old.kind);
  if (old.person != event.person) return wrong(Status::conflict, name + " is of somebody else");
  if (kind == EventKind::retraction)
    return wrong(Status::conflict, name + " is a retraction; record again what it took back");
  if (event.kind == EventKind::retraction && kind == EventKind::consent)
    return wrong(Status::conflict, name + " is a consent; it is withdrawn by a new one");
  if (event.kind != EventKind::retraction && event.kind != kind)
    return wrong(Status::conflict,
                 name + " is of another kind, " + std::string(event_kind_name(kind)));
  auto correction = log_->correction_of(*event.corrects);
  if (!correction) return correction.error();
  if (*correction)
    return wrong(Status::conflict,
                 name + " was corrected by event " + std::to_string(**correction));
  return {};
}

Result<void> StoreImpl::insert(Row row, Body body, LogHead& head) {
  row.sequence = head.sequence + 1;
  if (auto ok = sealer_.finish(row, std::move(body), head.link); !ok) return ok;
  if (auto ok = log_->insert(row); !ok) return ok;
  head.sequence = row.sequence;
  head.link = row.link;
  return {};
}

Result<StoreImpl::Appended> StoreImpl::add(const Checked& checked, Appending& a) {
  const NewEvent& e = checked.event;
  auto same = find_same(e);
  if (!same) return same.error();
  if (*same) return Appended{**same, false};

  auto known = a.consents.find(e.person);
  if (known == a.consents.end()) {
    auto consent = consent_of(e.person);
    if (!consent) return consent.error();
    known = a.consents.emplace(e.person, std::move(*consent)).first;
  }
  if (auto ok = check_consent(checked, known->second); !ok) return ok.error();
  if (auto ok = check_correction(e); !ok) return ok.error();

  Row row;
  row.id = e.id.empty() ? sealer_.random(kIdBytes) : *from_hex(e.id, kIdBytes);
  row.person = e.person;
  row.kind = static_cast<std::int32_t>(e.kind);
  row.date = e.date.days_since_epoch();
  row.recorded_at = e.recorded_at;
  row.corrects = e.corrects;
  Body body{{}, e.author, e.source, e.engine_version, e.data_version, e.payload};
  if (auto ok = insert(std::move(row), std::move(body), a.head); !ok) return ok.error();
  if (e.kind == EventKind::consent) a.consents.erase(known);  // to be read again
  return Appended{a.head.sequence, true};
}

Result<std::vector<Sequence>> StoreImpl::append(std::span<const NewEvent> events) {
  std::vector<Checked> checked;
  checked.reserve(events.size());
  for (std::size_t i = 0; i < events.size(); ++i) {
    auto one = check_event(events[i]);
    if (!one) return at_index(one.error(), i);
    checked.push_back(std::move(*one));
  }
  Transaction transaction(*log_);
  auto appending = start(transaction);
  if (!appending) return appending.error();
  std::vector<Sequence> out;
  out.reserve(checked.size());
  for (std::size_t i = 0; i < checked.size(); ++i) {
    auto added = add(checked[i], *appending);
    if (!added)
      return is_about_events(added.error().status) ? at_index(added.error(), i) : added.error();
    out.push_back(added->sequence);
  }
  if (auto ok = transaction.commit(); !ok) return ok.error();
  return out;
}

}  // namespace celian::store
