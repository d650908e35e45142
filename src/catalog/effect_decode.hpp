// Effects of rules: the closed list of section 8 of docs/data-format.md.
#pragma once

#include "catalog/decode.hpp"
#include "catalog/rule.hpp"

namespace celian {

Effect read_effect(codec::Reader&, RuleStage, const FactIndex&);

// Whether the effect narrows what a person may do, so that a rule with it may not ignore the
// unknown.
bool is_protective(EffectKind) noexcept;

}  // namespace celian
