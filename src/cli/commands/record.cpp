// celian record.
#ifdef CELIAN_HAS_STORE
#include "cli/record/record.hpp"
#else
#include "cli/command.hpp"
#endif

namespace celian::cli {

#ifdef CELIAN_HAS_STORE

namespace {

struct Action {
  const char* name;
  std::size_t least, most;  // positional arguments, the action itself included
  int (*run)(const Arguments&);
};

constexpr Action kActions[] = {
    {"init", 2, 2, record_init},   {"add", 3, 3, record_add},       {"show", 2, 3, record_show},
    {"log", 2, 3, record_log},     {"export", 2, 3, record_export}, {"import", 3, 3, record_import},
    {"erase", 3, 3, record_erase}, {"verify", 2, 2, record_verify}, {"backup", 3, 3, record_backup},
};

}  // namespace

int run_record(const Arguments& a) {
  for (const Action& action : kActions) {
    if (a.positional[0] != action.name) continue;
    const std::size_t n = a.positional.size();
    if (n >= action.least && n <= action.most) return action.run(a);
    return complain_usage("record",
                          std::string(action.name) + ": " +
                              (n < action.least ? "something is missing" : "too many arguments"));
  }
  return complain_usage("record",
                        "init, add, show, log, export, import, erase, verify or backup, not '" +
                            a.positional[0] + "'");
}

#else

int run_record(const Arguments&) {
  return complain("", {Status::unsupported, "",
                       "this celian was built without the store (CELIAN_BUILD_STORE)"});
}

#endif

}  // namespace celian::cli
