// catalog.*, report.render, measure.formula.
#include <algorithm>

#include "base/utf8.hpp"
#include "catalog/knowledge_base.hpp"
#include "catalog/nearest.hpp"
#include "catalog/vocabulary.hpp"
#include "celian/report.hpp"
#include "codec/closed_text.hpp"
#include "codec/model_io.hpp"
#include "engine/operations.hpp"
#include "engine/unknown_word.hpp"
#include "measure/formulas.hpp"

namespace celian::engine::operation {

namespace {

using codec::Reader;
using codec::Value;

Value encode_text(const LocalText& t) {
  Value v = Value::object();
  for (const auto& [locale, text] : t) v.set(locale, text);
  return v;
}

Value encode_cites(const std::vector<Citation>& cites) {
  Value v = Value::array();
  for (const Citation& c : cites)
    v.push(Value::object().set("source", c.source).set("where", c.where));
  return v;
}

Value encode_header(const FileHeader& h) {
  static constexpr const char* kStatus[] = {"current", "superseded", "draft"};
  Value v = Value::object();
  v.set("kind", h.kind)
      .set("id", h.id)
      .set("edition", codec::text_or_null(h.edition))
      .set("revision", h.revision);
  v.set("reference", h.reference()).set("status", kStatus[static_cast<int>(h.status)]);
  v.set("in_force_from", h.in_force_from ? Value(h.in_force_from->iso()) : Value())
      .set("supersedes", codec::text_or_null(h.supersedes));
  v.set("title", encode_text(h.title))
      .set("licence", h.licence)
      .set("verified", verified_name(h.verified));
  return v.set("cites", encode_cites(h.cites));
}

Value list_item(std::string code, const LocalText& name, Verified v) {
  return Value::object()
      .set("code", std::move(code))
      .set("name", encode_text(name))
      .set("verified", verified_name(v));
}

constexpr std::string_view kVerified[] = {"primary", "secondary", "unverified", "policy"};
constexpr const char* kEntryKinds[] = {"exercises", "facts",   "formulas", "medicines",
                                       "rules",     "sources", "tests"};

// Words that no file lists, with their names where they have some.
Value list_words(const KnowledgeBase& kb, const VocabularyKind& kind) {
  Value v = Value::array();
  for (const std::string& code : kb.vocabulary(kind.name)) {
    Value name = Value::object();
    for (const std::string& locale : kb.locales()) {
      const std::string_view text = kb.text(std::string(kind.text) + "." + code, locale);
      if (!text.empty()) name.set(locale, text);
    }
    v.push(Value::object().set("code", code).set("name", std::move(name)));
  }
  return v;
}

// Entries of kinds of which one file holds many; null for kinds that are files.
std::optional<Value> list_entries(const KnowledgeBase& kb, const std::string& kind) {
  Value v = Value::array();
  if (kind == "tests") {
    for (const TestDef& t : kb.tests())
      v.push(list_item(t.code, t.name, t.verified).set("unit", t.unit));
  } else if (kind == "exercises") {
    for (const Exercise& e : kb.exercises())
      v.push(list_item(e.code, e.name, e.verified)
                 .set("components", codec::encode(e.components))
                 .set("family", e.family)
                 .set("footwear", codec::encode(e.care.footwear))
                 .set("surface", codec::encode(e.care.surface)));
  } else if (kind == "medicines") {
    for (const MedicineClass& m : kb.medicines()) v.push(list_item(m.code, m.name, m.verified));
  } else if (kind == "facts") {
    for (std::size_t i = 0; i < kb.facts().size(); ++i) {
      const FactDef& f = kb.facts()[static_cast<Slot>(i)];
      v.push(Value::object()
                 .set("code", f.code)
                 .set("name", encode_text(f.name))
                 .set("unit", codec::text_or_null(f.unit))
                 .set("values", codec::encode(f.values))
                 .set("derived", f.derived));
    }
  } else if (kind == "formulas") {
    for (const Formula& f : kb.formulas()) {
      Value inputs = Value::array();
      for (const FormulaInput& in : f.inputs)
        inputs.push(Value::object()
                        .set("code", in.code)
                        .set("unit", in.unit)
                        .set("valid", codec::encode(in.valid)));
      v.push(list_item(f.id, f.name, f.verified)
                 .set("population", encode_text(f.population))
                 .set("inputs", std::move(inputs))
                 .set("unit", f.unit)
                 .set("cites", encode_cites(f.cites)));
    }
  } else if (kind == "rules") {
    const RuleBase& rules = kb.rules();
    for (const std::vector<Rule>* stage : {&rules.screen, &rules.guide, &rules.progress}) {
      for (const Rule& r : *stage)
        v.push(Value::object()
                   .set("code", r.id)
                   .set("file", r.file)
                   .set("say", r.say)
                   .set("verified", verified_name(r.verified))
                   .set("cites", encode_cites(r.cites)));
    }
  } else if (kind == "sources") {
    for (const SourceRecord& s : kb.sources())
      v.push(Value::object()
                 .set("code", s.id)
                 .set("title", s.title)
                 .set("year", codec::text_or_null(s.year))
                 .set("read", s.read));
  } else if (const std::size_t i = vocabulary_index(kind); i < vocabulary_kinds().size()) {
    return list_words(kb, vocabulary_kinds()[i]);
  } else {
    return std::nullopt;
  }
  return v;
}

bool passes(const Value& item, const std::string& verified) {
  if (verified.empty()) return true;
  const Value* v = item.find("verified");
  return v != nullptr && v->is_string() && v->as_string() == verified;
}

}  // namespace

Result<Value> catalog_list(const Catalog& c, Reader& r) {
  const KnowledgeBase& kb = c.internals();
  r.ignore({"v"});
  const std::string kind = r.string_or("kind", "");
  const std::string verified = codec::closed_text(r, "verified", kVerified);
  if (auto ok = r.finish(); !ok) return ok.error();
  Value items = Value::array();
  if (auto entries = list_entries(kb, kind)) {
    for (Value& v : entries->items()) {
      if (passes(v, verified)) items.push(std::move(v));
    }
    return Value::object().set("kind", kind).set("items", std::move(items));
  }
  std::vector<std::string> kinds;
  for (const FileHeader& h : kb.files()) {
    if (std::find(kinds.begin(), kinds.end(), h.kind) == kinds.end()) kinds.push_back(h.kind);
    if (!kind.empty() && h.kind != kind) continue;
    Value v = encode_header(h);
    if (passes(v, verified)) items.push(std::move(v));
  }
  std::sort(kinds.begin(), kinds.end());
  if (!kind.empty() && std::find(kinds.begin(), kinds.end(), kind) == kinds.end()) {
    kinds.insert(kinds.end(), std::begin(kEntryKinds), std::end(kEntryKinds));
    for (const VocabularyKind& words : vocabulary_kinds()) kinds.emplace_back(words.name);
    std::sort(kinds.begin(), kinds.end());
    kinds.erase(std::unique(kinds.begin(), kinds.end()), kinds.end());
    std::string all;
    for (const std::string& k : kinds) all += (all.empty() ? "" : ", ") + k;
    return Error{Status::unknown_id, "/kind",
                 "no kind is called '" + kind + "'; there are: " + all};
  }
  return Value::object().set("kind", codec::text_or_null(kind)).set("items", std::move(items));
}

Result<Value> catalog_get(const Catalog& c, Reader& r) {
  const KnowledgeBase& kb = c.internals();
  r.ignore({"v", "kind"});
  const std::string id = r.required_string("id");
  if (auto ok = r.finish(); !ok) return ok.error();
  const Value* raw = kb.raw(id);
  if (raw == nullptr) {
    std::vector<std::string> ids;
    for (const FileHeader& h : kb.files()) ids.push_back(h.id);
    return unknown_word("file of the catalog", id, ids, "", "/id");
  }
  return Value::object().set("file", *raw);
}

Result<Value> catalog_cite(const Catalog& c, Reader& r) {
  const KnowledgeBase& kb = c.internals();
  r.ignore({"v"});
  const std::string id = r.required_string("id");
  if (auto ok = r.finish(); !ok) return ok.error();
  if (const SourceRecord* s = kb.source(id)) {
    Value v = Value::object();
    v.set("id", s->id)
        .set("title", s->title)
        .set("authors", codec::text_or_null(s->authors))
        .set("publisher", codec::text_or_null(s->publisher));
    v.set("year", codec::text_or_null(s->year))
        .set("number", codec::text_or_null(s->number))
        .set("doi", codec::text_or_null(s->doi));
    v.set("address", codec::text_or_null(s->address))
        .set("language", s->language)
        .set("type", s->type)
        .set("read", s->read);
    return v.set("licence", s->licence);
  }
  if (const Rule* rule = kb.rules().find(id)) {
    return Value::object()
        .set("id", rule->id)
        .set("file", rule->file)
        .set("say", rule->say)
        .set("cites", encode_cites(rule->cites))
        .set("verified", verified_name(rule->verified))
        .set("evidence", evidence_name(rule->evidence));
  }
  std::vector<std::string> ids;
  for (const SourceRecord& s : kb.sources()) ids.push_back(s.id);
  for (const std::vector<Rule>* stage :
       {&kb.rules().screen, &kb.rules().guide, &kb.rules().progress}) {
    for (const Rule& rule : *stage) ids.push_back(rule.id);
  }
  return unknown_word("source and no rule", id, ids, "sources", "/id");
}

Result<Value> report_render(const Catalog& c, Reader& r) {
  r.ignore({"v"});
  const Value* result = r.raw("result");
  r.require(result != nullptr && result->is_object(), "result",
            "expected the result of an operation");
  static constexpr codec::Choice<ReportFormat> kFormats[] = {{"text", ReportFormat::text},
                                                             {"md", ReportFormat::markdown},
                                                             {"html", ReportFormat::html},
                                                             {"json", ReportFormat::json}};
  const std::string kind = r.string_or("kind", "person");
  const ReportFormat format = r.choice_or("format", kFormats, ReportFormat::text);
  const std::string locale = r.string_or("locale", "zh-CN");
  ReportContext context;
  r.optional_child("context", [&](Reader& x) {
    context.name = x.string_or("name", "");
    context.centre = x.string_or("centre", "");
    context.prescriber = x.string_or("prescriber", "");
    context.role = x.string_or("role", "");
    context.signed_on = x.string_or("signed_on", "");
    context.today = x.string_or("today", "");
  });
  if (const Value* before = r.raw("before"); before != nullptr && !before->is_null()) {
    r.require(before->is_object(), "before", "expected the result of an operation");
    context.before = codec::write(*before);
  }
  if (auto ok = r.finish(); !ok) return ok.error();
  auto document = render_report(c, codec::write(*result), kind, format, locale, context);
  if (!document) return document.error();
  return Value::object()
      .set("kind", kind)
      .set("locale", locale)
      .set("document", std::move(*document));
}

Result<Value> measure_formula(const Catalog& c, Reader& r) {
  r.ignore({"v"});
  const std::string id = r.required_string("formula");
  std::vector<std::pair<std::string, double>> inputs;
  r.for_each_member("inputs", [&](const std::string& name, Reader& x) {
    if (x.value().is_array()) {
      x.for_each_item([&](Reader& one) { inputs.emplace_back(name, one.as_double()); });
    } else {
      inputs.emplace_back(name, x.as_double());
    }
  });
  if (auto ok = r.finish(); !ok) return ok.error();
  auto f = measure::formula(c.internals(), id, inputs);
  if (!f) return f.error();
  Value v = Value::object();
  v.set("used", codec::encode(std::vector<std::string>{c.internals().formula(id)->file}));
  v.set("formula", id)
      .set("value", codec::encode(f->value))
      .set("unit", f->unit)
      .set("see", codec::encode(f->see))
      .set("valid", f->valid);
  return v.set("outcome", outcome_name(f->outcome)).set("reasons", codec::encode(f->reasons));
}

}  // namespace celian::engine::operation
