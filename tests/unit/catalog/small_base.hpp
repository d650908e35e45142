// Small knowledge for tests of logic, so that they do not break when the world changes.
#pragma once

#include <map>
#include <memory>
#include <string>
#include <string_view>

#include "catalog/base_files.hpp"
#include "catalog/fact.hpp"
#include "catalog/knowledge_base.hpp"
#include "celian/catalog.hpp"

namespace celian::small {

inline FactDef fact(std::string code, FactType type, std::vector<std::string> values = {}) {
  FactDef def;
  def.code = std::move(code);
  def.type = type;
  def.values = std::move(values);
  return def;
}

// Flags a, b, c, d, e; numbers n, m; code k (low, middle, high); date day.
inline FactIndex facts() {
  FactIndex out;
  for (const char* code : {"a", "b", "c", "d", "e"}) out.add(fact(code, FactType::flag));
  for (const char* code : {"n", "m"}) out.add(fact(code, FactType::number));
  out.add(fact("k", FactType::code, {"low", "middle", "high"}));
  out.add(fact("day", FactType::date));
  return out;
}

// The header that every file needs, and the rest of its members.
inline std::string file(std::string_view kind, std::string_view id, std::string_view rest) {
  return R"({"kind": ")" + std::string(kind) + R"(", "format": 1, "id": ")" + std::string(id) +
         R"(", "title": {"en": "x", "zh-CN": "x"}, "cites": [{"source": "src.book"}], "licence": "own", )" +
         R"("verified": "policy", )" + std::string(rest) + "}";
}

// A flag or another fact as it stands in a file of facts.
inline std::string fact_json(std::string_view code, std::string_view rest = R"("type": "flag")") {
  return R"({"code": ")" + std::string(code) + R"(", "name": {"en": ")" + std::string(code) +
         R"(", "zh-CN": ")" + std::string(code) + R"("}, )" + std::string(rest) + "}";
}

}  // namespace celian::small
