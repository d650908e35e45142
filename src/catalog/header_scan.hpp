// Finds the header fields of a file without parsing the rest of it.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace celian {

bool is_header_field(std::string_view name) noexcept;

// The members of the outermost object that belong to the header, name and JSON text. nullopt if
// the text is no object; what it holds is not checked.
std::optional<std::vector<std::pair<std::string_view, std::string_view>>> scan_header(
    std::string_view json);

}  // namespace celian
