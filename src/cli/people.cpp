#include "cli/people.hpp"

#include <algorithm>
#include <map>

#include "base/utf8.hpp"
#include "cli/files.hpp"
#include "cli/json_lines.hpp"
#include "codec/model_io.hpp"

namespace celian::cli {

namespace {

using codec::Value;

constexpr std::size_t kFileBytes = std::size_t{1} << 30;

class SheetPeople : public People {
 public:
  explicit SheetPeople(exchange::SheetReader reader) : reader_(std::move(reader)) {}
  std::size_t size() const override { return reader_.facts().rows; }
  const exchange::SheetFacts* sheet() const override { return &reader_.facts(); }
  bool next(PersonInput& out) override {
    out = {};
    if (!reader_.next(out.row)) return false;
    out.id = out.row.document.person.id;
    out.is_named = !out.id.empty();
    if (out.id.empty()) out.id = "row-" + std::to_string(out.row.number);
    if (!out.row.rejected) out.request = codec::encode(out.row.document);
    return true;
  }

 private:
  exchange::SheetReader reader_;
};

std::string id_of(const Value& document) {
  const Value* person = document.find("person");
  const Value* id = person == nullptr ? nullptr : person->find("id");
  return id != nullptr && id->is_string() ? id->as_string() : std::string();
}

class DocumentPeople : public People {
 public:
  DocumentPeople(std::vector<PersonInput> people, const std::optional<Date>& as_of)
      : people_(std::move(people)) {
    std::map<std::string, std::size_t> first;
    for (std::size_t i = 0; i < people_.size(); ++i) {
      PersonInput& p = people_[i];
      if (p.error) continue;
      if (!p.request.is_object()) {
        p.error = Error{Status::schema, "",
                        "expected a person document, an object, found " +
                            std::string(codec::type_name(p.request.type()))};
        continue;
      }
      if (as_of && p.request.find("as_of") == nullptr) p.request.set("as_of", as_of->iso());
      const std::string id = id_of(p.request);
      if (id.empty()) continue;
      p.id = id;
      p.is_named = true;
      const auto [at, is_new] = first.emplace(fold(id), i);
      if (is_new) continue;
      // Two documents of one name: neither can be told from the other.
      for (PersonInput* twice : {&p, &people_[at->second]})
        twice->error = Error{Status::conflict, "/person/id",
                             "'" + id + "' stands in two documents; neither is used"};
    }
  }
  std::size_t size() const override { return people_.size(); }
  bool next(PersonInput& out) override {
    if (at_ == people_.size()) return false;
    out = std::move(people_[at_++]);
    return true;
  }

 private:
  std::vector<PersonInput> people_;
  std::size_t at_ = 0;
};

PersonInput person(std::size_t number, std::size_t line, Result<Value> value, std::string text) {
  PersonInput out;
  out.row.number = number;
  out.row.line = line;
  out.row.text = std::move(text);
  out.id = "row-" + std::to_string(number);
  if (value) {
    out.request = std::move(*value);
  } else {
    out.error = value.error();
  }
  return out;
}

std::vector<PersonInput> from_lines(std::string_view text) {
  std::vector<PersonInput> out;
  for_json_lines(text, [&](std::size_t line, std::string_view one, Result<Value> value) {
    out.push_back(person(out.size() + 1, line, std::move(value), std::string(one)));
  });
  return out;
}

Result<std::vector<PersonInput>> from_json(const std::string& text) {
  auto value = codec::parse(text);
  if (!value) return value.error();
  std::vector<PersonInput> out;
  Value* list = value->is_array() ? &*value : value->find("people");
  if (list == nullptr || !list->is_array()) {
    std::string whole = codec::write(*value);
    out.push_back(person(1, 1, std::move(*value), std::move(whole)));
    return out;
  }
  for (Value& one : list->items()) {
    std::string whole = codec::write(one);
    out.push_back(person(out.size() + 1, 0, std::move(one), std::move(whole)));
  }
  return out;
}

}  // namespace

Result<std::unique_ptr<People>> open_people(const KnowledgeBase& kb, const std::string& path,
                                            const PeopleOptions& options) {
  const std::string ending = extension(path);
  if (ending == ".csv") {
    if (!options.as_of)
      return Error{
          Status::argument, "",
          "--as-of is missing: ages count on the day of the test, and the clock is never read"};
    auto reader = exchange::SheetReader::open(kb, [path] { return open_source(path); },
                                              {*options.as_of, options.sheet});
    if (!reader) return reader.error();
    return std::unique_ptr<People>(std::make_unique<SheetPeople>(std::move(*reader)));
  }
  const auto text = read_file(path, ending == ".jsonl" ? kFileBytes : kRequestBytes);
  if (!text) return text.error();
  auto people =
      ending == ".jsonl" ? Result<std::vector<PersonInput>>(from_lines(*text)) : from_json(*text);
  if (!people) return people.error();
  if (people->empty()) return Error{Status::syntax, "", "there is nobody in it"};
  return std::unique_ptr<People>(
      std::make_unique<DocumentPeople>(std::move(*people), options.as_of));
}

}  // namespace celian::cli
