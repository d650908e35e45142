#include <algorithm>

#include "catalog/check_context.hpp"
#include "catalog/fact_decode.hpp"
#include "catalog/medicine_decode.hpp"
#include "catalog/names.hpp"

namespace celian {

using codec::Value;

namespace {

void check_unit(CheckContext& c, const std::string& path, const std::string& pointer,
                const std::string& unit) {
  if (!unit.empty() && c.units.find(unit) == nullptr) {
    c.report(path, pointer, "expected a unit of data/units.json, found \"" + unit + "\"");
  }
}

// Reads plain fields from JSON: the decoder has checked their types.
void check_test(CheckContext& c, const std::string& path, const Value& t,
                const std::string& pointer) {
  const auto text = [&](std::string_view name) {
    const Value* v = t.find(name);
    return v != nullptr && v->is_string() ? v->as_string() : std::string();
  };
  check_unit(c, path, pointer + "/unit", text("unit"));
  for (const std::string_view list : {"units", "mistaken_units"}) {
    const Value* v = t.find(list);
    for (std::size_t i = 0; v != nullptr && v->is_array() && i < v->size(); ++i) {
      if (v->items()[i].is_string()) {
        check_unit(c, path, codec::join(codec::join(pointer, list), i), v->items()[i].as_string());
      }
    }
  }
  const Value* from = t.find("derived_from");
  for (std::size_t i = 0; from != nullptr && from->is_array() && i < from->size(); ++i) {
    const Value& code = from->items()[i];
    if (code.is_string() && !c.has_test(code.as_string())) {
      c.report(path, codec::join(pointer + "/derived_from", i),
               "expected a test, found \"" + code.as_string() + "\"");
    }
  }
}

// One name must not mean two things: it would never be recognised, or worse, be taken for the wrong
// one.
void check_names(CheckContext& c) {
  NameIndex conditions{NameKind::condition}, symptoms{NameKind::symptom},
      medicines{NameKind::medicine};
  const auto add = [&](NameIndex& index, const std::string& code, const std::string& name,
                       const std::string& path, const std::string& pointer) {
    const std::string other = index.add(code, name);
    if (!other.empty()) {
      c.report(
          path, pointer,
          "expected a name of one thing, found \"" + name + "\" for " + other + " and " + code);
    }
  };
  for (std::size_t i = 0; i < c.files.size(); ++i) {
    Issues said_before;
    const FileScope file{c.json[i], c.headers[i], said_before};
    if (c.files[i].kind() == "facts") {
      std::vector<FactEntry> entries;
      decode_facts(file, entries);
      for (const FactEntry& e : entries) {
        const std::size_t dot = e.def.code.find('.');
        const bool plain =
            dot != std::string::npos && e.def.code.find('.', dot + 1) == std::string::npos;
        const std::string space = plain ? e.def.code.substr(0, dot) : "";
        if (space != "condition" && space != "symptom") continue;
        if (e.def.type == FactType::flag && e.def.settled_by.empty() && e.derive == nullptr) {
          c.report(e.path, e.pointer + "/settled_by",
                   "expected the question that settles it (" + space +
                       "s_asked): else nobody could ever be known not to have it");
        }
        NameIndex& index = space == "condition" ? conditions : symptoms;
        const std::string code = e.def.code.substr(dot + 1);
        add(index, code, code, e.path, e.pointer + "/code");
        for (const auto& [locale, name] : e.def.name)
          add(index, code, name, e.path, e.pointer + "/name/" + locale);
        for (std::size_t a = 0; a < e.def.aliases.size(); ++a) {
          add(index, code, e.def.aliases[a], e.path, codec::join(e.pointer + "/aliases", a));
        }
      }
    }
    if (c.files[i].kind() == "medicines") {
      std::vector<MedicineClass> classes;
      decode_medicines(file, classes);
      for (std::size_t k = 0; k < classes.size(); ++k) {
        const std::string pointer = codec::join("/classes", k);
        const MedicineClass& m = classes[k];
        add(medicines, m.code, m.code, file.header.path, pointer + "/code");
        for (const auto& [locale, name] : m.name)
          add(medicines, m.code, name, file.header.path, pointer + "/name");
        for (const std::string& name : m.aliases)
          add(medicines, m.code, name, file.header.path, pointer + "/aliases");
        for (std::size_t n = 0; n < m.names.size(); ++n) {
          const std::string at = codec::join(pointer + "/names", n);
          if (!m.names[n].generic.empty())
            add(medicines, m.code, m.names[n].generic, file.header.path, at);
          if (!m.names[n].zh.empty()) add(medicines, m.code, m.names[n].zh, file.header.path, at);
          for (const std::string& brand : m.names[n].brands)
            add(medicines, m.code, brand, file.header.path, at);
        }
      }
    }
  }
}

}  // namespace

void check_dictionary(CheckContext& c) {
  for (std::size_t i = 0; i < c.files.size(); ++i) {
    const std::string_view list = c.files[i].kind() == "tests"   ? "tests"
                                  : c.files[i].kind() == "facts" ? "facts"
                                                                 : "";
    const Value* items = list.empty() ? nullptr : c.json[i].find(list);
    if (items == nullptr || !items->is_array()) continue;
    for (std::size_t k = 0; k < items->size(); ++k) {
      const std::string pointer = codec::join("/" + std::string(list), k);
      const Value& item = items->items()[k];
      if (list == "tests") {
        check_test(c, c.files[i].shown(), item, pointer);
      } else if (const Value* unit = item.find("unit"); unit != nullptr && unit->is_string()) {
        check_unit(c, c.files[i].shown(), pointer + "/unit", unit->as_string());
      }
    }
  }
  // What nobody can place is kept under these, so they must be there to be kept under.
  for (const std::string_view code : {"condition.other", "symptom.other"}) {
    if (c.scope.pack.empty() && !c.facts().group("condition").empty() &&
        c.facts().find(code) == kNoSlot) {
      c.report("data/facts", "", "expected the fact " + std::string(code) + ", found none");
    }
  }
  check_names(c);
}

}  // namespace celian
