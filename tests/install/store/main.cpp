// A program that keeps a record, with the installed headers and libraries only.

#include <celian/store.hpp>
#include <cstdio>

int main() {
  const auto store = celian::Store::open_memory();
  if (!store) return 1;
  celian::NewEvent consent;
  consent.person = "p-1";
  consent.kind = celian::EventKind::consent;
  consent.author = "nurse-3";
  consent.payload = R"({"id": "c-1", "covers": ["data"]})";
  const auto sequence = (*store)->append(consent);
  if (!sequence) {
    std::fprintf(stderr, "%s\n", sequence.error().message.c_str());
    return 1;
  }
  const auto database = celian::Store::open_sqlite("none/none.db");
  const auto snapshot = (*store)->snapshot();
  std::printf("event %u, head %s\n", static_cast<unsigned>(*sequence),
              (*store)->head()->link.c_str());
  return !database && snapshot ? 0 : 1;
}
