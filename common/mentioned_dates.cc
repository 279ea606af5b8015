// SPDX-License-Identifier: GPL-3.0-or-later
//
// One leap from digit to digit; at each the forms that may hold it are tried,
// the longest first, and what is read is leapt over.
//
//   digits -> in a word (Q3 2025, FY26)
//          -> behind a month (Sept 11, 2025 · Sept 2025 · Sept 11)
//          -> four digits: day, month, quarter, decade, year
//          -> one or two:  day before a month, 9月11日, 9/11/2025, 3Q25

#include "common/mentioned_dates.h"

#include <algorithm>
#include <cstdlib>
#include <string>

#include "common/calendar_terms.h"
#include "common/date_calendar.h"
#include "common/date_text.h"
#include "common/mentioned_quarters.h"
#include "common/mentioned_years.h"
#include "common/prose_scan.h"

namespace lede {
namespace {

using internal::Calendar;
using internal::digits_end;
using internal::figure_ends;
using internal::FoundDate;
using internal::is_capital_letter;
using internal::is_digit;
using internal::is_letter;
using internal::letters_at;
using internal::letters_before;
using internal::number_of;
using internal::skip_spaces;
using internal::skip_spaces_back;
using internal::WrittenDay;
using internal::year_written;

// A lone number is a year until so long after publication.
constexpr int kYearsAhead = 10;
// Of an article without a date.
constexpr int kLatestIfUndated = 2050;

// The middle of the day, month or year of publication.
std::int64_t middle_of(const Date& date) {
  const DateInterval whole = interval_of(date, TimeZone::utc());
  return whole.begin + (whole.end - whole.begin) / 2;
}

class DateScanner {
 public:
  DateScanner(std::string_view text, std::optional<Date> published,
              std::vector<DateInterval>& dates)
      : text_(text),
        dates_(dates),
        dated_(published.has_value()),
        published_(dated_ ? middle_of(*published) : 0),
        calendar_(zone_, published_),
        latest_(dated_ ? calendar_.year() + kYearsAhead : kLatestIfUndated) {}

  void run() {
    at_ = internal::next_digit(text_, 0);
    while (at_ < text_.size()) {
      end_ = digits_end(text_, at_);
      if (!read_date()) at_ = internal::figure_end(text_, at_);
      at_ = internal::next_digit(text_, at_);
    }
  }

 private:
  // Reads the date that holds the digits [at_, end_) and moves at_ behind it.
  bool read_date() {
    if (at_ > 0 && is_letter(text_[at_ - 1])) {
      return add(internal::quarter_behind_letter(text_, at_, calendar_)) ||
             fiscal();
    }
    switch (end_ - at_) {
      case 1:
      case 2:
        return month_first() || day_first() || cjk_day() || slashed() ||
               add(internal::quarter_before_letter(text_, at_, calendar_));
      case 4:
        return month_first() || iso() || cjk_month() || decade() || year();
      default:
        return false;
    }
  }

  bool add(std::optional<DateInterval> date, std::size_t end) {
    if (!date) return false;
    at_ = end;
    dates_.push_back(*date);
    return true;
  }

  bool add(const std::optional<FoundDate>& found) {
    return found && add(found->days, found->end);
  }

  bool add(const WrittenDay& day, std::size_t begin) {
    if (day.civil.year < kFirstMentionedYear ||
        day.civil.year > kLastMentionedYear) {
      return false;
    }
    return add(interval_of(internal::calendar_date(day), zone_),
               begin + day.size);
  }

  bool add_year(int year, std::size_t end) {
    return add(calendar_.months(year, {}), end);
  }

  [[nodiscard]] int number() const {
    return number_of(text_.substr(at_, end_ - at_));
  }

  // FY26, FY2026, CY2025.
  bool fiscal() {
    const std::string_view word = letters_before(text_, at_);
    if (word != "FY" && word != "CY") return false;
    const int year = year_written(text_, at_);
    return year != 0 && add_year(year, end_);
  }

  // The month's name before the digits, with a capital; where it begins, npos
  // if there is none.
  [[nodiscard]] std::size_t month_before() const {
    std::size_t end = skip_spaces_back(text_, at_);
    if (end > 0 && (text_[end - 1] == ',' || text_[end - 1] == '.')) --end;
    const std::string_view word = letters_before(text_, end);
    const bool month = !word.empty() && is_capital_letter(word.front()) &&
                       internal::month_number(word) != 0;
    return month ? end - word.size() : std::string_view::npos;
  }

