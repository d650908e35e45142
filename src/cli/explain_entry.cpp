#include "cli/explain_entry.hpp"

#include <algorithm>

#include "base/number_text.hpp"
#include "cli/table.hpp"
#include "report/words.hpp"

namespace celian::cli {

namespace {

constexpr std::size_t kFieldWidth = 12;

std::string in_locale(const LocalText& text, std::string_view locale) {
  for (const auto& [language, words] : text) {
    if (language == locale) return words;
  }
  return text.empty() ? std::string() : text.front().second;
}

// Collects lines "  field       text".
class Page {
 public:
  Page(const KnowledgeBase& kb, std::string locale)
      : kb_(kb), words_(kb, locale, true), locale_(std::move(locale)) {}

  void title(const std::string& id, const std::string& what, const LocalText& name) {
    out_ = id + "  (" + what + ")\n\n";
    for (const auto& [language, words] : name)
      out_ += "  " + pad(language, kFieldWidth) + words + "\n";
    out_ += "\n";
  }
  void field(const char* zh, const char* en, const std::string& text) {
    if (!text.empty()) out_ += "  " + pad(is_zh() ? zh : en, kFieldWidth) + " " + text + "\n";
  }
  void list(const char* zh, const char* en, const std::vector<std::string>& items) {
    field(zh, en, words_.list(items));
  }
  void head(const char* zh, const char* en) { out_ += std::string(is_zh() ? zh : en) + "\n"; }
  void line(const std::string& text) { out_ += "  - " + text + "\n"; }

  void evidence(Verified v, const std::vector<Citation>& cites) {
    field("核对程度", "verified", std::string(verified_name(v)));
    out_ += "\n";
    head("来源", "Sources");
    for (const Citation& c : cites) {
      const SourceRecord* s = kb_.source(c.source);
      const std::string title =
          s == nullptr ? c.source : s->title + (s->year.empty() ? "" : " (" + s->year + ")");
      line(title + (c.where.empty() ? "" : ": " + c.where) + " [" + c.source + "]");
    }
  }

  // Rules whose condition asks for this fact.
  void rules_about(Slot fact) {
    std::vector<std::string> ids;
    for (const std::vector<Rule>* stage :
         {&kb_.rules().screen, &kb_.rules().guide, &kb_.rules().progress}) {
      for (const Rule& r : *stage) {
        std::vector<Slot> used;
        r.when.facts(used);
        if (std::find(used.begin(), used.end(), fact) != used.end()) ids.push_back(r.id);
      }
    }
    if (!ids.empty()) list("相关规则", "rules", ids);
  }

  bool is_zh() const { return locale_ == "zh-CN"; }
  const std::string& locale() const { return locale_; }
  report::Words& words() { return words_; }
  std::string take() { return std::move(out_); }

