// Plain text of 80 columns, for terminals and messages.
#include <algorithm>
#include <numeric>

#include "base/utf8.hpp"
#include "report/document.hpp"
#include "report/wrap.hpp"

namespace celian::report {

namespace {

constexpr std::size_t kWidth = 80;
constexpr std::size_t kBar = 24;

class TextRenderer {
 public:
  explicit TextRenderer(const Document& d) : doc_(d) {}

  std::string run() {
    for (const Block& b : doc_.blocks) std::visit([this](const auto& x) { block(x); }, b);
    while (out_.size() > 1 && out_[out_.size() - 2] == '\n') out_.pop_back();
    return std::move(out_);
  }

 private:
  void put(std::string_view line) {
    std::string_view trimmed = line;
    while (!trimmed.empty() && trimmed.back() == ' ') trimmed.remove_suffix(1);
    out_ += trimmed;
    out_ += '\n';
  }
  void gap() {
    if (!out_.empty() && !(out_.size() > 1 && out_[out_.size() - 2] == '\n')) out_ += '\n';
  }
  // `first` begins the first line, spaces of the same width the others.
  void put_wrapped(std::string_view first, std::string_view text, std::size_t indent = 0) {
    const std::string margin(indent, ' ');
    const std::size_t hang = indent + display_width(first);
    bool begin = true;
    for (const std::string& l : wrap(text, kWidth - hang)) {
      put(begin ? margin + std::string(first) + l : std::string(hang, ' ') + l);
      begin = false;
    }
  }
  std::string text_of(const Line& l) const {
    std::string s = l.text;
    const auto more = [&](const std::string& x) { s += (s.empty() ? "" : " ") + x; };
    if (l.confirm) more(doc_.signs.confirm);
    for (const int n : l.refs) s += "[" + std::to_string(n) + "]";
    if (!l.code.empty()) more("<" + l.code + ">");
    return s;
  }
  static std::string mark_of(Marker m, std::size_t i) {
    switch (m) {
      case Marker::number: return std::to_string(i + 1) + ". ";
      case Marker::yes: return "+ ";
      case Marker::no: return "x ";
      case Marker::ask: return "? ";
      case Marker::box: return "[ ] ";
      case Marker::dot: break;
    }
    return "- ";
  }
  void put_list(Marker m, const std::vector<Line>& items, std::size_t indent) {
    for (std::size_t i = 0; i < items.size(); ++i)
      put_wrapped(mark_of(m, i), text_of(items[i]), indent);
  }

  void block(const Masthead& m) {
    put(std::string(kWidth, '='));
    put_wrapped("", m.title);
    if (!m.subtitle.empty()) put_wrapped("", m.subtitle);
    put(std::string(kWidth, '='));
    for (const auto& [label, value] : m.fields) put_wrapped(label + doc_.signs.colon, value);
    for (const auto& [tone, mark] : m.marks) put_wrapped("*** ", mark + " ***");
    gap();
  }
  void block(const Heading& h) {
    gap();
    put_wrapped("", h.text);
    put(std::string(std::min(kWidth, display_width(h.text)), h.level == 2 ? '=' : '-'));
  }
  void block(const Paragraph& p) {
    put_wrapped("", text_of(p.line));
    gap();
  }
  void block(const Callout& c) {
    gap();
    const char* mark = c.tone == Tone::stop   ? "!!! "
                       : c.tone == Tone::warn ? "!! "
                       : c.tone == Tone::good ? ">> "
                                              : "> ";
    put_wrapped(mark, c.title);
    for (const Line& l : c.lines) put_wrapped("| ", text_of(l));
    if (!c.then.empty()) put_wrapped(mark, c.then);
    gap();
  }
  void block(const List& l) {
    put_list(l.marker, l.items, 0);
    gap();
  }
  void block(const Panels& p) {
    for (const Panel& panel : p.panels) {
      put_wrapped("", panel.title + doc_.signs.colon);
      put_list(panel.marker, panel.items, 2);
      gap();
    }
  }
  void block(const Bars& b) {
    if (!b.caption.empty()) put_wrapped("", b.caption), gap();
    for (const Bar& x : b.bars) {
      put_wrapped("", x.label + (x.value.empty() ? "" : doc_.signs.colon + x.value));
      std::string bar;
      if (x.share) {
        const auto full = static_cast<std::size_t>(
            std::clamp(*x.share, 0.0, 1.0) * static_cast<double>(kBar) + 0.5);
        bar = std::string(full, '#') + std::string(kBar - full, '.');
        if (x.before_share) {
          const double at = std::clamp(*x.before_share, 0.0, 1.0) * static_cast<double>(kBar);
          bar[std::min(static_cast<std::size_t>(at), kBar - 1)] = '|';
        }
        bar = "[" + bar + "] ";
      }
      put_wrapped("  " + bar, x.points + (x.grade.empty() ? "" : "  " + x.grade));
      if (!x.next.empty()) put_wrapped("  " + doc_.signs.next + doc_.signs.colon, x.next);
    }
    gap();
  }
  void block(const WeekGrid& w) {
    gap();
    if (!w.caption.empty()) {
      put_wrapped("", w.caption);
      put(std::string(std::min(kWidth, display_width(w.caption)), '-'));
    }
    for (const Day& d : w.days) {
      std::string head = d.date;
      for (const std::string* x : {&d.place, &d.total}) head += x->empty() ? "" : " | " + *x;
      put_wrapped("* ", head);
      for (const DayPart& p : d.parts) {
        for (const DayItem& i : p.items) {
          put_wrapped(p.name + doc_.signs.colon,
                      i.name + (i.dose.empty() ? "" : " - " + i.dose) +
                          (i.note.empty() ? "" : " (" + i.note + ")"),
                      2);
        }
      }
      if (!d.indoor.empty()) put_wrapped(doc_.signs.indoor + doc_.signs.colon, d.indoor, 2);
    }
    for (const Line& l : w.notes) put_wrapped("- ", text_of(l));
    gap();
  }
  void block(const Cards& c) {
    for (const Card& x : c.cards) {
      put_wrapped("* ", x.title + (x.subtitle.empty() ? "" : " (" + x.subtitle + ")") +
                            (x.code.empty() ? "" : " <" + x.code + ">"));
      for (const auto& [label, text] : x.rows) put_wrapped(label + doc_.signs.colon, text, 2);
    }
    gap();
  }
  void block(const References& r) {
    for (const Reference& x : r.list) {
      put_wrapped("[" + std::to_string(x.number) + "] ",
                  x.text + (x.address.empty() ? "" : " " + x.address));
    }
    gap();
  }
  void block(const Roster& r) {
    const std::string title = r.title + " (" + r.count + ")";
    gap();
    put_wrapped("", title);
    put(std::string(std::min(kWidth, display_width(title)), '='));
    if (r.rows.empty()) put(r.none);
    for (const Roster::Row& x : r.rows) {
      put_wrapped(
          "* ", x.name + (x.who.empty() ? "" : " (" + x.who + ")") + doc_.signs.colon + x.decision);
      if (!x.why.empty()) put_wrapped(r.head[2] + doc_.signs.colon, running(x.why), 2);
      if (!x.todo.empty()) put_wrapped(r.head[3] + doc_.signs.colon, running(x.todo), 2);
      for (const auto& [label, link] : x.links) put_wrapped(label + doc_.signs.colon, link, 2);
    }
    gap();
  }
  void block(const Footer& f) {
    put(std::string(kWidth, '-'));
    for (const auto& [label, value] : f.fields)
      put_wrapped(label + doc_.signs.colon, value.empty() ? "____________________" : value);
    put_wrapped("", f.text);
  }

