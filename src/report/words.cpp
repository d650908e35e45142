#include "report/words.hpp"

#include <algorithm>
#include <cmath>
#include <iterator>

#include "base/number_text.hpp"

namespace celian::report {

namespace {

// "mm[Hg]" -> "mm_hg", "/min" -> "per_min", "m/s" -> "m_per_s": units as parts of text keys.
std::string unit_slug(std::string_view unit) {
  std::string out;
  const auto gap = [&] {
    if (!out.empty() && out.back() != '_') out += '_';
  };
  for (const char c : unit) {
    if (c == '/') {
      gap();
      out += "per_";
    } else if (c == '%') {
      out += "percent";
    } else if (c >= 'A' && c <= 'Z') {
      out += static_cast<char>(c - 'A' + 'a');
    } else if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9')) {
      out += c;
    } else {
      gap();
    }
  }
  while (!out.empty() && out.back() == '_') out.pop_back();
  return out;
}

std::string filled(std::string_view text, const Fill& fill, bool& all) {
  std::string out;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t open = text.find('{', at);
    const std::size_t close = open == std::string_view::npos ? open : text.find('}', open);
    if (close == std::string_view::npos) {
      out += text.substr(at);
      break;
    }
    out += text.substr(at, open - at);
    const std::string_view name = text.substr(open + 1, close - open - 1);
    const std::string* value = nullptr;
    for (const auto& [key, v] : fill) {
      if (key == name) value = &v;
    }
    if (value != nullptr) out += *value;
    all = all && value != nullptr;
    at = close + 1;
  }
  return out;
}

std::string trimmed(std::string number) {
  if (number.find('.') == std::string::npos) return number;
  while (number.back() == '0') number.pop_back();
  if (number.back() == '.') number.pop_back();
  return number == "-0" ? "0" : number;
}

}  // namespace

Words::Words(const KnowledgeBase& kb, std::string locale, bool professional)
    : kb_(kb), locale_(std::move(locale)), professional_(professional) {}

// --- Sentences

// A person reads a general word; a professional may read the code, marked as one.
std::string Words::miss(std::string note, std::string_view code, std::string_view general_key) {
  missing_.insert(std::move(note));
  if (professional_) return "⟨" + std::string(code) + "⟩";
  return std::string(kb_.text(general_key, locale_));
}

std::optional<std::string> Words::find(std::string_view key, const Fill& fill) {
  const std::string_view text = kb_.text(key, locale_, professional_);
  if (text.empty()) return std::nullopt;
  bool all = true;
  std::string out = filled(text, fill, all);
  if (!all) missing_.insert("fact in " + std::string(key));
  return out;
}

std::string Words::say(std::string_view key, const Fill& fill) {
  if (auto text = find(key, fill)) return *text;
  return miss(std::string(key), key, "report.ask_staff");
}

std::string Words::coded(std::string_view prefix, std::string_view code) {
  const std::string key = std::string(prefix) + "." + std::string(code);
  if (auto text = find(key)) return *text;
  return miss(key, code, "report.ask_staff");
}

std::string Words::arg_text(const Arg& a) {
  if (const double* d = std::get_if<double>(&a.value)) {
    const TestDef* test = kb_.test(a.name);
    return number(*d, test != nullptr ? test->decimals : 1);
  }
  if (const bool* b = std::get_if<bool>(&a.value)) return say(*b ? "report.yes" : "report.no");
  const std::string& code = std::get<std::string>(a.value);
  if (a.name == "test") return test(code);
  if (a.name == "component") return component(code);
  if (a.name == "exercise") return exercise(code);
  if (a.name == "missing" || a.name == "fact") return fact(code);
  if (a.name == "text" || a.name == "nearest") return code;  // as it was typed
  if (a.name == "population") return code;                   // as the source says it
  if (a.name == "taken_from") return test(code);
  if (a.name == "standard" || a.name == "fallback" || a.name == "norm" || a.name == "scale")
    return file(code);
  if (a.name == "formula") {
    const Formula* f = kb_.formula(code);
    return f == nullptr ? code : local(f->name, code);
  }
  if (a.name == "grade") return coded("grade", code);
  if (const auto d = Date::parse(code)) return date(*d);
  return value(a.name, code);
}

