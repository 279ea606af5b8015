// SPDX-License-Identifier: GPL-3.0-or-later
//
// Dates said in English.
//
//   date    := day | [the] RELATIVE unit | [the] RELATIVE count units
//            | count units ago | [RELATIVE] weekday | [RELATIVE] month
//            | month day | day [of] month | [the] part [of] [year]
//            | 2025-short | 2025short
//   part    := short | third quarter | first half
//   short   := Q3 | H1
//   year    := 2025 | this year | last year

#include "common/date_words.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <span>
#include <string>
#include <vector>

#include "common/date_text.h"

namespace lede::internal {
namespace {

using Words = std::span<const std::string>;
using Unit = CalendarUnit;

constexpr std::size_t kMaxWords = 8;
constexpr std::string_view kWeekdays[] = {"monday",   "tuesday", "wednesday",
                                          "thursday", "friday",  "saturday",
                                          "sunday"};
constexpr std::string_view kCounts[] = {"one",  "two", "three",  "four",
                                        "five", "six", "seven",  "eight",
                                        "nine", "ten", "eleven", "twelve"};
constexpr std::string_view kOrdinals[] = {"first", "second", "third", "fourth"};
constexpr std::string_view kShortOrdinals[] = {"1st", "2nd", "3rd", "4th"};

struct NamedUnit {
  std::string_view name;
  Unit unit;
};
constexpr NamedUnit kUnits[] = {
    {"hour", Unit::kHour},   {"day", Unit::kDay},         {"week", Unit::kWeek},
    {"month", Unit::kMonth}, {"quarter", Unit::kQuarter}, {"year", Unit::kYear},
};

struct Relative {
  std::string_view word;
  int offset;
  bool rolling;  // back from now, not by the calendar
};
constexpr Relative kRelatives[] = {
    {"last", -1, false},  {"previous", -1, false}, {"past", -1, true},
    {"this", 0, false},   {"current", 0, false},   {"next", 1, false},
    {"coming", 1, false},
};

struct NamedDay {
  std::string_view name;
  int offset;
  bool unmistakable;
};
constexpr NamedDay kDays[] = {
    {"today", 0, false},
    {"yesterday", -1, true},
    {"tomorrow", 1, false},
    {"day before yesterday", -2, true},
};

std::vector<std::string> split(std::string_view text) {
  std::vector<std::string> words(1);
  for (const char c : text) {
    if (c == ' ' || c == '-' || c == '_' || c == ',') {
      if (!words.back().empty()) words.emplace_back();
    } else {
      words.back() +=
          'A' <= c && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
    }
  }
  if (words.back().empty()) words.pop_back();
  return words;
}

template <typename Names>
std::optional<int> index_of(const Names& names, std::string_view word) {
  const auto* found = std::ranges::find(names, word);
  if (found == std::end(names)) return std::nullopt;
  return static_cast<int>(found - std::begin(names));
}

// A whole number of one to five digits.
std::optional<int> number(std::string_view word) {
  if (word.empty() || word.size() > 5) return std::nullopt;
  int value = 0;
  const char* const end = word.data() + word.size();
  const auto [stop, error] = std::from_chars(word.data(), end, value);
  if (error != std::errc{} || stop != end || value < 0) return std::nullopt;
  return value;
}

std::optional<int> count_of(std::string_view word) {
  if (word == "a" || word == "an") return 1;
  if (const auto index = index_of(kCounts, word)) return *index + 1;
  return number(word);
}

std::optional<Unit> unit_of(std::string_view word) {
  if (word.ends_with('s')) word.remove_suffix(1);
  const auto* found = std::ranges::find(kUnits, word, &NamedUnit::name);
  if (found == std::end(kUnits)) return std::nullopt;
  return found->unit;
}

const Relative* relative_of(std::string_view word) {
  const auto* found = std::ranges::find(kRelatives, word, &Relative::word);
  return found == std::end(kRelatives) ? nullptr : found;
}

std::optional<int> weekday_of(std::string_view word) {
  if (const auto whole = index_of(kWeekdays, word)) return whole;
  for (std::size_t i = 0; i < std::size(kWeekdays); ++i) {
    if (word.size() >= 3 && kWeekdays[i].starts_with(word)) {
      return static_cast<int>(i);
    }
  }
  return std::nullopt;
}

int month_of(std::string_view word) {
  if (word.ends_with('.')) word.remove_suffix(1);
  return month_number(word);
}

// 11, 11th.
std::optional<int> day_of_month(std::string_view word) {
  for (const std::string_view suffix : {"st", "nd", "rd", "th"}) {
    if (word.ends_with(suffix)) {
      word.remove_suffix(suffix.size());
      break;
    }
  }
  return word.size() <= 2 ? number(word) : std::nullopt;
}

class EnglishDate {
 public:
  EnglishDate(Words words, const Calendar& calendar)
      : words_(words), calendar_(calendar) {}

