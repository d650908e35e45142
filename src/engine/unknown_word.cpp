#include "engine/unknown_word.hpp"

#include "catalog/nearest.hpp"

namespace celian::engine {

namespace {

std::string joined(const std::vector<std::string>& words) {
  std::string out;
  for (const std::string& w : words) out += (out.empty() ? "" : ", ") + w;
  return out;
}

}  // namespace

Error unknown_word(std::string_view what, std::string_view typed,
                   const std::vector<std::string>& words, std::string_view kind,
                   std::string pointer) {
  constexpr std::size_t kFew = 16;
  std::string message = "'" + std::string(typed) + "' is no " + std::string(what);
  if (words.size() <= kFew) {
    message += "; there are: " + joined(words);
  } else {
    const std::string near = joined(nearest_names(typed, words));
    if (!near.empty()) message += "; nearest: " + near;
    message += "; catalog.list " + std::string(kind) + (kind.empty() ? "" : " ") + "names all";
  }
  return {Status::unknown_id, std::move(pointer), std::move(message)};
}

}  // namespace celian::engine
