#include "catalog/indicator_decode.hpp"

#include <algorithm>

namespace celian {

using codec::Reader;

namespace {

constexpr codec::Choice<FactType> kTypes[] = {{"flag", FactType::flag},
                                              {"number", FactType::number},
                                              {"code", FactType::code},
                                              {"date", FactType::date}};
constexpr codec::Choice<IndicatorForm> kForms[] = {{"share", IndicatorForm::share},
                                                   {"ratio", IndicatorForm::ratio},
                                                   {"change", IndicatorForm::change}};
constexpr codec::Choice<bool> kBetter[] = {{"higher", true}, {"lower", false}};

bool is_value(const FactDef& def, const std::string& value) {
  if (def.type == FactType::flag) return value == "yes" || value == "no";
  return def.type == FactType::code &&
         (def.values.empty() ||
          std::find(def.values.begin(), def.values.end(), value) != def.values.end());
}

struct FieldEntry {
  CohortField field;
  FactDef def;
};

FieldEntry read_field(Reader& r) {
  FieldEntry e;
  e.def.code = e.field.code = read_code(r, "code");
  e.def.name = e.field.name = read_local_text(r, "name");
  e.def.type = r.required_choice("type", kTypes);
  e.def.values = r.strings("values");
  e.def.unit = r.string_or("unit", "");
  e.field.of_result = r.bool_or("result", false);
  e.field.groups = r.bool_or("groups", false);
  e.field.headers = r.strings("headers");
  e.field.least = r.optional_double("least");
  e.field.most = r.optional_double("most");
  r.for_each_member("words", [&](const std::string& word, Reader& value) {
    e.field.words.emplace_back(word, value.as_string());
    if (value.ok() && !is_value(e.def, e.field.words.back().second)) {
      value.fail("",
                 "expected a value of the field, found \"" + e.field.words.back().second + "\"");
    }
  });
  r.require(e.field.of_result || !e.field.headers.empty(), "headers",
            "expected at least one header of the sheet, or result: true");
  r.require(!e.field.groups || e.def.type == FactType::code, "groups",
            "expected a code field, since groups have names");
  r.require(e.def.type == FactType::number || (!e.field.least && !e.field.most), "least",
            "expected no limits, since this is no number");
  return e;
}

// The slot of a number field.
Slot read_number_field(Reader& r, std::string_view name, const FactIndex& index) {
  const std::string code = r.required_string(name);
  const Slot slot = index.find(code);
  if (r.ok() && (slot == kNoSlot || index[slot].type != FactType::number))
    r.fail(name, "expected a number field, found \"" + code + "\"");
  return slot;
}

Indicator read_indicator(Reader& r, const FactIndex& index, const FileHeader& header) {
  Indicator i;
  i.code = read_code(r, "code");
  i.name = read_local_text(r, "name");
  i.numerator = read_local_text(r, "numerator");
  i.denominator = read_local_text(r, "denominator");
  i.form = r.choice_or("form", kForms, IndicatorForm::share);
  i.of = read_condition(r, "of", index);
  r.for_each("exclude", [&](Reader& e) {
    IndicatorExclusion x;
    x.when = read_condition(e, "when", index);
    x.why = read_local_text(e, "why");
    i.without.push_back(std::move(x));
  });
  if (i.form == IndicatorForm::share) {
    r.require(r.has("with"), "with", "expected who counts, found nothing");
    i.with = read_condition(r, "with", index);
  } else {
    i.first = read_number_field(r, i.form == IndicatorForm::ratio ? "sum" : "later", index);
    i.second = read_number_field(r, i.form == IndicatorForm::ratio ? "over" : "earlier", index);
  }
  i.unit = r.string_or("unit", "");
  i.edition = r.string_or("edition", "");
  i.more_is_better = r.choice_or("better", kBetter, true);
  i.cites = read_cites(r);
  if (i.cites.empty()) i.cites = header.cites;
  i.verified = read_verified(r).value_or(header.verified);
  r.ignore({"notes"});
  return i;
}

}  // namespace

std::vector<Slot> Indicator::fields() const {
  std::vector<Slot> out;
  of.facts(out);
  with.facts(out);
  for (const IndicatorExclusion& e : without) e.when.facts(out);
  for (const Slot s : {first, second}) {
    if (s != kNoSlot) out.push_back(s);
  }
  std::sort(out.begin(), out.end());
  out.erase(std::unique(out.begin(), out.end()), out.end());
  return out;
}

const CohortField* IndicatorBase::field(std::string_view code) const noexcept {
  const Slot slot = index.find(code);
  return slot == kNoSlot ? nullptr : &fields[slot];
}

void decode_cohort_fields(const FileScope& file, IndicatorBase& out) {
  file.only({"fields", "indicators"});
  if (file.value.find("fields") == nullptr) return;
  file.each("fields", read_field, [&](FieldEntry e, const std::string& pointer) {
    if (out.index.find(e.def.code) != kNoSlot) {
      return file.report(pointer + "/code",
                         "expected a new field, found \"" + e.def.code + "\" a second time");
    }
    e.field.path = file.header.path;
    e.field.pointer = pointer;
    out.index.add(std::move(e.def));
    out.fields.push_back(std::move(e.field));
  });
}

void decode_indicators(const FileScope& file, IndicatorBase& out) {
  if (file.value.find("indicators") == nullptr) return;
  file.each(
      "indicators", [&](Reader& r) { return read_indicator(r, out.index, file.header); },
      [&](Indicator i, const std::string& pointer) {
        const bool known = std::any_of(out.indicators.begin(), out.indicators.end(),
                                       [&](const Indicator& o) { return o.code == i.code; });
        if (known) {
          return file.report(pointer + "/code",
                             "expected a new indicator, found \"" + i.code + "\" a second time");
        }
        i.path = file.header.path;
        i.pointer = pointer;
        out.indicators.push_back(std::move(i));
      });
}

}  // namespace celian
