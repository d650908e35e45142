#include "catalog/scale_decode.hpp"

#include <algorithm>
#include <utility>

#include "catalog/case_facts.hpp"

namespace celian {

using codec::Reader;

namespace {

Slot read_fact(Reader& r, const FactIndex& facts) {
  const std::string code = r.required_string("fact");
  const Slot s = facts.find(code);
  if (r.ok() && s == kNoSlot)
    r.fail("fact", "expected a fact of the dictionary, found \"" + code + "\"");
  return s;
}

// What a row compares with: a number, a flag, or a code of the fact.
std::optional<double> read_is(Reader& r, const FactIndex& facts, Slot fact) {
  const codec::Value* v = r.value().find("is");
  if (v == nullptr) return std::nullopt;
  r.ignore({"is"});
  if (v->is_bool()) return v->as_bool() ? 1.0 : 0.0;
  if (v->is_number()) return v->as_double();
  const auto index = v->is_string() && fact != kNoSlot ? facts.value_index(fact, v->as_string())
                                                       : std::optional<double>{};
  if (!index) r.fail("is", "expected a number, true, false or a code of the fact");
  return index;
}

ScaleRow read_row(Reader& r, const FactIndex& facts, Slot fact) {
  ScaleRow row;
  if (r.has("when")) row.when = read_condition(r, "when", facts);
  row.is = read_is(r, facts, fact);
  row.from = r.optional_double("from");
  row.below = r.optional_double("below");
  row.points = r.required_double("points");
  const bool range = row.from || row.below;
  r.require(row.is.has_value() != range, "", "expected \"is\", or \"from\" and \"below\"");
  r.require(!row.from || !row.below || *row.from < *row.below, "below", "expected more than from");
  return row;
}

// Rows for the same people must not leave a hole or hold a value twice.
void check_rows(Reader& r, const ScaleItem& item) {
  for (std::size_t i = 1; i < item.rows.size(); ++i) {
    const ScaleRow &a = item.rows[i - 1], &b = item.rows[i];
    if (a.is || b.is || !a.below || !b.from) continue;
    r.require(*a.below == *b.from, "rows", "expected each row to begin where the last one ends");
  }
}

ScaleItem read_item(Reader& r, const FactIndex& facts) {
  ScaleItem item;
  item.code = read_code(r, "code");
  if (r.has("when")) {
    item.kind = ScaleItem::Kind::met;
    item.when = read_condition(r, "when", facts);
    item.points = r.required_double("points");
  } else {
    item.fact = read_fact(r, facts);
    item.answers = r.doubles("answers");
    item.kind = item.answers.empty() ? ScaleItem::Kind::rows : ScaleItem::Kind::answered;
    r.for_each("rows", [&](Reader& row) { item.rows.push_back(read_row(row, facts, item.fact)); });
    r.require(item.answers.empty() != item.rows.empty(), "",
              "expected \"answers\", \"rows\", or \"when\" with \"points\"");
    check_rows(r, item);
  }
  read_verified(r);
  r.ignore({"notes"});
  return item;
}

// An answer is asked for its own sake; a reading may be there for other reasons.
void find_asked(const FactIndex& facts, Scale& scale) {
  std::vector<Slot> all;
  for (const ScaleItem& item : scale.items) {
    if (item.fact != kNoSlot) all.push_back(item.fact);
    item.when.facts(all);
  }
  for (const Slot s : all) {
    if (facts[s].code.starts_with("answer.") &&
        std::find(scale.asked.begin(), scale.asked.end(), s) == scale.asked.end())
      scale.asked.push_back(s);
  }
}

}  // namespace

void decode_scale(const FileScope& file, const FactIndex& facts, std::vector<Scale>& out) {
  Reader r(file.value);
  ignore_header(r);
  Scale scale;
  scale.header = file.header;
  scale.gives = read_code(r, "gives");
  if (r.has("applies")) scale.applies = read_condition(r, "applies", facts);
  r.for_each("items", [&](Reader& item) { scale.items.push_back(read_item(item, facts)); });
  r.require(!scale.items.empty(), "items", "expected at least one");
  if (Result<void> done = r.finish(); !done) return file.report(done.error());
  find_asked(facts, scale);
  out.push_back(std::move(scale));
}

std::size_t run_scale_examples(const FileScope& file, const Dictionary& dictionary,
                               const Scale& scale) {
  const codec::Value* examples = file.value.find("examples");
  if (examples == nullptr || !examples->is_array() || examples->size() == 0) {
    file.report("/examples", "expected a worked case");
    return 0;
  }
  for (std::size_t i = 0; i < examples->size(); ++i) {
    const std::string pointer = codec::join("/examples", i);
    Reader r(examples->items()[i], pointer);
    CaseFacts c(dictionary.facts());
    const codec::Value* given = r.value().find("facts");
    std::string wrong = given == nullptr || !given->is_object()
                            ? "expected {fact: value} in \"facts\""
                            : fill_facts(dictionary.facts(), *given, c);
    if (!wrong.empty()) {
      file.report(pointer + "/facts", std::move(wrong));
      continue;
    }
    r.ignore({"facts", "note"});
    const auto expected = r.optional_double("expect");
    const std::string outcome = r.string_or("outcome", "scored");
    if (Result<void> done = r.finish(); !done) {
      file.report(done.error());
      continue;
    }
    dictionary.derive(c.vector, c.given);
    const ScaleValue got = evaluate(scale, c.vector);
    if (outcome_name(got.outcome) == outcome && got.total == expected) continue;
    std::string found(outcome_name(got.outcome));
    if (got.total) found += " " + codec::write(codec::Value(*got.total));
    for (const std::string& m : got.missing) found += " " + m;
    file.report(pointer, "expected " + outcome +
                             (expected ? " " + codec::write(codec::Value(*expected)) : "") +
                             ", found " + found);
  }
  return examples->size();
}

}  // namespace celian
