/// @file
/// 评 screen: may this person exercise, today and as a programme, how hard, under whose eyes, and
/// what must be asked first.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "celian/date.hpp"
#include "celian/reason.hpp"

namespace celian {

/// 运动风险分级, higher wins. T0 none, T1 advise, T2 clearance before vigorous, T3 clearance before
/// any structured exercise, T4 supervised only, T5 not today, T6 stop the programme until
/// re-cleared, T7 emergency.
enum class Triage : std::uint8_t { T0, T1, T2, T3, T4, T5, T6, T7 };
std::string_view triage_name(Triage) noexcept;  ///< "T3"

enum class Supervision : std::uint8_t { none, family, instructor, therapist, medical };
std::string_view supervision_name(Supervision) noexcept;

struct TodayDecision {
  std::string decision = "go";  ///< `go`, `light_only`, `indoors`, `defer`
  std::optional<Date> until;    ///< first day on which it may be otherwise, where that is known
  std::vector<std::string> recheck;
  std::vector<std::string> causes;  ///< `passing`, `place`, `measure`
  Why why;
};

struct ClearanceNeeded {
  std::string before;  ///< `any` or `vigorous`
  std::string from;
  std::vector<std::string> bring;
};

struct ProgrammeDecision {
  std::string decision = "go";  ///< `go`, `interim`, `stop`
  std::optional<ClearanceNeeded> clearance;
  Why why;
};

struct Referral {
  std::string to;
  std::string urgency = "routine";  ///< `routine`, `soon`, `today`, `emergency`
  Why why;
};

struct Finding {
  std::string rule;
  std::string code;      ///< text key
  bool assumed = false;  ///< fired because a missing fact is not taken as fine
  std::vector<Arg> facts;
  Why why;
};

struct Ask {
  std::string fact;
  std::string level;  ///< `must`, `should`, `may`
  std::string who;    ///< `person` or `centre`
  int seconds = 0;
  Triage now = Triage::T0, worst = Triage::T0;  ///< what the answer could change
  Why why;
};

/// Result of `assess.screen`.
struct RiskReport {
  Triage triage = Triage::T0;        ///< highest of the rules that fired
  Triage triage_worst = Triage::T0;  ///< with every protective rule that an unknown leaves open
  std::vector<Triage> gates;         ///< the whole set above T0, ascending
  bool provisional = false;
  TodayDecision today;
  ProgrammeDecision programme;
  std::vector<Referral> referral;
  Supervision supervision = Supervision::none;
  std::vector<Finding> findings;  ///< by rule id
  std::vector<Ask> ask;
  int ask_more = 0;
  std::vector<Finding>
      other_path;  ///< what the pre-participation path not chosen would have said; not merged
  std::vector<Reason> reasons;
  Provenance provenance;
};

}  // namespace celian
