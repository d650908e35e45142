// ^C, TERM and a reader that went away: the work stops, half-written files are removed, and only
// then the program ends.
#pragma once

namespace celian::cli {

// While one lives, SIGINT, SIGTERM, SIGHUP and SIGPIPE only set a mark. A second signal ends the
// program at once.
class Interruption {
 public:
  Interruption();
  ~Interruption();
  Interruption(const Interruption&) = delete;
  Interruption& operator=(const Interruption&) = delete;

  // Whether to stop.
  static bool is_set() noexcept;
};

// At the end of main: dies of the signal that came, so that whoever started the program sees it.
// Without one it returns.
void die_of_signal();

}  // namespace celian::cli
