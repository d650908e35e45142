#include "catalog/source_decode.hpp"

#include <algorithm>

namespace celian {

using codec::Reader;
using codec::Value;

namespace {

constexpr std::string_view kTypes[] = {"regulation", "guideline", "paper", "book",
                                       "dataset",    "digest",    "code",  "policy"};
constexpr std::string_view kRead[] = {"full_text", "abstract", "secondary", "none"};

// Bibliographic fields are shown and never compared: a year may be a number, authors a list.
std::string read_loose(Reader& r, std::string_view name) {
  const Value* v = r.raw(name);
  if (v == nullptr) return {};
  if (v->is_string()) return v->as_string();
  if (v->is_int()) return codec::write(*v);
  std::string out;
  if (v->is_array()) {
    for (const Value& item : v->items()) {
      if (!item.is_string())
        r.fail(name, "expected texts in the list, found " + codec::write(item));
      if (!r.ok()) return {};
      out += (out.empty() ? "" : "; ") + item.as_string();
    }
    return out;
  }
  r.fail(name, "expected a text, a whole number or a list of texts");
  return out;
}

// The title as printed, else the English one.
std::string read_title(Reader& r) {
  const Value* v = r.raw("title");
  if (v == nullptr || !v->is_object()) return read_loose(r, "title");
  const LocalText texts = read_local_text(r, "title");
  return texts.empty() ? "" : texts.front().second;
}

template <std::size_t N>
void one_of(Reader& r, std::string_view name, const std::string& text,
            const std::string_view (&choices)[N]) {
  if (!r.ok() || std::find(std::begin(choices), std::end(choices), text) != std::end(choices))
    return;
  std::string known;
  for (const std::string_view c : choices) known += (known.empty() ? "" : ", ") + std::string(c);
  r.fail(name, "expected one of " + known + ", found \"" + text + "\"");
}

}  // namespace

void decode_source(const FileScope& file, std::vector<SourceRecord>& out) {
  Reader r(file.value);
  r.ignore({"kind", "format", "edition", "revision", "status", "in_force_from", "supersedes",
            "cites", "verified"});
  SourceRecord s;
  s.id = r.required_string("id");
  r.require(s.id.rfind("src.", 0) == 0 && is_code(s.id.substr(4)), "id",
            "expected src.<code of a-z, 0-9 and _>");
  s.title = read_title(r);
  r.require(!s.title.empty(), "title", "expected a title, found nothing");
  s.authors = read_loose(r, "authors");
  s.publisher = read_loose(r, "publisher");
  s.year = read_loose(r, "year");
  s.number = read_loose(r, "number");
  s.doi = read_loose(r, "doi");
  s.address = read_loose(r, "address");
  s.language = read_loose(r, "language");
  s.type = r.required_string("type");
  one_of(r, "type", s.type, kTypes);
  s.read = r.required_string("read");
  one_of(r, "read", s.read, kRead);
  s.licence = read_loose(r, "licence");
  s.redistribution = r.required_bool("redistribution");
  s.notes = read_loose(r, "notes");
  if (Result<void> done = r.finish(); !done) return file.report(done.error());
  out.push_back(std::move(s));
}

}  // namespace celian
