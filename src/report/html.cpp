// One self-contained HTML page: no script, no font, no picture, no address that a browser would
// load.
#include <algorithm>

#include "base/number_text.hpp"
#include "report/document.hpp"
#include "report/html_escape.hpp"
#include "report/html_style.hpp"

namespace celian::report {

namespace {

const char* sign_of(Tone t) {
  switch (t) {
    case Tone::good: return "✓";
    case Tone::note: return "i";
    case Tone::warn: return "!";
    case Tone::stop: return "✕";
    case Tone::neutral: break;
  }
  return "•";
}

class HtmlRenderer {
 public:
  explicit HtmlRenderer(const Document& d) : doc_(d) {}

  std::string run() {
    out_ = "<!DOCTYPE html>\n<html lang=\"" + html(doc_.locale) +
           "\">\n<head>\n<meta charset=\"utf-8\">\n";
    out_ +=
        "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<meta "
        "name=\"referrer\" content=\"no-referrer\">\n";
    out_ += "<title>" + html(doc_.title) + "</title>\n<style>";
    out_ += kStyle;
    out_ += "</style>\n</head>\n<body class=\"" + html(doc_.kind) + "\">\n<main>\n";
    for (const Block& b : doc_.blocks) {
      if (const Roster* r = std::get_if<Roster>(&b); r != nullptr && !counted_) put_counts();
      std::visit([this](const auto& x) { block(x); }, b);
    }
    close_section();
    out_ += "</main>\n</body>\n</html>\n";
    return std::move(out_);
  }

 private:
  void put(std::string_view line) {
    out_ += line;
    out_ += '\n';
  }
  void close_section() {
    if (in_section_) put("</section>");
    in_section_ = false;
  }
  static std::string refs(const std::vector<int>& list) {
    if (list.empty()) return "";
    std::string s = "\u2060<sup>";  // never alone at the start of a line
    for (std::size_t i = 0; i < list.size(); ++i) {
      const std::string n = std::to_string(list[i]);
      s += (i == 0 ? "" : ",") + std::string("<a href=\"#r") + n + "\">" + n + "</a>";
    }
    return s + "</sup>";
  }
  std::string text_of(const Line& l) const {
    std::string s = html(l.text);
    if (l.confirm) s += "\u2060<span class=\"confirm\">" + html(doc_.signs.confirm) + "</span>";
    s += refs(l.refs);
    if (!l.code.empty()) s += "<code>" + html(l.code) + "</code>";
    return s;
  }
  static std::string tone(Tone t) { return std::string(tone_name(t)); }

  void put_list(Marker m, const std::vector<Line>& items) {
    if (items.empty()) return;
    const bool is_signed =
        m == Marker::yes || m == Marker::no || m == Marker::ask || m == Marker::box;
    const char* sign = m == Marker::yes   ? "✓"
                       : m == Marker::no  ? "✕"
                       : m == Marker::ask ? "?"
                                          : "☐";
    const char* css = m == Marker::yes   ? "signed yes"
                      : m == Marker::no  ? "signed no"
                      : m == Marker::ask ? "signed ask"
                                         : "signed tick";
    put(m == Marker::number ? "<ol>"
        : is_signed         ? std::string("<ul class=\"") + css + "\">"
                            : "<ul>");
    for (const Line& l : items)
      put("<li>" +
          (is_signed ? std::string("<span class=\"sig\" aria-hidden=\"true\">") + sign + "</span>"
                     : "") +
          text_of(l) + "</li>");
    put(m == Marker::number ? "</ol>" : "</ul>");
  }

