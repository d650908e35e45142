// A document or a result as the events that it is made of.
#include "cli/record/record.hpp"

#include <algorithm>

namespace celian::cli {

namespace {

using codec::Value;

// Fields that say how to answer, not what is known of the person; and what belongs to one day.
constexpr std::string_view kNotKept[] = {"policy", "environment", "standard",  "start",
                                         "weeks",  "prior",       "decisions", "prescription"};

class Splitter {
 public:
  explicit Splitter(Date day) : day_(day) {}

  void add(EventKind kind, const Value& payload, std::string place) {
    NewEvent e;
    e.kind = kind;
    e.date = day_;
    if (const Value* date = payload.find("date"); date != nullptr && date->is_string()) {
      if (const auto own = Date::parse(date->as_string())) e.date = *own;
    }
    e.payload = codec::write(payload);
    split.events.push_back(std::move(e));
    split.places.push_back(std::move(place));
  }

  void add_each(EventKind kind, const Value* list, const std::string& place) {
    if (list == nullptr || !list->is_array()) return;
    for (std::size_t i = 0; i < list->size(); ++i)
      add(kind, list->items()[i], place + "/" + std::to_string(i));
  }

  Split split;

 private:
  Date day_;
};

Result<Date> day_of_document(const Value& value) {
  const Value* as_of = value.find("as_of");
  if (as_of == nullptr || !as_of->is_string())
    return Error{Status::schema, "/as_of", "expected the day"};
  auto day = Date::parse(as_of->as_string());
  if (!day) return Error{Status::schema, "/as_of", day.error().message};
  return day;
}

// The kind of a result, by a field that only it has.
std::optional<EventKind> kind_of_result(const Value& value) {
  if (value.find("data_version") == nullptr) return std::nullopt;
  const std::pair<const char*, EventKind> marks[] = {
      {"triage", EventKind::screening},   {"withheld", EventKind::prescription},
      {"adherence", EventKind::progress}, {"items", EventKind::assessment},
      {"results", EventKind::assessment}, {"recommended_tests", EventKind::assessment},
  };
  for (const auto& [name, kind] : marks) {
    if (value.find(name) != nullptr) return kind;
  }
  return std::nullopt;
}

// Of loop.run each stage is a result; what the frame says holds for all of them.
void split_loop(const Value& loop, Splitter& out) {
  const std::pair<const char*, EventKind> stages[] = {{"measure", EventKind::assessment},
                                                      {"score", EventKind::assessment},
                                                      {"screen", EventKind::screening},
                                                      {"guide", EventKind::prescription},
                                                      {"progress", EventKind::progress}};
  for (const auto& [name, kind] : stages) {
    const Value* stage = loop.find(name);
    if (stage == nullptr || !stage->is_object()) continue;
    Value result = Value::object();
    for (const char* field : {"v", "data_version", "used", "label", "as_of", "person"}) {
      if (const Value* value = loop.find(field)) result.set(field, *value);
    }
    for (const codec::Member& m : stage->members()) result.set(m.name, m.value);
    out.add(kind, result, std::string("/") + name);
  }
}

void split_document(const Value& document, Splitter& out) {
  const std::pair<const char*, EventKind> parts[] = {{"consent", EventKind::consent},
                                                     {"person", EventKind::person},
                                                     {"health", EventKind::health}};
  for (const auto& [name, kind] : parts) {
    if (const Value* part = document.find(name); part != nullptr && !part->is_null())
      out.add(kind, *part, std::string("/") + name);
  }
  Value wishes = Value::object();
  for (const char* name : {"goals", "resources"}) {
    if (const Value* part = document.find(name); part != nullptr && !part->is_null())
      wishes.set(name, *part);
  }
  if (wishes.size() > 0) out.add(EventKind::wishes, wishes, "");
  const Value* history = document.find("history");
  const Value nothing = Value::object();
  if (history == nullptr) history = &nothing;
  out.add_each(EventKind::measurement, history->find("measurements"), "/history/measurements");
  out.add_each(EventKind::measurement, document.find("earlier"), "/earlier");
  out.add_each(EventKind::measurement, document.find("measurements"), "/measurements");
  out.add_each(EventKind::session, history->find("sessions"), "/history/sessions");
  out.add_each(EventKind::session, document.find("sessions"), "/sessions");
  for (const codec::Member& m : document.members()) {
    if (std::find(std::begin(kNotKept), std::end(kNotKept), m.name) != std::end(kNotKept))
      out.split.left_out.push_back(m.name);
  }
}

}  // namespace

namespace {

Result<Split> split_one(const Value& value) {
  if (!value.is_object()) {
    return Error{Status::schema, "",
                 "expected a person document or a result; for payloads give --kind"};
  }
  const auto day = day_of_document(value);
  if (!day) return day.error();
  Splitter out(*day);
  if (const auto kind = kind_of_result(value)) {
    out.add(*kind, value, "");
  } else if (value.find("screen") != nullptr && value.find("data_version") != nullptr) {
    split_loop(value, out);
  } else {
    split_document(value, out);
  }
  if (out.split.events.empty())
    return Error{Status::schema, "", "there is nothing in it that an event could hold"};
  return std::move(out.split);
}

}  // namespace

Result<Split> split_into_events(const Value& value) {
  if (!value.is_array()) return split_one(value);
  Split all;
  for (std::size_t i = 0; i < value.size(); ++i) {
    const std::string place = "/" + std::to_string(i);
    auto one = split_one(value.items()[i]);
    if (!one) return Error{one.error().status, place + one.error().pointer, one.error().message};
    for (NewEvent& e : one->events) all.events.push_back(std::move(e));
    for (const std::string& p : one->places) all.places.push_back(place + p);
    for (std::string& name : one->left_out) {
      if (std::find(all.left_out.begin(), all.left_out.end(), name) == all.left_out.end())
        all.left_out.push_back(std::move(name));
    }
  }
  return all;
}

Result<Split> payloads_of_kind(const Value& value, EventKind kind, const std::optional<Date>& day) {
  const Value* list = &value;
  Value one;
  if (!value.is_array()) {
    one = Value::array();
    one.push(value);
    list = &one;
  }
  for (std::size_t i = 0; i < list->size(); ++i) {
    const Value& payload = list->items()[i];
    const bool has_day = payload.find("date") != nullptr || payload.find("as_of") != nullptr;
    if (!day && !has_day)
      return Error{Status::schema, value.is_array() ? "/" + std::to_string(i) : "",
                   "has no \"date\"; give the day with --date"};
  }
  Split all;
  for (std::size_t i = 0; i < list->size(); ++i) {
    const Value& payload = list->items()[i];
    Date own = day.value_or(Date());
    if (!day && payload.find("date") == nullptr) {
      const auto said = day_of_document(payload);
      if (!said) return said.error();
      own = *said;
    }
    Splitter out(own);
    out.add(kind, payload, value.is_array() ? "/" + std::to_string(i) : "");
    all.events.push_back(std::move(out.split.events[0]));
    all.places.push_back(std::move(out.split.places[0]));
  }
  return all;
}

}  // namespace celian::cli