  bool month_first() {
    const std::size_t begin = month_before();
    if (begin == std::string_view::npos) return false;
    const auto written = internal::read_day_or_month(text_.substr(begin));
    if (written && begin + written->size >= end_ && add(*written, begin)) {
      return true;
    }
    if (end_ - at_ > 2) return false;
    const int month = internal::month_number(letters_at(text_, begin));
    return days_of(month);
  }

  // Sept. 11 · Sept. 11-13 · Sept. 11-13, 2025.
  bool days_of(int month) {
    const int first = number();
    int last = first;
    std::size_t end = skip_ordinal(end_);
    const std::size_t second = skip_dash(end);
    if (second > end && digits_end(text_, second) - second <= 2 &&
        is_digit(text_[second])) {
      last =
          number_of(text_.substr(second, digits_end(text_, second) - second));
      end = skip_ordinal(digits_end(text_, second));
    }
    if (!figure_ends(text_, end) || is_counted(end)) return false;
    std::size_t year_at = skip_spaces(text_, end);
    if (text_.substr(year_at).starts_with(",")) {
      year_at = skip_spaces(text_, year_at + 1);
    }
    const int year = long_year_at(year_at);
    if (year != 0) {
      if (!add(calendar_.day(year, month, first), end_)) return false;
      if (last != first) add(calendar_.day(year, month, last), end_);
      at_ = year_at + 4;
      return true;
    }
    const bool read = add(nearest_day(month, first), end);
    if (last != first) add(nearest_day(month, last), end);
    return read;
  }

  // The year of four digits at `at`; 0 if there is none.
  [[nodiscard]] int long_year_at(std::size_t at) const {
    return digits_end(text_, at) - at == 4 ? year_written(text_, at) : 0;
  }

  [[nodiscard]] std::size_t skip_dash(std::size_t at) const {
    for (const std::string_view dash : {"-", "–", "—"}) {
      if (text_.substr(at).starts_with(dash)) {
        const std::size_t behind = at + dash.size();
        return behind < text_.size() && is_digit(text_[behind]) ? behind : at;
      }
    }
    return at;
  }

  [[nodiscard]] std::size_t skip_ordinal(std::size_t at) const {
    const std::string_view suffix = letters_at(text_, at);
    const bool ordinal =
        suffix == "st" || suffix == "nd" || suffix == "rd" || suffix == "th";
    return ordinal ? at + suffix.size() : at;
  }

  // "In March 20 people ..." counts people.
  [[nodiscard]] bool is_counted(std::size_t end) const {
    static constexpr std::string_view kCounted[] = {
        "percent", "per",    "million",  "billion",
        "people",  "points", "companies"};
    const std::string_view next = letters_at(text_, skip_spaces(text_, end));
    return std::ranges::find(kCounted, next) != std::end(kCounted);
  }

  // 11 September 2025, 11th of September.
  bool day_first() {
    std::size_t at = skip_ordinal(end_);
    at = skip_spaces(text_, at);
    if (text_.substr(at).starts_with("of ")) at += 3;
    const std::string_view word = letters_at(text_, at);
    if (at == end_ || word.empty() || !is_capital_letter(word.front())) {
      return false;
    }
    const int month = internal::month_number(word);
    if (month == 0 || (at_ > 0 && text_[at_ - 1] == '.')) return false;
    const auto written = internal::read_day_or_month(text_.substr(at_));
    if (written && has_long_year(*written)) return add(*written, at_);
    return add(nearest_day(month, number()), at + word.size());
  }

  // Not "11 September 20 people": prose writes years in full.
  [[nodiscard]] bool has_long_year(const WrittenDay& day) const {
    constexpr std::size_t kYearDigits = 4;
    const std::string_view written = text_.substr(at_, day.size);
    return written.size() > kYearDigits &&
           std::ranges::all_of(written.substr(written.size() - kYearDigits),
                               is_digit);
  }

  // 9月11日.
  bool cjk_day() {
    internal::DateCursor cursor(text_.substr(at_));
    const auto month = cursor.take_number(1, 2);
    cursor.skip_spaces();
    if (!cursor.take("月") && !cursor.take("월")) return false;
    cursor.skip_spaces();
    const auto day = cursor.take_number(1, 2);
    cursor.skip_spaces();
    const bool named = cursor.take("日") || cursor.take("号") ||
                       cursor.take("號") || cursor.take("일");
    return month && day && named &&
           add(nearest_day(*month, *day), at_ + cursor.position());
  }

