#include "catalog/dictionary.hpp"

#include <algorithm>

#include "codec/json.hpp"

namespace celian {

namespace {

constexpr int kMaxDepth =
    32;  // chains of derived facts are short; a longer one would be a cycle that the build refuses

void add_once(Slot s, std::vector<Slot>& out) {
  if (std::find(out.begin(), out.end(), s) == out.end()) out.push_back(s);
}

Result<std::vector<std::pair<double, Condition>>> compile_classes(const codec::Value& list,
                                                                  const FactIndex& facts, Slot slot,
                                                                  const std::string& pointer) {
  std::vector<std::pair<double, Condition>> out;
  if (!list.is_array() || list.size() == 0) {
    return Error{Status::schema, pointer, "expected a list of {\"value\", \"when\"}"};
  }
  for (std::size_t i = 0; i < list.size(); ++i) {
    const std::string at = codec::join(pointer, i);
    const codec::Value& item = list.items()[i];
    const codec::Value* value = item.find("value");
    const codec::Value* when = item.find("when");
    if (value == nullptr || when == nullptr || item.size() != 2 || !value->is_string()) {
      return Error{Status::schema, at, "expected {\"value\": code, \"when\": condition}"};
    }
    const std::optional<double> index = facts.value_index(slot, value->as_string());
    if (!index) {
      return Error{Status::schema, at + "/value",
                   "expected one of the fact's values, found \"" + value->as_string() + "\""};
    }
    Result<Condition> c = Condition::compile(*when, facts, at + "/when");
    if (!c) return c.error();
    out.emplace_back(*index, *std::move(c));
  }
  return out;
}

// A list is settled from the top down, so a detail stands below what it is a detail of.
void check_details(const FactIndex& facts, const FactEntry& e, Issues& issues) {
  const Slot self = facts.find(e.def.code);
  for (const std::string& code : e.def.detail_of) {
    const Slot of = facts.find(code);
    if (of == kNoSlot || facts[of].type != FactType::flag || of >= self) {
      issues.push_back({e.path, e.pointer + "/detail_of",
                        "expected a flag above " + e.def.code + ", found \"" + code + "\""});
    }
  }
}

std::vector<Slot> used_by(const Derivation& d) {
  std::vector<Slot> used;
  for (const auto& [value, when] : d.cases) when.facts(used);
  return used;
}

}  // namespace

Dictionary Dictionary::build(std::vector<FactEntry> entries, Issues& issues) {
  Dictionary out;
  std::vector<FactEntry> kept;
  kept.reserve(entries.size());
  for (FactEntry& e : entries) {
    if (out.facts_.find(e.def.code) != kNoSlot) {
      issues.push_back({e.path, e.pointer + "/code",
                        "expected a new fact, found \"" + e.def.code + "\" a second time"});
    } else if (out.facts_.size() + 1 >= kNoSlot) {
      issues.push_back({e.path, e.pointer, "expected fewer than 65535 facts"});
    } else {
      out.facts_.add(e.def);
      kept.push_back(std::move(e));
    }
  }
  for (const FactEntry& e : kept) {
    check_details(out.facts_, e, issues);
    for (const std::string& code : e.def.settled_by) {
      if (out.facts_.find(code) == kNoSlot) {
        issues.push_back({e.path, e.pointer,
                          "expected facts in settled_by and ask.via, found \"" + code + "\""});
      }
    }
  }
  out.compile(kept, issues);
  out.sort_by_use(kept, issues);
  return out;
}

void Dictionary::compile(const std::vector<FactEntry>& entries, Issues& issues) {
  for (std::size_t i = 0; i < entries.size(); ++i) {
    const FactEntry& e = entries[i];
    if (e.derive == nullptr && e.derive_class == nullptr) continue;
    Derivation d;
    d.slot = static_cast<Slot>(i);
    d.is_flag = e.derive != nullptr;
    if (e.derive != nullptr) {
      Result<Condition> c = Condition::compile(*e.derive, facts_, e.pointer + "/derive");
      if (!c) {
        issues.push_back({e.path, c.error().pointer, c.error().message});
        continue;
      }
      d.cases.emplace_back(1.0, *std::move(c));
    } else {
      auto classes = compile_classes(*e.derive_class, facts_, d.slot, e.pointer + "/derive_class");
      if (!classes) {
        issues.push_back({e.path, classes.error().pointer, classes.error().message});
        continue;
      }
      d.cases = *std::move(classes);
    }
    derivations_.push_back(std::move(d));
  }
}

// Inside a file a derived fact uses what stands above it, which a reader can follow. Between files
// the order is found here.
void Dictionary::sort_by_use(const std::vector<FactEntry>& entries, Issues& issues) {
  const std::size_t none = derivations_.size();
  derivation_of_.assign(facts_.size(), none);
  for (std::size_t i = 0; i < derivations_.size(); ++i) derivation_of_[derivations_[i].slot] = i;

  std::vector<Derivation> sorted;
  std::vector<char> state(derivations_.size(), 0);  // 0 not seen, 1 being placed, 2 placed
  const auto place = [&](const auto& self, std::size_t i) -> void {
    const Derivation& d = derivations_[i];
    const FactEntry& e = entries[d.slot];
    state[i] = 1;
    for (const Slot s : used_by(d)) {
      if (s >= d.slot && entries[s].path == e.path) {
        issues.push_back({e.path, e.pointer,
                          "expected only facts above " + e.def.code + ", found " +
                              entries[s].def.code + ", which stands below it"});
      }
      const std::size_t other = derivation_of_[s];
      if (other == none || state[other] == 2) continue;
      if (state[other] == 1) {
        issues.push_back({e.path, e.pointer,
                          "expected no cycle of derived facts, found " + e.def.code + " and " +
                              entries[s].def.code + " that need each other"});
      } else {
        self(self, other);
      }
    }
    state[i] = 2;
    sorted.push_back(d);
  };
  for (std::size_t i = 0; i < derivations_.size(); ++i) {
    if (state[i] == 0) place(place, i);
  }
  derivations_ = std::move(sorted);
  for (std::size_t i = 0; i < derivations_.size(); ++i) derivation_of_[derivations_[i].slot] = i;
}

void Dictionary::derive(FactVector& v, const std::vector<bool>& given) const {
  for (const Derivation& d : derivations_) {
    if (!given.empty() && given[d.slot]) continue;
    v.forget(d.slot);
    for (const auto& [value, when] : d.cases) {
      const Truth t = when.eval(v);
      if (t == Truth::yes) v.set(d.slot, value);
      if (t == Truth::no && d.is_flag) v.set_flag(d.slot, false);
      if (t != Truth::no) break;
    }
  }
}

void Dictionary::expand_open(Slot s, const FactVector& v, std::vector<Slot>& out) const {
  expand(s, v, 0, out);
}

void Dictionary::expand(Slot s, const FactVector& v, int depth, std::vector<Slot>& out) const {
  if (s >= facts_.size() || v.known(s)) return;
  if (depth > kMaxDepth) return add_once(s, out);
  if (const std::size_t d = derivation_of_[s]; d < derivations_.size()) {
    std::vector<Slot> open;
    for (const auto& [value, when] : derivations_[d].cases) {
      const Truth t = when.eval(v);
      if (t == Truth::yes) break;
      if (t == Truth::unknown) when.open_facts(v, open);
    }
    for (const Slot o : open) expand(o, v, depth + 1, out);
    return;
  }
  const FactDef& def = facts_[s];
  // A detail of something that was named has its own question; no list settles it any more.
  const bool named =
      std::any_of(def.detail_of.begin(), def.detail_of.end(),
                  [&](const std::string& code) { return v.flag(facts_.find(code)); });
  bool settled = false;
  if (def.detail_of.empty() ? def.ask_who.empty() : !named) {
    for (const std::string& code : def.settled_by) {
      const Slot other = facts_.find(code);
      if (other == kNoSlot || v.known(other)) continue;
      settled = true;
      expand(other, v, depth + 1, out);
    }
  }
  if (!settled) add_once(s, out);
}

}  // namespace celian
