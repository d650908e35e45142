// Events of the log and the plan that has answered them already.
#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "catalog/knowledge_base.hpp"
#include "celian/prescription.hpp"
#include "celian/session.hpp"

namespace celian::train {

// The latest day up to `as_of` on which the log has this event.
std::optional<Date> last_event(const std::vector<Session>&, std::string_view event, Date as_of);

struct Illness {
  bool fresh = false;  // lately, and no plan has answered it
  bool lasts = false;  // lately, and the plan that is followed has answered its beginning only
};

// One illness is answered once: a second look within two weeks must not take half of the half.
Illness illness_of(const KnowledgeBase&, const Prescription*, const std::vector<Session>&,
                   Date as_of);

}  // namespace celian::train
