// SPDX-License-Identifier: GPL-3.0-or-later
//
// Calendar days as they are written: 2025-09-11, September 11, 2025, 11 Sept
// 2025, 2025年9月11日.

#include "common/date_text.h"

#include <algorithm>
#include <array>
#include <cassert>
#include <chrono>
#include <initializer_list>
#include <string>

#include "common/prose_scan.h"

namespace lede::internal {
namespace {

constexpr std::array<std::string_view, 12> kMonths = {
    "january", "february", "march",     "april",   "may",      "june",
    "july",    "august",   "september", "october", "november", "december"};

constexpr std::string_view kWeekdays[] = {"mon", "tue", "wed", "thu",
                                          "fri", "sat", "sun"};

std::optional<WrittenDay> finished(const DateCursor& cursor,
                                   const CivilTime& civil,
                                   DatePrecision precision) {
  if (!is_civil_day(civil)) return std::nullopt;
  return WrittenDay{civil, precision, cursor.position()};
}

// 2025-09-11, 2025/9/11, 2025.9.11, 20250911, 2025-09.
std::optional<WrittenDay> read_iso(DateCursor cursor, bool month_will_do) {
  const auto year = cursor.take_digits(4);
  if (!year) return std::nullopt;
  const char separator = cursor.take_any_of("-/.");
  if (separator == '\0') {
    const auto month = cursor.take_digits(2);
    const auto day = month ? cursor.take_digits(2) : std::nullopt;
    if (!day || is_digit(cursor.peek())) return std::nullopt;
    return finished(cursor, {*year, *month, *day}, DatePrecision::kDay);
  }
  const auto month = cursor.take_number(1, 2);
  if (!month) return std::nullopt;
  const DateCursor after_month = cursor;
  if (cursor.take(std::string_view(&separator, 1))) {
    const auto day = cursor.take_number(1, 2);
    if (!day) return std::nullopt;
    return finished(cursor, {*year, *month, *day}, DatePrecision::kDay);
  }
  if (!month_will_do) return std::nullopt;
  return finished(after_month, {*year, *month}, DatePrecision::kMonth);
}

// A number with its unit, in Chinese and Japanese or Korean.
std::optional<int> take_unit(DateCursor& cursor, int least, int most,
                             std::initializer_list<std::string_view> units) {
  const std::size_t before = cursor.position();
  cursor.skip_spaces();
  const auto number = cursor.take_number(least, most);
  cursor.skip_spaces();
  const bool named = std::ranges::any_of(
      units, [&](std::string_view unit) { return cursor.take(unit); });
  if (number && named) return number;
  cursor.go_back_to(before);
  return std::nullopt;
}

// 2025年9月11日, 2025 年 9 月, 2025년 9월 11일.
std::optional<WrittenDay> read_cjk(DateCursor cursor, bool month_will_do) {
  const auto year = take_unit(cursor, 4, 4, {"年", "년"});
  const auto month =
      year ? take_unit(cursor, 1, 2, {"月", "월"}) : std::nullopt;
  if (!month) return std::nullopt;
  if (const auto day = take_unit(cursor, 1, 2, {"日", "号", "號", "일"})) {
    return finished(cursor, {*year, *month, *day}, DatePrecision::kDay);
  }
  if (!month_will_do) return std::nullopt;
  return finished(cursor, {*year, *month}, DatePrecision::kMonth);
}

void skip_ordinal(DateCursor& cursor) {
  const std::size_t before = cursor.position();
  const std::string suffix = lower_case(cursor.take_letters());
  if (suffix != "st" && suffix != "nd" && suffix != "rd" && suffix != "th") {
    cursor.go_back_to(before);
  }
}

void skip_gap(DateCursor& cursor) {
  cursor.skip_spaces();
  cursor.take_any_of(",");
  cursor.skip_spaces();
}

int take_month(DateCursor& cursor) {
  const std::size_t before = cursor.position();
  const int month = month_number(cursor.take_letters());
  if (month == 0) {
    cursor.go_back_to(before);
  } else {
    cursor.take(".");
  }
  return month;
}

// September 11, 2025; Sept. 11th 2025; September 2025.
std::optional<WrittenDay> read_month_first(DateCursor cursor,
                                           bool month_will_do) {
  const int month = take_month(cursor);
  if (month == 0) return std::nullopt;
  skip_gap(cursor);
  if (const auto year = cursor.take_number(4, 4)) {
    if (!month_will_do) return std::nullopt;
    return finished(cursor, {*year, month}, DatePrecision::kMonth);
  }
  const auto day = cursor.take_number(1, 2);
  if (!day) return std::nullopt;
  skip_ordinal(cursor);
  skip_gap(cursor);
  const auto year = cursor.take_number(4, 4);
  if (!year) return std::nullopt;
  return finished(cursor, {*year, month, *day}, DatePrecision::kDay);
}

// Years of two digits as RFC 2822 section 4.3 reads them.
int full_year(int year) {
  if (year < 50) return year + 2000;
  return year < 100 ? year + 1900 : year;
}

// 11 September 2025; 11th of Sept 2025; 11-Sep-25.
std::optional<WrittenDay> read_day_first(DateCursor cursor) {
  const auto day = cursor.take_number(1, 2);
  if (!day) return std::nullopt;
  skip_ordinal(cursor);
  const bool dashed = cursor.take("-");
  cursor.skip_spaces();
  if (cursor.take("of ")) cursor.skip_spaces();
  const int month = take_month(cursor);
  if (month == 0 || cursor.take("-") != dashed) return std::nullopt;
  skip_gap(cursor);
  const std::size_t year_at = cursor.position();
  const auto year = cursor.take_number(2, 4);
  if (!year || cursor.position() - year_at == 3) return std::nullopt;
  return finished(cursor, {full_year(*year), month, *day}, DatePrecision::kDay);
}

void skip_weekday(DateCursor& cursor) {
  const std::size_t before = cursor.position();
  const std::string word = lower_case(cursor.take_letters());
  const bool weekday =
      word.size() >= 3 &&
      std::ranges::find(kWeekdays, word.substr(0, 3)) != std::end(kWeekdays) &&
      month_number(word) == 0;
  if (!weekday) {
    cursor.go_back_to(before);
    return;
  }
  cursor.take(".");
  skip_gap(cursor);
}

std::optional<WrittenDay> read_written(std::string_view text,
                                       bool month_will_do) {
  DateCursor cursor(text);
  skip_weekday(cursor);
  auto day = read_iso(cursor, month_will_do);
  if (!day) day = read_cjk(cursor, month_will_do);
  if (!day) day = read_month_first(cursor, month_will_do);
  if (!day) day = read_day_first(cursor);
  return day;
}

}  // namespace

void DateCursor::skip_spaces() {
  while (!at_end() && (peek() == ' ' || peek() == '\t')) ++at_;
}

bool DateCursor::take(std::string_view literal) {
  if (!rest().starts_with(literal)) return false;
  at_ += literal.size();
  return true;
}

char DateCursor::take_any_of(std::string_view set) {
  if (at_end() || set.find(peek()) == std::string_view::npos) return '\0';
  return text_[at_++];
}

std::optional<int> DateCursor::take_number(int least, int most) {
  int count = 0;
  while (count <= most &&
         at_ + static_cast<std::size_t>(count) < text_.size() &&
         is_digit(text_[at_ + static_cast<std::size_t>(count)])) {
    ++count;
  }
  if (count < least || count > most) return std::nullopt;
  return take_digits(count);
}

std::optional<int> DateCursor::take_digits(int count) {
  assert(count <= 9);
  const std::string_view digits =
      rest().substr(0, static_cast<std::size_t>(count));
  if (digits.size() < static_cast<std::size_t>(count) ||
      !std::ranges::all_of(digits, is_digit)) {
    return std::nullopt;
  }
  int value = 0;
  for (const char digit : digits) value = value * 10 + (digit - '0');
  at_ += digits.size();
  return value;
}

std::string_view DateCursor::take_letters() {
  const std::size_t begin = at_;
  while (!at_end() && is_letter(peek())) ++at_;
  return text_.substr(begin, at_ - begin);
}

bool is_civil_day(const CivilTime& time) {
  if (time.year < 1 || time.year > 9999 || time.month < 1 || time.day < 1) {
    return false;
  }
  return std::chrono::year_month_day(
             std::chrono::year{time.year},
             std::chrono::month{static_cast<unsigned>(time.month)},
             std::chrono::day{static_cast<unsigned>(time.day)})
      .ok();
}

int month_number(std::string_view word) {
  const std::string folded = lower_case(word);
  if (folded.size() < 3) return 0;
  if (folded == "sept") return 9;
  for (std::size_t i = 0; i < kMonths.size(); ++i) {
    if (folded == kMonths[i] || folded == kMonths[i].substr(0, 3)) {
      return static_cast<int>(i + 1);
    }
  }
  return 0;
}

std::optional<WrittenDay> read_day(std::string_view text) {
  return read_written(text, false);
}

std::optional<WrittenDay> read_day_or_month(std::string_view text) {
  return read_written(text, true);
}

Date calendar_date(const WrittenDay& day) {
  return {TimeZone::utc().to_seconds(day.civil), day.precision};
}

}  // namespace lede::internal
