// celian record show: what holds now of a person, also as the document that the other commands
// take.
#include <iostream>
#include <map>

#include "cli/record/record.hpp"
#include "cli/setting.hpp"
#include "cli/shown_text.hpp"

namespace celian::cli {

namespace {

using codec::Value;

constexpr std::size_t kLongestPayload = 90;

int list_people(const Arguments& a, const Store& store) {
  const auto people = store.persons();
  if (!people) return complain(a.positional[1], people.error());
  for (const std::string& person : *people) {
    if (a.has("json")) {
      std::cout << codec::write(Value::object().set("person", person)) << "\n";
    } else {
      std::cout << shown(person) << "\n";
    }
  }
  return kDone;
}

// Of what replaces itself the latest, of measurements and sessions each.
std::vector<Event> holding(const std::vector<Event>& events) {
  std::map<EventKind, std::size_t> latest;
  for (std::size_t i = 0; i < events.size(); ++i) latest[events[i].kind] = i;
  std::vector<Event> out;
  for (std::size_t i = 0; i < events.size(); ++i) {
    const EventKind kind = events[i].kind;
    const bool is_one_of_many = kind == EventKind::measurement || kind == EventKind::session ||
                                kind == EventKind::assessment;
    if (is_one_of_many || latest[kind] == i) out.push_back(events[i]);
  }
  return out;
}

// A document as of the day, or of the latest day of an event.
Result<Value> document_of(const std::string& person, const std::vector<Event>& events,
                          const std::optional<Date>& day) {
  Date as_of = day.value_or(Date::first());
  if (!day) {
    for (const Event& e : events) as_of = std::max(as_of, e.date);
  }
  Value document = Value::object().set("v", 1).set("as_of", as_of.iso());
  Value who = Value::object().set("id", person);
  Value measurements = Value::array(), sessions = Value::array(), prescriptions = Value::array();
  for (const Event& e : events) {
    auto payload = codec::parse(e.payload);
    if (!payload) return payload.error();
    switch (e.kind) {
      case EventKind::person:
        for (const codec::Member& m : payload->members()) who.set(m.name, m.value);
        break;
      case EventKind::measurement:
        if (payload->find("date") == nullptr) payload->set("date", e.date.iso());
        measurements.push(std::move(*payload));
        break;
      case EventKind::session: sessions.push(std::move(*payload)); break;
      case EventKind::prescription: prescriptions.push(std::move(*payload)); break;
      case EventKind::wishes:
        for (const codec::Member& m : payload->members()) document.set(m.name, m.value);
        break;
      case EventKind::consent:
      case EventKind::health:
        document.set(std::string(event_kind_name(e.kind)), std::move(*payload));
        break;
      default: break;
    }
  }
  document.set("person", std::move(who)).set("measurements", std::move(measurements));
  // What was prescribed last and done since, so that the loop can be run again.
  Value history = Value::object();
  if (!prescriptions.items().empty()) history.set("prescriptions", std::move(prescriptions));
  if (!sessions.items().empty()) history.set("sessions", std::move(sessions));
  if (!history.members().empty()) document.set("history", std::move(history));
  return document;
}

}  // namespace

int record_show(const Arguments& a) {
  const auto day = day_of(a, "as-of");
  if (!day) return complain_usage("record", day.error().message);
  int code = kDone;
  const auto store = open_store(a, OpenMode::read_only, code);
  if (store == nullptr) return code;
  if (a.positional.size() == 2) return list_people(a, *store);
  const std::string& person = a.positional[2];
  HistoryQuery query;
  query.current = true;
  query.to = *day;
  const auto events = store->history(person, query);
  if (!events) return complain(a.positional[1], events.error());
  if (events->empty()) {
    return complain(a.positional[1],
                    {Status::unknown_id, "", "there is nothing about '" + person + "'"});
  }
  const auto now = holding(*events);
  if (a.has("json")) {
    const auto document = document_of(person, now, *day);
    if (!document) return complain(a.positional[1], document.error());
    std::cout << codec::write(*document) << "\n";
    return kDone;
  }
  for (const Event& e : now) {
    std::string kind(event_kind_name(e.kind));
    kind.resize(14, ' ');
    std::cout << kind << e.date.iso() << "  " << shown(e.payload, kLongestPayload) << "\n";
  }
  return kDone;
}

}  // namespace celian::cli
