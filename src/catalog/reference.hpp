// References to files: "id", "id@edition", "id@edition+rN".
#pragma once

#include <optional>
#include <string_view>

#include "catalog/base_files.hpp"
#include "catalog/common.hpp"
#include "celian/error.hpp"

namespace celian {

struct Reference {
  std::string_view id;
  std::optional<std::string_view> edition;
  std::optional<int> revision;
  bool names(const BaseFile&) const noexcept;
};

Reference parse_reference(std::string_view) noexcept;

// Which of two files a shorter reference means: the one in force before a superseded one or a
// draft, then the later edition, then the higher revision.
bool is_preferred(const FileHeader& a, const FileHeader& b) noexcept;

// Status::unknown_id, with the ids of that kind that resemble it.
Error unknown_reference(std::string_view kind, std::string_view reference, const BaseFiles&);

}  // namespace celian
