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
  r.optional_child("series", [&](Reader& series) {
    in.least = static_cast<int>(series.required_int("least"));
    series.require(in.least >= 1, "least", "expected 1 or more");
    in.like = series.string_or("like", "");
  });
  read_verified(r);
  r.ignore({"notes"});
  return in;
}

// The inputs of a formula, by name.
const FormulaInput* input_of(const Formula& f, std::string_view name) {
  const auto at = std::find_if(f.inputs.begin(), f.inputs.end(),
                               [&](const FormulaInput& i) { return i.code == name; });
  return at == f.inputs.end() ? nullptr : &*at;
}

void read_inputs(Reader& r, Formula& f) {
  r.for_each("inputs", [&](Reader& in) { f.inputs.push_back(read_input(in)); });
  r.require(!f.inputs.empty(), "inputs", "expected at least one");
  for (const FormulaInput& in : f.inputs) {
    const FormulaInput* other = in.like.empty() ? nullptr : input_of(f, in.like);
    r.require(in.like.empty() || (other != nullptr && other->is_series()), "inputs",
              in.code + ": like: expected a series of the formula, found \"" + in.like + "\"");
  }
}

void read_see(Reader& r, const FileHeader& header, Formula& f) {
  r.optional_child("see", [&](Reader& see) {
    StandardError e;
    e.by = see.string_or("by", "");
    e.values = see.doubles("values");
    if (e.by.empty()) {
      const std::optional<Interval> value = read_interval(see, "value");
      see.require(value && value->hi && *value->hi > 0, "value",
                  "expected a number above 0, or [from, to]");
      if (value) e.value = value->hi.value_or(0);
    } else {
      const FormulaInput* by = input_of(f, e.by);
      see.require(by != nullptr && !by->values.empty() && by->values.size() == e.values.size(),
                  "values", "expected one number for each value of the input \"by\"");
    }
    e.verified = read_verified(see).value_or(header.verified);
    see.ignore({"notes"});
    f.see = std::move(e);
  });
}

FormulaSource read_source(const std::string& name, Reader& r, const Formula& f) {
  FormulaSource s;
  s.input = name;
  const FormulaInput* const input = input_of(f, name);
  r.require(input != nullptr && !input->is_series(), "",
            "expected an input of the formula that is no series, found \"" + name + "\"");
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
  std::vector<std::string> given;
  r.for_each_member("in", [&](const std::string& name, Reader& x) {
    const FormulaInput* const input = input_of(f, name);
    x.require(input != nullptr, "", "expected an input of the formula, found \"" + name + "\"");
    given.push_back(name);
    if (input != nullptr && input->is_series()) {
      x.for_each_item([&](Reader& one) { e.inputs.emplace_back(name, one.as_double()); });
    } else {
      e.inputs.emplace_back(name, x.as_double());
    }
  });
  r.require(given.size() == f.inputs.size(), "in", "expected every input of the formula");
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
  read_inputs(r, f);
  f.unit = r.required_string("unit");
  f.resolution = r.required_double("resolution");
  if (const std::optional<int> decimals = decimals_of(f.resolution)) {
    f.decimals = *decimals;
  } else {
    r.fail("resolution", "expected a positive number of at most six decimals");
  }
  read_see(r, header, f);
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
