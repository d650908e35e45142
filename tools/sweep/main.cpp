// celian_sweep: are the prescriptions of very many random people safe, and of any use?
#include <boost/program_options.hpp>
#include <chrono>
#include <cstdio>
#include <iostream>

#include "celian/engine.hpp"
#include "cli/batch.hpp"
#include "cli/progress_bar.hpp"
#include "codec/json.hpp"
#include "codec/model_io.hpp"
#include "people.hpp"
#include "tally.hpp"

namespace {

using namespace celian;
using namespace celian::sweep;

constexpr const char* kAbout =
    "celian_sweep: random people over all that the knowledge asks about, unknowns included, one in "
    "two an\n"
    "ordinary adult. Each is screened and gets a prescription, which celian's verifier (it shares "
    "no code with\n"
    "the planner) checks once more from outside; then something is added that is wrong with the "
    "person, and\n"
    "the triage must not fall. Printed: what is broken, which rules, presets, tags and exercises "
    "acted, people\n"
    "by triage, who is sent to a physician, how many questions must be asked, and whether plans "
    "are of use.\n"
    "The same seed gives the same people whatever the number of threads.\n"
    "Exit code 0: nothing is broken, and at least 95 of 100 reach the guideline or are told what "
    "is missing.\n"
    "1: something is. 2: wrong usage.\n";
constexpr std::size_t kChunk = 250;

struct Setting {
  std::size_t people = 20000, threads = 0, first = 0;
  std::uint64_t seed = 20261122;
  int weeks = 4;
};

void add_one(const Engine& engine, const People& people, const Setting& s, std::uint64_t number,
             Tally& tally) {
  PersonDocument d = people.make(number);
  ++tally.people;
  PrescribeOptions options;
  options.weeks = s.weeks;
  const auto risk = engine.screen(d);
  const auto p = engine.prescribe(d, options);
  if (!risk || !p) {
    const Error& error = !risk ? risk.error() : p.error();
    ++tally.refused, ++tally.refusals[std::string(status_name(error.status))];
    if (error.status == Status::internal || error.message.empty())
      tally.breaks("refused without a cause", d.person.id, error.message);
    return;
  }
  count(engine.catalog().internals(), d, *risk, *p, People::is_ordinary(number), tally);
  if (p->plan) {
    const auto checked = engine.verify(d, *p->plan);
    if (!checked) {
      tally.breaks("not verified", d.person.id, checked.error().message);
    } else {
      for (const Violation& v : checked->violations) tally.breaks(v.code, d.person.id, v.pointer);
    }
  }
  const Triage before = risk->triage;
  if (const std::string added = people.make_worse(d, number); !added.empty()) {
    if (const auto worse = engine.screen(d); worse && worse->triage < before)
      tally.breaks("milder with more that is wrong", d.person.id, added);
  }
}

int show(const Setting& s, std::uint64_t number) {
  auto catalog = Catalog::builtin();
  if (!catalog) return 1;
  const People people((*catalog)->internals(), s.seed);
  std::puts(codec::write(codec::encode(people.make(number))).c_str());
  return 0;
}

int sweep_all(const Setting& s) {
  auto catalog = Catalog::builtin();
  if (!catalog) {
    std::fprintf(stderr, "celian_sweep: %s\n", catalog.error().message.c_str());
    return 1;
  }
  const Engine engine(*catalog);
  const KnowledgeBase& kb = (*catalog)->internals();
  const People people(kb, s.seed);
  const auto begin = std::chrono::steady_clock::now();
  const std::size_t chunks = (s.people + kChunk - 1) / kChunk;
  std::size_t done = 0;
  Tally total;
  std::mutex guard;
  cli::ProgressBar bar(s.people);
  std::vector<Tally> tallies(chunks);
  cli::for_all(chunks, s.threads, [&](std::size_t chunk) {
    const std::size_t from = chunk * kChunk, to = std::min(s.people, from + kChunk);
    for (std::size_t i = from; i < to; ++i) add_one(engine, people, s, s.first + i, tallies[chunk]);
    const std::lock_guard lock(guard);
    bar.advance(done += to - from);
  });
  for (const Tally& t : tallies) total.add(t);
  const std::chrono::duration<double> took = std::chrono::steady_clock::now() - begin;
  return print(kb, total, took.count()) ? 0 : 1;
}

}  // namespace

int main(int argc, char** argv) {
  namespace po = boost::program_options;
  Setting s;
  po::options_description options("options");
  options.add_options()("help", "this text");
  options.add_options()("people", po::value(&s.people)->default_value(s.people), "how many");
  options.add_options()("threads", po::value(&s.threads)->default_value(0), "0: all processors");
  options.add_options()("weeks", po::value(&s.weeks)->default_value(s.weeks), "of each plan, 1-12");
  options.add_options()("seed", po::value(&s.seed)->default_value(s.seed), "of the people");
  options.add_options()("show", po::value<std::uint64_t>(), "one person as a request, and no more");
  options.add_options()("first", po::value(&s.first)->default_value(0),
                        "number of the first person");
  try {
    po::variables_map given;
    po::store(po::parse_command_line(argc, argv, options), given);
    po::notify(given);
    if (given.count("help") != 0) {
      std::cout << kAbout << options;
      return 0;
    }
    if (s.people == 0 || s.weeks < 1 || s.weeks > 12)
      throw po::error("--people is 1 or more, --weeks 1 to 12");
    if (given.count("show") != 0) return show(s, given["show"].as<std::uint64_t>());
  } catch (const po::error& e) {
    std::cerr << "celian_sweep: " << e.what() << "\n" << options;
    return 2;
  }
  return sweep_all(s);
}
