// What a command says about the sheet that it reads: which one it was taken for, and what of it is
// not read.
#pragma once

#include "exchange/sheet.hpp"

namespace celian::cli {

void say_sheet(const exchange::SheetFacts&);

}  // namespace celian::cli