  void block(const Masthead& m) {
    put("<header>\n<h1>" + html(m.title) + "</h1>");
    if (!m.subtitle.empty()) put("<div class=\"sub\">" + html(m.subtitle) + "</div>");
    if (!m.fields.empty()) {
      put("<dl class=\"fields\">");
      for (const auto& [label, value] : m.fields)
        put("<div><dt>" + html(label) + "</dt><dd>" + html(value) + "</dd></div>");
      put("</dl>");
    }
    if (!m.marks.empty()) put("<div class=\"marks\">");
    for (const auto& [t, mark] : m.marks)
      put("<strong class=\"mark " + tone(t) + "\">" + html(mark) + "</strong>");
    if (!m.marks.empty()) put("</div>");
    put("</header>");
  }
  void block(const Heading& h) {
    if (h.level <= 2) {
      close_section();
      put("<section>");
      in_section_ = true;
    }
    const std::string tag = h.level <= 2 ? "h2" : "h3";
    put("<" + tag + ">" + html(h.text) + "</" + tag + ">");
  }
  void block(const Paragraph& p) {
    put(std::string("<p") + (p.small ? " class=\"small\"" : "") + ">" + text_of(p.line) + "</p>");
  }
  void block(const Callout& c) {
    put("<div class=\"box " + tone(c.tone) +
        (c.lead               ? " lead"
         : c.lines.size() > 6 ? " wide"
                              : "") +
        "\">");
    put("<p class=\"title " + tone(c.tone) + "\"><span class=\"sign\" aria-hidden=\"true\"><b>" +
        sign_of(c.tone) + "</b></span><span>" + html(c.title) + "</span></p>");
    if (!c.lines.empty()) {
      put("<ul>");
      for (const Line& l : c.lines) put("<li>" + text_of(l) + "</li>");
      put("</ul>");
    }
    if (!c.then.empty()) put("<p class=\"then\">" + html(c.then) + "</p>");
    put("</div>");
  }
  void block(const List& l) { put_list(l.marker, l.items); }
  void block(const Panels& p) {
    put(std::string("<div class=\"panels") +
        (p.panels.size() == 1   ? " one"
         : p.panels.size() == 2 ? " two"
                                : "") +
        "\">");
    for (const Panel& x : p.panels) {
      put("<div class=\"panel " + tone(x.tone) + "\">\n<p class=\"title\">" + html(x.title) +
          "</p>");
      put_list(x.marker, x.items);
      put("</div>");
    }
    put("</div>");
  }
  void block(const Table& t) {
    put("<table class=\"stack\">");
    if (!t.caption.empty()) put("<caption>" + html(t.caption) + "</caption>");
    if (!t.widths.empty()) {
      std::string cols = "<colgroup>";
      for (const int w : t.widths) cols += "<col style=\"width:" + std::to_string(w) + "%\">";
      put(cols + "</colgroup>");
    }
    std::string head = "<thead><tr>";
    for (const std::string& h : t.head) head += "<th scope=\"col\">" + html(h) + "</th>";
    put(head + "</tr></thead>\n<tbody>");
    for (const std::vector<Line>& row : t.rows) {
      if (row.size() == 1 && t.head.size() > 1) {
        put("<tr class=\"part\"><th colspan=\"" + std::to_string(t.head.size()) +
            "\" scope=\"colgroup\">" + text_of(row[0]) + "</th></tr>");
        continue;
      }
      std::string line = "<tr>";
      for (std::size_t i = 0; i < t.head.size(); ++i) {
        line += "<td data-label=\"" + html(t.head[i]) + "\">" +
                (i < row.size() ? text_of(row[i]) : "") + "</td>";
      }
      put(line + "</tr>");
    }
    put("</tbody></table>");
  }

  static std::string bar_svg(const Bar& b) {
    const auto x = [](double share) { return format_fixed(std::clamp(share, 0.0, 1.0) * 200, 1); };
    std::string s =
        "<svg viewBox=\"0 0 200 14\" preserveAspectRatio=\"none\" role=\"img\" aria-label=\"" +
        html(b.points) + "\">";
    s += "<rect x=\"0\" y=\"0\" width=\"200\" height=\"14\" fill=\"#edf0f3\"/>";
    if (b.next_share && *b.next_share > *b.share)
      s += "<rect x=\"0\" y=\"0\" width=\"" + x(*b.next_share) +
           "\" height=\"14\" fill=\"#b9d3ea\"/>";
    s += "<rect x=\"0\" y=\"0\" width=\"" + x(*b.share) + "\" height=\"14\" fill=\"#1f5f99\"/>";
    for (int i = 1; i < b.steps; ++i)
      s += "<path d=\"M" + x(static_cast<double>(i) / b.steps) +
           " 0V14\" stroke=\"#fff\" stroke-width=\"1\"/>";
    // The mark of before: dark with a light edge, so that it is seen on the bar and beside it.
    if (b.before_share) {
      const double at = std::clamp(*b.before_share, 0.0, 1.0) * 200;
      s += "<rect x=\"" + format_fixed(std::clamp(at - 2, 0.0, 196.0), 1) +
           "\" y=\"0\" width=\"4\" height=\"14\" fill=\"#20262c\" stroke=\"#fff\" "
           "stroke-width=\"1\"/>";
    }
    return s + "</svg>";
  }
  void block(const Bars& b) {
    put("<div class=\"bars\">");
    if (!b.caption.empty()) put("<p class=\"caption\">" + html(b.caption) + "</p>");
    for (const Bar& x : b.bars) {
      put("<div class=\"bar\"><div class=\"name\"><b>" + html(x.label) + refs(x.refs) + "</b>" +
          (x.value.empty() ? "" : "<span>" + html(x.value) + "</span>") + "</div>");
      std::string middle = x.share ? bar_svg(x) : "<span></span>";
      if (!x.next.empty())
        middle +=
            "<div class=\"next\">" + html(doc_.signs.next + doc_.signs.colon + x.next) + "</div>";
      put("<div>" + middle + "</div>");
      put("<div class=\"points\">" + html(x.points) +
          (x.grade.empty() ? "" : "<span>" + html(x.grade) + "</span>") + "</div></div>");
    }
    put("</div>");
  }

