#include "cli/rule_words.hpp"

#include <algorithm>

#include "base/number_text.hpp"

namespace celian::cli {

namespace {

using codec::Value;
using report::Words;

struct Pair {
  const char* en;
  const char* zh;
};

std::string say(const Words& w, const Pair& p) { return w.locale() == "zh-CN" ? p.zh : p.en; }

std::string text(const Value* v) {
  return v != nullptr && v->is_string() ? v->as_string() : std::string();
}

constexpr std::pair<const char*, Pair> kComparisons[] = {
    {"eq", {"is", "为"}}, {"ne", {"is not", "不为"}}, {"lt", {"<", "<"}},
    {"le", {"≤", "≤"}},   {"gt", {">", ">"}},         {"ge", {"≥", "≥"}}};

std::string value_text(Words& w, const std::string& fact, const Value& v) {
  if (v.is_bool()) return w.say(v.as_bool() ? "report.yes" : "report.no");
  if (v.is_string()) return w.value(fact, v.as_string());
  if (!v.is_number()) return codec::write(v);
  const Slot s = w.kb().facts().find(fact);
  const std::string unit = s == kNoSlot ? std::string() : w.kb().facts()[s].unit;
  return unit.empty() || unit == "1" ? w.number(v.as_double(), 3)
                                     : w.quantity(v.as_double(), unit, 3);
}

std::string comparison(Words& w, const Value& c) {
  const std::string fact = text(c.find("fact"));
  std::string out = w.fact(fact);
  for (const auto& [name, sign] : kComparisons) {
    if (const Value* v = c.find(name))
      return out + " " + say(w, sign) + " " + value_text(w, fact, *v);
  }
  if (const Value* list = c.find("in")) {
    std::vector<std::string> names;
    for (const Value& v : list->items()) names.push_back(value_text(w, fact, v));
    return out + say(w, {" is one of: ", "属于："}) + w.list(names);
  }
  if (const Value* range = c.find("between"); range != nullptr && range->size() == 2) {
    return out + " " + value_text(w, fact, range->items()[0]) + "–" +
           value_text(w, fact, range->items()[1]);
  }
  return out;
}

void add_lines(Words& w, const Value& c, std::size_t depth, const std::string& lead,
               std::vector<std::string>& out) {
  const std::string indent(2 * depth, ' ');
  const auto group = [&](const Value& list, const std::string& title) {
    out.push_back(indent + lead + title);
    for (const Value& one : list.items()) add_lines(w, one, depth + 1, "- ", out);
  };
  if (const Value* all = c.find("all")) return group(*all, say(w, {"all of:", "同时满足："}));
  if (const Value* any = c.find("any")) return group(*any, say(w, {"any of:", "满足任一："}));
  if (const Value* n = c.find("at_least")) {
    if (const Value* of = c.find("of"))
      return group(*of,
                   say(w, {"at least ", "至少满足"}) + codec::write(*n) + say(w, {" of:", "项："}));
  }
  if (const Value* inner = c.find("not"))
    return add_lines(w, *inner, depth, lead + say(w, {"not: ", "不满足："}), out);
  std::string line;
  if (c.is_bool()) {
    line = say(w, {"always", "总是"});
  } else if (const Value* flag = c.find("has")) {
    line = w.fact(text(flag)) + say(w, {": yes", "：是"});
  } else if (const Value* open = c.find("missing")) {
    line = w.fact(text(open)) + say(w, {" is not known", "未知"});
  } else if (const Value* event = c.find("within")) {
    const Value* days = c.find("days");
    line = w.fact(text(event)) + say(w, {", within the last ", "，最近"}) +
           (days != nullptr ? codec::write(*days) : "") + say(w, {" days", "天内"});
  } else if (const Value* changed = c.find("changed")) {
    line = w.fact(text(changed)) + say(w, {" has changed", "有变化"});
  } else {
    line = comparison(w, c);
  }
  out.push_back(indent + lead + line);
}

constexpr std::pair<const char*, Pair> kEffects[] = {
    {"triage", {"risk level", "风险等级"}},
    {"today", {"today", "今天"}},
    {"programme", {"programme", "运动计划"}},
    {"refer", {"referral", "转介"}},
    {"clearance", {"clearance", "医学评估"}},
    {"forbid", {"forbids", "不做"}},
    {"require", {"requires", "要求"}},
    {"limit", {"limit", "限值"}},
    {"intensity", {"intensity at most", "强度上限"}},
    {"method", {"intensity is told by", "强度判断方法"}},
    {"supervise", {"supervision", "监督"}},
    {"monitor", {"watch", "监测"}},
    {"timing", {"timing", "时间安排"}},
    {"progress_rate", {"progress", "进阶速度"}},
    {"prefer", {"prefers", "优先"}},
    {"advise", {"advice", "建议"}},
    {"ask", {"asks", "询问"}},
    {"note", {"note", "注意"}},
    {"need", {"need", "需要改善"}},
    {"decide", {"decides", "决定"}}};

// What a field holds: a code of this group of texts, or the name of something.
std::string field_text(Words& w, const std::string& effect, const std::string& field,
                       const Value& v) {
  if (v.is_array()) {
    std::vector<std::string> parts;
    for (const Value& one : v.items()) parts.push_back(field_text(w, effect, field, one));
    return w.list(parts);
  }
  if (v.is_number()) return field + " " + w.number(v.as_double(), 2);
  if (!v.is_string()) return codec::write(v);
  std::string code = v.as_string();
  if (field == "component") return w.component(code);
  if (field == "exercise") return w.exercise(code);
  if (field == "fact") return w.fact(code);
  std::string group = field;
  if (effect == "triage" && field == "level") {
    group = "triage";
    std::transform(code.begin(), code.end(), code.begin(),
                   [](char c) { return c == 'T' ? 't' : c; });
  } else if (field == "decision") {
    group = effect;
  } else if (field == "to" || field == "from") {
    group = "refer";
  } else if (effect == "intensity") {
    group = "intensity";
  } else if (effect == "method") {
    group = "method";
  } else if (effect == "supervise") {
    group = "supervision";
  } else if (effect == "monitor" && field == "what") {
    group = "monitor";
  } else if (effect == "decide") {
    group = field == "do" ? "decision" : "decision_what";
  } else if (field == "code") {
    group = effect;
  }
  if (const auto found = w.find(group + "." + code)) return *found;
  return code;
}

}  // namespace

std::vector<std::string> condition_lines(Words& w, const Value& condition) {
  std::vector<std::string> out;
  add_lines(w, condition, 0, "", out);
  return out;
}

std::string effect_line(Words& w, const Value& effect) {
  const std::string kind = text(effect.find("effect"));
  std::string out = kind;
  for (const auto& [name, words] : kEffects) {
    if (kind == name) out = say(w, words);
  }
  out += say(w, {": ", "："});
  // Advice is named by its topic: the texts of education stand under "education".
  const std::string topic = text(effect.find("topic"));
  std::vector<std::string> parts;
  for (const codec::Member& m : effect.members()) {
    if (m.name == "effect" || m.name == "topic") continue;
    const bool is_advice = !topic.empty() && m.name == "code";
    parts.push_back(field_text(w, is_advice ? topic : kind, m.name, m.value));
  }
  return out + w.list(parts);
}

}  // namespace celian::cli
