#include "train/change.hpp"

#include <algorithm>
#include <cmath>

namespace celian::train {

namespace {

// The smallest detectable change that was measured in people like this one; percent values refer to
// the first reading.
const ChangeStatistic* mdc95(const TestDef& test, const FactVector& v) {
  const ChangeStatistic* best = nullptr;
  for (const ChangeStatistic& c : test.change) {
    if (c.statistic != "mdc95" && c.statistic != "mdc95_percent") continue;
    if (c.when.eval(v) != Truth::yes) continue;
    if (best == nullptr || best->when.always())
      best = &c;  // a population that names the person beats one that does not
  }
  return best;
}

std::string verdict(const TestDef& test, double from, double to, std::optional<double> error,
                    bool comparable, double& estimate) {
  estimate = test.better == Better::lower ? from - to : to - from;
  if (!comparable || test.better == Better::none || test.better == Better::range)
    return "not_comparable";
  if (!error) return "unknown_error";
  if (std::fabs(estimate) < *error) return "within_error";
  return estimate > 0 ? "real_better" : "real_worse";
}

}  // namespace

std::vector<Change> changes(const KnowledgeBase& kb, const Facts& facts, const MeasurementSet& set,
                            std::vector<Reason>& reasons) {
  std::vector<Change> out;
  for (const Measurement& latest : set.values) {
    if (latest.outcome != Outcome::scored || latest.derived) continue;
    const auto first =
        std::find_if(set.earlier.begin(), set.earlier.end(), [&](const Measurement& m) {
          return m.test == latest.test && m.outcome == Outcome::scored;
        });
    const TestDef* test = kb.test(latest.test);
    if (first == set.earlier.end() || test == nullptr || !first->date || !latest.date) continue;
    Change c;
    c.test = latest.test;
    c.unit = latest.unit;
    c.from_date = *first->date;
    c.to_date = *latest.date;
    c.from = first->value;
    c.to = latest.value;
    const ChangeStatistic* error = mdc95(*test, facts.vector);
    if (error != nullptr)
      c.mdc95 = error->statistic == "mdc95_percent" ? std::fabs(c.from) * error->value / 100
                                                    : error->value;
    c.verdict = verdict(*test, c.from, c.to, c.mdc95, first->device == latest.device, c.estimate);
    Reason r;
    r.code = "train.change_" + c.verdict;
    r.rule = "test." + test->code + ".change";
    r.args = {{"test", test->code}, {"from", c.from}, {"to", c.to}};
    if (error != nullptr) {
      r.args.push_back({"mdc95", *c.mdc95});
      r.args.push_back({"population", error->population});
      r.cites = error->cites;
      r.verified = error->verified;
      r.evidence = Evidence::trial;
    } else {
      r.verified = Verified::policy;
    }
    c.why = {static_cast<std::uint32_t>(reasons.size())};
    reasons.push_back(std::move(r));
    out.push_back(std::move(c));
  }
  return out;
}

}  // namespace celian::train
