// People from a sheet, a document, an array of documents, or one document a line, all in one shape.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "catalog/knowledge_base.hpp"
#include "codec/json.hpp"
#include "exchange/sheet.hpp"

namespace celian::cli {

struct PersonInput {
  exchange::SheetRow
      row;  // number, line, name, notes, issues and text; of a document only number, line and text
  codec::Value request;        // of loop.run
  std::string id;              // never empty: "row-7" where there is none
  bool is_named = false;       // the id is the person's own
  std::optional<Error> error;  // cannot be used, and no issue of the row says why
  bool is_usable() const { return !row.rejected && !error; }
};

struct PeopleOptions {
  std::optional<Date> as_of;
  std::string sheet;
};

class People {
 public:
  virtual ~People() = default;
  virtual std::size_t size() const = 0;
  virtual bool next(PersonInput& out) = 0;
  virtual const exchange::SheetFacts* sheet() const { return nullptr; }
};

// By the ending of the name: .csv, .jsonl, else JSON. Errors: of the file, not of one person.
Result<std::unique_ptr<People>> open_people(const KnowledgeBase&, const std::string& path,
                                            const PeopleOptions&);

}  // namespace celian::cli