  void put_day(const Day& d) {
    put("<div class=\"day\">\n<p class=\"date\">" + html(d.date) + "</p>");
    std::string meta = html(d.place);
    if (!d.total.empty()) meta += (meta.empty() ? "" : " · ") + html(d.total);
    if (!meta.empty()) put("<p class=\"meta\">" + meta + "</p>");
    put("<dl>");
    for (const DayPart& p : d.parts) {
      put("<dt>" + html(p.name) + "</dt>");
      for (const DayItem& i : p.items) {
        put("<dd><b>" + html(i.name) + "</b>" + (i.dose.empty() ? "" : " " + html(i.dose)) +
            (i.note.empty() ? "" : "<span class=\"more\">" + html(i.note) + "</span>") + "</dd>");
      }
    }
    put("</dl>");
    if (!d.indoor.empty())
      put("<p class=\"indoor\"><b>" + html(doc_.signs.indoor + doc_.signs.colon) + "</b>" +
          html(d.indoor) + "</p>");
    put("</div>");
  }
  void block(const WeekGrid& w) {
    put("<div class=\"week\">");
    if (!w.caption.empty()) put("<p class=\"caption\">" + html(w.caption) + "</p>");
    put("<div class=\"days\">");
    for (const Day& d : w.days) put_day(d);
    put("</div>");
    put_list(Marker::dot, w.notes);
    put("</div>");
  }
  void block(const Cards& c) {
    put("<div class=\"cards\">");
    for (const Card& x : c.cards) {
      put("<div class=\"card\">\n<p class=\"title\">" + html(x.title) +
          (x.subtitle.empty() ? "" : "<span>" + html(x.subtitle) + "</span>") +
          (x.code.empty() ? "" : "<code>" + html(x.code) + "</code>") + "</p>");
      for (const auto& [label, text] : x.rows)
        put("<p><b>" + html(label) + "</b>" + html(text) + "</p>");
      put("</div>");
    }
    put("</div>");
  }
  void block(const References& r) {
    put("<ul class=\"refs\">");
    for (const Reference& x : r.list) {
      const std::string n = std::to_string(x.number);
      put("<li id=\"r" + n + "\"><span class=\"n\">[" + n + "]</span><span>" + html(x.text) +
          (x.address.empty() ? "" : " " + html(x.address)) + "</span></li>");
    }
    put("</ul>");
  }
  // Numbers first: how many are in which list.
  void put_counts() {
    counted_ = true;
    put("<nav class=\"count\">");
    for (const Block& b : doc_.blocks) {
      const Roster* r = std::get_if<Roster>(&b);
      if (r == nullptr) continue;
      put("<a class=\"" + tone(r->tone) + "\" href=\"#" + html(r->anchor) + "\"><b>" +
          html(r->count) + "</b>" + html(r->title) + "</a>");
    }
    put("</nav>");
  }
  // A link stays on this disk: no scheme, no host, nothing that a script could hide in.
  static bool is_relative(std::string_view link) {
    return !link.empty() && link[0] != '/' && link[0] != '\\' &&
           link.find(':') == std::string_view::npos;
  }
  static std::string lines_of(const std::vector<std::string>& sentences) {
    std::string s;
    for (const std::string& x : sentences) s += "<span class=\"ln\">" + html(x) + "</span>";
    return s;
  }
  void block(const Roster& r) {
    close_section();
    put("<section id=\"" + html(r.anchor) + "\">\n<h2 class=\"" + tone(r.tone) + "\">" +
        html(r.title) + " · " + html(r.count) + "</h2>");
    in_section_ = true;
    if (r.rows.empty()) return put("<p class=\"small\">" + html(r.none) + "</p>");
    std::string head = "<table class=\"stack roster\"><thead><tr>";
    for (const std::string& h : r.head) head += "<th scope=\"col\">" + html(h) + "</th>";
    put(head + "</tr></thead>\n<tbody>");
    for (const Roster::Row& x : r.rows) {
      std::string links;
      for (const auto& [label, link] : x.links) {
        if (is_relative(link)) links += "<a href=\"" + html(link) + "\">" + html(label) + "</a> ";
      }
      const auto cell = [&](std::size_t i, const std::string& text) {
        return "<td data-label=\"" + html(i < r.head.size() ? r.head[i] : "") + "\">" + text +
               "</td>";
      };
      put("<tr><td><b>" + html(x.name) + "</b>" +
          (x.who.empty() ? "" : "<span class=\"who\">" + html(x.who) + "</span>") +
          "</td><td><span class=\"chip " + tone(x.tone) + "\">" + sign_of(x.tone) + " " +
          html(x.decision) + "</span></td>" + cell(2, lines_of(x.why)) + cell(3, lines_of(x.todo)) +
          "<td>" + links + "</td></tr>");
    }
    put("</tbody></table>");
  }
  void block(const Footer& f) {
    close_section();
    put("<footer>");
    if (!f.fields.empty()) {
      put("<div class=\"signature\">");
      for (const auto& [label, value] : f.fields) {
        put("<span>" + html(label + doc_.signs.colon) +
            (value.empty() ? "<span class=\"blank\">&nbsp;</span>" : "<b>" + html(value) + "</b>") +
            "</span>");
      }
      put("</div>");
    }
    put("<p class=\"small\">" + html(f.text) + "</p>\n</footer>");
  }

  const Document& doc_;
  std::string out_;
  bool in_section_ = false, counted_ = false;
};

}  // namespace

std::string to_html(const Document& d) { return HtmlRenderer(d).run(); }

}  // namespace celian::report
