#include "engine/frame.hpp"

#include <algorithm>
#include <string>
#include <vector>

#include "facts/build.hpp"

namespace celian::engine {

namespace {

codec::Value label(const KnowledgeBase& kb) {
  codec::Value v = codec::Value::object().set("code", "label.intended_use");
  for (const std::string& locale : kb.locales())
    v.set(locale, kb.text("label.intended_use", locale));
  return v;
}

}  // namespace

codec::Value frame(const KnowledgeBase& kb, codec::Value fields) {
  codec::Value out = codec::Value::object();
  out.set("v", 1).set("data_version", kb.version());
  const codec::Value* used = fields.find("used");
  out.set("used", used != nullptr ? *used : codec::Value::array());
  out.set("label", label(kb));
  for (codec::Member& m : fields.members()) {
    if (m.name != "used") out.set(std::move(m.name), std::move(m.value));
  }
  return out;
}

void add_subject(const PersonDocument& doc, codec::Value& fields) {
  const Subject who = subject_of(doc.person, doc.as_of);
  codec::Value person = codec::Value::object();
  person.set("id", doc.person.id.empty() ? codec::Value() : codec::Value(doc.person.id));
  const Sex sex = doc.person.sex;
  person.set("sex", sex == Sex::male     ? codec::Value("male")
                    : sex == Sex::female ? codec::Value("female")
                                         : codec::Value());
  person.set("age_years",
             who.age_years == kUnknownKey ? codec::Value() : codec::Value(who.age_years));
  if (!doc.person.school_grade.empty()) person.set("school_grade", doc.person.school_grade);
  fields.set("as_of", doc.as_of.iso()).set("person", std::move(person));
}

void add_used(const Provenance& p, codec::Value& fields) {
  std::vector<std::string> used = p.used;
  if (const codec::Value* have = fields.find("used")) {
    for (const codec::Value& v : have->items()) used.push_back(v.as_string());
  }
  std::sort(used.begin(), used.end());
  used.erase(std::unique(used.begin(), used.end()), used.end());
  codec::Value list = codec::Value::array();
  for (const std::string& u : used) list.push(u);
  fields.set("used", std::move(list));
}

}  // namespace celian::engine
