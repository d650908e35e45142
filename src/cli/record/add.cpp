// celian record add.
#include <iostream>
#include <map>

#include "base/number_text.hpp"
#include "celian/version.hpp"
#include "cli/files.hpp"
#include "cli/json_lines.hpp"
#include "cli/record/record.hpp"
#include "cli/setting.hpp"
#include "cli/shown_text.hpp"

namespace celian::cli {

namespace {

// The whole file, or an array of its lines.
Result<codec::Value> read_value(const std::string& path) {
  const auto text = read_file(path);
  if (!text) return text.error();
  if (extension(path) != ".jsonl") return codec::parse(*text);
  codec::Value out = codec::Value::array();
  std::optional<Error> problem;
  for_json_lines(*text, [&](std::size_t, std::string_view, Result<codec::Value> value) {
    if (!value && !problem) problem = value.error();
    if (value) out.push(std::move(*value));
  });
  if (problem) return *problem;
  return out;
}

// "/3/payload/value" of the call is "/measurements/1/value" of the file.
Error in_file(Error error, const Split& split) {
  if (error.pointer.empty()) return error;
  const std::size_t end = error.pointer.find('/', 1);
  const auto index = parse_number(std::string_view(error.pointer).substr(1, end - 1));
  if (!index || *index >= static_cast<double>(split.places.size())) return error;
  std::string rest = end == std::string::npos ? "" : error.pointer.substr(end);
  constexpr std::string_view kPayload = "/payload";
  if (rest.starts_with(kPayload)) {
    rest.erase(0, kPayload.size());
  } else {
    rest.clear();  // a property of the event: the message says which
  }
  error.pointer = split.places[static_cast<std::size_t>(*index)] + rest;
  return error;
}

void say(const std::vector<NewEvent>& events, const std::vector<Sequence>& sequences,
         const Split& split) {
  std::map<std::string_view, std::size_t> counts;
  for (const NewEvent& e : events) ++counts[event_kind_name(e.kind)];
  std::cout << counted(events.size(), "event") << " added";
  if (!sequences.empty()) std::cout << ", " << sequences.front() << " to " << sequences.back();
  const char* separator = ": ";
  for (const auto& [name, n] : counts) {
    std::cout << separator << n << " " << name;
    separator = ", ";
  }
  std::cout << "\n";
  if (split.left_out.empty()) return;
  std::cout << "not kept:";
  for (const std::string& name : split.left_out) std::cout << " " << name;
  std::cout << "\n";
}

Result<std::optional<EventKind>> kind_of(const Arguments& a) {
  if (!a.has("kind")) return std::optional<EventKind>();
  if (const auto kind = find_event_kind(a.get("kind"))) return kind;
  return Error{Status::argument, "", "--kind is no kind of event: '" + a.get("kind") + "'"};
}

Result<std::optional<Sequence>> corrected(const Arguments& a, std::size_t events) {
  if (!a.has("corrects")) return std::optional<Sequence>();
  const auto n = parse_number(a.get("corrects"));
  if (!n || *n < 1 || *n > 1e15 || *n != static_cast<double>(static_cast<Sequence>(*n)))
    return Error{Status::argument, "", "--corrects is the number of an event"};
  if (events != 1)
    return Error{Status::argument, "",
                 "--corrects is for one event; this file holds " + std::to_string(events)};
  return std::optional<Sequence>(static_cast<Sequence>(*n));
}

}  // namespace

int record_add(const Arguments& a) {
  if (!a.has("person")) return complain_usage("record", "add: whose is it? give --person ID");
  if (!a.has("by")) return complain_usage("record", "add: who records it? give --by WHO");
  const auto at = time_of(a);
  if (!at) return complain_usage("record", at.error().message);
  const auto kind = kind_of(a);
  if (!kind) return complain_usage("record", kind.error().message);
  const auto day = day_of(a, "date");
  if (!day) return complain_usage("record", day.error().message);

  const std::string& path = a.positional[2];
  const auto value = read_value(path);
  if (!value) return complain(path, value.error());
  auto split = *kind ? payloads_of_kind(*value, **kind, *day) : split_into_events(*value);
  if (!split) return complain(path, split.error());
  const auto corrects = corrected(a, split->events.size());
  if (!corrects) return complain_usage("record", corrects.error().message);

  for (NewEvent& e : split->events) {
    e.person = a.get("person");
    e.recorded_at = *at;
    e.author = a.get("by");
    e.source = a.get("source");
    e.corrects = *corrects;
    const bool is_result = e.kind == EventKind::assessment || e.kind == EventKind::screening ||
                           e.kind == EventKind::prescription || e.kind == EventKind::progress;
    if (is_result) e.engine_version = a.get("engine", kVersion);
  }
  int code = kDone;
  const auto store = open_store(a, OpenMode::read_write, code);
  if (store == nullptr) return code;
  const auto sequences = store->append(split->events);
  if (!sequences) {
    const Error error = in_file(sequences.error(), *split);
    const bool is_of_the_store = error.status == Status::io || error.status == Status::memory;
    return complain(is_of_the_store ? a.positional[1] : path, error);
  }
  say(split->events, *sequences, *split);
  return kDone;
}

}  // namespace celian::cli
