#include "catalog/reference.hpp"

#include <charconv>
#include <set>
#include <string>
#include <tuple>

#include "catalog/nearest.hpp"

namespace celian {

std::string FileHeader::reference() const {
  return edition.empty() ? id : id + "@" + edition + "+r" + std::to_string(revision);
}

bool Reference::names(const BaseFile& f) const noexcept {
  return f.id() == id && (!edition || *edition == f.edition()) &&
         (!revision || *revision == f.revision());
}

Reference parse_reference(std::string_view text) noexcept {
  Reference out;
  if (const std::size_t plus = text.rfind("+r"); plus != std::string_view::npos) {
    int revision = 0;
    const char* const end = text.data() + text.size();
    const auto [at, error] = std::from_chars(text.data() + plus + 2, end, revision);
    if (error == std::errc() && at == end) {
      out.revision = revision;
      text = text.substr(0, plus);
    }
  }
  const std::size_t at = text.find('@');
  out.id = text.substr(0, at);
  if (at != std::string_view::npos) out.edition = text.substr(at + 1);
  return out;
}

bool is_preferred(const FileHeader& a, const FileHeader& b) noexcept {
  const auto rank = [](const FileHeader& h) {
    const int in_force = h.status == FileStatus::current      ? 2
                         : h.status == FileStatus::superseded ? 1
                                                              : 0;
    const std::int64_t from = h.in_force_from ? h.in_force_from->days_since_epoch() : INT32_MIN;
    return std::tuple(in_force, from, std::string_view(h.edition), h.revision);
  };
  return rank(a) > rank(b);
}

Error unknown_reference(std::string_view kind, std::string_view reference, const BaseFiles& files) {
  std::set<std::string> ids;
  for (const BaseFile& f : files) {
    if (f.kind() == kind) ids.insert(f.edition().empty() ? f.id() : f.id() + "@" + f.edition());
  }
  std::string message = "no " + std::string(kind) + " \"" + std::string(reference) + "\"";
  std::string nearest;
  for (const std::string& name : nearest_names(reference, {ids.begin(), ids.end()})) {
    nearest += (nearest.empty() ? "; did you mean " : " or ") + name;
  }
  return Error{Status::unknown_id, "", message + nearest + (nearest.empty() ? "" : "?")};
}

}  // namespace celian
