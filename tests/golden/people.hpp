// The example people, as the engine sees them today, and variations of them that a centre meets.
#pragma once

#include <gtest/gtest.h>

#include <fstream>
#include <memory>
#include <sstream>
#include <string>
#include <vector>

#include "celian/engine.hpp"
#include "codec/json.hpp"

namespace celian::golden {

inline std::string read_file(const std::string& path) {
  std::ifstream in(path, std::ios::binary);
  std::stringstream text;
  text << in.rdbuf();
  return text.str();
}

inline const Engine& engine() {
  static const Engine e(Catalog::builtin().value());
  return e;
}

struct Person {
  std::string name;    // of the case
  std::string result;  // of loop.run
};

inline codec::Value person_file(const std::string& name) {
  return codec::parse(
             read_file(std::string(CELIAN_SOURCE_DIR) + "/examples/people/" + name + ".json"))
      .value();
}

inline Person run(const std::string& name, const codec::Value& request) {
  const auto result = engine().call("loop.run", codec::write(request));
  EXPECT_TRUE(result.has_value()) << name << ": "
                                  << (result
                                          ? ""
                                          : result.error().pointer + " " + result.error().message);
  return {name, result ? *result : "{}"};
}

inline void set_reading(codec::Value& request, const char* test, double value) {
  codec::Value kept = codec::Value::array();
  for (codec::Value& m : request.find("measurements")->items()) {
    if (m.find("test")->as_string() != test) kept.push(m);
  }
  for (int trial = 1; trial <= 2; ++trial) {
    kept.push(codec::Value::object()
                  .set("test", test)
                  .set("value", value)
                  .set("date", request.find("as_of")->as_string())
                  .set("trial", trial));
  }
  request.set("measurements", std::move(kept));
}

inline void set_symptom(codec::Value& request, const char* code) {
  codec::Value list = codec::Value::array();
  list.push(codec::Value::object().set("code", code));
  request.find("health")->set("symptoms", std::move(list));
}

// After twelve weeks: what was prescribed, what was done, what is measured now.
inline codec::Value after_twelve_weeks(const std::string& first_result) {
  codec::Value request = person_file("loop_after_12_weeks");
  const codec::Value first = codec::parse(first_result).value();
  if (first.find("guide") != nullptr) request.set("prescription", *first.find("guide"));
  codec::Value sessions = codec::Value::array();
  std::istringstream lines(
      read_file(std::string(CELIAN_SOURCE_DIR) + "/examples/people/sessions_12_weeks.jsonl"));
  for (std::string line; std::getline(lines, line);) {
    if (!line.empty()) sessions.push(codec::parse(line).value());
  }
  return request.set("sessions", std::move(sessions));
}

inline const std::vector<Person>& people() {
  static const std::vector<Person> all = [] {
    std::vector<Person> out;
    for (const char* name :
         {"healthy_adult", "office_worker", "older_adult", "pregnant_woman", "student",
          "shift_nurse"})
      out.push_back(run(name, person_file(name)));
    codec::Value high = person_file("older_adult");
    set_reading(high, "bp_systolic", 186);
    out.push_back(run("older_adult, blood pressure 186", high));
    codec::Value pain = person_file("office_worker");
    set_symptom(pain, "chest_pain_now");
    out.push_back(run("office_worker, chest pain now", pain));
    codec::Value fever = person_file("healthy_adult");
    set_reading(fever, "body_temperature", 38.6);
    out.push_back(run("healthy_adult, fever", fever));
    codec::Value smog = person_file("healthy_adult");
    smog.find("environment")->set("aqi", 230);
    out.push_back(run("healthy_adult, bad air", smog));
    codec::Value unknown = codec::Value::object().set("v", 1).set("as_of", "2026-11-21");
    unknown.set("person", codec::Value::object().set("id", "somebody").set("age_years", 66));
    out.push_back(run("almost nothing known", unknown));
    out.push_back(run("after twelve weeks", after_twelve_weeks(out[2].result)));
    return out;
  }();
  return all;
}

}  // namespace celian::golden
