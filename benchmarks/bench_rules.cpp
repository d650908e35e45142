// The screening rules alone, on people of a file, for comparison with general rule engines
// (benchmarks/rule_engines.py runs this and them on the same facts).
//   bench_rules PEOPLE.jsonl [--dump FACTS.jsonl] [--seconds S]
// Prints, as JSON: people, rules, and how many people a second: on ready facts the rules, screening
// with and without saying why, and without it the envelope as well; facts and rules from a person
// document; and the whole operation from JSON to JSON.
// A dumped line has the known facts of one person and the rules that are certainly true.
#include <celian/celian.hpp>
#include <chrono>
#include <fstream>
#include <iostream>
#include <string>
#include <vector>

#include "assess/screen.hpp"
#include "catalog/fired.hpp"
#include "codec/json.hpp"
#include "codec/model_io.hpp"
#include "codec/reader.hpp"
#include "engine/pipeline.hpp"
#include "guide/envelope.hpp"

namespace {

using celian::KnowledgeBase;

std::size_t sink = 0;

template <class Work>
double per_second(double seconds, std::size_t people, Work work) {
  using Clock = std::chrono::steady_clock;
  std::size_t rounds = 0;
  const auto begun = Clock::now();
  double spent = 0;
  do {
    for (std::size_t i = 0; i < people; ++i) work(i);
    ++rounds;
    spent = std::chrono::duration<double>(Clock::now() - begun).count();
  } while (spent < seconds);
  return static_cast<double>(rounds * people) / spent;
}

celian::codec::Value facts_of(const KnowledgeBase& kb, const celian::FactVector& v) {
  celian::codec::Value out = celian::codec::Value::object();
  for (std::size_t i = 0; i < kb.facts().size(); ++i) {
    const auto s = static_cast<celian::Slot>(i);
    if (!v.known(s)) continue;
    const celian::FactDef& def = kb.facts()[s];
    const double x = v.value(s);
    if (def.type == celian::FactType::flag) {
      out.set(def.code, x != 0);
    } else if (def.type == celian::FactType::code) {
      out.set(def.code, def.values.at(static_cast<std::size_t>(x)));
    } else {
      out.set(def.code, x);
    }
  }
  return out;
}

int fail(const std::string& what) {
  std::cerr << what << '\n';
  return 2;
}

}  // namespace

int main(int argc, char** argv) {
  if (argc < 2) return fail("usage: bench_rules PEOPLE.jsonl [--dump FILE] [--seconds S]");
  std::string dump;
  double seconds = 2;
  for (int i = 2; i + 1 < argc; i += 2) {
    if (std::string(argv[i]) == "--dump") dump = argv[i + 1];
    if (std::string(argv[i]) == "--seconds") seconds = std::stod(argv[i + 1]);
  }
  const celian::Engine engine(*celian::Catalog::builtin());
  const KnowledgeBase& kb = engine.catalog().internals();
  std::vector<std::string> texts;
  std::vector<celian::PersonDocument> docs;
  std::vector<celian::engine::Prepared> ready;
  std::ifstream in(argv[1]);
  for (std::string line; std::getline(in, line);) {
    const auto parsed = celian::codec::parse(line);
    if (!parsed) return fail("no JSON: " + line.substr(0, 60));
    celian::codec::Reader r(*parsed);
    docs.push_back(celian::codec::decode_person_document(r));
    auto p = celian::engine::prepare(kb, docs.back());
    if (!p) return fail(p.error().pointer + " " + p.error().message);
    ready.push_back(std::move(*p));
    texts.push_back(std::move(line));
  }
  if (texts.empty()) return fail("nobody in " + std::string(argv[1]));
  if (!dump.empty()) {
    std::ofstream out(dump);
    for (const auto& p : ready) {
      celian::codec::Value fired = celian::codec::Value::array();
      for (const celian::Rule& rule : kb.rules().screen) {
        if (rule.when.eval(p.facts.vector) == celian::Truth::yes) fired.push(rule.id);
      }
      out << celian::codec::write(celian::codec::Value::object()
                                      .set("as_of", p.facts.vector.as_of().days_since_epoch())
                                      .set("facts", facts_of(kb, p.facts.vector))
                                      .set("fired", std::move(fired)))
          << '\n';
    }
  }
  const auto n = texts.size();
  const double rules = per_second(seconds, n, [&](std::size_t i) {
    sink += celian::run_rules(kb, kb.rules().screen, ready[i].facts.vector).fired.size();
  });
  const double screen = per_second(seconds, n, [&](std::size_t i) {
    sink += celian::assess::screen(kb, ready[i].facts).findings.size();
  });
  const auto decide = [&](std::size_t i) {
    return celian::assess::screen(kb, ready[i].facts, celian::assess::ScreenDetail::decisions);
  };
  const double decisions = per_second(
      seconds, n, [&](std::size_t i) { sink += static_cast<std::size_t>(decide(i).triage) + 1; });
  const double envelope = per_second(seconds, n, [&](std::size_t i) {
    const celian::RiskReport risk = decide(i);
    celian::guide::Reasons reasons;
    sink += celian::guide::build_envelope({kb, docs[i], ready[i].facts, risk}, reasons)
                .limits.forbidden.size();
  });
  const double all = per_second(seconds, n, [&](std::size_t i) {
    sink += celian::engine::prepare(kb, docs[i])->risk.findings.size();
  });
  const double json = per_second(
      seconds, n, [&](std::size_t i) { sink += engine.call("assess.screen", texts[i])->size(); });
  std::cout << celian::codec::write(celian::codec::Value::object()
                                        .set("people", static_cast<double>(n))
                                        .set("rules", static_cast<double>(kb.rules().screen.size()))
                                        .set("rules_on_facts", rules)
                                        .set("screen_on_facts", screen)
                                        .set("decisions_on_facts", decisions)
                                        .set("decisions_and_envelope_on_facts", envelope)
                                        .set("from_document", all)
                                        .set("from_json", json))
            << '\n';
  return sink == 0 ? 1 : 0;
}
