// What every knowledge file carries, decoded once. See docs/data-format.md section 1.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "celian/date.hpp"
#include "celian/reason.hpp"

namespace celian {

// A text in several locales, in file order: {"en", …}, {"zh-CN", …}.
using LocalText = std::vector<std::pair<std::string, std::string>>;

enum class FileStatus : std::uint8_t { current, superseded, draft };

struct FileHeader {
  std::string kind;
  std::string path;  // as in the base or pack, for messages
  std::string id;
  std::string edition;
  int revision = 1;
  FileStatus status = FileStatus::current;
  std::optional<Date> in_force_from;
  std::string supersedes;
  LocalText title;
  std::vector<Citation> cites;
  std::string licence;
  Verified verified = Verified::unverified;

  // "id@edition+rN" where there is an edition, else "id".
  std::string reference() const;
};

}  // namespace celian