  [[nodiscard]] std::optional<SaidDate> read() const {
    if (auto date = named_day()) return date;
    if (auto date = relative()) return date;
    if (auto date = ago()) return date;
    if (auto date = day_in_month()) return date;
    if (auto date = year_and_part()) return date;
    if (auto date = part_of_year()) return date;
    if (words_.size() != 1) return std::nullopt;
    if (const auto day = weekday_of(words_[0])) {
      return said(calendar_.latest_weekday(*day, false), false);
    }
    if (const int month = month_of(words_[0]); month > 0) {
      return said(calendar_.latest_months({month, 1}), false);
    }
    return std::nullopt;
  }

 private:
  [[nodiscard]] std::optional<SaidDate> named_day() const {
    std::string text;
    for (const std::string& word : words_) {
      text += (text.empty() ? "" : " ") + word;
    }
    const auto* day = std::ranges::find(kDays, text, &NamedDay::name);
    if (day == std::end(kDays)) return std::nullopt;
    return said(calendar_.whole(Unit::kDay, day->offset), day->unmistakable);
  }

  [[nodiscard]] std::optional<SaidDate> relative() const {
    if (words_.size() < 2) return std::nullopt;
    const Relative* const named = relative_of(words_[0]);
    if (named == nullptr) return std::nullopt;
    if (words_.size() == 3) return counted(*named);
    if (words_.size() > 3) return std::nullopt;
    const std::string& word = words_[1];
    if (const auto day = weekday_of(word)) return weekday(*named, *day);
    if (const int month = month_of(word); month > 0 && named->offset < 0) {
      return month_before_this(month);
    }
    const auto unit = unit_of(word);
    if (!unit || word.ends_with('s')) return std::nullopt;
    if (named->rolling) return said(calendar_.past(*unit, 1));
    return said(calendar_.whole(*unit, named->offset));
  }

  // last 3 months
  [[nodiscard]] std::optional<SaidDate> counted(const Relative& named) const {
    const auto count = count_of(words_[1]);
    const auto unit = unit_of(words_[2]);
    if (!count || !unit || *count == 0 || named.offset >= 0) {
      return std::nullopt;
    }
    return said(calendar_.past(*unit, *count));
  }

  [[nodiscard]] std::optional<SaidDate> weekday(const Relative& named,
                                                int day) const {
    return said(named.offset < 0 ? calendar_.latest_weekday(day, true)
                                 : calendar_.weekday(day, named.offset));
  }

  // "last September" said in September is that of last year.
  [[nodiscard]] std::optional<SaidDate> month_before_this(int month) const {
    auto latest = calendar_.latest_months({month, 1});
    if (latest == calendar_.whole(Unit::kMonth, 0)) {
      latest = calendar_.months(calendar_.year() - 1, {month, 1});
    }
    return said(latest);
  }

