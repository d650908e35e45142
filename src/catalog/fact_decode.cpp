#include "catalog/fact_decode.hpp"

#include <algorithm>

namespace celian {

using codec::Reader;

namespace {

constexpr codec::Choice<FactType> kType[] = {{"flag", FactType::flag},
                                             {"number", FactType::number},
                                             {"code", FactType::code},
                                             {"date", FactType::date}};
constexpr codec::Choice<bool> kWho[] = {{"person", true}, {"centre", false}};
constexpr codec::Choice<bool> kSetBy[] = {{"engine", true}};

bool has_namespace(std::string_view code) {
  for (const std::string_view space : {"condition.", "medicine.", "symptom.", "answer."}) {
    if (code.substr(0, space.size()) == space) return true;
  }
  return false;
}

void check_code(Reader& r, const std::string& code) {
  if (!r.ok()) return;
  if (!is_dotted_code(code))
    r.fail("code", "expected parts of a-z, 0-9 and _ joined by dots, found \"" + code + "\"");
  if (code.find('.') != std::string::npos && !has_namespace(code)) {
    r.fail("code", "expected no dot outside condition., medicine., symptom. and answer., found \"" +
                       code + "\"");
  }
}

void read_ask(Reader& r, FactDef& def) {
  r.optional_child("ask", [&](Reader& ask) {
    if (ask.has("via")) {
      def.settled_by.push_back(ask.required_string("via"));
      return;
    }
    def.ask_who = ask.required_choice("who", kWho) ? "person" : "centre";
    def.ask_seconds = static_cast<int>(ask.int_or("seconds", 0, {.min = 0, .max = 3600}));
  });
}

// One text, or a list of them.
std::vector<std::string> read_one_or_more(Reader& r, std::string_view name) {
  const codec::Value* v = r.raw(name);
  if (v != nullptr && v->is_string()) return {v->as_string()};
  return r.strings(name);
}

// What a fact and an attribute have in common.
void read_body(Reader& r, FactDef& def) {
  def.type = r.required_choice("type", kType);
  def.unit = r.string_or("unit", "");
  def.values = r.strings("values");
  def.aliases = r.strings("aliases");
  def.icd10 = read_one_or_more(r, "icd10");
  def.loinc = r.string_or("loinc", "");
  def.snomed = r.string_or("snomed", "");
  if (const auto days = r.optional_int("holds_days", {.min = 0, .max = 36500}))
    def.holds_days = static_cast<int>(*days);
  r.optional_choice("set_by", kSetBy);
  def.settled_by = r.strings("settled_by");
  def.detail_of = r.strings("detail_of");
  read_ask(r, def);
  read_verified(r);
  read_cites(r);
  r.ignore({"notes"});
  if (!r.ok()) return;
  r.require(def.type != FactType::number || !def.unit.empty(), "unit",
            "expected the unit of a number, found nothing");
  r.require(def.type == FactType::number || def.unit.empty(), "unit",
            "expected no unit: this fact is no number");
  r.require(def.type != FactType::code || !def.values.empty(), "values",
            "expected the codes of a code fact, found nothing");
  r.require(def.type == FactType::code || def.values.empty(), "values",
            "expected no values: this fact is no code");
  for (std::size_t i = 0; i < def.values.size(); ++i) {
    if (!is_code(def.values[i]))
      r.fail("values", "expected codes of a-z, 0-9 and _, found \"" + def.values[i] + "\"");
    if (std::find(def.values.begin(), def.values.begin() + static_cast<std::ptrdiff_t>(i),
                  def.values[i]) != def.values.begin() + static_cast<std::ptrdiff_t>(i)) {
      r.fail("values", "expected each code once, found \"" + def.values[i] + "\" twice");
    }
  }
}

FactDef read_attribute(Reader& r, const FactDef& parent) {
  FactDef def;
  def.code = parent.code + "." + read_code(r, "code");
  def.name = r.has("name") ? read_local_text(r, "name") : parent.name;
  read_body(r, def);
  if (!def.holds_days) def.holds_days = parent.holds_days;
  return def;
}

}  // namespace

void decode_facts(const FileScope& file, std::vector<FactEntry>& out) {
  file.only({"facts"});
  file.each(
      "facts",
      [&](Reader& r) {
        FactEntry fact;
        FactDef& def = fact.def;
        def.code = r.required_string("code");
        check_code(r, def.code);
        def.name = read_local_text(r, "name");
        read_body(r, def);
        fact.derive = r.raw("derive");
        fact.derive_class = r.raw("derive_class");
        def.derived = fact.derive != nullptr || fact.derive_class != nullptr;
        if (r.ok() && fact.derive != nullptr && def.type != FactType::flag) {
          r.fail("derive", "expected a flag (a code fact has derive_class)");
        }
        if (r.ok() && fact.derive_class != nullptr && def.type != FactType::code) {
          r.fail("derive_class", "expected a code fact (a flag has derive)");
        }
        std::vector<FactEntry> entries = {fact};
        r.for_each("attributes", [&](Reader& a) {
          FactDef attribute = read_attribute(a, def);
          entries.push_back({std::move(attribute), "", a.pointer(), nullptr, nullptr});
        });
        return entries;
      },
      [&](std::vector<FactEntry> entries, const std::string& pointer) {
        entries[0].pointer = pointer;
        for (FactEntry& e : entries) {
          e.path = file.header.path;
          out.push_back(std::move(e));
        }
      });
}

}  // namespace celian
