// SPDX-License-Identifier: GPL-3.0-or-later
//
// The written forms of dates, for the parts of the date room that look for
// them: as a whole field, in a query, within prose.

#pragma once

#include <cstddef>
#include <optional>
#include <string_view>

#include "common/date.h"
#include <lede/article.h>

namespace lede::internal {

// A calendar date at the beginning of a text.
struct WrittenDay {
  CivilTime civil;
  DatePrecision precision = DatePrecision::kDay;
  std::size_t size = 0;  // bytes it takes
};

// A position in a text that moves over what it reads; on failure it stays.
class DateCursor {
 public:
  explicit DateCursor(std::string_view text) : text_(text) {}

  [[nodiscard]] bool at_end() const { return at_ == text_.size(); }
  [[nodiscard]] std::size_t position() const { return at_; }
  [[nodiscard]] std::string_view rest() const { return text_.substr(at_); }
  [[nodiscard]] char peek() const { return at_end() ? '\0' : text_[at_]; }

  void skip_spaces();
  bool take(std::string_view literal);
  // One byte of `set`; returns it, or NUL.
  char take_any_of(std::string_view set);
  // A number of `least` to `most` ASCII digits and no further digit after it.
  std::optional<int> take_number(int least, int most);
  // Exactly `count` ASCII digits, whatever follows.
  std::optional<int> take_digits(int count);
  // The longest run of ASCII letters, which may be empty.
  std::string_view take_letters();
  void go_back_to(std::size_t position) { at_ = position; }

 private:
  std::string_view text_;
  std::size_t at_ = 0;
};

// True for days that exist, in years 1 to 9999.
bool is_civil_day(const CivilTime& time);

// 1-12 for an English month or its abbreviation, in any case; 0 if none.
int month_number(std::string_view word);

// Reads a full day in ISO, English or Chinese form at the beginning of `text`
// (ASCII digits). Nothing may stick to it: "2025-09-112" holds no day.
std::optional<WrittenDay> read_day(std::string_view text);

// As read_day(), or a year and month of those forms.
std::optional<WrittenDay> read_day_or_month(std::string_view text);

// The Date of a calendar day, month or year: its first instant in UTC.
Date calendar_date(const WrittenDay& day);

}  // namespace lede::internal