  [[nodiscard]] std::optional<SaidDate> ago() const {
    if (words_.size() != 3 || words_[2] != "ago") return std::nullopt;
    const auto count = count_of(words_[0]);
    const auto unit = unit_of(words_[1]);
    if (!count || !unit) return std::nullopt;
    return said(calendar_.whole(*unit, -*count));
  }

  // September 11, 11th of September: with a year they are written dates.
  [[nodiscard]] std::optional<SaidDate> day_in_month() const {
    if (words_.size() < 2 || words_.size() > 3) return std::nullopt;
    if (words_.size() == 3 && words_[1] != "of") return std::nullopt;
    const std::string& first = words_.front();
    const std::string& last = words_.back();
    int month = words_.size() == 2 ? month_of(first) : 0;
    const std::string& day_word = month > 0 ? last : first;
    if (month == 0) month = month_of(last);
    const auto day = day_of_month(day_word);
    if (month == 0 || !day) return std::nullopt;
    return said(calendar_.latest_day(month, *day));
  }

  // 2025-Q3, 2025Q3.
  [[nodiscard]] std::optional<SaidDate> year_and_part() const {
    std::string_view year = words_[0];
    std::string_view part = words_.back();
    if (words_.size() == 1 && year.size() == 6) {
      part = year.substr(4);
      year = year.substr(0, 4);
    }
    const auto months = short_part(part);
    if (!months || year.size() != 4 || words_.size() > 2) return std::nullopt;
    const auto number_of_year = number(year);
    if (!number_of_year) return std::nullopt;
    return said(calendar_.months(*number_of_year, *months));
  }

  [[nodiscard]] std::optional<SaidDate> part_of_year() const {
    std::size_t taken = 1;
    auto part = short_part(words_[0]);
    if (!part && words_.size() > 1) {
      part = long_part(words_[0], words_[1]);
      taken = 2;
    }
    if (!part) return std::nullopt;
    Words rest = words_.subspan(taken);
    if (rest.empty()) return said(calendar_.latest_months(*part), false);
    if (rest.front() == "of") rest = rest.subspan(1);
    const auto year = year_of(rest);
    if (!year) return std::nullopt;
    return said(calendar_.months(*year, *part));
  }

  // q3, h1
  static std::optional<MonthSpan> short_part(std::string_view word) {
    if (word.size() != 2) return std::nullopt;
    const int n = word[1] - '0';
    if (word[0] == 'q' && n >= 1 && n <= 4) return MonthSpan{n * 3 - 2, 3};
    if (word[0] == 'h' && n >= 1 && n <= 2) return MonthSpan{n * 6 - 5, 6};
    return std::nullopt;
  }

  static std::optional<MonthSpan> long_part(std::string_view ordinal,
                                            std::string_view what) {
    auto index = index_of(kOrdinals, ordinal);
    if (!index) index = index_of(kShortOrdinals, ordinal);
    if (!index) return std::nullopt;
    if (what == "quarter") return MonthSpan{*index * 3 + 1, 3};
    if (what == "half" && *index < 2) return MonthSpan{*index * 6 + 1, 6};
    return std::nullopt;
  }

  [[nodiscard]] std::optional<int> year_of(Words words) const {
    if (words.size() == 1 && words[0].size() == 4) return number(words[0]);
    if (words.size() != 2 || words[1] != "year") return std::nullopt;
    const Relative* const named = relative_of(words[0]);
    if (named == nullptr || named->rolling) return std::nullopt;
    return calendar_.year() + named->offset;
  }

  Words words_;
  const Calendar& calendar_;
};

}  // namespace

std::optional<SaidDate> read_english_date(std::string_view text,
                                          const Calendar& calendar) {
  constexpr std::size_t kMaxBytes = 64;
  if (text.size() > kMaxBytes) return std::nullopt;
  const std::vector<std::string> words = split(text);
  Words date = words;
  if (date.size() > 1 && date.front() == "the") date = date.subspan(1);
  if (date.empty() || date.size() > kMaxWords) return std::nullopt;
  return EnglishDate(date, calendar).read();
}

}  // namespace lede::internal
