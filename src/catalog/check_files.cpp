#include <algorithm>

#include "catalog/check_context.hpp"
#include "catalog/reference.hpp"

namespace celian {

using codec::Value;

namespace {

void check_ids(CheckContext& c) {
  for (std::size_t i = 0; i < c.files.size(); ++i) {
    for (std::size_t j = 0; j < i; ++j) {
      const FileHeader &a = c.headers[i], &b = c.headers[j];
      if (a.id == b.id && a.edition == b.edition && a.revision == b.revision) {
        c.report(a.path, "/id",
                 "expected a new id, found " + a.reference() + ", which " + b.path + " has");
      }
    }
  }
}

// The place of a file says what it is, so that nobody has to open it.
void check_place(CheckContext& c, const BaseFile& f) {
  if (!f.pack().empty()) return;
  std::string expected;
  if (f.kind() == "standard") expected = "standards/" + f.id() + "@" + f.edition() + ".json";
  if (f.kind() == "norm") expected = "norms/" + f.id() + "@" + f.edition() + ".json";
  if (f.kind() == "source" && f.id().size() > 4) expected = "sources/" + f.id().substr(4) + ".json";
  if (!expected.empty() && f.path() != expected)
    c.report(f.shown(), "/id", "expected this file at data/" + expected);
}

void check_header(CheckContext& c, const FileHeader& h, const Value& json) {
  const bool table = h.kind == "standard" || h.kind == "norm";
  if (table && h.edition.empty())
    c.report(h.path, "/edition", "expected an edition, found nothing");
  if (h.licence == "restricted" && !c.scope.restricted_ships) {
    c.report(h.path, "/licence",
             "expected a licence that allows shipping, found restricted (use a pack)");
  }
  const Value* cites = json.find("cites");
  if (h.kind != "source" && (cites == nullptr || cites->size() == 0)) {
    c.report(h.path, "/cites", "expected at least one source, found none");
  }
  if (!h.supersedes.empty() && !c.has_file(h.supersedes)) {
    c.report(h.path, "/supersedes", "expected a file of this base, found \"" + h.supersedes + "\"");
  }
}

// Wherever "cites" stands, in headers, rows or rules.
void check_cites(CheckContext& c, const std::string& path, const Value& v,
                 const std::string& pointer) {
  if (v.is_array()) {
    for (std::size_t i = 0; i < v.size(); ++i)
      check_cites(c, path, v.items()[i], codec::join(pointer, i));
    return;
  }
  if (!v.is_object()) return;
  for (const codec::Member& m : v.members()) {
    const std::string below = codec::join(pointer, m.name);
    if (m.name != "source" || !m.value.is_string() || m.value.as_string().rfind("src.", 0) != 0) {
      check_cites(c, path, m.value, below);
      continue;
    }
    const std::string& id = m.value.as_string();
    const bool there = std::any_of(c.files.begin(), c.files.end(), [&](const BaseFile& f) {
      return f.kind() == "source" && f.id() == id;
    });
    if (!there) {
      c.report(path, below, "expected a source of data/sources, found \"" + id + "\"");
    }
  }
}

// A table made from a source whose owner does not allow it may not ship.
void check_redistribution(CheckContext& c, const FileHeader& h) {
  if (h.kind != "standard" && h.kind != "norm") return;
  const auto forbids = [&](const Citation& cite) {
    return std::any_of(c.sources.begin(), c.sources.end(), [&](const SourceRecord& s) {
      return s.id == cite.source && !s.redistribution;
    });
  };
  if (!h.cites.empty() && std::all_of(h.cites.begin(), h.cites.end(), forbids)) {
    c.warnings.push_back(
        {h.path, "/cites", "every source of this table is marked redistribution: false"});
  }
}

}  // namespace

void check_files(CheckContext& c) {
  check_ids(c);
  for (std::size_t i = 0; i < c.files.size(); ++i) {
    check_place(c, c.files[i]);
    check_header(c, c.headers[i], c.json[i]);
    check_cites(c, c.files[i].shown(), c.json[i], "");
    if (!c.scope.restricted_ships) check_redistribution(c, c.headers[i]);
  }
}

}  // namespace celian
