#include "cli/setting.hpp"

#include "base/number_text.hpp"
#include "cli/files.hpp"
#include "cli/pack_folder.hpp"

namespace celian::cli {

std::optional<Engine> make_engine(const Arguments& a, int& code) {
  auto catalog = Catalog::builtin();
  if (!catalog) {
    code = complain("", catalog.error());
    return std::nullopt;
  }
  const auto packs = a.options.find("pack");
  if (packs != a.options.end()) {
    for (const std::string& path : packs->second) {
      const auto text = read_pack(path);
      auto with = text ? (*catalog)->with_pack(*text)
                       : Result<std::shared_ptr<const Catalog>>(text.error());
      if (!with) {
        code = complain(path, with.error());
        return std::nullopt;
      }
      catalog = std::move(with);
    }
  }
  return Engine(std::move(*catalog));
}

std::optional<std::string> locale_of(const Arguments& a, std::string_view command) {
  std::string locale = a.get("locale", "zh-CN");
  if (locale == "zh") locale = "zh-CN";
  if (locale == "zh-CN" || locale == "en") return locale;
  complain_usage(command, "--locale is zh-CN or en, not '" + locale + "'");
  return std::nullopt;
}

namespace {

std::optional<int> whole_number(const Arguments& a, std::string_view command, const char* option,
                                int least, int most) {
  const auto number = parse_number(a.get(option));
  if (number && *number >= least && *number <= most && *number == static_cast<int>(*number))
    return static_cast<int>(*number);
  complain_usage(command, "--" + std::string(option) + " is a whole number from " +
                              std::to_string(least) + " to " + std::to_string(most) + ", not '" +
                              a.get(option) + "'");
  return std::nullopt;
}

}  // namespace

std::optional<std::size_t> threads_of(const Arguments& a, std::string_view command) {
  if (!a.has("threads")) return 0;
  const auto n = whole_number(a, command, "threads", 0, 256);
  return n ? std::optional<std::size_t>(static_cast<std::size_t>(*n)) : std::nullopt;
}

std::optional<int> weeks_of(const Arguments& a, std::string_view command, int otherwise) {
  return a.has("weeks") ? whole_number(a, command, "weeks", 1, 12) : otherwise;
}

Result<std::optional<Date>> day_of(const Arguments& a, std::string_view option) {
  if (!a.has(option)) return std::optional<Date>();
  const auto day = Date::parse(a.get(option));
  if (!day)
    return Error{
        Status::syntax, "",
        "--" + std::string(option) + " is a day like 2026-11-21, not '" + a.get(option) + "'"};
  return std::optional<Date>(*day);
}

}  // namespace celian::cli
