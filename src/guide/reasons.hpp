// The list of reasons of one prescription, each entered once.
#pragma once

#include <map>
#include <set>
#include <string>
#include <vector>

#include "celian/reason.hpp"

namespace celian::guide {

class Reasons {
 public:
  // Index of the reason; the same rule with the same code is the same reason.
  std::uint32_t add(Reason r) {
    const auto key = std::make_pair(r.rule, r.code);
    const auto it = index_.find(key);
    if (it != index_.end()) return it->second;
    const auto i = static_cast<std::uint32_t>(list_.size());
    index_.emplace(key, i);
    list_.push_back(std::move(r));
    return i;
  }
  const std::vector<Reason>& list() const noexcept { return list_; }
  std::vector<Reason> take() { return std::move(list_); }

 private:
  std::vector<Reason> list_;
  std::map<std::pair<std::string, std::string>, std::uint32_t> index_;
};

inline Why to_why(const std::set<std::uint32_t>& s) { return Why(s.begin(), s.end()); }

// Our own rules of planning, with the place in data/policy where the number stands.
inline Reason policy_reason(std::string code, std::string rule) {
  Reason r;
  r.code = std::move(code);
  r.cites.push_back({"src.celian_policy", rule});
  r.rule = std::move(rule);
  r.verified = Verified::policy;
  r.evidence = Evidence::convention;
  return r;
}

}  // namespace celian::guide
