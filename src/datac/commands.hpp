// The commands of the build tool. Exit codes: 0 done, 2 usage, 3 the data is wrong, 4 a file cannot
// be read or written.
#pragma once

#include <ostream>
#include <string>
#include <vector>

namespace celian::datac {

int run(const std::vector<std::string>& arguments, std::ostream& out, std::ostream& err);

}  // namespace celian::datac
