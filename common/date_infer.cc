// SPDX-License-Identifier: GPL-3.0-or-later
//
// The date of an article that tells it only in its prose: a full day in a
// dateline ("BEIJING, Sept 11, 2025 (Wire) -", "2025年9月11日电") or after a
// reporting verb ("reported on September 11, 2025", "发布于2025年9月11日").
// Anything less clear is left alone: a wrong date is worse than none.

#include <algorithm>
#include <string>

#include "common/date.h"
#include "common/date_text.h"
#include "common/prose_scan.h"

namespace lede {
namespace {

using internal::is_digit;
using internal::is_letter;

constexpr std::size_t kProseBytes = 1500;
constexpr std::size_t kMaxDatelineBytes = 100;

constexpr std::string_view kVerbs[] = {"reported", "published", "announced",
                                       "released", "posted",    "said"};
constexpr std::string_view kChineseVerbs[] = {
    "报道",     "報道",     "報導",   "发布于", "发布於",
    "發布於",   "發佈於",   "发表于", "發表於", "发布时间",
    "發布時間", "发表时间", "刊发于", "讯",     "訊"};
constexpr std::string_view kChineseMarks[] = {"电",   "電",   "讯",   "訊",
                                              "消息", "报道", "報道", "報導"};

std::string_view without_trailing(std::string_view text,
                                  std::string_view suffix) {
  if (text.ends_with(suffix)) text.remove_suffix(suffix.size());
  return text;
}

void trim_end(std::string_view& text) {
  while (!text.empty() && (text.back() == ' ' || text.back() == '\n')) {
    text.remove_suffix(1);
  }
}

// Takes a last word equal to one of `words` (lower case) off `text`.
template <typename Words>
bool take_last_word(std::string_view& text, const Words& words) {
  std::size_t begin = text.size();
  while (begin > 0 && is_letter(text[begin - 1])) --begin;
  std::string word(text.substr(begin));
  for (char& c : word) c = static_cast<char>(c | 0x20);
  if (std::ranges::find(words, word) == std::end(words)) return false;
  text = text.substr(0, begin);
  trim_end(text);
  return true;
}

// `before` ends where the date begins.
bool follows_reporting_verb(std::string_view before) {
  static constexpr std::string_view kOn[] = {"on"};
  trim_end(before);
  std::string_view chinese = before;
  for (const std::string_view link : {"：", ":", "于", "於", "在"}) {
    chinese = without_trailing(chinese, link);
    trim_end(chinese);
  }
  for (const std::string_view verb : kChineseVerbs) {
    if (before.ends_with(verb) || chinese.ends_with(verb)) return true;
  }
  before = without_trailing(before, ":");
  take_last_word(before, kOn);
  return take_last_word(before, kVerbs);
}

bool closes_chinese_dateline(std::string_view after) {
  constexpr std::size_t kMaxGapBytes = 30;
  after = after.substr(0, kMaxGapBytes);
  if (after.starts_with("（") || after.starts_with("(")) {
    const std::size_t close = after.find("）");
    if (close == std::string_view::npos) return false;
    after.remove_prefix(close + 3);
  }
  while (after.starts_with(" ")) after.remove_prefix(1);
  return std::ranges::any_of(kChineseMarks, [&](std::string_view mark) {
    return after.starts_with(mark);
  });
}

// Only names may stand before the date of a dateline: no word that begins with
// a small letter, no end of a sentence.
bool opens_dateline(std::string_view line_before) {
  if (line_before.size() > kMaxDatelineBytes) return false;
  bool inside_word = false;
  for (const char c : line_before) {
    const bool letter = is_letter(c) || (c & 0x80) != 0;
    if (letter && !inside_word && c >= 'a' && c <= 'z') return false;
    if (c == '?' || c == '!' || c == ';' || is_digit(c)) return false;
    inside_word = letter || c == '\'';
  }
  return true;
}

// After the date: an agency in brackets or slashes, then a dash, a colon or the
// end of the line.
bool closes_dateline(std::string_view after) {
  const auto skip = [&] {
    while (!after.empty() && (after.front() == ' ' || after.front() == ',')) {
      after.remove_prefix(1);
    }
  };
  skip();
  for (const auto& [open, close] : {std::pair{'(', ')'}, {'/', '/'}}) {
    if (!after.starts_with(open)) continue;
    const std::size_t end = after.find(close, 1);
    if (end == std::string_view::npos || end > 40) return false;
    after.remove_prefix(end + 1);
    skip();
  }
  if (after.empty() || after.front() == '\n' || after.front() == '\r') {
    return true;
  }
  return std::ranges::any_of(
      std::initializer_list<std::string_view>{"-", "–", "—", ":", "|"},
      [&](std::string_view mark) { return after.starts_with(mark); });
}

bool stands_as_date_of_report(std::string_view prose, std::size_t begin,
                              std::size_t end) {
  const std::string_view before = prose.substr(0, begin);
  const std::string_view after = prose.substr(end);
  const std::size_t line = before.rfind('\n');
  const std::string_view line_before =
      line == std::string_view::npos ? before : before.substr(line + 1);
  return follows_reporting_verb(before) || closes_chinese_dateline(after) ||
         (opens_dateline(line_before) && closes_dateline(after));
}

// True where a date may begin: not within a word or a number.
bool may_begin(std::string_view prose, std::size_t at) {
  const char c = prose[at];
  if (!is_letter(c) && !is_digit(c)) return false;
  if (at == 0) return true;
  const char before = prose[at - 1];
  return !is_letter(before) && !is_digit(before) && before != '/' &&
         before != '.';
}

}  // namespace

std::optional<Date> infer_date(std::string_view text, const TimeZone& zone,
                               std::int64_t now) {
  // A date that begins within the limit is read whole.
  const std::string_view prose =
      text.substr(0, kProseBytes + kMaxDatelineBytes);
  for (std::size_t at = 0; at < std::min(prose.size(), kProseBytes); ++at) {
    if (!may_begin(prose, at)) continue;
    const auto day = internal::read_day(prose.substr(at));
    if (!day) continue;
    const Date date = internal::calendar_date(*day);
    if (date.seconds >= kEarliestDate && interval_of(date, zone).begin <= now &&
        stands_as_date_of_report(prose, at, at + day->size)) {
      return date;
    }
    at += day->size - 1;
  }
  return std::nullopt;
}

}  // namespace lede
