// celian cohort: the figures of a group of people.
#include <algorithm>
#include <iostream>

#include "base/number_text.hpp"
#include "cli/cohort/input.hpp"
#include "cli/cohort/output.hpp"
#include "cli/files.hpp"
#include "cli/interruption.hpp"
#include "cli/progress_bar.hpp"
#ifdef CELIAN_HAS_STORE
#include "cli/record/record.hpp"
#endif
#include "cli/same_file.hpp"
#include "cli/setting.hpp"
#include "cli/shown_text.hpp"

namespace celian::cli {

namespace {

constexpr int kMostLeast = 1000000;

enum class Format : std::uint8_t { text, csv, html };

struct Options {
  CohortFiles files;
  std::vector<std::string> by, outputs;
  std::vector<Format> formats;  // one for one with `outputs`
  std::string locale, name;
  std::int64_t least = 0;  // 0: as policy says
};

std::optional<Format> format_of(const std::string& word) {
  if (word == "txt" || word == "text" || word == ".txt") return Format::text;
  if (word == "csv" || word == ".csv") return Format::csv;
  if (word == "html" || word == ".html" || word == ".htm") return Format::html;
  return std::nullopt;
}

std::optional<Options> read_options(const Arguments& a) {
  Options o;
  o.files.scored = a.at(0);
  o.files.people = a.get("people");
  o.files.earlier = a.get("earlier");
  if (a.has("store") != o.files.scored.empty()) {
    return complain_usage("cohort", a.has("store") ? "a result or a --store, not both"
                                                   : "of whom? give SCORED.csv, or --store FILE"),
           std::nullopt;
  }
  if (a.has("store") && (a.has("people") || a.has("earlier")))
    return complain_usage("cohort", "--people and --earlier are not for a --store, which has both"),
           std::nullopt;
  const auto as_of = day_of(a, "as-of");
  if (!as_of) return complain_usage("cohort", as_of.error().message), std::nullopt;
  o.files.has_day = as_of->has_value();
  if (*as_of) o.files.as_of = **as_of;
  const auto locale = locale_of(a, "cohort");
  if (!locale) return std::nullopt;
  o.locale = *locale;
  o.name = a.get("name");
  if (a.has("min-cell")) {
    const auto n = parse_number(a.get("min-cell"));
    if (!n || *n < 1 || *n > kMostLeast || *n != static_cast<double>(static_cast<int>(*n))) {
      return complain_usage("cohort",
                            "--min-cell is a whole number from 1, not '" + a.get("min-cell") + "'"),
             std::nullopt;
    }
    o.least = static_cast<std::int64_t>(*n);
  }
  if (const auto at = a.options.find("by"); at != a.options.end()) o.by = at->second;
  if (const auto at = a.options.find("output"); at != a.options.end()) o.outputs = at->second;
  if (o.outputs.empty()) o.outputs.emplace_back("-");
  std::vector<NamedPath> paths = {{"the result", o.files.scored},
                                  {"--people", o.files.people},
                                  {"--store", a.get("store")},
                                  {"--earlier", o.files.earlier}};
  for (const std::string& out : o.outputs) {
    const bool is_named = a.has("format");
    const auto format = is_named     ? format_of(a.get("format"))
                        : out == "-" ? std::optional(Format::text)
                                     : format_of(extension(out));
    if (!format) {
      return complain_usage(
                 "cohort", is_named ? "--format is text, csv or html, not '" + a.get("format") + "'"
                                    : "'" + out +
                                          "' ends in none of .txt, .csv, .html; "
                                          "rename it, or give --format"),
             std::nullopt;
    }
    o.formats.push_back(*format);
    paths.push_back({"--output", out});
  }
  if (auto ok = check_distinct(paths); !ok)
    return complain_usage("cohort", ok.error().message), std::nullopt;
  return o;
}

// The tables of a store in place of files. False after a complaint.
bool read_store(const Arguments& a, CohortFiles& files, int& code) {
#ifdef CELIAN_HAS_STORE
  Arguments opened = a;
  opened.positional = {"cohort", a.get("store")};
  const auto store = open_store(opened, OpenMode::read_only, code);
  if (store == nullptr) return false;
  auto tables =
      cohort_tables(*store, files.has_day ? std::optional<Date>(files.as_of) : std::nullopt);
  if (!tables) {
    code = complain(a.get("store"), tables.error());
    return false;
  }
  files.texts = {std::move(tables->scored), std::move(tables->earlier), std::move(tables->people)};
  files.scored = files.earlier = files.people = a.get("store");
  return true;
#else
  (void)files;
  code = complain(a.get("store"), {Status::unsupported, "",
                                   "this celian was built without the store (CELIAN_BUILD_STORE)"});
  return false;
#endif
}

// Indicators of which these people have every field; an exclusion that nobody has excludes nobody.
void choose_indicators(const IndicatorBase& base, const CohortInput& input, CohortFigures& out) {
  for (const Indicator& i : base.indicators) {
    std::vector<Slot> needed;
    i.of.facts(needed);
    i.with.facts(needed);
    for (const Slot s : {i.first, i.second}) {
      if (s != kNoSlot) needed.push_back(s);
    }
    const auto lacking =
        std::find_if(needed.begin(), needed.end(), [&](Slot s) { return !input.has(s); });
    if (lacking == needed.end()) {
      out.indicators.push_back(&i);
      continue;
    }
    const CohortField& field = base.fields[*lacking];
    out.left_out.push_back({&i, field.headers.empty() ? field.code : field.headers.front()});
  }
}

// What nobody is meant by says nothing.
void drop_empty(CohortFigures& f) {
  for (std::size_t i = f.indicators.size(); i-- > 0;) {
    const cohort::Count& outside = f.summary.all.figures[i].count(cohort::State::outside);
    const cohort::Count& people = f.summary.all.people;
    if (people.withheld || outside.withheld || outside.n != people.n) continue;
    const auto at = static_cast<std::ptrdiff_t>(i);
    f.indicators.erase(f.indicators.begin() + at);
    f.summary.all.figures.erase(f.summary.all.figures.begin() + at);
    for (cohort::Table& t : f.summary.tables) {
      for (cohort::Group& g : t.groups) g.figures.erase(g.figures.begin() + at);
    }
  }
}

Result<CohortFigures> figures_of(const KnowledgeBase& kb, const Options& o, CohortInput input) {
  CohortFigures out;
  auto by = splits_by(kb, input, o.by, o.locale);
  if (!by) return by.error();
  cohort::Rows rows;
  rows.size = input.size;
  rows.by = std::move(*by);
  rows.mixes = {grade_mix(kb, input, out.grades), need_mix(input)};
  out.tests = input.tests;
  choose_indicators(kb.indicators(), input, out);
  for (Slot s = 0; s < input.fields.size(); ++s) {
    const bool is_read =
        std::any_of(out.indicators.begin(), out.indicators.end(), [&](const Indicator* i) {
          const std::vector<Slot> fields = i->fields();
          return std::find(fields.begin(), fields.end(), s) != fields.end();
        });
    if (is_read && input.has(s)) rows.fields.push_back({s, std::move(input.fields[s])});
  }
  out.least =
      o.least > 0 ? o.least : static_cast<std::int64_t>(kb.policy_number("cohort.min_cell", 10));
  ProgressBar bar(rows.size);
  cohort::SummaryOptions options;
  options.least = out.least;
  options.go_on = [&](std::size_t done) {
    bar.advance(done);
    return !Interruption::is_set();
  };
  auto summary = cohort::summarize(rows, kb.indicators(), out.indicators, options);
  if (!summary) return summary.error();
  out.summary = std::move(*summary);
  for (cohort::Split& s : rows.by) out.by.push_back({s.code, std::move(s.labels), {}});
  out.as_of = o.files.has_day ? o.files.as_of.iso() : "";
  out.name = o.name;
  drop_empty(out);
  return out;
}

int write(const KnowledgeBase& kb, const Options& o, const CohortFigures& figures) {
  std::vector<OutFile> files;
  for (std::size_t i = 0; i < o.outputs.size(); ++i) {
    auto file = OutFile::create(o.outputs[i]);
    if (!file) return complain(o.outputs[i], file.error());
    if (o.formats[i] == Format::csv) {
      csv::Writer writer(file->sink());
      writer.guard_formulas();
      write_cohort_csv(figures, writer);
    } else {
      const report::Document document =
          cohort_document(kb, figures, o.locale, o.formats[i] == Format::html);
      const std::string text = o.formats[i] == Format::html
                                   ? report::to_html(document)
                                   : shown_lines(report::to_text(document));
      file->write(text);
      if (text.empty() || text.back() != '\n') file->write("\n");
    }
    files.push_back(std::move(*file));
  }
  for (std::size_t i = 0; i < files.size(); ++i) {
    if (const auto ok = files[i].seal(); !ok) return complain(o.outputs[i], ok.error());
  }
  for (std::size_t i = 0; i < files.size(); ++i) {
    if (const auto ok = files[i].publish(); !ok) return complain(o.outputs[i], ok.error());
  }
  return kDone;
}

void say_slips(const std::vector<CohortSlip>& slips, std::size_t slip_count) {
  for (const CohortSlip& s : slips) {
    std::cerr << "celian: " << shown(s.file == "-" ? "standard input" : s.file) << ": ";
    if (s.line > 0) std::cerr << "line " << s.line << ": ";
    if (!s.header.empty()) std::cerr << shown(s.header) << ": ";
    std::cerr << "'" << shown(s.value, 60) << "' is not understood; expected " << s.expected
              << ". It counts as unknown\n";
  }
  if (slip_count > slips.size())
    std::cerr << "celian: … and " << slip_count - slips.size() << " more cells\n";
}

}  // namespace

int run_cohort(const Arguments& a) {
  auto options = read_options(a);
  if (!options) return kUsage;
  int code = kDone;
  if (a.has("store") && !read_store(a, options->files, code)) return code;
  const Options& o = *options;
  const auto engine = make_engine(a, code);
  if (!engine) return code;
  const KnowledgeBase& kb = engine->catalog().internals();
  const Interruption interruption;
  auto input = read_cohort(kb, o.files);
  if (Interruption::is_set()) return kInternal;
  if (!input) return complain("", input.error());
  if (input->size == 0)
    return complain(o.files.scored, {Status::schema, "", "there is no row below the header"});
  const std::vector<CohortSlip> slips = input->slips;
  const std::size_t slip_count = input->slip_count, people = input->size, scored = input->scored;
  const auto figures = figures_of(kb, o, std::move(*input));
  if (Interruption::is_set()) return kInternal;
  if (!figures) return complain("", figures.error());
  if (const int failed = write(kb, o, *figures); failed != kDone) return failed;
  std::cerr << "celian: " << people << " people, " << scored << " rows of results, "
            << figures->indicators.size() << " indicators"
            << (figures->summary.is_withheld
                    ? "; counts below " + std::to_string(figures->least) + " are withheld"
                    : "")
            << "\n";
  say_slips(slips, slip_count);
  return slip_count == 0 ? kDone : kDoneWithRejects;
}

}  // namespace celian::cli
