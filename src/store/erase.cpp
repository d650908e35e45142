// Erasing a person: the events become tombstones, one event says which, and the bytes go.
#include "codec/json.hpp"
#include "store/erased.hpp"
#include "store/store_impl.hpp"
#include "store/utc.hpp"

namespace celian::store {

namespace {

Error although_erased(const Error& error) {
  return {error.status, "",
          "erased, but bytes are left in the file until erase is called again: " + error.message};
}

}  // namespace

std::string write_erased(const std::vector<Sequence>& sequences) {
  codec::Value ranges = codec::Value::array();
  for (std::size_t i = 0; i < sequences.size();) {
    std::size_t end = i + 1;
    while (end < sequences.size() && sequences[end] == sequences[end - 1] + 1) ++end;
    ranges.push(codec::Value::array().push(sequences[i]).push(sequences[end - 1]));
    i = end;
  }
  return codec::write(codec::Value::object().set("events", std::move(ranges)));
}

Result<std::vector<std::pair<Sequence, Sequence>>> read_erased(std::string_view payload) {
  auto value = codec::parse(payload);
  if (!value) return value.error();
  const Error wrong{Status::schema, "", "is no list of erased events"};
  const codec::Value* ranges = value->find("events");
  if (ranges == nullptr || !ranges->is_array()) return wrong;
  std::vector<std::pair<Sequence, Sequence>> out;
  for (const codec::Value& range : ranges->items()) {
    if (range.size() != 2 || !range.is_array() || !range.items()[0].is_int() ||
        !range.items()[1].is_int())
      return wrong;
    out.emplace_back(range.items()[0].as_int(), range.items()[1].as_int());
  }
  return out;
}

Result<Erasure> StoreImpl::erase(std::string_view person, std::string_view author,
                                 std::int64_t recorded_at) {
  if (auto ok = check_writable(); !ok) return ok.error();
  if (auto ok = check_erasure(person, author, recorded_at); !ok) return ok.error();

  Erasure out;
  {
    Transaction transaction(*log_);
    auto appending = start(transaction);
    if (!appending) return appending.error();
    std::vector<Sequence> sequences;
    auto walked = log_->each_of(person, [&](const Row& row) -> Result<void> {
      sequences.push_back(row.sequence);
      return {};
    });
    if (!walked) return walked.error();
    if (sequences.empty()) {
      // An earlier erasure may not have come to its end.
      auto left = log_->bytes_left();
      if (!left) return left.error();
      if (!*left) return Error{Status::unknown_id, "/person", "there is nothing about this person"};
    } else {
      for (const Sequence sequence : sequences) {
        if (auto ok = log_->blank(sequence); !ok) return ok.error();
      }
      Row row;
      row.id = sealer_.random(kIdBytes);
      row.kind = static_cast<std::int32_t>(EventKind::erasure);
      row.date = date_of(recorded_at).days_since_epoch();
      row.recorded_at = recorded_at;
      Body body{{}, std::string(author), {}, {}, {}, write_erased(sequences)};
      if (auto ok = insert(std::move(row), std::move(body), appending->head); !ok)
        return ok.error();
      if (auto ok = log_->set_bytes_left(true); !ok) return ok.error();
      out.events = sequences.size();
      out.sequence = appending->head.sequence;
    }
    if (auto ok = transaction.commit(); !ok) return ok.error();
  }

  if (auto ok = log_->scrub(); !ok) return although_erased(ok.error());
  Transaction transaction(*log_);
  if (auto ok = transaction.begin(); !ok) return although_erased(ok.error());
  if (auto ok = log_->set_bytes_left(false); !ok) return although_erased(ok.error());
  if (auto ok = transaction.commit(); !ok) return although_erased(ok.error());
  return out;
}

}  // namespace celian::store
