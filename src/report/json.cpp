// The Document itself as JSON, for programs that lay it out in their own way.
#include "codec/json.hpp"
#include "report/document.hpp"

namespace celian::report {

std::string running(const std::vector<std::string>& sentences) {
  std::string out;
  for (const std::string& s : sentences) {
    if (!out.empty() && static_cast<unsigned char>(out.back()) < 0x80)
      out += ' ';  // Chinese has no space between sentences
    out += s;
  }
  return out;
}

std::string_view tone_name(Tone t) noexcept {
  switch (t) {
    case Tone::good: return "good";
    case Tone::note: return "note";
    case Tone::warn: return "warn";
    case Tone::stop: return "stop";
    case Tone::neutral: break;
  }
  return "neutral";
}

std::string_view marker_name(Marker m) noexcept {
  switch (m) {
    case Marker::number: return "number";
    case Marker::yes: return "yes";
    case Marker::no: return "no";
    case Marker::ask: return "ask";
    case Marker::box: return "box";
    case Marker::dot: break;
  }
  return "dot";
}

namespace {

using codec::Value;

Value block_of(const char* kind) { return Value::object().set("block", kind); }

Value line(const Line& l) {
  Value v = Value::object().set("text", l.text);
  if (!l.refs.empty()) {
    Value refs = Value::array();
    for (const int n : l.refs) refs.push(n);
    v.set("refs", std::move(refs));
  }
  if (l.confirm) v.set("confirm", true);
  if (!l.code.empty()) v.set("code", l.code);
  return v;
}

Value lines(const std::vector<Line>& list) {
  Value v = Value::array();
  for (const Line& l : list) v.push(line(l));
  return v;
}

Value pairs(const std::vector<std::pair<std::string, std::string>>& list) {
  Value v = Value::array();
  for (const auto& [label, value] : list)
    v.push(Value::object().set("label", label).set("value", value));
  return v;
}

Value share(const std::optional<double>& x) { return x ? Value(*x) : Value(); }

Value encode(const Masthead& m) {
  Value marks = Value::array();
  for (const auto& [tone, text] : m.marks)
    marks.push(Value::object().set("tone", tone_name(tone)).set("text", text));
  return block_of("masthead")
      .set("title", m.title)
      .set("subtitle", m.subtitle)
      .set("fields", pairs(m.fields))
      .set("marks", std::move(marks));
}
Value encode(const Heading& h) {
  return block_of("heading").set("level", h.level).set("text", h.text);
}
Value encode(const Paragraph& p) {
  return block_of("paragraph").set("line", line(p.line)).set("small", p.small);
}
Value encode(const Callout& c) {
  return block_of("callout")
      .set("tone", tone_name(c.tone))
      .set("title", c.title)
      .set("lines", lines(c.lines))
      .set("then", c.then);
}
Value encode(const List& l) {
  return block_of("list").set("marker", marker_name(l.marker)).set("items", lines(l.items));
}
Value encode(const Panels& p) {
  Value all = Value::array();
  for (const Panel& x : p.panels)
    all.push(Value::object()
                 .set("tone", tone_name(x.tone))
                 .set("marker", marker_name(x.marker))
                 .set("title", x.title)
                 .set("items", lines(x.items)));
  return block_of("panels").set("panels", std::move(all));
}
Value encode(const Table& t) {
  Value head = Value::array(), rows = Value::array();
  for (const std::string& h : t.head) head.push(h);
  for (const auto& row : t.rows) rows.push(lines(row));
  return block_of("table")
      .set("caption", t.caption)
      .set("head", std::move(head))
      .set("rows", std::move(rows));
}
Value encode(const Bars& b) {
  Value all = Value::array();
  for (const Bar& x : b.bars) {
    Value one = Value::object()
                    .set("label", x.label)
                    .set("value", x.value)
                    .set("points", x.points)
                    .set("grade", x.grade)
                    .set("next", x.next);
    one.set("share", share(x.share)).set("next_share", share(x.next_share));
    if (x.before_share) one.set("before_share", share(x.before_share));
    all.push(std::move(one));
  }
  return block_of("bars").set("caption", b.caption).set("bars", std::move(all));
}
Value encode(const WeekGrid& w) {
  Value days = Value::array();
  for (const Day& d : w.days) {
    Value parts = Value::array();
    for (const DayPart& p : d.parts) {
      Value items = Value::array();
      for (const DayItem& i : p.items)
        items.push(Value::object().set("name", i.name).set("dose", i.dose).set("note", i.note));
      parts.push(Value::object().set("name", p.name).set("items", std::move(items)));
    }
    days.push(Value::object()
                  .set("date", d.date)
                  .set("place", d.place)
                  .set("total", d.total)
                  .set("parts", std::move(parts))
                  .set("indoor", d.indoor));
  }
  return block_of("week")
      .set("caption", w.caption)
      .set("days", std::move(days))
      .set("notes", lines(w.notes));
}
Value encode(const Cards& c) {
  Value all = Value::array();
  for (const Card& x : c.cards)
    all.push(Value::object()
                 .set("title", x.title)
                 .set("subtitle", x.subtitle)
                 .set("rows", pairs(x.rows))
                 .set("code", x.code));
  return block_of("cards").set("cards", std::move(all));
}
Value encode(const References& r) {
  Value all = Value::array();
  for (const Reference& x : r.list)
    all.push(Value::object().set("number", x.number).set("text", x.text).set("address", x.address));
  return block_of("references").set("list", std::move(all));
}
Value encode(const Roster& r) {
  Value rows = Value::array();
  for (const Roster::Row& x : r.rows) {
    Value one = Value::object()
                    .set("name", x.name)
                    .set("who", x.who)
                    .set("tone", tone_name(x.tone))
                    .set("decision", x.decision);
    rows.push(
        one.set("why", running(x.why)).set("todo", running(x.todo)).set("links", pairs(x.links)));
  }
  return block_of("roster")
      .set("title", r.title)
      .set("count", r.count)
      .set("tone", tone_name(r.tone))
      .set("rows", std::move(rows));
}
Value encode(const Footer& f) {
  return block_of("footer").set("text", f.text).set("fields", pairs(f.fields));
}

}  // namespace

std::string to_json(const Document& d) {
  Value blocks = Value::array();
  for (const Block& b : d.blocks)
    blocks.push(std::visit([](const auto& x) { return encode(x); }, b));
  Value v = Value::object().set("locale", d.locale).set("kind", d.kind).set("title", d.title);
  return codec::write(v.set("blocks", std::move(blocks)), 2) + "\n";
}

}  // namespace celian::report
