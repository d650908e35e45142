#include "cli/interruption.hpp"

#include <array>
#include <atomic>
#include <csignal>

namespace celian::cli {

namespace {

constexpr std::array<int, 4> kSignals = {SIGINT, SIGTERM, SIGHUP, SIGPIPE};

std::atomic<int> came{0};
static_assert(std::atomic<int>::is_always_lock_free, "a signal handler may use nothing else");

extern "C" void mark_signal(int signal) {
  came = signal;
  if (signal != SIGPIPE) std::signal(signal, SIG_DFL);
}

void set_all(void (*handler)(int)) {
  for (const int signal : kSignals) std::signal(signal, handler);
}

}  // namespace

Interruption::Interruption() { set_all(mark_signal); }
Interruption::~Interruption() { set_all(SIG_DFL); }

bool Interruption::is_set() noexcept { return came != 0; }

void die_of_signal() {
  const int signal = came;
  if (signal == 0) return;
  std::signal(signal, SIG_DFL);
  std::raise(signal);
}

}  // namespace celian::cli
