// SPDX-License-Identifier: GPL-3.0-or-later
//
// A number is taken for a year by what stands around it. Lists of words are
// kept short: a year missed is mostly said once more, a wrong one is found.

#include "common/mentioned_years.h"

#include <algorithm>
#include <charconv>
#include <initializer_list>
#include <string>

#include "common/calendar_terms.h"
#include "common/prose_scan.h"

namespace lede::internal {
namespace {

constexpr std::size_t kYearDigits = 4;
constexpr int kFirstBareYear = 1900;

// Before it these make a number a year.
constexpr std::string_view kCues[] = {
    "after",  "autumn",  "before", "by",    "christmas", "circa", "cy",
    "during", "early",   "end",    "fall",  "fiscal",    "fy",    "in",
    "late",   "mid",     "post",   "pre",   "season",    "since", "spring",
    "summer", "through", "till",   "until", "winter",    "year",  "years"};

// Before it these make a number part of a name or an amount.
constexpr std::string_view kNames[] = {
    "article",   "channel", "chf",    "cny",   "code", "eur",   "ext",
    "extension", "flight",  "form",   "gbp",   "gt",   "gtx",   "hk",
    "inr",       "iso",     "jpy",    "krw",   "line", "lot",   "model",
    "no",        "nos",     "number", "order", "page", "phone", "rfc",
    "rmb",       "room",    "route",  "rs",    "rtx",  "ryzen", "section",
    "tel",       "usd",     "xeon"};

// Behind it these make a number an amount or a time of the day.
constexpr std::string_view kMeasures[] = {
    "acres",        "am",        "billion",   "calories",   "cars",
    "cases",        "cents",     "companies", "copies",     "crore",
    "customers",    "days",      "deaths",    "degrees",    "devices",
    "dollars",      "edt",       "employees", "est",        "et",
    "euros",        "families",  "feet",      "flights",    "ft",
    "gb",           "gigawatts", "gmt",       "gpus",       "grams",
    "ha",           "hectares",  "homes",     "hours",      "houses",
    "hrs",          "kg",        "kilograms", "kilometers", "kilometres",
    "km",           "kph",       "lakh",      "lbs",        "liters",
    "litres",       "local",     "m",         "mb",         "members",
    "men",          "meters",    "metres",    "mhz",        "miles",
    "million",      "minutes",   "mm",        "months",     "mph",
    "mw",           "mwh",       "nits",      "nm",         "pages",
    "participants", "patients",  "pence",     "people",     "per",
    "percent",      "permits",   "pm",        "points",     "pounds",
    "ppi",          "seats",     "seconds",   "shares",     "soldiers",
    "square",       "staff",     "stores",    "students",   "tokens",
    "tonnes",       "tons",      "trillion",  "troops",     "units",
    "users",        "utc",       "vehicles",  "volts",      "votes",
    "watts",        "weeks",     "women",     "words",      "workers",
    "yards",        "yen",       "yuan"};

// Hung on by a dash: 2000-year-old, 2048-bit.
constexpr std::string_view kHungMeasures[] = {
    "acre",  "bed",    "bit",  "core",   "day",    "foot",   "horsepower",
    "hp",    "hour",   "kg",   "km",     "litre",  "meter",  "metre",
    "mile",  "minute", "node", "page",   "person", "pixel",  "point",
    "pound", "room",   "seat", "square", "step",   "strong", "ton",
    "token", "watt",   "word", "yard",   "year"};

// Plurals that are none.
constexpr std::string_view kSmallWords[] = {"was", "is",   "has",  "as",
                                            "its", "this", "does", "plus"};

template <typename Words>
bool is_among(const Words& words, std::string_view word) {
  return std::ranges::find(words, word) != std::end(words);
}

bool starts_with_any(std::string_view text,
                     std::initializer_list<std::string_view> beginnings) {
  return std::ranges::any_of(beginnings, [&](std::string_view beginning) {
    return text.starts_with(beginning);
  });
}

// "-" and the dashes written in its place; bytes of the one at the beginning of
// `text`, 0 if there is none.
std::size_t dash_size(std::string_view text) {
  for (const std::string_view dash : {"-", "–", "—", "~", "～", "至", "到"}) {
    if (text.starts_with(dash)) return dash.size();
  }
  return 0;
}

class YearContext {
 public:
  YearContext(std::string_view text, std::size_t begin)
      : text_(text),
        begin_(begin),
        end_(begin + kYearDigits),
        year_(number_of(text.substr(begin, kYearDigits))) {}

