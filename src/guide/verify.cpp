#include "guide/verify.hpp"

#include <algorithm>
#include <set>
#include <tuple>

#include "guide/verify_ground.hpp"
#include "guide/verify_override.hpp"

namespace celian::guide {

namespace {

using namespace verifying;

bool is_never(const Violation& v) { return v.code.rfind("never.", 0) == 0; }

// JSON pointers as a reader goes through the plan: "/weeks/2" before "/weeks/10".
std::vector<std::pair<std::string, std::size_t>> steps(const std::string& pointer) {
  std::vector<std::pair<std::string, std::size_t>> out;
  std::size_t i = 0;
  while (i < pointer.size()) {
    const std::size_t end = std::min(pointer.find('/', i + 1), pointer.size());
    std::string token = pointer.substr(i + 1, end - i - 1);
    const bool number = !token.empty() && token.size() < 9 &&
                        token.find_first_not_of("0123456789") == std::string::npos;
    if (number) {
      out.emplace_back(std::string(), static_cast<std::size_t>(std::stoul(token)));
    } else {
      out.emplace_back(std::move(token), 0);
    }
    i = end;
  }
  return out;
}

void sort_found(std::vector<Found>& list) {
  std::vector<std::tuple<std::vector<std::pair<std::string, std::size_t>>, std::string, std::string,
                         std::size_t>>
      order;
  for (std::size_t i = 0; i < list.size(); ++i) {
    const Violation& v = list[i].violation;
    order.emplace_back(steps(v.pointer), v.code, v.rule, i);
  }
  std::sort(order.begin(), order.end());
  std::vector<Found> sorted;
  for (const auto& o : order) {
    Found& f = list[std::get<3>(o)];
    // Repeats stand next to each other: the order is by pointer, code and rule.
    bool repeated = false;
    for (auto x = sorted.rbegin(); x != sorted.rend() && !repeated; ++x) {
      const Violation& v = x->violation;
      if (v.pointer != f.violation.pointer || v.code != f.violation.code ||
          v.rule != f.violation.rule)
        break;
      repeated = v.args == f.violation.args;
    }
    if (!repeated) sorted.push_back(std::move(f));
  }
  list = std::move(sorted);
}

Reason policy_reason(const Violation& v) {
  Reason r;
  r.code = v.code;
  r.rule = v.rule;
  r.cites.push_back({"src.celian_policy", is_never(v) ? "never-rules" : "verification of plans"});
  r.evidence = Evidence::convention;
  r.verified = Verified::policy;
  return r;
}

// One reason a rule, in the order in which the violations name them.
void add_reasons(const Ground& g, const std::vector<Found>& found, Verification& out) {
  std::set<std::string> said;
  for (const Found& f : found) {
    const Violation& v = f.violation;
    if (!said.insert(v.rule).second) continue;
    if (const Rule* rule = g.kb.rules().find(v.rule)) {
      const bool open = std::find(g.open.begin(), g.open.end(), rule) != g.open.end();
      const bool assumed =
          open || std::any_of(g.fired.begin(), g.fired.end(),
                              [&](const FiredRule& x) { return x.rule == rule && x.assumed; });
      out.reasons.push_back(reason_of(g.kb, *rule, g.facts, assumed));
      out.provenance.used.push_back(rule->file);
    } else {
      out.reasons.push_back(policy_reason(v));
      for (const Preset& p : g.kb.presets()) {
        if (p.header.id != v.rule) continue;
        out.reasons.back().cites = p.header.cites;
        out.reasons.back().verified = p.header.verified;
        out.provenance.used.push_back(p.header.reference());
      }
    }
  }
}

}  // namespace

Verification verify(const VerifyInput& in, const Plan& plan,
                    const std::vector<Override>& overrides) {
  const Ground ground(in);
  Findings findings;
  check_structure(ground, plan, findings);
  check_items(ground, plan, findings);
  check_weeks(ground, plan, findings);
  check_demands(ground, plan, findings);
  check_progress(ground, plan, findings);
  check_never(ground, plan, findings);
  sort_found(findings.list);
  Verification out;
  out.provenance.data_version = std::string(in.kb.version());
  add_reasons(ground, findings.list, out);
  apply_overrides(std::move(findings.list), overrides, out);
  std::sort(out.provenance.used.begin(), out.provenance.used.end());
  out.provenance.used.erase(std::unique(out.provenance.used.begin(), out.provenance.used.end()),
                            out.provenance.used.end());
  return out;
}

}  // namespace celian::guide
