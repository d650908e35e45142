// celian_datac: checks data/ and compiles it in. Part of the build, not installed.
#include <exception>
#include <iostream>
#include <string>
#include <vector>

#include "datac/commands.hpp"

int main(int argc, char** argv) {
  try {
    return celian::datac::run(std::vector<std::string>(argv + 1, argv + argc), std::cout,
                              std::cerr);
  } catch (const std::exception& e) {
    std::cerr << "celian_datac: " << e.what() << "\n";
    return 4;
  }
}
