// What faults.py starts and kills.
//   store_child append PATH TAG COUNT BATCH   COUNT batches of BATCH events of the person "k";
//   after each
//                                             batch "LAST-SEQUENCE TAG-i", when it is acknowledged
//   store_child dump PATH                     "SEQUENCE NOTES" of every session
//   store_child erase PATH PERSON
//   store_child verify PATH                   findings, then "EVENTS TOMBSTONES BYTES-LEFT"
// An error is one line on standard error and exit code 1.
#include <celian/store.hpp>

#include <cstdio>
#include <cstdlib>
#include <string>
#include <vector>

#include "codec/json.hpp"

namespace {

using celian::NewEvent;
using celian::OpenMode;
using celian::Store;

int fail(const celian::Error& error) {
  std::fprintf(stderr, "%s: %s\n", error.pointer.c_str(), error.message.c_str());
  return 1;
}

NewEvent event(const std::string& person, celian::EventKind kind, std::string payload) {
  NewEvent e;
  e.person = person;
  e.kind = kind;
  e.date = *celian::Date::parse("2026-11-20");
  e.recorded_at = 1795253400000;
  e.author = "child";
  e.payload = std::move(payload);
  return e;
}

NewEvent session(const std::string& notes, std::size_t filling) {
  return event("k", celian::EventKind::session,
               R"({"date":"2026-11-20","symptoms":[")" + std::string(filling, 'x') +
                   R"("],"notes":")" + notes + "\"}");
}

int append(Store& store, const std::string& tag, int count, int batch) {
  auto consented =
      store.append(event("k", celian::EventKind::consent, R"({"id":"c","covers":["data"]})"));
  if (!consented) return fail(consented.error());
  for (int i = 0; i < count; ++i) {
    std::vector<NewEvent> events;
    const std::string name = tag + "-" + std::to_string(i);
    // Now and then a long one, so that the log is written back while somebody kills.
    for (int j = 0; j < batch; ++j) events.push_back(session(name, i % 7 == 3 ? 20'000 : 50));
    auto done = store.append(events);
    if (!done) return fail(done.error());
    std::printf("%llu %s\n", static_cast<unsigned long long>(done->back()), name.c_str());
    std::fflush(stdout);
  }
  return 0;
}

int dump(const Store& store) {
  celian::HistoryQuery sessions;
  sessions.kind = celian::EventKind::session;
  auto events = store.history("k", sessions);
  if (!events) return fail(events.error());
  for (const celian::Event& e : *events) {
    const auto payload = celian::codec::parse(e.payload);
    std::printf("%llu %s\n", static_cast<unsigned long long>(e.sequence),
                payload->find("notes")->as_string().c_str());
  }
  return 0;
}

int verify(const Store& store) {
  auto audit = store.verify();
  if (!audit) return fail(audit.error());
  for (const celian::AuditFinding& f : audit->findings)
    std::printf("finding %llu: %s\n", static_cast<unsigned long long>(f.sequence), f.what.c_str());
  std::printf("%zu %zu %d\n", audit->events, audit->tombstones, audit->bytes_left ? 1 : 0);
  return audit->findings.empty() ? 0 : 1;
}

}  // namespace

int main(int argc, char** argv) {
  const std::vector<std::string> words(argv + 1, argv + argc);
  if (words.size() < 2) return 2;
  celian::StoreOptions options;
  options.mode = words[0] == "append"  ? OpenMode::create
                 : words[0] == "erase" ? OpenMode::read_write
                                       : OpenMode::read_only;
  options.busy_ms = 20'000;
  auto store = Store::open_sqlite(words[1], options);
  if (!store) return fail(store.error());
  if (words[0] == "append" && words.size() == 5)
    return append(**store, words[2], std::atoi(words[3].c_str()), std::atoi(words[4].c_str()));
  if (words[0] == "dump") return dump(**store);
  if (words[0] == "verify") return verify(**store);
  if (words[0] == "erase" && words.size() == 3) {
    auto done = (*store)->erase(words[2], "child", 1795253400000);
    if (!done) return fail(done.error());
    std::printf("%zu\n", done->events);
    return 0;
  }
  return 2;
}
