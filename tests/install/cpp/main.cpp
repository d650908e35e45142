// A program that knows only the installed C++ headers and library.

#include <celian/celian.hpp>
#include <cstdio>

int main() {
  const auto catalog = celian::Catalog::builtin();
  if (!catalog) {
    std::fprintf(stderr, "%s\n", catalog.error().message.c_str());
    return 1;
  }
  const celian::Engine engine(*catalog);
  const auto list = engine.call("catalog.list", R"({"v": 1, "kind": "standard"})");
  if (!list) {
    std::fprintf(stderr, "%s: %s\n", list.error().pointer.c_str(), list.error().message.c_str());
    return 1;
  }
  std::printf("celian %s: catalog.list: %zu bytes\n", celian::kVersion, list->size());
  return 0;
}
