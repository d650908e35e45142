// The numbered list of references: a source gets its number where it is first used.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "celian/reason.hpp"
#include "report/document.hpp"
#include "report/words.hpp"

namespace celian::report {

class Sources {
 public:
  explicit Sources(Words& words) : words_(words) {}

  int number(std::string_view source_id);
  // A sentence that rests on `why`, indexes into `reasons`. It must be confirmed by a clinician if
  // everything it rests on is unverified.
  Line line(std::string text, const Why& why, const std::vector<Reason>& reasons);
  Line line(std::string text, const Reason& reason);
  // While quiet, sentences carry no numbers: a person's page cites what decides and what limits,
  // not every hint.
  void quiet(bool q) noexcept { quiet_ = q; }
  bool any_confirm() const noexcept { return any_confirm_; }
  bool empty() const noexcept { return ids_.empty(); }
  References references() const;

 private:
  Reference describe(int number, const std::string& id) const;

  Words& words_;
  std::vector<std::string> ids_;
  bool quiet_ = false, any_confirm_ = false;
};

}  // namespace celian::report
