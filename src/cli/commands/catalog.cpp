// celian catalog: what the program knows.
#include <algorithm>
#include <iostream>
#include <map>

#include "catalog/knowledge_base.hpp"
#include "cli/setting.hpp"
#include "cli/shown_text.hpp"
#include "cli/table.hpp"
#include "codec/json.hpp"

namespace celian::cli {

namespace {

using codec::Value;

constexpr Verified kStates[] = {Verified::primary, Verified::secondary, Verified::unverified,
                                Verified::policy};

bool is_state(std::string_view text) {
  return std::any_of(std::begin(kStates), std::end(kStates),
                     [&](Verified v) { return verified_name(v) == text; });
}

std::string text_of(const Value* v, const std::string& locale) {
  if (v == nullptr || v->is_null()) return "";
  if (v->is_string()) return v->as_string();
  if (v->is_object()) {
    if (const Value* local = v->find(locale)) return text_of(local, locale);
    if (const Value* source = v->find("source")) return text_of(source, locale);
    return "";
  }
  if (!v->is_array()) return codec::write(*v);
  std::string out;
  for (const Value& one : v->items()) out += (out.empty() ? "" : ", ") + text_of(&one, locale);
  return out;
}

int overview(const KnowledgeBase& kb) {
  std::map<std::string, std::size_t> kinds;
  for (const FileHeader& h : kb.files()) ++kinds[h.kind];
  std::cout << "data " << kb.version() << "\n\n";
  std::vector<std::vector<std::string>> rows;
  for (const auto& [kind, n] : kinds) rows.push_back({kind, std::to_string(n)});
  std::cout << table({"kind", "files"}, rows) << "\n";
  const std::size_t rules =
      kb.rules().screen.size() + kb.rules().guide.size() + kb.rules().progress.size();
  std::cout << kb.tests().size() << " tests, " << kb.facts().size() << " facts, " << rules
            << " rules, " << kb.exercises().size() << " exercises, " << kb.medicines().size()
            << " classes of medicines, " << kb.sources().size() << " sources\n"
            << "celian catalog list KIND lists one kind, also rules, exercises and medicines one "
               "by one.\n";
  return kDone;
}

// How far the knowledge was checked against its sources, counted.
int count_verified(const KnowledgeBase& kb) {
  std::vector<std::vector<std::string>> rows;
  const auto count = [&](const char* what, const auto& entries, const auto& state_of) {
    std::vector<std::string> row = {what};
    for (const Verified state : kStates) {
      row.push_back(std::to_string(std::count_if(
          entries.begin(), entries.end(), [&](const auto& e) { return state_of(e) == state; })));
    }
    row.push_back(std::to_string(entries.size()));
    rows.push_back(std::move(row));
  };
  const auto own = [](const auto& e) { return e.verified; };
  std::vector<FileHeader> standards, norms, presets, scales;
  Verified dictionary = Verified::unverified;  // of diseases: one file, one state
  for (const FileHeader& h : kb.files()) {
    if (h.kind == "standard") standards.push_back(h);
    if (h.kind == "norm") norms.push_back(h);
    if (h.kind == "preset") presets.push_back(h);
    if (h.kind == "scale") scales.push_back(h);
    if (h.id == "facts.conditions") dictionary = h.verified;
  }
  std::vector<std::string> conditions;
  for (std::size_t i = 0; i < kb.facts().size(); ++i) {
    const std::string& code = kb.facts()[static_cast<Slot>(i)].code;
    if (code.starts_with("condition.") && code.find('.', 10) == std::string::npos)
      conditions.push_back(code);
  }
  std::vector<Rule> rules = kb.rules().screen;
  rules.insert(rules.end(), kb.rules().guide.begin(), kb.rules().guide.end());
  rules.insert(rules.end(), kb.rules().progress.begin(), kb.rules().progress.end());
  count("standards", standards, own);
  count("norms", norms, own);
  count("rules", rules, own);
  count("presets", presets, own);
  count("conditions", conditions, [&](const std::string&) { return dictionary; });
  count("scales", scales, own);
  count("exercises", kb.exercises(), own);
  count("tests", kb.tests(), own);
  count("formulas", kb.formulas(), own);
  count("classes of medicines", kb.medicines(), own);
  std::cout << "data " << kb.version() << ": entries, by how far they were checked\n\n"
            << table({"entries", "primary", "secondary", "unverified", "policy", "all"}, rows)
            << "\n"
            << "primary: read in the source itself. secondary: in somebody else's account of it. "
               "unverified: nobody has checked it.\n"
               "policy: a decision of this project. The weakest of the parts that an entry rests "
               "on counts.\n";
  return kDone;
}

// Columns that any item of the list fills, in the order in which they make sense.
void print_list(const Value& result, const std::string& locale) {
  static constexpr const char* kColumns[] = {"reference", "code", "unit", "status", "read", "year",
                                             "verified",  "file", "name", "title",  "cites"};
  const Value* items = result.find("items");
  std::vector<std::string> head;
  for (const char* column : kColumns) {
    const bool is_used =
        items != nullptr &&
        std::any_of(items->items().begin(), items->items().end(),
                    [&](const Value& item) { return !text_of(item.find(column), locale).empty(); });
    if (is_used) head.emplace_back(column);
  }
  std::vector<std::vector<std::string>> rows;
  for (const Value& item : items->items()) {
    std::vector<std::string> row;
    for (const std::string& column : head) row.push_back(text_of(item.find(column), locale));
    rows.push_back(std::move(row));
  }
  std::cout << table(head, rows, 140) << counted(rows.size(), "entry", "entries") << "\n";
}

void print_fields(const Value& result, const std::string& locale) {
  for (const codec::Member& m : result.members()) {
    if (m.name == "v" || m.name == "label" || m.name == "used" || m.name == "data_version")
      continue;
    const std::string text = text_of(&m.value, locale);
    if (!text.empty()) std::cout << pad(m.name, 16) << text << "\n";
  }
}

}  // namespace

int run_catalog(const Arguments& a) {
  const auto locale = locale_of(a, "catalog");
  if (!locale) return kUsage;
  const std::string what = a.at(0), which = a.at(1);
  Value request = Value::object();
  std::string op;
  if (what == "list") {
    op = "catalog.list";
    if (!which.empty()) request.set("kind", which);
    if (a.has("verified")) request.set("verified", a.get("verified"));
  } else if (what == "get" || what == "cite") {
    if (which.empty())
      return complain_usage("catalog", what + " what? give an id; celian catalog list shows them");
    op = "catalog." + what;
    request.set("id", which);
  } else if (!what.empty() && what != "verified") {
    return complain_usage("catalog", "list, get, cite or verified, not '" + what + "'");
  }
  if (a.has("verified") && !is_state(a.get("verified"))) {
    return complain_usage(
        "catalog",
        "--verified is primary, secondary, unverified or policy, not '" + a.get("verified") + "'");
  }
  int code = kDone;
  const auto engine = make_engine(a, code);
  if (!engine) return code;
  if (what.empty()) return overview(engine->catalog().internals());
  if (what == "verified") return count_verified(engine->catalog().internals());
  const auto result = engine->call(op, codec::write(request));
  if (!result) return complain("", {result.error().status, "", result.error().message});
  const auto value = codec::parse(*result);
  if (!value) return complain("", {Status::internal, "", value.error().message});
  if (a.has("json") || what == "get") {
    const Value* file = what == "get" && !a.has("json") ? value->find("file") : nullptr;
    std::cout << codec::write(file != nullptr ? *file : *value, 2) << "\n";
  } else if (what == "list") {
    print_list(*value, *locale);
  } else {
    print_fields(*value, *locale);
  }
  return kDone;
}

}  // namespace celian::cli
