#include "assess/edition.hpp"

#include <algorithm>
#include <charconv>

#include "facts/build.hpp"

namespace celian::assess {

namespace {

// The year that names an edition, or 0.
int year_of(const std::string& edition) noexcept {
  int year = 0;
  const char* const end = edition.data() + edition.size();
  const auto [stop, error] = std::from_chars(edition.data(), end, year);
  return error == std::errc() && stop == end && year >= 1900 && year <= 9999 ? year : 0;
}

Subject with_days(Subject s, const Person& person, Date as_of) {
  if (person.birth_date && *person.birth_date <= as_of) s.age_days = as_of - *person.birth_date;
  return s;
}

// Later editions first; the edition as text decides between two of the same day.
bool is_later(const FileHeader& a, const FileHeader& b) noexcept {
  const auto day = [](const FileHeader& h) {
    const int year = year_of(h.edition);
    if (h.in_force_from) return h.in_force_from->days_since_epoch();
    const Result<Date> first = Date::from_ymd(year == 0 ? 1 : year, 1, 1);
    return first ? first->days_since_epoch() : INT32_MIN;
  };
  return day(a) != day(b) ? day(a) > day(b) : a.edition > b.edition;
}

bool has_unknown_key(const Subject& s) noexcept {
  return s.sex == Sex::unknown || (s.age_months == kUnknownKey && s.age_years == kUnknownKey &&
                                   s.school_grade == kUnknownKey);
}

}  // namespace

Subject subject_for(const Standard& standard, const Person& person, Date as_of) {
  Subject s = with_days(subject_of(person, as_of), person, as_of);
  if (!person.school_grade.empty())
    s.school_grade = standard.school_grade_code(person.school_grade);
  return s;
}

bool in_force(const FileHeader& header, Date as_of) noexcept {
  if (header.status == FileStatus::draft) return false;
  if (header.in_force_from) return *header.in_force_from <= as_of;
  return year_of(header.edition) <= as_of.year();
}

Choice choose_standard(const KnowledgeBase& kb, const Person& person, Date as_of) {
  Choice choice;
  const auto is_better = [](const Standard& a, const Standard& b) {
    if (a.by_school_grade() != b.by_school_grade()) return a.by_school_grade();
    if (a.header().id != b.header().id) return a.header().id < b.header().id;
    return is_later(a.header(), b.header());
  };
  bool could_be_covered = false;
  for (const Standard* s : kb.standards([&](const FileHeader& h) { return in_force(h, as_of); })) {
    Subject subject = subject_for(*s, person, as_of);
    if (s->covers(subject)) {
      if (choice.standard == nullptr || is_better(*s, *choice.standard)) choice.standard = s;
    } else if (has_unknown_key(subject)) {
      const bool no_column = subject.age_months == kUnknownKey &&
                             subject.age_years == kUnknownKey &&
                             subject.school_grade == kUnknownKey;
      subject.sex = Sex::male;
      could_be_covered = could_be_covered || no_column || s->covers(subject);
    }
  }
  if (choice.standard == nullptr && could_be_covered) {
    const Subject subject = subject_of(person, as_of);
    if (subject.sex == Sex::unknown) choice.missing.push_back("sex");
    if (subject.age_months == kUnknownKey && subject.age_years == kUnknownKey &&
        person.school_grade.empty())
      choice.missing.push_back("age_years");
  }
  return choice;
}

const Standard* fallback_for(const KnowledgeBase& kb, const Standard& of, const Person& person,
                             Date as_of) {
  const std::string& named = of.fallback().empty() ? of.header().supersedes : of.fallback();
  if (named.empty()) return nullptr;
  const Result<const Standard*> other = kb.standard(named);
  if (!other || !(*other)->tables_available()) return nullptr;
  return (*other)->covers(subject_for(**other, person, as_of)) ? *other : nullptr;
}

std::vector<const Norm*> norms_for(const KnowledgeBase& kb, const Person& person, Date as_of) {
  std::vector<const Norm*> out;
  const Subject subject = with_days(subject_of(person, as_of), person, as_of);
  const auto is_current = [&](const FileHeader& h) {
    return h.status == FileStatus::current && in_force(h, as_of);
  };
  for (const Norm* norm : kb.norms(is_current)) {
    if (norm->covers(subject)) out.push_back(norm);
  }
  return out;
}

}  // namespace celian::assess