 private:
  const KnowledgeBase& kb_;
  report::Words words_;
  std::string locale_, out_;
};

std::string range(double low, double high, const std::string& unit) {
  return format_shortest(low) + " – " + format_shortest(high) + " " + unit;
}

std::string test_page(const KnowledgeBase& kb, const TestDef& t, Page page) {
  page.title("test." + t.code, page.is_zh() ? "测试项目" : "test", t.name);
  page.field("单位", "unit", t.unit);
  page.field("分辨率", "resolution", format_shortest(t.resolution));
  page.field("合理范围", "plausible", range(t.plausible_min, t.plausible_max, t.unit));
  page.field("测试次数", "trials", std::to_string(t.trials));
  if (!t.component.empty()) page.field("素质", "component", page.words().component(t.component));
  page.field("方法", "protocol", in_locale(t.protocol, page.locale()));
  std::vector<std::string> used;
  for (const Standard* s : kb.standards()) {
    if (std::find(s->tests().begin(), s->tests().end(), t.code) != s->tests().end())
      used.push_back(s->header().reference());
  }
  for (const Norm* n : kb.norms()) {
    if (n->measure() == t.code) used.push_back(n->header().reference());
  }
  page.list("用于", "used by", used);
  for (const ChangeStatistic& c : t.change)
    page.field("变化", "change",
               c.statistic + " " + format_shortest(c.value) + " " + c.unit +
                   (c.population.empty() ? "" : ", " + c.population) + " [" +
                   std::string(verified_name(c.verified)) + "]");
  for (const TestNotFor& n : t.not_for)
    page.field("不宜测试", "not for", std::string(kb.text(n.say, page.locale(), true)));
  for (const TestNotFor& n : t.not_judged)
    page.field("不作评价", "not judged", std::string(kb.text(n.say, page.locale(), true)));
  page.rules_about(kb.facts().find(t.code));
  page.evidence(t.verified, t.cites);
  return page.take();
}

std::string exercise_page(const Exercise& e, Page page) {
  page.title("exercise." + e.code, page.is_zh() ? "动作" : "exercise", e.name);
  std::vector<std::string> components, equipment, places, tags;
  for (const std::string& c : e.components) components.push_back(page.words().component(c));
  for (const std::string& c : e.equipment) equipment.push_back(page.words().coded("equipment", c));
  for (const std::string& c : e.place) places.push_back(page.words().coded("place", c));
  for (const std::string& c : e.tags) tags.push_back(page.words().coded("tag", c));
  page.field("类别", "family", page.words().coded("family", e.family));
  page.list("素质", "components", components);
  page.field("强度", "intensity", page.words().coded("intensity", intensity_name(e.intensity)));
  if (e.met.value)
    page.field(
        "代谢当量", "MET",
        format_shortest(*e.met.value) + " [" + std::string(verified_name(e.met.verified)) + "]");
  page.list("器材", "equipment", equipment);
  page.list("场所", "places", places);
  page.list("特点", "tags", tags);
  page.field("做法", "how", in_locale(e.how, page.locale()));
  page.field("注意", "watch", in_locale(e.watch, page.locale()));
  for (std::size_t i = 0; i < e.first_steps.size(); ++i)
    page.field(i == 0 ? "入门步骤" : "", i == 0 ? "first steps" : "",
               std::to_string(i + 1) + ". " + in_locale(e.first_steps[i], page.locale()));
  const ExerciseCare& care = e.care;
  const std::string state = " [" + std::string(verified_name(care.verified)) + "]";
  std::vector<std::string> footwear, surface;
  for (const std::string& c : care.footwear) footwear.push_back(page.words().coded("footwear", c));
  for (const std::string& c : care.surface) surface.push_back(page.words().coded("surface", c));
  if (!footwear.empty()) page.field("鞋", "footwear", page.words().phrases(footwear) + state);
  if (!surface.empty()) page.field("场地", "surface", page.words().phrases(surface) + state);
  if (!care.injuries.empty())
    page.field("常见损伤", "injuries", in_locale(care.injuries, page.locale()) + state);
  page.field("更容易", "easier", e.regress_to);
  page.field("更难", "harder", e.progress_to);
  std::vector<Citation> cites = e.cites;
  for (const Citation& c : care.cites) {
    const bool is_new = std::none_of(cites.begin(), cites.end(), [&](const Citation& known) {
      return known.source == c.source && known.where == c.where;
    });
    if (is_new) cites.push_back(c);
  }
  page.evidence(e.verified, cites);
  return page.take();
}

std::string see_of(const StandardError& see) {
  if (see.by.empty()) return format_shortest(see.value);
  std::string out;
  for (const double v : see.values) out += (out.empty() ? "" : ", ") + format_shortest(v);
  return out + " (" + see.by + ")";
}

std::string formula_page(const Formula& f, Page page) {
  page.title(f.id, page.is_zh() ? "公式" : "formula", f.name);
  page.field("适用人群", "population", in_locale(f.population, page.locale()));
  for (const FormulaInput& in : f.inputs) {
    const std::string from = in.valid.lo ? format_shortest(*in.valid.lo) : "",
                      to = in.valid.hi ? format_shortest(*in.valid.hi) : "";
    page.field(
        "输入", "input",
        in.code + (in.unit.empty() ? "" : " [" + in.unit + "]") +
            (from.empty() && to.empty() ? "" : ", " + from + " – " + to) +
            (in.is_series() ? (page.is_zh() ? "，依次多个值，至少 " : ", a series of at least ") +
                                  std::to_string(in.least)
                            : ""));
  }
  page.field("结果单位", "result in", f.unit);
  if (f.see)
    page.field(
        "标准误", "see",
        see_of(*f.see) + " " + f.unit + " [" + std::string(verified_name(f.see->verified)) + "]");
  page.evidence(f.verified, f.cites);
  return page.take();
}

// A standard or a norm.
std::string file_page(const FileHeader& h, const std::vector<std::string>& tests, Page page) {
  page.title(
      h.reference(),
      h.kind == "norm" ? (page.is_zh() ? "参考值" : "norm") : (page.is_zh() ? "标准" : "standard"),
      h.title);
  static constexpr const char* kStatus[] = {"current", "superseded", "draft"};
  page.field("状态", "status", kStatus[static_cast<int>(h.status)]);
  if (h.in_force_from) page.field("施行日期", "in force", h.in_force_from->iso());
  page.field("取代", "supersedes", h.supersedes);
  std::vector<std::string> names;
  for (const std::string& t : tests) names.push_back(page.words().test(t));
  page.list("项目", "tests", names);
  page.field("许可", "licence", h.licence);
  page.evidence(h.verified, h.cites);
  return page.take();
}

// Items with their points; the words of a question are its owner's.
std::string scale_page(const KnowledgeBase& kb, const Scale& scale, Page page) {
  page.title(scale.header.reference(), page.is_zh() ? "量表" : "scale", scale.header.title);
  page.field("合计得出", "gives", page.words().test(scale.gives));
  for (const ScaleItem& item : scale.items) {
    double most = item.points;
    for (const double a : item.answers) most = std::max(most, a);
    for (const ScaleRow& row : item.rows) most = std::max(most, row.points);
    const std::string of =
        item.fact == kNoSlot ? item.code : page.words().fact(kb.facts()[item.fact].code);
    page.field("条目", "item", item.code + ": " + of + ", 0 – " + format_shortest(most));
  }
  page.field("许可", "licence", scale.header.licence);
  page.evidence(scale.header.verified, scale.header.cites);
  return page.take();
}

const Scale* scale(const KnowledgeBase& kb, std::string_view id) {
  const auto at = std::find_if(kb.scales().begin(), kb.scales().end(), [&](const Scale& s) {
    return s.header.id == id || s.header.id + "@" + s.header.edition == id ||
           s.header.reference() == id;
  });
  return at == kb.scales().end() ? nullptr : &*at;
}

std::string medicine_page(const KnowledgeBase& kb, const MedicineClass& m, Page page) {
  page.title("medicine." + m.code, page.is_zh() ? "药物类别" : "class of medicines", m.name);
  std::vector<std::string> names = m.aliases;
  for (const MedicineName& n : m.names)
    names.push_back(page.is_zh() && !n.zh.empty() ? n.zh : n.generic);
  page.list("名称", "names", names);
  page.rules_about(kb.facts().find("medicine." + m.code));
  page.evidence(m.verified, {});
  return page.take();
}

std::string fact_page(const KnowledgeBase& kb, Slot slot, Page page) {
  const FactDef& f = kb.facts()[slot];
  page.title(f.code, page.is_zh() ? "事实" : "fact", f.name);
  page.list("别名", "aliases", f.aliases);
  page.list("ICD-10", "ICD-10", f.icd10);
  page.field("单位", "unit", f.unit);
  page.list("取值", "values", f.values);
  page.list("由此确定", "settled by", f.settled_by);
  page.rules_about(slot);
  return page.take();
}

std::string_view behind(std::string_view id, std::string_view prefix) {
  return id.starts_with(prefix) ? id.substr(prefix.size()) : std::string_view();
}

const MedicineClass* medicine(const KnowledgeBase& kb, std::string_view code) {
  const auto at = std::find_if(kb.medicines().begin(), kb.medicines().end(),
                               [&](const MedicineClass& m) { return m.code == code; });
  return at == kb.medicines().end() ? nullptr : &*at;
}

}  // namespace

std::optional<std::string> explain_entry(const KnowledgeBase& kb, const std::string& id,
                                         const std::string& locale) {
  const auto page = [&] { return Page(kb, locale); };
  const auto either = [&](std::string_view prefix) {
    return behind(id, prefix).empty() ? std::string_view(id) : behind(id, prefix);
  };
  if (const TestDef* t = kb.test(either("test."))) return test_page(kb, *t, page());
  if (const Exercise* e = kb.exercise(either("exercise."))) return exercise_page(*e, page());
  if (const Formula* f = kb.formula(either("formula."))) return formula_page(*f, page());
  if (const auto s = kb.standard(either("standard.")))
    return file_page((*s)->header(), (*s)->tests(), page());
  if (const auto n = kb.norm(either("norm.")))
    return file_page((*n)->header(), {(*n)->measure()}, page());
  if (const Scale* s = scale(kb, either("scale."))) return scale_page(kb, *s, page());
  if (const MedicineClass* m = medicine(kb, either("medicine.")))
    return medicine_page(kb, *m, page());
  for (const char* space : {"", "condition.", "symptom.", "answer."}) {
    if (const Slot s = kb.facts().find(space + id); s != kNoSlot) return fact_page(kb, s, page());
  }
  return std::nullopt;
}

std::vector<std::string> entry_names(const KnowledgeBase& kb) {
  std::vector<std::string> out;
  for (const TestDef& t : kb.tests()) out.push_back(t.code);
  for (const Exercise& e : kb.exercises()) out.push_back(e.code);
  for (const Formula& f : kb.formulas()) out.push_back(f.id);
  for (const MedicineClass& m : kb.medicines()) out.push_back(m.code);
  for (const FileHeader& h : kb.files()) {
    if (h.kind == "standard" || h.kind == "norm" || h.kind == "scale") out.push_back(h.id);
  }
  for (std::size_t i = 0; i < kb.facts().size(); ++i) {
    const std::string& code = kb.facts()[static_cast<Slot>(i)].code;
    if (code.starts_with("condition.") || code.starts_with("symptom.")) out.push_back(code);
  }
  return out;
}

}  // namespace celian::cli
