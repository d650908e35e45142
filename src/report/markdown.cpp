// Markdown with pipe tables.
#include "report/document.hpp"

namespace celian::report {

namespace {

// What would read as markup is escaped; a line break would end a row.
std::string escaped(std::string_view text) {
  std::string out;
  for (const char c : text) {
    if (c == '\n' || c == '\r') {
      out += ' ';
      continue;
    }
    if (std::string_view("\\`*_{}[]<>#|~").find(c) != std::string_view::npos) out += '\\';
    out += c;
  }
  // "1. " and "- " at the start of a text would begin a list.
  if (!out.empty() && (out[0] == '-' || out[0] == '+' || out[0] == '=')) out.insert(0, "\\");
  std::size_t digits = 0;
  while (digits < out.size() && out[digits] >= '0' && out[digits] <= '9') ++digits;
  if (digits > 0 && digits + 1 < out.size() && (out[digits] == '.' || out[digits] == ')') &&
      out[digits + 1] == ' ')
    out.insert(digits, "\\");
  return out;
}

std::string code_span(std::string_view code) {
  std::string clean;
  for (const char c : code) clean += c == '`' || c == '|' || c == '\n' ? '_' : c;
  return "`" + clean + "`";
}

class MarkdownRenderer {
 public:
  explicit MarkdownRenderer(const Document& d) : doc_(d) {}

  std::string run() {
    for (const Block& b : doc_.blocks) std::visit([this](const auto& x) { block(x); }, b);
    while (out_.size() > 1 && out_[out_.size() - 2] == '\n') out_.pop_back();
    return std::move(out_);
  }

 private:
  void put(std::string_view line) {
    out_ += line;
    out_ += '\n';
  }
  std::string text_of(const Line& l) const {
    std::string s = escaped(l.text);
    const auto more = [&](const std::string& x) { s += (s.empty() ? "" : " ") + x; };
    if (l.confirm) more("**" + escaped(doc_.signs.confirm) + "**");
    for (const int n : l.refs) s += "\\[" + std::to_string(n) + "\\]";
    if (!l.code.empty()) more(code_span(l.code));
    return s;
  }
  void put_list(Marker m, const std::vector<Line>& items, std::string_view margin = "") {
    for (std::size_t i = 0; i < items.size(); ++i) {
      const char* sign = m == Marker::yes   ? "✓ "
                         : m == Marker::no  ? "✗ "
                         : m == Marker::ask ? "？"
                         : m == Marker::box ? "[ ] "
                                            : "";
      put(std::string(margin) + (m == Marker::number ? std::to_string(i + 1) + ". " : "- ") + sign +
          text_of(items[i]));
    }
    put("");
  }

