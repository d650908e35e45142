// A bar on stderr while many rows are worked on: only on a terminal, only from 1,000 rows on.
#pragma once

#include <chrono>
#include <cstddef>

namespace celian::cli {

class ProgressBar {
 public:
  explicit ProgressBar(std::size_t total);
  ~ProgressBar();
  ProgressBar(const ProgressBar&) = delete;
  ProgressBar& operator=(const ProgressBar&) = delete;

  void advance(std::size_t done);

 private:
  void draw();

  std::size_t total_, done_ = 0;
  bool is_on_;
  std::chrono::steady_clock::time_point last_{};
};

}  // namespace celian::cli
