#include "report/sources.hpp"

#include <algorithm>

namespace celian::report {

namespace {

void add_ref(Line& line, int n) {
  const auto at = std::lower_bound(line.refs.begin(), line.refs.end(), n);
  if (at == line.refs.end() || *at != n) line.refs.insert(at, n);
}

}  // namespace

int Sources::number(std::string_view source_id) {
  const auto at = std::find(ids_.begin(), ids_.end(), source_id);
  if (at != ids_.end()) return static_cast<int>(at - ids_.begin()) + 1;
  ids_.emplace_back(source_id);
  return static_cast<int>(ids_.size());
}

Line Sources::line(std::string text, const Why& why, const std::vector<Reason>& reasons) {
  Line out;
  out.text = std::move(text);
  bool any = false, firm = false;
  std::vector<std::string> rules;
  for (const std::uint32_t i : why) {
    if (i >= reasons.size()) continue;
    any = true;
    firm = firm || reasons[i].verified != Verified::unverified;
    for (const Citation& c : reasons[i].cites) {
      if (!quiet_) add_ref(out, number(c.source));
    }
    if (!words_.professional() || reasons[i].rule.empty()) continue;
    if (std::find(rules.begin(), rules.end(), reasons[i].rule) != rules.end()) continue;
    rules.push_back(reasons[i].rule);
    out.code += (out.code.empty() ? "" : ", ") + reasons[i].rule;
  }
  out.confirm = any && !firm;
  any_confirm_ = any_confirm_ || out.confirm;
  return out;
}

Line Sources::line(std::string text, const Reason& reason) {
  return line(std::move(text), {0}, {reason});
}

Reference Sources::describe(int number, const std::string& id) const {
  Reference out;
  out.number = number;
  const SourceRecord* s = words_.kb().source(id);
  if (s == nullptr) {
    out.text = words_.professional() ? "⟨" + id + "⟩" : words_.say("report.unnamed");
    return out;
  }
  // What is no publication has a name in the reader's language; a publication keeps its own.
  const std::string title = words_.find("report." + id).value_or(s->title);
  const std::string stop = words_.say("report.reference_stop");
  const auto add = [&](const std::string& part) {
    if (part.empty()) return;
    if (!out.text.empty()) out.text += stop;
    out.text += part;
  };
  if (!words_.professional()) {
    add(title);
    add(s->year);
    return out;
  }
  add(s->authors);
  add(title);
  if (s->authors != s->publisher) add(s->publisher);
  add(s->year);
  add(s->number);
  if (!s->read.empty()) add(words_.say("report.read." + s->read));
  out.address = !s->doi.empty() ? "doi:" + s->doi : s->address;
  return out;
}

References Sources::references() const {
  References out;
  for (std::size_t i = 0; i < ids_.size(); ++i)
    out.list.push_back(describe(static_cast<int>(i) + 1, ids_[i]));
  return out;
}

}  // namespace celian::report
