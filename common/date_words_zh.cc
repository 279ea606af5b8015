// SPDX-License-Identifier: GPL-3.0-or-later
//
// Dates said in Chinese, both scripts read as the simplified one.
//
//   date     := day | near count unit | count unit 内 | count unit 前
//             | 上 unit | [上] 周 weekday | [year] [part]
//   part     := month [day] | 第三季度 | 上半年
//   year     := 2025年 | 去年
//   count    := 3 | 三 | 半

#include <span>
#include <string>

#include "common/analysis/han_fold.h"
#include "common/analysis/utf8.h"
#include "common/date_text.h"
#include "common/date_words.h"

namespace lede::internal {
namespace {

using Unit = CalendarUnit;

struct NamedOffset {
  std::string_view name;
  int offset;
};

// Of what begins alike the longer stands first.
constexpr NamedOffset kDays[] = {
    {"大前天", -3}, {"前天", -2}, {"前日", -2}, {"昨天", -1}, {"昨日", -1},
    {"今天", 0},    {"今日", 0},  {"明天", 1},  {"明日", 1},  {"后天", 2},
};
constexpr NamedOffset kYears[] = {{"大前年", -3}, {"前年", -2}, {"去年", -1},
                                  {"昨年", -1},   {"今年", 0},  {"本年", 0},
                                  {"明年", 1},    {"来年", 1}};
constexpr NamedOffset kRelatives[] = {
    {"上上", -2}, {"上", -1}, {"先", -1},  {"本", 0}, {"这", 0},
    {"今", 0},    {"当", 0},  {"下下", 2}, {"下", 1}, {"来", 1}};

struct NamedUnit {
  std::string_view name;
  Unit unit;
};
constexpr NamedUnit kUnits[] = {
    {"小时", Unit::kHour},    {"星期", Unit::kWeek}, {"礼拜", Unit::kWeek},
    {"季度", Unit::kQuarter}, {"天", Unit::kDay},    {"日", Unit::kDay},
    {"周", Unit::kWeek},      {"月", Unit::kMonth},  {"季", Unit::kQuarter},
    {"年", Unit::kYear},
};

constexpr std::string_view kNear[] = {"最近的", "最近", "过去的", "过去", "近"};
constexpr std::string_view kWithin[] = {"以内", "之内", "内",
                                        "以来", "来",   "里"};
constexpr std::string_view kAgo[] = {"以前", "之前", "前"};
constexpr std::string_view kDayOfMonth[] = {"日", "号"};
constexpr std::string_view kDigits[] = {"零", "一", "二", "三", "四",
                                        "五", "六", "七", "八", "九"};

// Without white space, in the simplified script.
std::string folded(std::string_view text) {
  std::string plain;
  for (std::size_t at = 0; at < text.size();) {
    const char32_t c = next_code_point(text, at);
    if (c != U' ' && c != U'\t') append_utf8(plain, simplified(c));
  }
  return plain;
}

class ChineseDate {
 public:
  ChineseDate(std::string_view text, const Calendar& calendar)
      : cursor_(text), calendar_(calendar) {}

  std::optional<SaidDate> read() {
    using Reader = std::optional<SaidDate> (ChineseDate::*)();
    constexpr Reader kReaders[] = {
        &ChineseDate::named_day, &ChineseDate::near,    &ChineseDate::counted,
        &ChineseDate::relative,  &ChineseDate::weekday, &ChineseDate::part,
    };
    for (const Reader reader : kReaders) {
      const auto date = (this->*reader)();
      if (date && cursor_.at_end()) return date;
      cursor_.go_back_to(0);
    }
    return std::nullopt;
  }

 private:
  bool take_any(std::span<const std::string_view> names) {
    for (const std::string_view name : names) {
      if (cursor_.take(name)) return true;
    }
    return false;
  }

  std::optional<int> take_offset(std::span<const NamedOffset> names) {
    for (const NamedOffset& row : names) {
      if (cursor_.take(row.name)) return row.offset;
    }
    return std::nullopt;
  }

  std::optional<Unit> take_unit() {
    for (const NamedUnit& row : kUnits) {
      if (cursor_.take(row.name)) return row.unit;
    }
    return std::nullopt;
  }

  std::optional<int> take_digit() {
    if (cursor_.take("两")) return 2;
    if (cursor_.take("〇")) return 0;
    for (int digit = 0; digit < 10; ++digit) {
      if (cursor_.take(kDigits[digit])) return digit;
    }
    return std::nullopt;
  }

  // 15, 三, 十, 十五, 二十五. Four digits are a year.
  std::optional<int> take_number() {
    if (const auto digits = cursor_.take_number(1, 3)) return digits;
    const auto tens = take_digit();
    if (!cursor_.take("十")) return tens;
    return tens.value_or(1) * 10 + take_digit().value_or(0);
  }

  std::optional<SaidDate> named_day() {
    const auto offset = take_offset(kDays);
    if (!offset) return std::nullopt;
    return said(calendar_.whole(Unit::kDay, *offset));
  }

