// Reading everything and comparing it with the chain.
#include "store/erased.hpp"
#include "store/store_impl.hpp"

namespace celian::store {

namespace {

// Walks the chain and keeps what must be known at its end.
struct Walk {
  Audit audit;
  std::string link;  // of the row before
  Sequence last = 0;
  std::optional<std::int64_t> last_time;
  std::vector<Sequence> tombstones;
  std::map<Sequence, Sequence> erased;  // first -> last of a range
  std::string link_at_earlier;

  void find(Sequence sequence, std::string what) {
    audit.findings.push_back({sequence, std::move(what)});
  }
};

bool is_covered(const std::map<Sequence, Sequence>& ranges, Sequence sequence) {
  auto after = ranges.upper_bound(sequence);
  if (after == ranges.begin()) return false;
  return std::prev(after)->second >= sequence;
}

void check_erasures(Walk& walk) {
  for (const Sequence sequence : walk.tombstones) {
    if (!is_covered(walk.erased, sequence)) walk.find(sequence, "is empty, and no erasure says so");
  }
}

void check_earlier(Walk& walk, const std::optional<Head>& earlier) {
  if (!earlier) return;
  if (walk.last < earlier->sequence) {
    walk.find(walk.last + 1,
              "is missing: the record once went to event " + std::to_string(earlier->sequence));
  } else if (walk.link_at_earlier != earlier->link) {
    walk.find(earlier->sequence, "the record up to here is not the one that was seen before");
  }
}

}  // namespace

Result<Audit> StoreImpl::verify(const std::optional<Head>& earlier) const {
  Walk walk;
  auto damage = log_->damage();
  if (!damage) return damage.error();
  for (std::string& what : *damage) walk.find(0, std::move(what));

  walk.link = sealer_.first_link();
  if (earlier && earlier->sequence == 0) walk.link_at_earlier = to_hex(walk.link);
  const auto visit = [&](const Row& row) -> Result<void> {
    if (row.sequence != walk.last + 1) {
      walk.find(walk.last + 1, row.sequence == walk.last + 2
                                   ? "is missing"
                                   : "is missing, and all to " + std::to_string(row.sequence - 1));
    } else if (row.link != sealer_.link(walk.link, row.sequence, row.digest)) {
      walk.find(row.sequence, "the chain breaks here");
    }
    if (row.is_tombstone()) {
      ++walk.audit.tombstones;
      walk.tombstones.push_back(row.sequence);
    } else {
      ++walk.audit.events;
      auto body = sealer_.open(row);
      if (!body) {
        walk.find(row.sequence, body.error().message);
      } else if (sealer_.digest(row, *body) != row.digest) {
        walk.find(row.sequence, "is not what was recorded");
      } else if (row.kind == static_cast<std::int32_t>(EventKind::erasure)) {
        auto ranges = read_erased(body->payload);
        if (!ranges) {
          walk.find(row.sequence, ranges.error().message);
        } else {
          for (const auto& [first, last] : *ranges) walk.erased[first] = last;
        }
      }
      if (walk.last_time && row.recorded_at < *walk.last_time) ++walk.audit.clock_back;
      walk.last_time = row.recorded_at;
    }
    walk.link = row.link;
    walk.last = row.sequence;
    if (earlier && earlier->sequence == row.sequence) walk.link_at_earlier = to_hex(row.link);
    return {};
  };
  if (auto ok = log_->each(visit); !ok) {
    if (ok.error().status != Status::io) return ok.error();
    walk.find(walk.last + 1, "cannot be read, nor perhaps what follows: " + ok.error().message);
  } else {
    check_erasures(walk);
    check_earlier(walk, earlier);
  }
  walk.audit.head = {walk.last, to_hex(walk.link)};
  if (auto left = log_->bytes_left()) walk.audit.bytes_left = *left;
  return std::move(walk.audit);
}

}  // namespace celian::store
