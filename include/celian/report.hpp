/// @file
/// Documents for people: blocks first, then text, Markdown or self-contained HTML.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

#include "celian/catalog.hpp"
#include "celian/result.hpp"

namespace celian {

/// What a document shows beside the result; never stored, never sent anywhere.
struct ReportContext {
  std::string name, centre, prescriber, role,
      signed_on;      ///< without `prescriber` and `signed_on` it says 未经审核
  std::string today;   ///< ISO date; after `valid_until` the document says 已过期
  std::string before;  ///< kind `before_after`: JSON of the earlier result (`loop.run`, `assess.score`)
                       ///< of this person, or empty: then only the points of now are shown
};

enum class ReportFormat : std::uint8_t { text, markdown, html, json };

/// Renders a result of `loop.run` or of a single operation (its JSON text). `kind`: `person` (one
/// page), `professional` or `before_after` (a retest; the result has `progress`). `locale`: `zh-CN`
/// or `en`. Errors: `syntax`, `schema`, `unknown_id` (kind, locale), `conflict` (before_after: nothing
/// was measured twice; the earlier result is of another person or not earlier).
Result<std::string> render_report(const Catalog&, std::string_view result_json,
                                  std::string_view kind, ReportFormat, std::string_view locale,
                                  const ReportContext& = {});

}  // namespace celian