  // Columns by the shares given, else by what they hold; a row of one cell is a subheading.
  void block(const Table& t) {
    if (!t.caption.empty()) put_wrapped("", t.caption), gap();
    const std::vector<std::size_t> widths = columns(t);
    const auto rule = [&] {
      std::string line;
      for (const std::size_t w : widths) line += (line.empty() ? "" : "  ") + std::string(w, '-');
      put(line);
    };
    std::vector<std::string> head(t.head.begin(), t.head.end());
    put_cells(head, widths);
    rule();
    for (const std::vector<Line>& row : t.rows) {
      if (row.size() == 1 && widths.size() > 1) {
        put_wrapped("-- ", text_of(row[0]) + " --");
        continue;
      }
      std::vector<std::string> cells;
      for (const Line& l : row) cells.push_back(text_of(l));
      put_cells(cells, widths);
    }
    gap();
  }

  std::vector<std::size_t> columns(const Table& t) const {
    const std::size_t n = std::max<std::size_t>(1, t.head.size());
    const std::size_t room = kWidth - 2 * (n - 1);
    std::vector<std::size_t> want(n, 1);
    for (std::size_t i = 0; i < n; ++i) {
      want[i] = i < t.widths.size() ? static_cast<std::size_t>(t.widths[i]) : 4;
      if (t.widths.empty()) {
        if (i < t.head.size()) want[i] = std::max(want[i], display_width(t.head[i]));
        for (const auto& row : t.rows) {
          if (row.size() > 1 && i < row.size())
            want[i] = std::max(want[i], std::min<std::size_t>(40, display_width(row[i].text)));
        }
      }
    }
    const std::size_t all = std::accumulate(want.begin(), want.end(), std::size_t{0});
    std::vector<std::size_t> out(n);
    for (std::size_t i = 0; i < n; ++i) out[i] = std::max<std::size_t>(4, want[i] * room / all);
    return out;
  }

  void put_cells(const std::vector<std::string>& cells, const std::vector<std::size_t>& widths) {
    std::vector<std::vector<std::string>> lines;
    std::size_t tall = 0;
    for (std::size_t i = 0; i < widths.size(); ++i) {
      lines.push_back(wrap(i < cells.size() ? cells[i] : "", widths[i]));
      tall = std::max(tall, lines.back().size());
    }
    for (std::size_t y = 0; y < tall; ++y) {
      std::string line;
      for (std::size_t i = 0; i < widths.size(); ++i) {
        line += pad(y < lines[i].size() ? lines[i][y] : "", widths[i]);
        if (i + 1 < widths.size()) line += "  ";
      }
      put(line);
    }
  }

  const Document& doc_;
  std::string out_;
};

}  // namespace

std::string to_text(const Document& d) { return TextRenderer(d).run(); }

}  // namespace celian::report
