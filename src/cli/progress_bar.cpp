#include "cli/progress_bar.hpp"

#include <algorithm>
#include <cstdio>
#include <string>

#include "cli/files.hpp"

namespace celian::cli {

namespace {

constexpr std::size_t kLeast = 1000;
constexpr std::size_t kWidth = 40;
constexpr auto kPause = std::chrono::milliseconds(100);

}  // namespace

ProgressBar::ProgressBar(std::size_t total)
    : total_(total), is_on_(total >= kLeast && is_terminal_err()) {}

ProgressBar::~ProgressBar() {
  if (is_on_) std::fputs("\r\033[K", stderr);
}

void ProgressBar::advance(std::size_t done) {
  done_ = done;
  if (!is_on_) return;
  const auto now = std::chrono::steady_clock::now();
  if (now - last_ < kPause) return;
  last_ = now;
  draw();
}

void ProgressBar::draw() {
  const std::size_t filled = kWidth * std::min(done_, total_) / total_;
  const std::string bar = std::string(filled, '#') + std::string(kWidth - filled, '.');
  std::fprintf(stderr, "\r[%s] %zu of %zu", bar.c_str(), done_, total_);
}

}  // namespace celian::cli
