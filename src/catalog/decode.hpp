// What the decoders of all kinds of files share.
#pragma once

#include <concepts>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "catalog/common.hpp"
#include "catalog/condition.hpp"
#include "catalog/issues.hpp"
#include "celian/prescription.hpp"
#include "codec/reader.hpp"

namespace celian {

// One file while it is being decoded. Every item of its lists is decoded for itself, so that one
// slip hides no other.
struct FileScope {
  const codec::Value& value;
  const FileHeader& header;
  Issues& issues;

  void report(std::string pointer, std::string message) const {
    issues.push_back({header.path, std::move(pointer), std::move(message)});
  }
  void report(Error error) const { report(std::move(error.pointer), std::move(error.message)); }

  // f(Reader&, pointer) for each item of the top-level list `name`; true items only are worth
  // keeping: f returns what it decoded and `keep` receives it if nothing was wrong.
  template <class F, class Keep>
  void each(std::string_view name, F&& decode_item, Keep&& keep) const {
    const codec::Value* list = value.find(name);
    if (list == nullptr || !list->is_array()) {
      report("/" + std::string(name), "expected a list");
      return;
    }
    for (std::size_t i = 0; i < list->size(); ++i) {
      codec::Reader reader(list->items()[i], codec::join("/" + std::string(name), i));
      auto item = decode_item(reader);
      if (Result<void> done = reader.finish(); done) {
        keep(std::move(item), reader.pointer());
      } else {
        report(done.error());
      }
    }
  }

  // Everything at the top level beside the header and these names is unknown.
  void only(std::initializer_list<std::string_view> names) const;
};

// [a-z0-9_]+
bool is_code(std::string_view) noexcept;
// Codes joined by dots.
bool is_dotted_code(std::string_view) noexcept;
// As is_dotted_code, and '-' may stand in every part: ids of files.
bool is_id(std::string_view) noexcept;

// The header of a file: section 1 of docs/data-format.md. `path` names it in messages.
FileHeader read_header(codec::Reader&, std::string path);

// For a decoder of the whole file: what read_header() reads, and `examples`.
void ignore_header(codec::Reader&);

std::string read_code(codec::Reader&, std::string_view name);
// A text by locale; at least "en" and "zh-CN", none empty.
LocalText read_local_text(codec::Reader&, std::string_view name);
LocalText read_optional_local_text(codec::Reader&, std::string_view name);
std::vector<Citation> read_cites(codec::Reader&);
std::optional<Verified> read_verified(codec::Reader&);
Evidence read_evidence(codec::Reader&, Evidence otherwise);
std::optional<IntensityClass> read_intensity(codec::Reader&, std::string_view name);
std::optional<Supervision> read_supervision(codec::Reader&, std::string_view name);
Condition read_condition(codec::Reader&, std::string_view name, const FactIndex&);
// [lo, hi], a null side is open, a bare number means both.
std::optional<Interval> read_interval(codec::Reader&, std::string_view name);

}  // namespace celian
