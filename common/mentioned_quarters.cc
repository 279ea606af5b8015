// SPDX-License-Identifier: GPL-3.0-or-later
//
// The words of a quarter are found here and read where dates said in words are.

#include "common/mentioned_quarters.h"

#include <string>

#include "common/date_words.h"
#include "common/mentioned_years.h"
#include "common/prose_scan.h"

namespace lede::internal {
namespace {

constexpr std::size_t kYearDigits = 4;

std::optional<FoundDate> found(const std::optional<SaidDate>& said,
                               std::size_t end) {
  if (!said) return std::nullopt;
  return FoundDate{said->interval, end};
}

// `quarter` as "Q3" or "third quarter".
std::optional<FoundDate> quarter_of(const std::string& quarter, int year,
                                    std::size_t end, const Calendar& calendar) {
  return found(
      read_english_date(quarter + " of " + std::to_string(year), calendar),
      end);
}

// Where the year begins behind a quarter that ends at `end`.
std::size_t year_behind(std::string_view text, std::size_t end) {
  std::size_t at = skip_spaces(text, end);
  if (text.substr(at).starts_with("of ")) at = skip_spaces(text, at + 3);
  for (const std::string_view mark : {"-", "'", "’"}) {
    if (text.substr(at).starts_with(mark)) return at + mark.size();
  }
  return at;
}

// "Q3 2025" and "3Q25", the quarter ending at `end`. Two digits are no year
// behind a space: "Q3 25 percent".
std::optional<FoundDate> quarter_and_year(std::string_view text, char quarter,
                                          std::size_t end,
                                          const Calendar& calendar) {
  const std::size_t begin = year_behind(text, end);
  const int year = year_written(text, begin);
  const std::size_t year_end = digits_end(text, begin);
  const bool abbreviated = year_end - begin < kYearDigits;
  if (year == 0 || (abbreviated && text[begin - 1] == ' ')) return std::nullopt;
  return quarter_of(std::string("Q") + quarter, year, year_end, calendar);
}

// "2025 Q3", "2025Q3", the year ending at `end`.
std::optional<FoundDate> quarter_after(std::string_view text, int year,
                                       std::size_t end,
                                       const Calendar& calendar) {
  std::size_t at = skip_spaces(text, end);
  if (text.substr(at).starts_with("-")) ++at;
  if (letters_at(text, at) != "Q") return std::nullopt;
  const std::size_t quarter_end = digits_end(text, at + 1);
  if (quarter_end != at + 2 || !figure_ends(text, quarter_end)) {
    return std::nullopt;
  }
  return quarter_of(std::string(text.substr(at, 2)), year, quarter_end,
                    calendar);
}

// "third quarter of", "first-half" before the year at `at`.
std::optional<FoundDate> quarter_before(std::string_view text, int year,
                                        std::size_t at,
                                        const Calendar& calendar) {
  std::size_t end = skip_spaces_back(text, at);
  if (letters_before(text, end) == "of") end = skip_spaces_back(text, end - 2);
  const std::string what = lower_case(letters_before(text, end));
  if (what != "quarter" && what != "half") return std::nullopt;
  end -= what.size();
  if (end == 0) return std::nullopt;
  const std::string_view ordinal = letters_before(text, end - 1);
  end = skip_spaces_back(text, end - 1 - ordinal.size());
  if (ordinal.empty() || lower_case(letters_before(text, end)) == "fiscal") {
    return std::nullopt;
  }
  return quarter_of(std::string(ordinal) + " " + what, year, at + kYearDigits,
                    calendar);
}

}  // namespace

std::optional<FoundDate> quarter_behind_letter(std::string_view text,
                                               std::size_t at,
                                               const Calendar& calendar) {
  const std::size_t end = digits_end(text, at);
  const std::string_view word = letters_before(text, at);
  if (end - at != 1 || (word != "Q" && word != "q")) return std::nullopt;
  return quarter_and_year(text, text[at], end, calendar);
}

std::optional<FoundDate> quarter_before_letter(std::string_view text,
                                               std::size_t at,
                                               const Calendar& calendar) {
  const std::size_t end = digits_end(text, at);
  if (end - at != 1 || letters_at(text, end) != "Q") return std::nullopt;
  return quarter_and_year(text, text[at], end + 1, calendar);
}

std::optional<FoundDate> quarter_around_year(std::string_view text,
                                             std::size_t at,
                                             const Calendar& calendar) {
  const int year = number_of(text.substr(at, kYearDigits));
  auto quarter = quarter_after(text, year, at + kYearDigits, calendar);
  if (!quarter) quarter = quarter_before(text, year, at, calendar);
  return quarter;
}

std::optional<FoundDate> cjk_quarter(std::string_view text, std::size_t at,
                                     std::size_t behind_year,
                                     const Calendar& calendar) {
  constexpr std::size_t kMostBytes = 16;
  for (const std::string_view last : {"季度", "季", "Q1", "Q2", "Q3", "Q4"}) {
    const std::size_t place = text.substr(behind_year, kMostBytes).find(last);
    if (place == std::string_view::npos) continue;
    const std::size_t end = behind_year + place + last.size();
    const auto said = read_chinese_date(text.substr(at, end - at), calendar);
    if (said) return found(said, end);
  }
  return std::nullopt;
}

}  // namespace lede::internal