  [[nodiscard]] bool is_year(int latest) const {
    if (year_ < kFirstMentionedYear || year_ > kLastMentionedYear) return false;
    const std::string_view after = text_.substr(end_);
    const std::string_view spaced = text_.substr(skip_spaces(text_, end_));
    if (starts_with_any(spaced, {"年", "년"})) return true;
    if (starts_with_any(after, {"财年", "財年", "财政", "財政", "赛季"})) {
      return may_follow();
    }
    if (is_first_of_years(after)) return may_follow();
    if (!may_precede(after) || !may_follow()) return false;
    return !needs_cue(latest) || has_cue();
  }

 private:
  // 2024-2025, 2024-25, 2024/25.
  [[nodiscard]] bool is_first_of_years(std::string_view after) const {
    std::size_t dash = dash_size(after);
    if (dash == 0 && after.starts_with('/')) dash = 1;
    if (dash == 0) return false;
    const std::size_t second = end_ + dash;
    const std::string_view digits =
        text_.substr(second, digits_end(text_, second) - second);
    if (digits.size() != 2 && digits.size() != kYearDigits) return false;
    const std::size_t behind = second + digits.size();
    if (behind < text_.size() &&
        (is_letter(text_[behind]) || figure_end(text_, second) != behind)) {
      return false;
    }
    const int last = digits.size() == 2 ? year_ / 100 * 100 + number_of(digits)
                                        : number_of(digits);
    constexpr int kLongestStretch = 100;
    return last > year_ && last <= year_ + kLongestStretch;
  }

  // What hangs on the digits or stands behind them.
  [[nodiscard]] bool may_precede(std::string_view after) const {
    if (after.empty()) return true;
    const char first = after.front();
    if (is_letter(first) ||
        starts_with_any(after, {"%", "°", "$", "€", "％"})) {
      return false;
    }
    const char second = after.size() > 1 ? after[1] : ' ';
    if (first == '-') {
      return is_letter(second) &&
             !is_among(kHungMeasures, lower_case(letters_at(text_, end_ + 1)));
    }
    if (std::string_view(".,:/_@+*=&").find(first) != std::string_view::npos &&
        (is_letter(second) || is_digit(second))) {
      return false;
    }
    if (cjk_letter_at(text_, skip_spaces(text_, end_))) {
      return is_name_in_cjk();
    }
    const std::string next =
        lower_case(letters_at(text_, skip_spaces(text_, end_)));
    return !is_among(kMeasures, next) && !(is_round() && is_plural(next));
  }

  // "CES 2025" in a Chinese sentence, but not "GPU 2048个".
  [[nodiscard]] bool is_name_in_cjk() const {
    const std::string_view next = text_.substr(skip_spaces(text_, end_));
    const bool measured = starts_with_any(
        next, {"个", "個", "人", "元", "名", "家", "台", "臺", "辆", "輛", "套",
               "万", "萬", "亿", "億", "千", "百", "倍", "点", "點", "次", "项",
               "項", "条", "條", "只", "隻", "张", "張", "米", "公", "吨", "噸",
               "度", "级", "級", "位", "美", "日", "港", "韩", "英", "欧", "块",
               "分", "秒", "小", "天", "周", "款", "所", "座", "颗", "件", "多",
               "余", "余", "円", "号", "號", "亩", "股", "篇", "部"});
    const std::string_view name =
        letters_before(text_, skip_spaces_back(text_, begin_));
    return !measured && !name.empty();
  }