  void block(const Masthead& m) {
    put("# " + escaped(m.title));
    put("");
    if (!m.subtitle.empty()) put(escaped(m.subtitle)), put("");
    for (const auto& [label, value] : m.fields)
      put("- " + escaped(label) + doc_.signs.colon + escaped(value));
    put("");
    for (const auto& [tone, mark] : m.marks) put("> **" + escaped(mark) + "**"), put(">");
    if (!m.marks.empty()) out_.resize(out_.size() - 2), put("");
  }
  void block(const Heading& h) {
    put(std::string(static_cast<std::size_t>(h.level), '#') + " " + escaped(h.text));
    put("");
  }
  void block(const Paragraph& p) {
    put(text_of(p.line));
    put("");
  }
  void block(const Callout& c) {
    put("> **" + escaped(c.title) + "**");
    for (const Line& l : c.lines) put(">"), put("> " + text_of(l));
    if (!c.then.empty()) put(">"), put("> **" + escaped(c.then) + "**");
    put("");
  }
  void block(const List& l) { put_list(l.marker, l.items); }
  void block(const Panels& p) {
    for (const Panel& panel : p.panels) {
      put("**" + escaped(panel.title) + "**");
      put("");
      put_list(panel.marker, panel.items);
    }
  }
  void block(const Table& t) {
    if (!t.caption.empty()) put("**" + escaped(t.caption) + "**"), put("");
    std::string head = "|", rule = "|";
    for (const std::string& h : t.head) head += " " + escaped(h) + " |", rule += " --- |";
    put(head);
    put(rule);
    for (const std::vector<Line>& row : t.rows) {
      std::string line = "|";
      for (std::size_t i = 0; i < t.head.size(); ++i) {
        std::string cell = i < row.size() ? text_of(row[i]) : "";
        if (row.size() == 1 && i == 0 && t.head.size() > 1) cell = "**" + cell + "**";
        line += " " + cell + " |";
      }
      put(line);
    }
    put("");
  }
  void block(const Bars& b) {
    if (!b.caption.empty()) put("**" + escaped(b.caption) + "**"), put("");
    for (const Bar& x : b.bars) {
      std::string line = "- " + escaped(x.label);
      if (!x.value.empty()) line += doc_.signs.colon + escaped(x.value);
      line += " — **" + escaped(x.points) + "**";
      if (!x.grade.empty()) line += " " + escaped(x.grade);
      if (!x.next.empty())
        line += " (" + escaped(doc_.signs.next) + doc_.signs.colon + escaped(x.next) + ")";
      for (const int n : x.refs) line += "\\[" + std::to_string(n) + "\\]";
      put(line);
    }
    put("");
  }
  void block(const WeekGrid& w) {
    if (!w.caption.empty()) put("### " + escaped(w.caption)), put("");
    for (const Day& d : w.days) {
      std::string head = "- **" + escaped(d.date) + "**";
      for (const std::string* x : {&d.place, &d.total})
        head += x->empty() ? "" : " · " + escaped(*x);
      put(head);
      for (const DayPart& p : d.parts) {
        for (const DayItem& i : p.items) {
          put("  - " + escaped(p.name) + doc_.signs.colon + escaped(i.name) +
              (i.dose.empty() ? "" : " — " + escaped(i.dose)) +
              (i.note.empty() ? "" : " (" + escaped(i.note) + ")"));
        }
      }
      if (!d.indoor.empty())
        put("  - " + escaped(doc_.signs.indoor) + doc_.signs.colon + escaped(d.indoor));
    }
    put("");
    if (!w.notes.empty()) put_list(Marker::dot, w.notes);
  }
  void block(const Cards& c) {
    for (const Card& x : c.cards) {
      put("- **" + escaped(x.title) + "**" +
          (x.subtitle.empty() ? "" : " (" + escaped(x.subtitle) + ")") +
          (x.code.empty() ? "" : " " + code_span(x.code)));
      for (const auto& [label, text] : x.rows)
        put("  - " + escaped(label) + doc_.signs.colon + escaped(text));
    }
    put("");
  }
  void block(const References& r) {
    for (const Reference& x : r.list) {
      put("- \\[" + std::to_string(x.number) + "\\] " + escaped(x.text) +
          (x.address.empty() ? "" : " " + escaped(x.address)));
    }
    put("");
  }
  void block(const Roster& r) {
    put("## " + escaped(r.title) + " (" + escaped(r.count) + ")");
    put("");
    if (r.rows.empty()) return put(escaped(r.none)), put("");
    std::string head = "|", rule = "|";
    for (const std::string& h : r.head) head += " " + escaped(h) + " |", rule += " --- |";
    put(head);
    put(rule);
    for (const Roster::Row& x : r.rows) {
      std::string links;
      for (const auto& [label, link] : x.links)
        links +=
            (links.empty() ? "" : " ") + std::string("[") + escaped(label) + "](<" + link + ">)";
      put("| " + escaped(x.name) + (x.who.empty() ? "" : " (" + escaped(x.who) + ")") + " | **" +
          escaped(x.decision) + "** | " + escaped(running(x.why)) + " | " +
          escaped(running(x.todo)) + " | " + links + " |");
    }
    put("");
  }
  void block(const Footer& f) {
    put("---");
    put("");
    for (const auto& [label, value] : f.fields)
      put("- " + escaped(label) + doc_.signs.colon +
          (value.empty() ? "\\_\\_\\_\\_\\_\\_\\_\\_\\_\\_" : escaped(value)));
    if (!f.fields.empty()) put("");
    put("*" + escaped(f.text) + "*");
  }

  const Document& doc_;
  std::string out_;
};

}  // namespace

std::string to_markdown(const Document& d) { return MarkdownRenderer(d).run(); }

}  // namespace celian::report