// "condition.stroke.stage" = "mild": value.stage.mild; facts that hold an intensity share its
// words.
std::string Words::value(std::string_view fact, std::string_view code) {
  const std::size_t dot = fact.rfind('.');
  const std::string last(dot == std::string_view::npos ? fact : fact.substr(dot + 1));
  for (const std::string& group : {last, std::string("intensity")}) {
    if (auto text = find("value." + group + "." + std::string(code))) return *text;
  }
  if (kb_.facts().find(std::string("condition.") + std::string(code)) != kNoSlot)
    return this->fact("condition." + std::string(code));
  return miss("value " + std::string(fact) + "." + std::string(code), code, "report.unknown_value");
}

Fill Words::fill_of(const std::vector<Arg>& args) {
  Fill fill;
  std::string test_code;
  for (const Arg& a : args) {
    if (const std::string* code = std::get_if<std::string>(&a.value);
        code != nullptr && a.name == "test")
      test_code = *code;
  }
  for (std::size_t i = 0; i < args.size(); ++i) {
    bool first = true;
    std::vector<std::string> values;
    for (std::size_t j = 0; j < args.size(); ++j) {
      if (args[j].name != args[i].name) continue;
      first = first && j >= i;
      const double* number = std::get_if<double>(&args[j].value);
      const bool of_test = number != nullptr && args[j].name == "value" && !test_code.empty();
      values.push_back(of_test ? test_value(test_code, *number) : arg_text(args[j]));
    }
    if (first) fill.emplace_back(args[i].name, list(values));
  }
  return fill;
}

std::string Words::reason(const Reason& r) {
  std::vector<std::string> unknown;
  for (const Arg& a : r.args) {
    const std::string* code = std::get_if<std::string>(&a.value);
    if (a.name == "missing" && code != nullptr) unknown.push_back(fact(*code));
  }
  const std::string_view text = kb_.text(r.code, locale_, professional_);
  if (unknown.empty() || text.empty()) return say(r.code, fill_of(r.args));
  if (unknown.size() > 4) unknown.resize(4);
  // Fired because something is not known: a sentence about a value would be untrue.
  if (text.find('{') != std::string_view::npos)
    return say("report.assumed", {{"facts", list(unknown)}});
  return say("report.assumed_because", {{"sentence", std::string(text)}, {"facts", list(unknown)}});
}

std::string Words::sentence(std::string text) {
  if (!text.empty() && text[0] >= 'a' && text[0] <= 'z')
    text[0] = static_cast<char>(text[0] - 'a' + 'A');
  return text;
}

std::string Words::ended(std::string text) {
  text = sentence(std::move(text));
  static constexpr std::string_view kEnds[] = {"。", "？", "！", "；", "：", "。）", "。”",
                                               ".",  "?",  "!",  ";",  ":",  ".)"};
  const bool closed = std::any_of(std::begin(kEnds), std::end(kEnds),
                                  [&](std::string_view end) { return text.ends_with(end); });
  if (!text.empty() && !closed) text += say("report.full_stop");
  return text;
}

void Words::append(std::string& text, std::string_view more) {
  const bool narrow = !text.empty() && static_cast<unsigned char>(text.back()) < 0x80;
  if (narrow && !more.empty()) text += ' ';
  text += more;
}

std::string Words::inside(std::string text) {
  const bool word = text.size() > 1 && text[1] >= 'a' && text[1] <= 'z';
  if (word && text[0] >= 'A' && text[0] <= 'Z') text[0] = static_cast<char>(text[0] - 'A' + 'a');
  return text;
}

// --- Names

std::string Words::local(const LocalText& text, std::string_view code) {
  for (const auto& [locale, t] : text) {
    if (locale == locale_ && !t.empty()) return t;
  }
  return miss("name of " + std::string(code), code, "report.unnamed");
}

std::string Words::label(const std::vector<Label>& labels, std::string_view code) {
  for (const Label& l : labels) {
    if (l.locale == locale_) return l.text;
  }
  return miss("label of " + std::string(code), code, "report.unnamed");
}

std::string Words::test(std::string_view code) {
  const TestDef* t = kb_.test(code);
  // What is missing for a score may be a fact (sex, age) as well as a test.
  if (t == nullptr && kb_.facts().find(code) != kNoSlot) return fact(code);
  return t != nullptr ? local(t->name, code)
                      : miss("test " + std::string(code), code, "report.unnamed");
}

std::string Words::exercise(std::string_view code) {
  const Exercise* e = kb_.exercise(code);
  return e != nullptr ? local(e->name, code)
                      : miss("exercise " + std::string(code), code, "report.unnamed");
}

