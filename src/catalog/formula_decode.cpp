#include "catalog/formula_decode.hpp"

#include <algorithm>

#include "catalog/exact.hpp"

namespace celian {

using codec::Reader;

namespace {

FormulaInput read_input(Reader& r) {
  FormulaInput in;
  in.code = read_code(r, "code");
  in.unit = r.required_string("unit");
  if (const auto valid = read_interval(r, "valid")) in.valid = *valid;
  in.values = r.doubles("values");
  read_verified(r);
  r.ignore({"notes"});
  return in;
}

FormulaSource read_source(const std::string& name, Reader& r, const Formula& f) {
  FormulaSource s;
  s.input = name;
  const bool known = std::any_of(f.inputs.begin(), f.inputs.end(),
                                 [&](const FormulaInput& i) { return i.code == name; });
  r.require(known, "", "expected an input of the formula, found \"" + name + "\"");
  if (r.value().is_string()) {
    s.fact = r.value().as_string();
  } else {
    s.fact = r.required_string("fact");
    s.is = r.string_or("is", "");
    s.zero_with = r.string_or("zero_with", "");
    r.require(s.is.empty() != s.zero_with.empty(), "", "expected \"is\" or \"zero_with\"");
  }
  return s;
}

void read_gives(Reader& r, Formula& f) {
  r.optional_child("gives", [&](Reader& gives) {
    f.gives = read_code(gives, "test");
    gives.for_each_member("from", [&](const std::string& name, Reader& x) {
      f.from.push_back(read_source(name, x, f));
    });
    gives.require(f.from.size() == f.inputs.size(), "from", "expected every input of the formula");
  });
}

FormulaExample read_example(Reader& r, const Formula& f) {
  FormulaExample e;
  e.pointer = r.pointer();
  r.for_each_member("in", [&](const std::string& name, Reader& x) {
    const bool known = std::any_of(f.inputs.begin(), f.inputs.end(),
                                   [&](const FormulaInput& i) { return i.code == name; });
    x.require(known, "", "expected an input of the formula, found \"" + name + "\"");
    e.inputs.emplace_back(name, x.as_double());
  });
  r.require(e.inputs.size() == f.inputs.size(), "in", "expected every input of the formula");
  e.value = r.optional_double("expect");
  const std::string outcome = r.string_or("outcome", "scored");
  r.require(outcome == (e.value ? "scored" : "outside_population"), "outcome",
            "expected outside_population, or a number in expect");
  r.ignore({"note"});
  return e;
}

Formula read_formula(Reader& r, const FileHeader& header) {
  Formula f;
  f.id = r.required_string("id");
  r.require(is_dotted_code(f.id), "id", "expected codes joined by dots");
  f.file = header.reference();
  f.name = read_local_text(r, "name");
  f.population = read_local_text(r, "population");
  r.for_each("inputs", [&](Reader& in) { f.inputs.push_back(read_input(in)); });
  r.require(!f.inputs.empty(), "inputs", "expected at least one");
  f.unit = r.required_string("unit");
  f.resolution = r.required_double("resolution");
  if (const std::optional<int> decimals = decimals_of(f.resolution)) {
    f.decimals = *decimals;
  } else {
    r.fail("resolution", "expected a positive number of at most six decimals");
  }
  r.optional_child("see", [&](Reader& see) {
    const std::optional<Interval> value = read_interval(see, "value");
    see.require(value && value->hi && *value->hi > 0, "value",
                "expected a number above 0, or [from, to]");
    if (value) f.see = value->hi;
    f.see_verified = read_verified(see).value_or(header.verified);
    see.ignore({"notes"});
  });
  f.evidence = read_evidence(r, Evidence::trial);
  f.cites = read_cites(r);
  r.require(!f.cites.empty(), "cites", "expected a source");
  f.verified = read_verified(r).value_or(header.verified);
  read_gives(r, f);
  r.for_each("examples", [&](Reader& e) { f.examples.push_back(read_example(e, f)); });
  r.require(!f.examples.empty(), "examples", "expected a worked case");
  r.ignore({"notes"});
  return f;
}

}  // namespace

void decode_formulas(const FileScope& file, std::vector<Formula>& out) {
  file.only({"formulas"});
  file.each(
      "formulas", [&](Reader& r) { return read_formula(r, file.header); },
      [&](Formula f, const std::string&) { out.push_back(std::move(f)); });
}

}  // namespace celian
