// What a record says about everybody, as the tables that celian cohort reads: the latest result of
// assess.score, the one before it by the same edition, and who the people are.
#include <algorithm>
#include <map>

#include "base/number_text.hpp"
#include "cli/record/record.hpp"
#include "csv/writer.hpp"

namespace celian::cli {

namespace {

using codec::Value;
using Fields = std::map<std::string, std::string>;  // by header

std::string text_of(const Value* v) {
  if (v == nullptr || v->is_null()) return {};
  return v->is_string() ? v->as_string() : codec::write(*v);
}
std::string field(const Value& v, std::string_view name) { return text_of(v.find(name)); }

// A result of assess.score, its fallback if that gave the points; empty if it is another result.
Fields scored(const Value& payload, const std::string& person) {
  const Value* items = payload.find("items");
  if (items == nullptr || payload.find("standard") == nullptr) return {};
  const Value* fallback = payload.find("fallback");
  const Value& by = fallback != nullptr && fallback->is_object() ? *fallback : payload;
  Fields out;
  out["id"] = person;
  out["scored_by"] = field(by, "standard");
  out["scored_outcome"] = field(by, "outcome");
  out["total"] = field(by, "total");
  if (const Value* grade = by.find("grade"); grade != nullptr && grade->is_object())
    out["grade"] = field(*grade, "code");
  if (const Value* list = by.find("items"); list != nullptr) {
    for (const Value& item : list->items()) {
      const std::string test = field(item, "test");
      out[test + ".points"] = field(item, "points");
      out[test + ".outcome"] = field(item, "outcome");
    }
  }
  return out;
}

void add_all(const Value* from, std::initializer_list<const char*> names, Fields& to) {
  for (const char* name : names) {
    if (from == nullptr || !from->is_object()) return;
    if (std::string text = field(*from, name); !text.empty()) to[name] = std::move(text);
  }
}

std::string as_csv(const std::vector<Fields>& rows, std::vector<std::string> header) {
  for (const Fields& row : rows) {
    for (const auto& [name, text] : row) {
      if (std::find(header.begin(), header.end(), name) == header.end()) header.push_back(name);
    }
  }
  std::string out;
  csv::Writer writer([&](std::string_view text) { out += text; });
  for (const std::string& name : header) writer.field(name);
  writer.end_row();
  for (const Fields& row : rows) {
    for (const std::string& name : header) {
      const auto at = row.find(name);
      writer.field(at == row.end() ? std::string_view() : std::string_view(at->second));
    }
    writer.end_row();
  }
  writer.flush();
  return out;
}

struct OnePerson {
  Fields now, earlier, who;
};

Result<OnePerson> one_person(const Store& store, const std::string& id, const HistoryQuery& query) {
  auto events = store.history(id, query);
  if (!events) return events.error();
  std::stable_sort(events->begin(), events->end(),
                   [](const Event& a, const Event& b) { return a.date < b.date; });
  OnePerson out;
  out.who["id"] = id;
  for (const Event& e : *events) {
    const auto payload = codec::parse(e.payload);
    if (!payload) return payload.error();
    if (e.kind == EventKind::person) {
      add_all(&*payload, {"sex", "birth_date", "age_years", "school_grade"}, out.who);
    } else if (e.kind == EventKind::health) {
      add_all(payload->find("activity"),
              {"sessions_week", "minutes_per_session", "usual_intensity"}, out.who);
    } else if (e.kind == EventKind::progress) {
      if (const Value* done = payload->find("adherence"); done != nullptr && done->is_object()) {
        out.who["sessions_planned"] = field(*done, "planned");
        out.who["sessions_done"] = field(*done, "matched");
      }
    } else if (e.kind == EventKind::assessment) {
      Fields next = scored(*payload, id);
      if (next.empty()) continue;
      if (!out.now.empty() && out.now["scored_by"] == next["scored_by"]) out.earlier = out.now;
      out.now = std::move(next);
    }
  }
  return out;
}

}  // namespace

Result<CohortTables> cohort_tables(const Store& store, const std::optional<Date>& day) {
  const auto people = store.persons();
  if (!people) return people.error();
  HistoryQuery query;
  query.current = true;
  query.to = day;
  std::vector<Fields> now, earlier, who;
  for (const std::string& id : *people) {
    auto person = one_person(store, id, query);
    if (!person) return person.error();
    if (!person->now.empty()) now.push_back(std::move(person->now));
    if (!person->earlier.empty()) earlier.push_back(std::move(person->earlier));
    who.push_back(std::move(person->who));
  }
  const std::vector<std::string> header = {"id", "scored_by", "scored_outcome", "total", "grade"};
  return CohortTables{as_csv(now, header), as_csv(earlier, header), as_csv(who, {"id"})};
}

}  // namespace celian::cli