  static bool is_plural(std::string_view word) {
    return word.ends_with('s') && !is_among(kSmallWords, word);
  }

  // What the digits hang on or stand behind.
  [[nodiscard]] bool may_follow() const {
    if (begin_ == 0) return true;
    const char before = text_[begin_ - 1];
    if (std::string_view("$#@_=+*&\\%.").find(before) !=
        std::string_view::npos) {
      return false;
    }
    const std::string_view head = text_.substr(0, begin_);
    for (const std::string_view sign : {"€", "£", "¥", "￥", "₹", "₩"}) {
      if (head.ends_with(sign)) return false;
    }
    if (before == '-' || before == '/' || head.ends_with("–")) {
      return may_hang(head);
    }
    if (cjk_letter_before(text_, begin_)) {
      return head.ends_with("至") || head.ends_with("到") || has_cjk_cue(head);
    }
    std::size_t word_end = skip_spaces_back(text_, begin_);
    if (word_end > 0 && text_[word_end - 1] == '.') --word_end;
    return !is_among(kNames, lower_case(letters_before(text_, word_end)));
  }

  static bool has_cjk_cue(std::string_view head) {
    return std::ranges::any_of(
        std::initializer_list<std::string_view>{"在", "于", "於", "自", "从",
                                                "和", "与", "及", "届"},
        [&](std::string_view cue) { return head.ends_with(cue); });
  }

  // mid-2025; 2024-2025; but not COVID-2025 or 555-2025.
  [[nodiscard]] bool may_hang(std::string_view head) const {
    const std::size_t dash = head.ends_with("–") ? 3 : 1;
    const std::size_t end = begin_ - dash;
    if (end > 0 && is_letter(text_[end - 1])) {
      return is_among(kCues, lower_case(letters_before(text_, end)));
    }
    if (end < kYearDigits || !is_digit(text_[end - 1])) {
      return text_[begin_ - 1] != '/' && (end == 0 || text_[end - 1] == ' ');
    }
    const std::string_view first = text_.substr(end - kYearDigits, kYearDigits);
    return std::ranges::all_of(first, is_digit) && number_of(first) < year_ &&
           number_of(first) >= kFirstBareYear &&
           (end == kYearDigits || !is_digit(text_[end - kYearDigits - 1]));
  }

  [[nodiscard]] bool is_round() const { return year_ % 100 == 0; }

  [[nodiscard]] bool needs_cue(int latest) const {
    return is_round() || year_ < kFirstBareYear || year_ > latest;
  }

  [[nodiscard]] bool has_cue() const {
    std::size_t end = skip_spaces_back(text_, begin_);
    if (end > 0 && end == begin_ && text_[end - 1] == '-') --end;
    return is_among(kCues, lower_case(letters_before(text_, end)));
  }

  std::string_view text_;
  std::size_t begin_;
  std::size_t end_;
  int year_;
};

}  // namespace

bool stands_as_year(std::string_view text, std::size_t begin, int latest) {
  return YearContext(text, begin).is_year(latest);
}

int year_written(std::string_view text, std::size_t at) {
  const std::size_t end = digits_end(text, at);
  const std::string_view digits = text.substr(at, end - at);
  if (!figure_ends(text, end)) return 0;
  if (digits.size() == 2) return 2000 + number_of(digits);
  if (digits.size() != kYearDigits) return 0;
  const int year = number_of(digits);
  return year >= kFirstMentionedYear && year <= kLastMentionedYear ? year : 0;
}

int number_of(std::string_view digits) {
  int value = 0;
  std::from_chars(digits.data(), digits.data() + digits.size(), value);
  return value;
}

}  // namespace lede::internal
