#include "engine/operations.hpp"

#include <algorithm>
#include <array>

#include "catalog/knowledge_base.hpp"
#include "engine/frame.hpp"

namespace celian::engine {

namespace {

struct Named {
  std::string_view name;
  Operation run;
};

constexpr std::array<Named, 13> kOperations = {{
    {"assess.norm", operation::assess_norm},
    {"assess.score", operation::assess_score},
    {"assess.screen", operation::assess_screen},
    {"catalog.cite", operation::catalog_cite},
    {"catalog.get", operation::catalog_get},
    {"catalog.list", operation::catalog_list},
    {"guide.prescribe", operation::guide_prescribe},
    {"guide.verify", operation::guide_verify},
    {"loop.run", operation::loop_run},
    {"measure.check", operation::measure_check},
    {"measure.formula", operation::measure_formula},
    {"report.render", operation::report_render},
    {"train.progress", operation::train_progress},
}};

std::string all_names() {
  std::string out;
  for (const Named& n : kOperations) out += (out.empty() ? "" : ", ") + std::string(n.name);
  return out;
}

Result<Operation> operation_named(std::string_view op) {
  const auto it = std::find_if(kOperations.begin(), kOperations.end(),
                               [&](const Named& n) { return n.name == op; });
  if (it == kOperations.end())
    return Error{Status::unknown_id, "",
                 "no operation is called '" + std::string(op) + "'; there are: " + all_names()};
  return it->run;
}

}  // namespace

const std::vector<std::string_view>& operation_names() {
  static const std::vector<std::string_view> names = [] {
    std::vector<std::string_view> out;
    for (const Named& n : kOperations) out.push_back(n.name);
    return out;
  }();
  return names;
}

Result<std::string> call(const Catalog& catalog, std::string_view op, std::string_view json) {
  // A name that is wrong is said before a text that is.
  if (auto found = operation_named(op); !found) return found.error();
  const auto request = codec::parse(json);
  if (!request) return request.error();
  const auto result = answer(catalog, op, *request);
  if (!result) return result.error();
  return codec::write(*result);
}

Result<codec::Value> answer(const Catalog& catalog, std::string_view op,
                            const codec::Value& request) {
  const auto operation = operation_named(op);
  if (!operation) return operation.error();
  codec::Reader reader(request);
  auto fields = (*operation)(catalog, reader);
  if (!fields) return fields.error();
  return frame(catalog.internals(), std::move(*fields));
}

}  // namespace celian::engine
