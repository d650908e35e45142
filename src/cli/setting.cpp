#include "cli/setting.hpp"

#include "cli/files.hpp"

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
      const auto text = read_file(path);
      auto with = text ? (*catalog)->with_pack(*text) : Result<std::shared_ptr<const Catalog>>(text.error());
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

Result<std::optional<Date>> day_of(const Arguments& a, std::string_view option) {
  if (!a.has(option)) return std::optional<Date>();
  const auto day = Date::parse(a.get(option));
  if (!day) return Error{Status::syntax, "", "--" + std::string(option) + " is a day like 2026-11-21, not '" + a.get(option) + "'"};
  return std::optional<Date>(*day);
}

}  // namespace celian::cli
