// celian recompute: an old result again, with the knowledge of today.
#include <algorithm>
#include <iostream>

#include "cli/files.hpp"
#include "cli/operation.hpp"
#include "cli/result_diff.hpp"
#include "cli/shown_text.hpp"
#include "cli/table.hpp"
#include "engine/operations.hpp"
#include "report/result.hpp"

namespace celian::cli {

namespace {

constexpr std::size_t kShownChanges = 200, kLongestValue = 60;

// Which operation gave the result, by what only it has.
std::string operation_of(const report::ResultView& r, const codec::Value& json) {
  if (json.find("screen") != nullptr) return "loop.run";
  if (r.score) return "assess.score";
  if (r.norm) return "assess.norm";
  if (r.screen) return "assess.screen";
  if (r.guide) return "guide.prescribe";
  return r.measure ? "measure.check" : "";
}

// "cn.moe.student-fitness@2014+r1" -> "cn.moe.student-fitness@2014": the edition stays, our own
// correction of it may be newer.
std::string without_revision(const std::string& reference) {
  return reference.substr(0, reference.find("+r"));
}

std::string shown_value(const codec::Value& v) {
  return v.is_null() ? "-" : shown(v.is_string() ? v.as_string() : codec::write(v), kLongestValue);
}

// Files that both results name, in another revision, and those that only one names.
std::vector<std::vector<std::string>> changed_files(const std::vector<std::string>& before,
                                                    const std::vector<std::string>& now) {
  std::vector<std::vector<std::string>> out;
  const auto same = [](const std::vector<std::string>& in, const std::string& reference) {
    return std::find_if(in.begin(), in.end(), [&](const std::string& r) {
      return without_revision(r) == without_revision(reference);
    });
  };
  for (const std::string& r : now) {
    const auto old = same(before, r);
    if (old == before.end()) {
      out.push_back({without_revision(r), "-", r});
    } else if (*old != r) {
      out.push_back({without_revision(r), *old, r});
    }
  }
  for (const std::string& r : before) {
    if (same(now, r) == now.end()) out.push_back({without_revision(r), r, "-"});
  }
  return out;
}

codec::Value as_json(const std::vector<std::vector<std::string>>& files,
                     const std::vector<ResultChange>& changes, const std::string& before,
                     const std::string& now) {
  using codec::Value;
  Value used = Value::array(), list = Value::array();
  const auto reference = [](const std::string& r) { return r == "-" ? Value() : Value(r); };
  for (const auto& f : files) {
    used.push(
        Value::object().set("id", f[0]).set("before", reference(f[1])).set("now", reference(f[2])));
  }
  for (const ResultChange& c : changes) {
    list.push(Value::object().set("place", c.place).set("before", c.before).set("now", c.now));
  }
  return Value::object()
      .set("data_version", Value::object().set("before", before).set("now", now))
      .set("used", std::move(used))
      .set("changes", std::move(list));
}

}  // namespace

int run_recompute(const Arguments& a) {
  int code = kDone;
  const std::string &old_file = a.positional[0], &person_file = a.positional[1];
  const auto before = read_request(old_file, code);
  auto request = before ? read_request(person_file, code) : std::nullopt;
  if (!request) return code;
  const auto old_view = report::view_of(*before);
  if (!old_view) return complain(old_file, old_view.error());
  const std::string op = operation_of(*old_view, *before);
  if (op.empty() || !old_view->as_of)
    return complain(old_file, {Status::schema, "",
                               "expected a result of loop.run, measure.check, assess.* or "
                               "guide.prescribe"});
  if (op == "loop.run" || op == "assess.score") {
    const std::string named = old_view->score ? without_revision(old_view->score->standard) : "";
    if (!named.empty() && request->find("standard") == nullptr) request->set("standard", named);
  }
  const auto engine = make_engine(a, code);
  if (!engine) return code;
  const auto now = engine::answer(engine->catalog(), op, *request);
  if (!now) return complain(person_file, now.error());
  const auto view = report::view_of(*now);
  if (!view) return complain(person_file, view.error());
  if (view->as_of != old_view->as_of || view->person.id != old_view->person.id) {
    return complain(person_file, {Status::conflict, "",
                                  "it is not the person or the day of " + old_file +
                                      "; give the document that the old result was made of"});
  }
  const auto changes = result_changes(*before, *now);
  const auto files = changed_files(old_view->used, view->used);
  if (a.has("json")) {
    std::cout << codec::write(as_json(files, changes, old_view->data_version, view->data_version),
                              2)
              << "\n";
    return kDone;
  }
  std::cout << op << " of " << old_view->as_of->iso() << ", data " << old_view->data_version
            << " -> " << view->data_version << "\n";
  if (!files.empty()) std::cout << "\n" << table({"file", "before", "now"}, files);
  std::vector<std::vector<std::string>> rows;
  for (std::size_t i = 0; i < std::min(changes.size(), kShownChanges); ++i)
    rows.push_back({changes[i].place, shown_value(changes[i].before), shown_value(changes[i].now)});
  if (!rows.empty()) std::cout << "\n" << table({"place", "before", "now"}, rows, 160);
  if (changes.size() > kShownChanges)
    std::cout << "... and " << changes.size() - kShownChanges << " more; --json shows all\n";
  std::cout << (rows.empty() && files.empty() ? "the same, down to the data\n"
                : rows.empty()                ? "\nthe same result\n"
                                              : "\n" + std::to_string(changes.size()) +
                                     (changes.size() == 1 ? " difference\n" : " differences\n"));
  return kDone;
}

}  // namespace celian::cli
