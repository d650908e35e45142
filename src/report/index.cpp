#include "report/index.hpp"

#include <algorithm>

#include "catalog/knowledge_base.hpp"
#include "report/maker.hpp"
#include "report/signs.hpp"

namespace celian {

namespace {

using report::Block;
using report::Document;
using report::Line;
using report::Tone;
using report::Words;

bool waits(const IndexEntry& e) {
  return e.decision == "defer" || e.decision == "stop" || e.decision == "emergency" ||
         e.decision == "withheld";
}
bool may_be_tested(const IndexEntry& e) {
  return e.problem.empty() && !e.recheck && (e.decision == "go" || e.decision == "indoors");
}

// What everybody has to do is said once, above the lists.
std::vector<std::string> common_steps(const std::vector<IndexEntry>& entries) {
  const auto counts = [](const IndexEntry& e) { return e.problem.empty() && !e.decision.empty(); };
  const auto first = std::find_if(entries.begin(), entries.end(), counts);
  if (first == entries.end() || std::count_if(entries.begin(), entries.end(), counts) < 3)
    return {};
  std::vector<std::string> out;
  for (const std::string& step : first->todo) {
    const auto has = [&](const IndexEntry& e) {
      return !counts(e) || std::find(e.todo.begin(), e.todo.end(), step) != e.todo.end();
    };
    if (std::all_of(entries.begin(), entries.end(), has)) out.push_back(step);
  }
  return out;
}

std::string shown_name(const IndexEntry& e) { return e.name.empty() ? e.id : e.name; }

report::Roster::Row row_of(Words& w, const IndexEntry& e, const std::vector<std::string>& said) {
  report::Roster::Row row;
  row.name = shown_name(e);
  row.who = e.who;
  if (!e.name.empty() && !e.id.empty())
    row.who += (row.who.empty() ? "" : w.say("report.comma")) + e.id;
  row.tone = e.problem.empty() ? report::decision_tone(e.decision) : Tone::neutral;
  if (!e.problem.empty()) {
    row.decision = w.say("report.index.failed");
    row.why = {e.problem};
  } else if (e.decision.empty()) {
    row.tone = Tone::neutral;
    row.decision = w.say("report.index.not_screened");
  } else {
    row.decision = w.say("report.index.decision." + e.decision);
    row.why = e.why;
    for (const std::string& step : e.todo) {
      if (std::find(said.begin(), said.end(), step) == said.end()) row.todo.push_back(step);
    }
  }
  if (e.provisional) row.todo.push_back(w.say("report.index.provisional"));
  if (!e.person_link.empty()) row.links.emplace_back(w.say("report.index.person"), e.person_link);
  if (!e.professional_link.empty())
    row.links.emplace_back(w.say("report.index.professional"), e.professional_link);
  return row;
}

struct People {
  const std::vector<IndexEntry>& entries;
  std::vector<std::string> said;  // steps of everybody, left out of the rows
};

template <class Test>
void add_list(Words& w, Document& doc, const People& people, Tone tone, std::string title,
              const char* anchor, Test test, bool even_empty) {
  report::Roster list;
  list.tone = tone;
  list.anchor = anchor;
  list.head = {w.say("report.column.name"), w.say("report.column.decision"),
               w.say("report.column.why"), w.say("report.column.todo"),
               w.say("report.column.reports")};
  for (const IndexEntry& e : people.entries) {
    if (test(e)) list.rows.push_back(row_of(w, e, people.said));
  }
  if (list.rows.empty() && !even_empty) return;
  const std::string n = w.count(static_cast<double>(list.rows.size()), "report.index.count", 0);
  list.title = std::move(title);
  list.count = n;
  list.none = w.say("report.index.none");
  doc.blocks.emplace_back(std::move(list));
}

void add_lists_by_decision(Words& w, Document& doc, const People& entries) {
  add_list(w, doc, entries, Tone::good, w.say("report.index.tested"), "tested", may_be_tested,
           true);
  add_list(
      w, doc, entries, Tone::warn, w.say("report.index.recheck"), "recheck",
      [](const IndexEntry& e) { return e.problem.empty() && e.recheck; }, true);
  const auto away = [](const IndexEntry& e) {
    return e.problem.empty() && (waits(e) || e.referred);
  };
  add_list(w, doc, entries, Tone::stop, w.say("report.index.deferred"), "deferred", away, true);
  const auto rest = [&](const IndexEntry& e) {
    return e.problem.empty() && !may_be_tested(e) && !e.recheck && !away(e);
  };
  add_list(w, doc, entries, Tone::note, w.say("report.index.others"), "others", rest, false);
}

}  // namespace

IndexEntry index_entry(const KnowledgeBase& kb, const report::ResultView& result,
                       std::string_view locale) {
  Words words(kb, std::string(locale), false);
  report::Sources sources(words);
  sources.quiet(true);
  Document unused;
  const ReportContext nobody;
  report::Maker m{words, sources, result, nobody, unused, false};
  IndexEntry e;
  e.id = result.person.id;
  e.who = report::who_text(words, result.person);
  if (!result.screen) return e;
  e.decision = report::decision_code(result);
  e.triage = triage_name(result.screen->triage);
  e.recheck = !result.screen->today.recheck.empty();
  e.referred =
      !result.screen->referral.empty() ||
      (result.screen->programme.clearance && result.screen->programme.clearance->before == "any");
  e.provisional = result.screen->provisional;
  for (const Line& l : report::causes(m)) e.why.push_back(l.text);
  for (const Line& l : report::first_steps(m, true)) e.todo.push_back(l.text);
  return e;
}

Result<std::string> render_index(const Catalog& catalog, const std::vector<IndexEntry>& entries,
                                 ReportFormat format, std::string_view locale,
                                 const IndexContext& context) {
  const KnowledgeBase& kb = catalog.internals();
  const auto& locales = kb.locales();
  if (std::find(locales.begin(), locales.end(), locale) == locales.end()) {
    return Error{Status::unknown_id, "/locale",
                 "'" + std::string(locale) + "' is no locale of this catalog"};
  }
  Words w(kb, std::string(locale), false);
  Document doc;
  doc.locale = std::string(locale);
  doc.kind = "index";
  doc.signs = report::signs_of(w);
  report::Masthead head;
  head.title = context.title.empty() ? w.say("report.index.title") : context.title;
  head.subtitle = context.centre;
  if (const auto d = Date::parse(context.date))
    head.fields.emplace_back(w.say("report.field.date"), w.date(*d));
  head.fields.emplace_back(w.say("report.index.all"),
                           w.count(static_cast<double>(entries.size()), "report.index.count", 0));
  const People people{entries, common_steps(entries)};
  if (!people.said.empty())
    head.marks.emplace_back(
        Tone::warn, w.say("report.index.for_all", {{"list", report::running(people.said)}}));
  doc.title = head.title;
  doc.blocks.emplace_back(std::move(head));

  if (context.lists.empty()) add_lists_by_decision(w, doc, people);
  for (std::size_t i = 0; i < context.lists.size(); ++i) {
    const std::string anchor = "list-" + std::to_string(i + 1);
    const auto here = [&](const IndexEntry& e) { return e.problem.empty() && e.list == i; };
    add_list(w, doc, people, context.lists[i].tone, context.lists[i].title, anchor.c_str(), here,
             false);
  }
  add_list(
      w, doc, people, Tone::neutral, w.say("report.index.failed"), "failed",
      [](const IndexEntry& e) { return !e.problem.empty(); }, false);

  report::Footer footer;
  footer.text = w.say("label.intended_use");
  doc.blocks.emplace_back(std::move(footer));
  doc.missing = w.missing();
  return report::rendered(doc, format);
}

}  // namespace celian
