#include "catalog/issues.hpp"

namespace celian {

std::string describe(const Issue& issue) {
  return issue.path + ": " + (issue.pointer.empty() ? "/" : issue.pointer) + ": " + issue.message;
}

Error to_error(const Issue& issue) {
  return Error{Status::pack, issue.pointer, issue.path + ": " + issue.message};
}

}  // namespace celian
