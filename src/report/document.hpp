// A document as blocks: what is said, in order, without saying how it looks. Sections make blocks;
// renderers (text, Markdown, HTML, JSON) know nothing of prescriptions. All texts in it are already
// in the reader's language.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <variant>
#include <vector>

namespace celian::report {

// How grave something is. Renderers never show it by colour alone.
enum class Tone : std::uint8_t { neutral, good, note, warn, stop };

// A sentence with what stands behind it.
struct Line {
  std::string text;
  std::vector<int> refs;  // numbers in the list of references, ascending
  bool confirm = false;   // rests on something that a clinician must confirm
  std::string code;       // rule id and the like; only in documents for professionals
};

// Who, when, where; and the marks (not reviewed, expired, draft) that nobody may overlook.
struct Masthead {
  std::string title, subtitle;
  std::vector<std::pair<std::string, std::string>> fields;
  std::vector<std::pair<Tone, std::string>> marks;
};

struct Heading {
  int level = 2;  // 2 or 3; level 1 is the masthead
  std::string text;
};

struct Paragraph {
  Line line;
  bool small = false;
};

struct Callout {
  Tone tone = Tone::neutral;
  std::string title;
  std::vector<Line> lines;
  bool lead = false;      // the one thing to be read first
  std::string then = {};  // what to do about it, after the lines
};

enum class Marker : std::uint8_t { dot, number, yes, no, ask, box };

struct List {
  Marker marker = Marker::dot;
  std::vector<Line> items;
};

// Short lists side by side where there is room: what to do, what not to do.
struct Panel {
  Tone tone = Tone::neutral;
  Marker marker = Marker::dot;
  std::string title;
  std::vector<Line> items;
};
struct Panels {
  std::vector<Panel> panels;
};

struct Table {
  std::string caption;
  std::vector<std::string> head;
  std::vector<std::vector<Line>>
      rows;  // a row shorter than the head is filled up; a row of one is a subheading
  std::vector<int> widths = {};  // shares of the columns; empty = the renderer's choice
};

// One scored item: how much of the points was reached, and the next step.
struct Bar {
  std::string label, value, points, grade, next;
  std::optional<double> share, next_share;  // 0-1; absent = not scored, `points` says why
  std::optional<double> before_share = {};  // of an earlier sheet: a mark on the bar
  std::vector<int> refs;
  int steps = 4;  // parts that the scale is marked in: the points where there are few of them
};
struct Bars {
  std::string caption;
  std::vector<Bar> bars;
};

struct DayItem {
  std::string name, dose, note;
};
struct DayPart {
  std::string name;
  std::vector<DayItem> items;
};
struct Day {
  std::string date, place, total;
  std::vector<DayPart> parts;
  std::string indoor;  // what changes under a roof, or empty
};
struct WeekGrid {
  std::string caption;
  std::vector<Day> days;
  std::vector<Line> notes;
};

// One exercise explained.
struct Card {
  std::string title, subtitle;
  std::vector<std::pair<std::string, std::string>> rows;  // label, text
  std::string code;
};
struct Cards {
  std::vector<Card> cards;
};

struct Reference {
  int number = 0;
  std::string text;
  std::string address;  // of the source, or empty; shown as text, never loaded
};
struct References {
  std::vector<Reference> list;
};

// What this document is for and is not for; who answers for it.
struct Footer {
  std::string text;
  std::vector<std::pair<std::string, std::string>>
      fields;  // signature lines; an empty value is a line to write on
};

// People, a line each, with what was decided and where their reports are.
struct Roster {
  struct Row {
    std::string name, who, decision;
    std::vector<std::string> why, todo;  // a sentence each
    Tone tone = Tone::neutral;
    std::vector<std::pair<std::string, std::string>> links;  // label, relative address
  };
  Tone tone = Tone::neutral;
  std::string title, count, none, anchor;
  std::vector<std::string> head;  // name, decision, why, to do, reports
  std::vector<Row> rows;
};

using Block = std::variant<Masthead, Heading, Paragraph, Callout, List, Panels, Table, Bars,
                           WeekGrid, Cards, References, Roster, Footer>;

// Words that renderers add by themselves.
struct Signs {
  std::string confirm;       // the mark behind a sentence
  std::string colon = ": ";  // between a label and its text
  std::string indoor;        // label of the indoor version
  std::string next;          // label of the next step of a score
};

struct Document {
  std::string locale, kind, title;
  Signs signs;
  std::vector<Block> blocks;
  std::vector<std::string> missing;  // text keys and names that were not found; a test fails on any
};

std::string to_text(const Document&);
std::string to_markdown(const Document&);
std::string to_html(const Document&);
std::string to_json(const Document&);

// Sentences one after another in one cell.
std::string running(const std::vector<std::string>& sentences);

std::string_view tone_name(Tone) noexcept;
std::string_view marker_name(Marker) noexcept;

}  // namespace celian::report