  // 9/13/2025; of 9/11/2025 the year.
  bool slashed() {
    internal::DateCursor cursor(text_.substr(at_));
    const auto first = cursor.take_number(1, 2);
    const bool slash = cursor.take("/");
    const auto second = slash ? cursor.take_number(1, 2) : std::nullopt;
    if (!first || !second || !cursor.take("/")) return false;
    const std::size_t begin = at_ + cursor.position();
    const int year = long_year_at(begin);
    const std::size_t end = begin + 4;
    if (year == 0) return false;
    if (*first <= 12 && *second <= 12 && *first != *second) {
      return add_year(year, end);
    }
    const bool day_leads = *first > 12;
    return add(calendar_.day(year, day_leads ? *second : *first,
                             day_leads ? *first : *second),
               end);
  }

  // 2025-09-11, 2025/9/11, 2025-09.
  bool iso() {
    if (end_ >= text_.size() ||
        std::string_view("-/.").find(text_[end_]) == std::string_view::npos) {
      return false;
    }
    const std::string_view rest = text_.substr(at_);
    if (const auto day = internal::read_day(rest)) return add(*day, at_);
    const auto month = internal::read_day_or_month(rest);
    constexpr std::size_t kIsoMonth = 7;
    if (!month || month->size != kIsoMonth || rest[4] != '-') return false;
    // 2011-12 may be two years.
    if (month->civil.month == (month->civil.year + 1) % 100) return false;
    return figure_ends(text_, at_ + kIsoMonth) && add(*month, at_);
  }

  // 2025年9月11日, 2025年9月, 2025年第三季度.
  bool cjk_month() {
    const std::size_t unit = skip_spaces(text_, end_);
    const std::string_view rest = text_.substr(unit);
    if (!rest.starts_with("年") && !rest.starts_with("년")) return false;
    const auto written = internal::read_day_or_month(text_.substr(at_));
    if (written) return add(*written, at_);
    return add(internal::cjk_quarter(text_, at_, unit + 3, calendar_));
  }

  // 1990s, 1990年代.
  bool decade() {
    const int first = number();
    const std::string_view rest = text_.substr(end_);
    const bool english = letters_at(text_, end_) == "s" ||
                         rest.starts_with("'s") || rest.starts_with("’s");
    if (first % 10 != 0 || (!english && !rest.starts_with("年代")))
      return false;
    if (first < kFirstMentionedYear || first > latest_) return false;
    const auto begin = calendar_.months(first, {});
    const auto end = calendar_.months(first + 9, {});
    return begin && end && add(DateInterval{begin->begin, end->end}, end_);
  }

  bool year() {
    const bool glued = text_.substr(end_).starts_with("Q");  // 2025Q3
    if (!glued && !internal::stands_as_year(text_, at_, latest_)) return false;
    return add(internal::quarter_around_year(text_, at_, calendar_)) ||
           (!glued && add_year(number(), end_));
  }

  // The day of the year nearest to publication.
  [[nodiscard]] std::optional<DateInterval> nearest_day(int month,
                                                        int day) const {
    std::optional<DateInterval> nearest;
    if (!dated_) return nearest;
    const auto distance = [&](const DateInterval& date) {
      return std::abs(date.begin - published_);
    };
    for (const int years : {-1, 0, 1}) {
      const auto found = calendar_.day(calendar_.year() + years, month, day);
      if (found && (!nearest || distance(*found) < distance(*nearest))) {
        nearest = found;
      }
    }
    return nearest;
  }

  std::string_view text_;
  std::vector<DateInterval>& dates_;
  TimeZone zone_ = TimeZone::utc();
  bool dated_;
  std::int64_t published_;
  Calendar calendar_;  // as seen from publication
  int latest_;         // of years that stand alone
  std::size_t at_ = 0;
  std::size_t end_ = 0;  // of the digits at at_
};

}  // namespace

void find_mentioned_dates(std::string_view text, std::optional<Date> published,
                          std::vector<DateInterval>& dates) {
  std::string buffer;
  DateScanner(internal::with_ascii_digits(text, buffer), published, dates)
      .run();
}

}  // namespace lede