  // How many of which unit; `measured` if 个 stood between.
  struct Count {
    int count = 0;
    Unit unit = Unit::kDay;
    bool measured = false;
  };
  std::optional<Count> take_count() {
    if (cursor_.take("半年")) return Count{6, Unit::kMonth, true};
    const auto count = take_number();
    if (!count || *count == 0) return std::nullopt;
    const bool measured = cursor_.take("个");
    const auto unit = take_unit();
    if (!unit) return std::nullopt;
    return Count{*count, *unit, measured};
  }

  // 最近三个月, 近7天, 过去一年.
  std::optional<SaidDate> near() {
    if (!take_any(kNear)) return std::nullopt;
    const auto count = take_count();
    if (!count) return std::nullopt;
    take_any(kWithin);
    return said(calendar_.past(count->unit, count->count));
  }

  // 三个月内, 3天前; 3月前 and 3日前 would be dates themselves.
  std::optional<SaidDate> counted() {
    const auto count = take_count();
    if (!count) return std::nullopt;
    if (count->unit == Unit::kMonth && !count->measured) return std::nullopt;
    if (take_any(kWithin)) {
      return said(calendar_.past(count->unit, count->count));
    }
    if (!take_any(kAgo)) return std::nullopt;
    return said(calendar_.whole(count->unit, -count->count));
  }

  // 上周, 这个月, 上个季度.
  std::optional<SaidDate> relative() {
    const auto offset = take_offset(kRelatives);
    if (!offset) return std::nullopt;
    if (!cursor_.take("一个")) cursor_.take("个");
    const auto unit = take_unit();
    const bool sayable = unit && *unit != Unit::kHour && *unit != Unit::kDay;
    return sayable ? said(calendar_.whole(*unit, *offset)) : std::nullopt;
  }

  // 周一, 上周五, 本星期天.
  std::optional<SaidDate> weekday() {
    const auto week = take_offset(kRelatives);
    cursor_.take("个");
    if (take_unit() != Unit::kWeek) return std::nullopt;
    int day = -1;
    if (cursor_.take("日") || cursor_.take("天")) {
      day = 6;
    } else if (const auto digit = take_digit(); digit && *digit <= 6) {
      day = *digit - 1;
    }
    if (day < 0) return std::nullopt;
    return said(week ? calendar_.weekday(day, *week)
                     : calendar_.latest_weekday(day, false));
  }

  std::optional<int> take_year() {
    if (const auto offset = take_offset(kYears)) {
      relative_year_ = true;
      return calendar_.year() + *offset;
    }
    const std::size_t before = cursor_.position();
    auto year = cursor_.take_number(4, 4);
    if (!year) year = take_spelled_year();
    if (year && cursor_.take("年")) return year;
    cursor_.go_back_to(before);
    return std::nullopt;
  }

  // 二〇二五.
  std::optional<int> take_spelled_year() {
    int year = 0;
    for (int digits = 0; digits < 4; ++digits) {
      const auto digit = take_digit();
      if (!digit) return std::nullopt;
      year = year * 10 + *digit;
    }
    return year;
  }

  // 去年, 2025年9月, 9月11日, 今年第三季度, 上半年.
  std::optional<SaidDate> part() {
    const auto year = take_year();
    if (year && cursor_.at_end()) {
      return said(calendar_.months(*year, {}), relative_year_);
    }
    if (const auto months = take_months()) return of_year(year, *months);
    const auto month = take_number();
    if (!month || *month < 1 || *month > 12 || !cursor_.take("月")) {
      return std::nullopt;
    }
    if (cursor_.at_end()) {
      return of_year(year, {*month, 1});
    }
    const auto day = take_number();
    if (!day || !take_any(kDayOfMonth)) return std::nullopt;
    return said(year ? calendar_.day(*year, *month, *day)
                     : calendar_.latest_day(*month, *day));
  }

  // With a year nothing else is meant.
  std::optional<SaidDate> of_year(std::optional<int> year, MonthSpan months) {
    return year ? said(calendar_.months(*year, months))
                : said(calendar_.latest_months(months), false);
  }

  // 第三季度, 三季度, Q3, 上半年.
  std::optional<MonthSpan> take_months() {
    if (cursor_.take("上半年")) return MonthSpan{1, 6};
    if (cursor_.take("下半年")) return MonthSpan{7, 6};
    const std::size_t before = cursor_.position();
    const bool letter = cursor_.take_any_of("Qq") != '\0';
    if (!letter) cursor_.take("第");
    const auto quarter = take_number();
    const bool named = letter || cursor_.take("季度") || cursor_.take("季");
    if (quarter && named && *quarter >= 1 && *quarter <= 4) {
      return MonthSpan{*quarter * 3 - 2, 3};
    }
    cursor_.go_back_to(before);
    return std::nullopt;
  }

  DateCursor cursor_;
  const Calendar& calendar_;
  bool relative_year_ = false;
};

}  // namespace

std::optional<SaidDate> read_chinese_date(std::string_view text,
                                          const Calendar& calendar) {
  constexpr std::size_t kMaxBytes = 64;
  if (text.size() > kMaxBytes) return std::nullopt;
  const std::string plain = folded(text);
  if (plain.empty()) return std::nullopt;
  return ChineseDate(plain, calendar).read();
}

}  // namespace lede::internal
