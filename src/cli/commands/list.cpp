// The commands, their options and their help.
#include "cli/command.hpp"
#include "cli/setting.hpp"

namespace celian::cli {

namespace {

constexpr OptionSpec kJson = {"json", "", "the result as JSON, as celian call gives it"};
constexpr OptionSpec kKind = {"kind", "KIND", "person or professional (default)"};
constexpr OptionSpec kStandard = {"standard", "ID",
                                  "standard to score by: id, id@edition, or auto (default)"};
constexpr OptionSpec kAsOf = {"as-of", "DATE",
                              "the day of the test; ages and \"today\" count on it"};
constexpr OptionSpec kSheet = {
    "sheet", "ID", "column map of data/sheets; default: the one that knows most headers"};

constexpr OptionSpec kThreads = {"threads", "N",
                                 "0 to 256; default: 0, one a processor; the result is the same"};

constexpr OptionSpec kCallOptions[] = {{"pretty", "", "indent the result"}, kPackOption};
constexpr OptionSpec kScoreOptions[] = {
    {"output", "FILE", "result sheet; - is standard output", 'o'},
    kAsOf,
    kStandard,
    kSheet,
    {"rejects", "FILE", "side file; default: RESULT.rejected.csv; - is standard output"},
    {"names", "", "names of tests and outcomes in the language of --locale, not codes"},
    {"bom", "", "begin with a byte order mark, as some versions of Excel want it"},
    {"no-formulas", "", "an apostrophe before cells that a spreadsheet would take for a formula"},
    kThreads,
    kLocaleOption,
    kPackOption};
constexpr OptionSpec kScreenOptions[] = {
    {"intensity", "CLASS", "wanted intensity: light, moderate, vigorous"},
    kJson,
    kKind,
    kLocaleOption,
    kPackOption};
constexpr OptionSpec kPrescribeOptions[] = {{"start", "DATE", "first day of the plan"},
                                            {"weeks", "N", "1 to 12 (default 4)"},
                                            kStandard,
                                            kJson,
                                            kKind,
                                            kLocaleOption,
                                            kPackOption};
constexpr OptionSpec kVerifyOptions[] = {
    {"plan", "FILE", "the plan, or a result of prescribe that holds one"},
    kJson,
    kLocaleOption,
    kPackOption};
constexpr OptionSpec kProgressOptions[] = {
    {"prescription", "FILE", "result of prescribe that was trained by"},
    {"sessions", "FILE", "what was done: JSON array, or one session a line"},
    kJson,
    kKind,
    kLocaleOption,
    kPackOption};
constexpr OptionSpec kRunOptions[] = {
    {"output", "DIR", "folder for reports, lists and results", 'o'},
    {"as-of", "DATE", "the day; obligatory for a sheet, for documents only if they have none"},
    kStandard,
    kSheet,
    {"kind", "KIND", "reports for the person, the professional, or both (default)"},
    {"weeks", "N", "weeks of a plan, 1 to 12 (default 4)"},
    {"no-reports", "", "only results and lists"},
    {"force", "", "replace an earlier run in DIR; without it DIR must be new or empty"},
    kThreads,
    kLocaleOption,
    kPackOption};
constexpr OptionSpec kCohortOptions[] = {
    {"output", "FILE", "*.txt, *.csv or *.html; may be repeated; default: text to standard output",
     'o', true},
    {"people", "SHEET.csv",
     "who they are and what they answered, by id; those without a result, too"},
    {"store", "FILE", "everybody of a record, in place of SCORED.csv"},
    {"key-file", "FILE", "the key of a sealed store: 32 bytes, or 64 hex digits"},
    {"earlier", "FILE", "an earlier result of celian score, for changes"},
    {"by", "LIST",
     "sex,age,school_grade,class,centre,standard,outcome,scored_by; a+b: both at once", 0, true},
    {"as-of", "DATE", "the day on which ages count, for dates of birth"},
    {"min-cell", "N", "withhold counts below N people; default: 10, policy cohort.min_cell"},
    {"format", "FORMAT", "text, csv or html, whatever the name of the file says"},
    {"name", "TEXT", "name of the group, for the head"},
    kLocaleOption,
    kPackOption};
constexpr OptionSpec kReportOptions[] = {
    {"kind", "KIND", "person (default), family, professional or before_after"},
    {"format", "FORMAT", "text (default), md, html, json"},
    {"output", "FILE", "default: standard output", 'o'},
    {"name", "TEXT", "name of the person"},
    {"centre", "TEXT", "name of the centre"},
    {"prescriber", "TEXT", "who signs"},
    {"role", "TEXT", "of the one who signs"},
    {"before", "FILE", "the earlier result, for --kind before_after"},
    {"signed-on", "DATE", "day of the signature"},
    {"today", "DATE", "day of printing; an older plan is marked as expired"},
    kLocaleOption,
    kPackOption};
constexpr OptionSpec kExplainOptions[] = {kLocaleOption, kPackOption};
constexpr OptionSpec kCatalogOptions[] = {
    {"verified", "STATE", "list only: primary, secondary, unverified or policy"},
    {"json", "", "the answer as JSON"},
    kLocaleOption,
    kPackOption};
constexpr OptionSpec kConformanceOptions[] = {
    {"output", "DIR", "folder to make; it must be new or empty", 'o'}, kPackOption};
constexpr OptionSpec kRecomputeOptions[] = {{"json", "", "the differences as JSON"}, kPackOption};
constexpr OptionSpec kCompareOptions[] = {
    {"output", "FILE", "both beside each other as CSV, one row a person; - is standard output",
     'o'},
    {"differing", "", "--output: only the rows that differ"},
    kLocaleOption,
    kPackOption};
constexpr OptionSpec kRecordOptions[] = {
    {"person", "ID", "add: whose it is; an id that you give, no name"},
    {"by", "WHO", "add, erase: who records it"},
    {"source", "TEXT", "add: from where"},
    {"at", "TIME", "add, erase: when it is recorded, 2026-11-21T09:30:00Z; default: the clock"},
    {"kind", "KIND", "add: FILE holds payloads of this kind; log: only these"},
    {"date", "DATE", "add --kind: the day that payloads without \"date\" are about"},
    {"corrects", "N", "add: the event that the one in FILE replaces"},
    {"engine", "VERSION", "add: of the program that made a result; default: this one"},
    {"key-file", "FILE", "the key of a sealed store: 32 bytes, or 64 hex digits"},
    {"as-of", "DATE", "show: what is known up to this day"},
    {"current", "", "log: without what was corrected or taken back"},
    {"payloads", "", "log: contents only, one a line"},
    {"output", "FILE", "export: default: standard output", 'o'},
    {"head", "N:HASH", "verify: what an earlier verify printed; nothing may be missing since"},
    {"rescue", "", "export, verify: of a damaged file, what is whole"},
    {"json", "", "show, log: as JSON; show PERSON: the document that screen, run … take"}};
constexpr OptionSpec kDataOptions[] = {{"quiet", "", "only what is wrong"}};

constexpr Command kCommands[] = {
    {"run", "PEOPLE.json|.jsonl|.csv -o DIR",
     "The whole loop for everybody: a report each, one index, who may be tested",
     "Writes DIR/<id>.html and DIR/<id>-professional.html, index.html, lists.txt, people.csv, "
     "results.jsonl and, where\n"
     "something could not be used, rejected.csv. PEOPLE.json is one person document, an array of "
     "them, or {\"people\": […]}.\n",
     kRunOptions, 1, 1, run_run},
    {"score", "SHEET.csv -o RESULT.csv --as-of DATE",
     "Scores a sheet: one row a person in, one row a person out",
     "Rows that cannot be used and cells that cannot be understood go to the side file with row, "
     "column, what was found and\n"
     "a remedy; the exit code is then 1. - as SHEET.csv is standard input.\n",
     kScoreOptions, 1, 1, run_score},
    {"screen", "PERSON.json", "May this person exercise, how hard, and what must be asked first",
     "", kScreenOptions, 1, 1, run_screen},
    {"prescribe", "PERSON.json", "A plan inside what is allowed for this person", "",
     kPrescribeOptions, 1, 1, run_prescribe},
    {"verify", "PERSON.json", "Checks a plan, ours or an edited one, against every rule",
     "The plan stands in the request as \"plan\" or in the file of --plan. Exit code 0 also if the "
     "plan breaks a rule: that is\n"
     "an answer, not an error.\n",
     kVerifyOptions, 1, 1, run_verify},
    {"progress", "PERSON.json",
     "What the training did: adherence, load, real change, decisions, retests", "",
     kProgressOptions, 1, 1, run_progress},
    {"cohort", "[SCORED.csv | --store FILE] [-o FILE]",
     "Figures of a group: coverage, grades, rates, change, what it needs most",
     "SCORED.csv is a result of celian score. Small counts are withheld, and others with them, so "
     "that they cannot be computed.\n"
     "Columns of --people: id, sex, age or birth date, year, class, centre, exercise (times a "
     "week, "
     "minutes, intensity), minutes\n"
     "at school, sport skills, exempt, satisfied, aware, sessions planned and done; celian catalog "
     "get indicators.fitness has\n"
     "all names of them.\n",
     kCohortOptions, 0, 1, run_cohort},
    {"report", "RESULT.json", "A result as a document", "", kReportOptions, 1, 1, run_report},
    {"explain", "ID|RESULT.json",
     "What a rule, test, exercise, formula, norm, standard, medicine, disease or source says, or "
     "why a result is so",
     "An id may carry its kind: test.timed_up_and_go, exercise.walk_moderate, "
     "medicine.beta_blocker, condition.hypertension.\n",
     kExplainOptions, 1, 1, run_explain},
    {"catalog", "[list KIND | get ID | cite ID | verified]",
     "What the program knows, with editions, sources and how far they were verified", "",
     kCatalogOptions, 0, 2, run_catalog},
    {"recompute", "RESULT.json PERSON.json",
     "An old result again with the knowledge of today, and what differs",
     "RESULT.json is a result of run (one line of results.jsonl), call or --json; PERSON.json the "
     "document it was made of.\n"
     "The edition of the standard stays; a newer revision of it is named.\n",
     kRecomputeOptions, 2, 2, run_recompute},
    {"compare", "FIRST.csv SECOND.csv [-o FILE]",
     "Two results of score of one sheet: which grades and points differ",
     "By two editions of a standard, or an old result beside a new one. Rows belong together by "
     "their number; an id that\n"
     "differs is an error. Exit code 0 also if they differ: that is an answer, not an error.\n",
     kCompareOptions, 2, 2, run_compare},
    {"conformance", "STANDARD -o DIR",
     "Readings and sheets with the answers of a standard, to test other implementations against",
     "Writes DIR/cells.csv (both sides of every limit of every table), DIR/sheets.csv (every grade "
     "line, missing, exempt,\n"
     "bonus) and DIR/README.md, which says how to read them.\n",
     kConformanceOptions, 1, 1, run_conformance},
    {"record", "ACTION STORE [PERSON|FILE]",
     "The record of people: every event is kept, with who, when and from where",
     "record init STORE            a new store (--key-file: sealed)\n"
     "record add STORE FILE        a person document, a result, or payloads of --kind "
     "(--person, --by)\n"
     "record show STORE [PERSON]   who is in it; what holds now of a person\n"
     "record log STORE [PERSON]    every event, who recorded it, what corrects what\n"
     "record export STORE [PERSON] one JSON line an event (-o FILE)\n"
     "record import STORE FILE     such lines; what is there already is passed over\n"
     "record erase STORE PERSON    everything about a person, for good (--by)\n"
     "record verify STORE          whether anything was changed (--head)\n"
     "record backup STORE FILE     a copy, also while others write\n",
     kRecordOptions, 2, 3, run_record},
    {"data", "check DIR", "Checks knowledge files: a data folder, or a pack", "", kDataOptions, 2,
     2, run_data},
    {"call", "OPERATION [FILE|-]", "One operation, JSON in and JSON out",
     "Limits: 16 MiB, 64 levels. An error names the place: celian: <file>: <JSON pointer>: "
     "<message>.\n",
     kCallOptions, 1, 2, run_call},
};

}  // namespace

std::span<const Command> commands() { return kCommands; }

}  // namespace celian::cli
