// Operations by name: JSON in, JSON out.
#pragma once

#include <string>
#include <string_view>

#include "celian/catalog.hpp"
#include "celian/result.hpp"
#include "codec/json.hpp"
#include "codec/reader.hpp"

namespace celian::engine {

// The answer to a request, with the common frame. Errors: `unknown_id` (no such operation),
// `syntax` (of the text), `schema`, and those of the operation.
Result<codec::Value> answer(const Catalog&, std::string_view op, const codec::Value& request);
Result<std::string> call(const Catalog&, std::string_view op, std::string_view json);

// Names of all operations, sorted.
const std::vector<std::string_view>& operation_names();

// Each takes the Reader of the request and returns the fields of its result, without the common
// frame.
using Operation = Result<codec::Value> (*)(const Catalog&, codec::Reader&);

namespace operation {
Result<codec::Value> measure_check(const Catalog&, codec::Reader&);
Result<codec::Value> measure_formula(const Catalog&, codec::Reader&);
Result<codec::Value> assess_score(const Catalog&, codec::Reader&);
Result<codec::Value> assess_norm(const Catalog&, codec::Reader&);
Result<codec::Value> assess_screen(const Catalog&, codec::Reader&);
Result<codec::Value> guide_prescribe(const Catalog&, codec::Reader&);
Result<codec::Value> guide_verify(const Catalog&, codec::Reader&);
Result<codec::Value> train_progress(const Catalog&, codec::Reader&);
Result<codec::Value> loop_run(const Catalog&, codec::Reader&);
Result<codec::Value> report_render(const Catalog&, codec::Reader&);
Result<codec::Value> catalog_list(const Catalog&, codec::Reader&);
Result<codec::Value> catalog_get(const Catalog&, codec::Reader&);
Result<codec::Value> catalog_cite(const Catalog&, codec::Reader&);
}  // namespace operation

}  // namespace celian::engine
