// Lines that are imported: an error or events, and what was taken goes out and in again unchanged.
#include <celian/store.hpp>

#include <cstdint>
#include <cstdlib>
#include <string>
#include <vector>

namespace {

struct Source final : celian::LineSource {
  explicit Source(std::string_view given) : text(given) {}
  std::string_view text;
  celian::Result<bool> next(std::string& line) override {
    if (text.empty()) return false;
    const std::size_t end = text.find('\n');
    line = text.substr(0, end);
    text.remove_prefix(end == std::string_view::npos ? text.size() : end + 1);
    return true;
  }
};

struct Sink final : celian::LineSink {
  std::string text;
  celian::Result<void> write(std::string_view line) override {
    text.append(line).append("\n");
    return {};
  }
};

std::string exported(const celian::Store& store) {
  Sink sink;
  if (!store.export_lines(sink)) std::abort();
  return std::move(sink.text);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const auto store = *celian::Store::open_memory();
  Source source({reinterpret_cast<const char*>(data), size});
  const auto report = store->import_lines(source);
  if (!report && store->head()->sequence != 0) std::abort();  // all or none
  const std::string once = exported(*store);
  const auto other = *celian::Store::open_memory();
  Source again(once);
  if (!other->import_lines(again) || exported(*other) != once) std::abort();
  if (!other->verify()->findings.empty()) std::abort();
  return 0;
}
