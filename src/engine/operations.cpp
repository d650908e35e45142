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
  const auto it = std::find_if(kOperations.begin(), kOperations.end(),
                               [&](const Named& n) { return n.name == op; });
  if (it == kOperations.end())
    return Error{Status::unknown_id, "",
                 "no operation is called '" + std::string(op) + "'; there are: " + all_names()};
  auto request = codec::parse(json);
  if (!request) return request.error();
  codec::Reader reader(*request);
  auto fields = it->run(catalog, reader);
  if (!fields) return fields.error();
  return codec::write(frame(catalog.internals(), std::move(*fields)));
}

}  // namespace celian::engine
