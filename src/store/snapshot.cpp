// A store in memory as bytes, and back: for undo and for local copies. Only this file knows
// Boost.Serialization, which must never see bytes of strangers: length and SHA-256 stand before the
// archive and are compared first, against cuts and slips, not against somebody who means harm.
#include <algorithm>
#include <boost/archive/text_iarchive.hpp>
#include <boost/archive/text_oarchive.hpp>
#include <boost/serialization/string.hpp>
#include <boost/serialization/vector.hpp>
#include <boost/serialization/version.hpp>
#include <exception>
#include <sstream>

#include "base/sha256.hpp"
#include "store/memory_log.hpp"

namespace boost::serialization {

template <class Archive>
void serialize(Archive& a, celian::store::Meta& meta, unsigned) {
  a& meta.store& meta.crypto& meta.key_check;
}

template <class Archive>
void serialize(Archive& a, celian::store::Row& row, unsigned) {
  // 0 stands for "corrects nothing": sequences begin at 1.
  celian::Sequence corrects = row.corrects.value_or(0);
  a& row.sequence& row.id& row.person& row.kind& row.date& row.recorded_at& corrects& row.body& row
      .digest& row.link;
  if (corrects != 0) row.corrects = corrects;
}

template <class Archive>
void serialize(Archive& a, celian::store::MemoryState& state, unsigned) {
  a& state.meta& state.rows& state.bytes_left;
}

}  // namespace boost::serialization

BOOST_CLASS_VERSION(celian::store::Meta, 1)
BOOST_CLASS_VERSION(celian::store::Row, 1)
BOOST_CLASS_VERSION(celian::store::MemoryState, 1)

namespace celian::store {

namespace {

constexpr std::string_view kFirstLine = "celian snapshot 1\n";

Error broken(std::string what) { return {Status::syntax, "", "the snapshot " + std::move(what)}; }

}  // namespace

// celian snapshot 1
// LENGTH SHA-256
// ARCHIVE
std::string write_snapshot(const MemoryState& state) {
  std::ostringstream out;
  out.imbue(std::locale::classic());
  {
    boost::archive::text_oarchive archive(out);
    archive << state;
  }
  const std::string text = std::move(out).str();
  return std::string(kFirstLine) + std::to_string(text.size()) + " " + sha256_hex(text) + "\n" +
         text;
}

Result<MemoryState> read_snapshot(std::string_view bytes) {
  if (!bytes.starts_with(kFirstLine)) return broken("has no first line of this version");
  bytes.remove_prefix(kFirstLine.size());
  const std::size_t end = bytes.find('\n');
  if (end == std::string_view::npos) return broken("is cut");
  const std::string_view said = bytes.substr(0, end);
  bytes.remove_prefix(end + 1);
  const std::string is = std::to_string(bytes.size()) + " " + sha256_hex(bytes);
  if (said.substr(0, said.find(' ')) != is.substr(0, is.find(' '))) return broken("is cut");
  if (said != is) return broken("was changed");
  try {
    std::istringstream in{std::string(bytes)};
    in.imbue(std::locale::classic());
    boost::archive::text_iarchive archive(in);
    MemoryState state;
    archive >> state;
    for (std::size_t i = 0; i < state.rows.size(); ++i) {
      if (state.rows[i].sequence != i + 1) return broken("has rows out of order");
    }
    return state;
  } catch (const std::bad_alloc&) {
    return Error{Status::memory, "", "out of memory"};
  } catch (const std::exception& e) {
    return broken(std::string("cannot be read: ") + e.what());
  }
}

}  // namespace celian::store
