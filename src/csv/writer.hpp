// Fields to comma-separated text: quotes only where they are needed, lines end in LF.
#pragma once

#include <functional>
#include <string>
#include <string_view>

namespace celian::csv {

// Takes text in the order in which it was written.
using Sink = std::function<void(std::string_view)>;

// One field, in quotes where it needs them. `guards`: what a spreadsheet would take for a formula
// ("=1+1", "@x", "-x") gets an apostrophe in front.
void append_field(std::string_view text, bool guards, std::string& to);

// Collects rows and hands them on in large pieces; flush() or the end of its life hands on the
// rest.
class Writer {
 public:
  explicit Writer(Sink sink) : sink_(std::move(sink)) {}
  ~Writer() { flush(); }
  Writer(const Writer&) = delete;
  Writer& operator=(const Writer&) = delete;

  // See append_field(); numbers stay.
  void guard_formulas() noexcept { guards_ = true; }

  Writer& field(std::string_view text);
  Writer& field(double number);  // in its shortest form
  Writer& empty() { return field(std::string_view()); }
  void end_row();
  void flush();

 private:
  Writer& put(std::string_view text, bool guards);

  Sink sink_;
  bool guards_ = false;
  std::string text_;
  bool is_first_ = true;
};

}  // namespace celian::csv
