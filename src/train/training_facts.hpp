// What the log says, as facts for the progress rules.
#pragma once

#include "catalog/knowledge_base.hpp"
#include "celian/prescription.hpp"
#include "celian/progress.hpp"
#include "facts/build.hpp"
#include "train/adherence.hpp"

namespace celian::train {

FactVector training_facts(const KnowledgeBase&, const Facts&, const Prescription*,
                          const AdherenceResult&, const std::vector<Session>&, const Progress&,
                          Date as_of);

}  // namespace celian::train
