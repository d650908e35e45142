/// @file
/// The knowledge: what is compiled in, and packs added at run time through the same checks.
#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "celian/result.hpp"

namespace celian {

struct KnowledgeBase;  // internal, see src/catalog

/// Immutable; any number of threads. A file is parsed on first use.
class Catalog {
 public:
  /// The compiled-in base. Cheap: nothing is parsed yet. Errors: `memory`, or `internal` if the
  /// build is damaged.
  static Result<std::shared_ptr<const Catalog>> builtin();

  /// A new catalog = this one plus the files of a pack (JSON: {"kind": "pack", "id", "version",
  /// "files": {path: file}}). Everything in the pack is checked now, its examples are run; this
  /// catalog is unchanged. Errors: `pack` with file and JSON pointer; `conflict` when an id@edition
  /// exists already.
  Result<std::shared_ptr<const Catalog>> with_pack(std::string_view json) const;

  /// Data version, e.g. "2026.1"; with packs "2026.1+clinic-a@3".
  std::string_view version() const noexcept;

  const KnowledgeBase& internals() const noexcept { return *base_; }
  explicit Catalog(std::shared_ptr<const KnowledgeBase> base) noexcept : base_(std::move(base)) {}

 private:
  std::shared_ptr<const KnowledgeBase> base_;
};

}  // namespace celian
