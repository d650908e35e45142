// The words that renderers add by themselves.
#pragma once

#include "report/document.hpp"
#include "report/words.hpp"

namespace celian::report {

inline Signs signs_of(Words& w) {
  Signs s;
  s.confirm = w.say(w.professional() ? "report.confirm" : "report.confirm_short");
  s.colon = w.say("report.colon");
  s.indoor = w.say("report.indoor.label");
  s.next = w.say("report.next.label");
  return s;
}

}  // namespace celian::report
