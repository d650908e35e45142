#include "catalog/decode.hpp"

#include <algorithm>

namespace celian {

using codec::Reader;
using codec::Value;

namespace {

constexpr std::string_view kHeaderFields[] = {
    "kind",       "format", "id",    "edition", "revision", "status", "in_force_from",
    "supersedes", "title",  "cites", "licence", "verified", "notes",  "examples"};

constexpr codec::Choice<Verified> kVerified[] = {{"primary", Verified::primary},
                                                 {"secondary", Verified::secondary},
                                                 {"unverified", Verified::unverified},
                                                 {"policy", Verified::policy}};
constexpr codec::Choice<FileStatus> kStatus[] = {{"current", FileStatus::current},
                                                 {"superseded", FileStatus::superseded},
                                                 {"draft", FileStatus::draft}};
constexpr codec::Choice<Evidence> kEvidence[] = {{"regulation", Evidence::regulation},
                                                 {"guideline", Evidence::guideline},
                                                 {"trial", Evidence::trial},
                                                 {"consensus", Evidence::consensus},
                                                 {"convention", Evidence::convention}};
constexpr codec::Choice<IntensityClass> kIntensity[] = {{"very_light", IntensityClass::very_light},
                                                        {"light", IntensityClass::light},
                                                        {"moderate", IntensityClass::moderate},
                                                        {"vigorous", IntensityClass::vigorous},
                                                        {"near_max", IntensityClass::near_max}};
constexpr codec::Choice<Supervision> kSupervision[] = {{"none", Supervision::none},
                                                       {"family", Supervision::family},
                                                       {"instructor", Supervision::instructor},
                                                       {"therapist", Supervision::therapist},
                                                       {"medical", Supervision::medical}};

// Parts of allowed characters, joined by dots; `dash` and `dot` say whether these may occur.
bool matches(std::string_view text, bool dot, bool dash) noexcept {
  char last = '.';
  for (const char c : text) {
    const bool plain =
        (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_' || (dash && c == '-');
    if (!plain && !(dot && c == '.' && last != '.')) return false;
    last = c;
  }
  return last != '.';
}

}  // namespace

bool is_code(std::string_view text) noexcept { return matches(text, false, false); }
bool is_dotted_code(std::string_view text) noexcept { return matches(text, true, false); }
bool is_id(std::string_view text) noexcept { return matches(text, true, true); }

void FileScope::only(std::initializer_list<std::string_view> names) const {
  for (const codec::Member& m : value.members()) {
    if (std::find(names.begin(), names.end(), m.name) != names.end()) continue;
    if (std::find(std::begin(kHeaderFields), std::end(kHeaderFields), m.name) !=
        std::end(kHeaderFields))
      continue;
    report(codec::join("", m.name), "unknown field \"" + m.name + "\"");
  }
}

void ignore_header(Reader& r) {
  r.ignore({"kind", "format", "id", "edition", "revision", "status", "in_force_from", "supersedes",
            "title", "cites", "licence", "verified", "notes", "examples"});
}

FileHeader read_header(Reader& r, std::string path) {
  FileHeader h;
  h.path = std::move(path);
  h.kind = r.required_string("kind");
  const std::int64_t format = r.required_int("format");
  r.require(format == 1, "format", "expected 1, the only format that this version reads");
  h.id = r.required_string("id");
  r.require(is_id(h.id), "id", "expected parts of a-z, 0-9, _ and - joined by dots");
  h.edition = r.string_or("edition", "");
  h.revision = static_cast<int>(r.int_or("revision", 1, {.min = 1, .max = 9999}));
  h.status = r.choice_or("status", kStatus, FileStatus::current);
  h.in_force_from = r.optional_date("in_force_from");
  h.supersedes = r.string_or("supersedes", "");
  h.licence = r.string_or("licence", "");
  r.ignore({"notes", "examples"});
  if (h.kind ==
      "source") {  // a record about something else: its title and licence are not those of a file
    r.ignore({"title", "cites", "verified"});
    return h;
  }
  h.title = read_local_text(r, "title");
  h.cites = read_cites(r);
  if (h.licence != "facts" && h.licence != "own" && h.licence != "public_domain" &&
      h.licence != "restricted") {
    r.fail("licence",
           "expected facts, own, public_domain or restricted, found \"" + h.licence + "\"");
  }
  const std::optional<Verified> verified = read_verified(r);
  if (!verified)
    r.fail("verified", "expected primary, secondary, unverified or policy, found nothing");
  h.verified = verified.value_or(Verified::unverified);
  return h;
}

std::string read_code(Reader& r, std::string_view name) {
  std::string code = r.required_string(name);
  if (r.ok() && !is_code(code))
    r.fail(name, "expected a code of a-z, 0-9 and _, found \"" + code + "\"");
  return code;
}

LocalText read_optional_local_text(Reader& r, std::string_view name) {
  return r.has(name) ? read_local_text(r, name) : LocalText();
}

LocalText read_local_text(Reader& r, std::string_view name) {
  LocalText out;
  r.child(name, [&](Reader& text) {
    text.for_each_member([&](const std::string& locale, Reader& t) {
      std::string s = t.as_string();
      if (t.ok() && s.empty()) t.fail("", "expected a text, found an empty one");
      out.emplace_back(locale, std::move(s));
    });
    for (const std::string_view locale : {"en", "zh-CN"}) {
      const bool there =
          std::any_of(out.begin(), out.end(), [&](const auto& p) { return p.first == locale; });
      text.require(there, "", "expected a text in " + std::string(locale) + ", found none");
    }
  });
  return out;
}

std::vector<Citation> read_cites(Reader& r) {
  std::vector<Citation> out;
  r.for_each("cites", [&](Reader& c) {
    Citation cite{c.required_string("source"), c.string_or("where", "")};
    if (c.ok() && cite.source.rfind("src.", 0) != 0) {
      c.fail("source", "expected the id of a source (src.…), found \"" + cite.source + "\"");
    }
    out.push_back(std::move(cite));
  });
  return out;
}

std::optional<Verified> read_verified(Reader& r) {
  return r.optional_choice("verified", kVerified);
}

Evidence read_evidence(Reader& r, Evidence otherwise) {
  return r.choice_or("evidence", kEvidence, otherwise);
}

std::optional<IntensityClass> read_intensity(Reader& r, std::string_view name) {
  return r.optional_choice(name, kIntensity);
}

std::optional<Supervision> read_supervision(Reader& r, std::string_view name) {
  return r.optional_choice(name, kSupervision);
}

Condition read_condition(Reader& r, std::string_view name, const FactIndex& facts) {
  const Value* v = r.raw(name);
  if (v == nullptr) {
    r.fail(name, "expected a condition, found nothing");
    return {};
  }
  Result<Condition> c = Condition::compile(*v, facts, codec::join(r.pointer(), name));
  if (c) return *std::move(c);
  r.fail(c.error());
  return {};
}

std::optional<Interval> read_interval(Reader& r, std::string_view name) {
  const Value* v = r.raw(name);
  if (v == nullptr) return std::nullopt;
  if (v->is_number()) return Interval{v->as_double(), v->as_double()};
  const auto side = [](const Value& s) {
    return s.is_number() ? std::optional(s.as_double()) : std::nullopt;
  };
  const auto fine = [](const Value& s) { return s.is_number() || s.is_null(); };
  if (!v->is_array() || v->size() != 2 || !fine(v->items()[0]) || !fine(v->items()[1])) {
    r.fail(name, "expected [from, to], found " + codec::write(*v));
    return std::nullopt;
  }
  Interval out{side(v->items()[0]), side(v->items()[1])};
  if (out.lo && out.hi && *out.lo > *out.hi)
    r.fail(name, "expected from <= to, found " + codec::write(*v));
  return out;
}

}  // namespace celian
