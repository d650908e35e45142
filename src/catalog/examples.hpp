// The "in" part of the worked examples of standards and norms.
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "catalog/standard.hpp"
#include "codec/reader.hpp"

namespace celian {

struct ExampleInput {
  Subject subject;
  std::vector<std::pair<std::string, double>> values;  // by test, in file order
};

// {"sex": "male", "age_years": 62, "values": {"grip_strength": 30}}
ExampleInput read_example_input(codec::Reader& in);
// The same with "school_grade", by the codes of that standard.
ExampleInput read_example_input(codec::Reader& in, const Standard& standard);

}  // namespace celian
