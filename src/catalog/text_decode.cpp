#include "catalog/text_decode.hpp"

namespace celian {

using codec::Reader;

void decode_texts(const FileScope& file, std::map<std::string, TextEntry, std::less<>>& out) {
  file.only({"texts"});
  const codec::Value* texts = file.value.find("texts");
  if (texts == nullptr || !texts->is_object())
    return file.report("/texts", "expected an object of texts by key");
  static const std::vector<codec::Member> kNone;
  for (const codec::Member& m : texts->members()) {
    const std::string pointer = codec::join("/texts", m.name);
    TextEntry entry;
    entry.path = file.header.path;
    entry.pointer = pointer;
    Reader r(m.value, pointer);
    if (!is_dotted_code(m.name)) r.fail("", "expected a key of a-z, 0-9, _ and dots");
    entry.professional = read_optional_local_text(r, "professional");
    r.ignore({"notes"});
    for (const codec::Member& t : m.value.is_object() ? m.value.members() : kNone) {
      if (t.name == "professional" || t.name == "notes") continue;
      std::string s = r.required_string(t.name);
      if (r.ok() && s.empty()) r.fail(t.name, "expected a text, found an empty one");
      entry.plain.emplace_back(t.name, std::move(s));
    }
    if (Result<void> done = r.finish(); !done) {
      file.report(done.error());
    } else if (const auto [at, is_new] = out.emplace(m.name, std::move(entry)); !is_new) {
      file.report(pointer, "expected a new key, found one that stands in " + at->second.path);
    }
  }
}

std::vector<std::string> placeholders(std::string_view text) {
  std::vector<std::string> out;
  for (std::size_t at = text.find('{'); at != std::string_view::npos; at = text.find('{', at + 1)) {
    const std::size_t end = text.find('}', at);
    if (end == std::string_view::npos) break;
    out.emplace_back(text.substr(at + 1, end - at - 1));
  }
  return out;
}

}  // namespace celian