std::string Words::component(std::string_view code) {
  if (code == "warm_up" || code == "cool_down" || code == "main")
    return say("part." + std::string(code));
  return coded("component", code);
}

std::string Words::fact(std::string_view code) {
  const Slot s = kb_.facts().find(code);
  if (s != kNoSlot) return local(kb_.facts()[s].name, code);
  if (kb_.test(code) != nullptr) return test(code);
  return miss("fact " + std::string(code), code, "report.unnamed");
}

std::string Words::file(std::string_view reference) {
  const std::string_view bare = reference.substr(0, reference.find("+r"));
  for (const FileHeader& h : kb_.files()) {
    if (h.id + "@" + h.edition == bare || h.id == bare) return local(h.title, reference);
  }
  return miss("file " + std::string(reference), reference, "report.unnamed");
}

std::string Words::list(const std::vector<std::string>& names) {
  std::string out;
  const std::string comma = names.size() > 1 ? say("report.comma") : "";
  for (const std::string& n : names) out += (out.empty() ? "" : comma) + n;
  return out;
}

std::string Words::phrases(std::vector<std::string> texts) {
  std::string out;
  const std::string semicolon = texts.size() > 1 ? say("report.semicolon") : "";
  for (std::string& t : texts) out += (out.empty() ? "" : semicolon) + inside(std::move(t));
  return out;
}

std::string Words::clauses(const std::vector<std::string>& texts) {
  std::string out;
  const std::string comma = texts.size() > 1 ? say("report.clause") : "";
  for (const std::string& t : texts) out += (out.empty() ? "" : comma) + t;
  return out;
}

// --- Numbers

std::string Words::number(double value, int most) { return trimmed(format_fixed(value, most)); }

std::string Words::test_number(std::string_view code, double value) {
  const TestDef* t = kb_.test(code);
  if (t == nullptr) return number(value);
  if (t->time_notation && value >= 60) {
    const auto seconds = static_cast<long long>(std::llround(value));
    return say("report.minutes_seconds",
               {{"min", std::to_string(seconds / 60)},
                {"s", format_fixed(static_cast<double>(seconds % 60), 0)}});
  }
  return number(value, t->decimals);
}

std::string Words::test_value(std::string_view code, double value) {
  const TestDef* t = kb_.test(code);
  std::string n = test_number(code, value);
  if (t == nullptr || (t->time_notation && value >= 60)) return n;
  if (auto own = find("unit.of." + std::string(code), {{"n", n}})) return *own;
  return say("unit." + unit_slug(t->unit), {{"n", std::move(n)}});
}

std::string Words::quantity(double value, std::string_view unit, int most) {
  return say("unit." + unit_slug(unit), {{"n", number(value, most)}});
}

std::string Words::count(double n, std::string_view unit_key, int most) {
  if (n == 1) {
    if (auto one = find(std::string(unit_key) + ".one", {{"n", number(n, most)}})) return *one;
  }
  return say(unit_key, {{"n", number(n, most)}});
}

std::string Words::range(const Interval& i, std::string_view unit_key, int most) {
  if (!i.lo && !i.hi) return say("report.no_limit");
  if (i.lo && i.hi && *i.lo == *i.hi) return count(*i.lo, unit_key, most);
  if (!i.lo) return say("report.at_most", {{"x", count(*i.hi, unit_key, most)}});
  if (!i.hi) return say("report.at_least", {{"x", count(*i.lo, unit_key, most)}});
  return say(unit_key, {{"n", number(*i.lo, most) + say("report.to") + number(*i.hi, most)}});
}

std::string Words::scale(const Limit& l) {
  const std::string plain = range(l.range, "report.scale_unit.plain", 0);
  if (auto text = find("report.scale_short." + l.dimension, {{"range", plain}})) return *text;
  return range(l.range, "report.scale_unit." + l.dimension, 0);
}

// --- Dates

std::string Words::date(Date d) {
  return say("report.date", {{"year", std::to_string(d.year())},
                             {"month", say("report.month." + std::to_string(d.month()))},
                             {"day", std::to_string(d.day())}});
}

std::string Words::day(Date d) {
  return say("report.day", {{"weekday", say("report.weekday." + std::to_string(d.weekday()))},
                            {"month", say("report.month." + std::to_string(d.month()))},
                            {"day", std::to_string(d.day())}});
}

std::string Words::short_day(Date d) {
  return say("report.short_day", {{"month", say("report.month." + std::to_string(d.month()))},
                                  {"day", std::to_string(d.day())}});
}

}  // namespace celian::report
