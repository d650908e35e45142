// Text from files and requests as a terminal may show it: nothing that moves the cursor, changes
// colours or turns writing round, and not more than anybody reads.
#pragma once

#include <string>
#include <string_view>

namespace celian::cli {

// One line: control characters become \u001b, what is no UTF-8 becomes U+FFFD, the end is cut.
std::string shown(std::string_view text, std::size_t most = 600);

// A document: the same, but lines stay lines, and nothing is cut.
std::string shown_lines(std::string_view text);

// "1 row", "2 rows"; `many` where that is another word.
std::string counted(std::size_t n, std::string_view one, std::string_view many = {});

}  // namespace celian::cli
