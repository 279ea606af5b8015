// SPDX-License-Identifier: GPL-3.0-or-later
//
//   shares fell, according to a report by the | Reuters | news agency on Monday
//                |            |             |                |         |
//                |            filler        filler           filler    filler
//                what leads to a source               (reported)
//
// What may stand between the name and the words that make it a source is taken
// away first; then the tables tell. Chinese has no blanks: its fillers go the
// same way.

#include "common/lexicon/internal/credits.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <string>

namespace lede::internal {
namespace {

// Bytes looked at to either side.
constexpr std::size_t kReach = 96;
constexpr std::size_t kMaxFillers = 4;

// Lead to a source: stand before the name.
constexpr std::array<std::string_view, 46> kBefore = {
    "according to", "citing",       "cited by",
    "told",         "reported by",  "report by",
    "reports by",   "report from",  "reports from",
    "report in",    "reports in",   "reported in",
    "published by", "published in", "interview with",
    "interview to", "statement to", "seen by",
    "obtained by",  "reviewed by",  "viewed by",
    "confirmed to", "spoke to",     "spoke with",
    "revealed by",  "reporting by", "reporting from",
    "story in",     "article in",   "as per",
    "据",           "據",           "根据",
    "根據",         "援引",         "引述",
    "引用",         "告诉",         "告訴",
    "转引自",       "轉引自",       "转自",
    "轉自",         "来源：",       "來源：",
    "综合",
};

// Make a source of the name before them.
constexpr std::array<std::string_view, 54> kAfter = {
    "reported",     "reports", "said",      "says",
    "wrote",        "writes",  "noted",     "quoted",
    "cited",        "cites",   "revealed",  "disclosed",
    "learned",      "report",  "'s report", "\u2019s report",
    "'s reporting", "article", "story",     "broke the",
    "claimed",      "claims",  "described", "estimates",
    "estimated",    "报道",    "報道",      "報導",
    "报导",         "消息",    "的消息",    "的报道",
    "的報導",       "的報道",  "称",        "稱",
    "援引",         "引述",    "引用",      "指出",
    "透露",         "披露",    "获悉",      "獲悉",
    "分析称",       "分析稱",  "评论称",    "評論稱",
    "讯",           "訊",      "电",        "電",
    "写道",         "寫道",
};

// Do so together with what stands before.
struct Pair {
  std::string_view before;
  std::string_view after;
};
constexpr std::array<Pair, 14> kPairs = {{
    {"对", "表示"},
    {"對", "表示"},
    {"向", "表示"},
    {"对", "说"},
    {"對", "說"},
    {"向", "透露"},
    {"接受", "采访"},
    {"接受", "採訪"},
    {"接受", "专访"},
    {"接受", "專訪"},
    {"接受了", "采访"},
    {"(", ")"},
    {"（", "）"},
    {"with", "reporter"},
}};

constexpr std::array<std::string_view, 16> kFillersBefore = {
    "the",
    "a",
    "an",
    "news agency",
    "newspaper",
    "magazine",
    "business daily",
    "outlet",
    "website",
    "news site",
    "美国",
    "美國",
    "英国",
    "日本",
    "《",
    "“",
};

constexpr std::array<std::string_view, 49> kFillersAfter = {
    "news agency", "news",       "newspaper",   "magazine",   "first",
    "also",        "has",        "had",         "have",       "previously",
    "earlier",     "later",      "on monday",   "on tuesday", "on wednesday",
    "on thursday", "on friday",  "on saturday", "on sunday",  "this week",
    "last week",   "last month", "today",       "yesterday",  "reporter",
    "journalist",  "通讯社",     "通訊社",      "网站",       "網站",
    "记者",        "記者",       "》",          "”",          "今日",
    "昨日",        "日前",       "此前",        "最新",       "曾",
    "独家",        "獨家",       "等媒体",      "等媒體",     "中文网",
    "周刊",        "也",         "则",          "当地时间",
};

bool is_blank(char c) { return c == ' ' || c == '\n' || c == '\t'; }

bool is_word_byte(char c) {
  return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
}

// In lower case, runs of blanks as one, Markdown's and other marks around a
// name gone.
std::string plain(std::string_view text) {
  std::string out;
  for (const char c : text) {
    if (c == '*' || c == '_' || c == '`' || c == '[' || c == '"') continue;
    if (is_blank(c)) {
      if (!out.empty() && out.back() != ' ') out += ' ';
    } else {
      out += c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c;
    }
  }
  return out;
}

void trim_end(std::string_view& text) {
  while (text.ends_with(' ')) text.remove_suffix(1);
}

void trim_start(std::string_view& text) {
  while (text.starts_with(' ')) text.remove_prefix(1);
}

bool ends_with_word(std::string_view text, std::string_view word) {
  if (!text.ends_with(word)) return false;
  const std::string_view rest = text.substr(0, text.size() - word.size());
  return rest.empty() || !is_word_byte(word.front()) ||
         !is_word_byte(rest.back());
}

bool starts_with_word(std::string_view text, std::string_view word) {
  if (!text.starts_with(word)) return false;
  const std::string_view rest = text.substr(word.size());
  return rest.empty() || !is_word_byte(word.back()) ||
         !is_word_byte(rest.front());
}

bool leads_to_source(std::string_view before) {
  for (std::size_t fillers = 0; fillers <= kMaxFillers; ++fillers) {
    trim_end(before);
    for (const std::string_view word : kBefore) {
      if (ends_with_word(before, word)) return true;
    }
    const auto* filler = std::ranges::find_if(
        kFillersBefore,
        [&](std::string_view word) { return ends_with_word(before, word); });
    if (filler == kFillersBefore.end()) return false;
    before.remove_suffix(filler->size());
  }
  return false;
}

bool follows_source(std::string_view after) {
  for (std::size_t fillers = 0; fillers <= kMaxFillers; ++fillers) {
    trim_start(after);
    for (const std::string_view word : kAfter) {
      if (starts_with_word(after, word)) return true;
    }
    const auto* filler = std::ranges::find_if(
        kFillersAfter,
        [&](std::string_view word) { return starts_with_word(after, word); });
    if (filler == kFillersAfter.end()) return false;
    after.remove_prefix(filler->size());
  }
  return false;
}

bool surrounds_source(std::string_view before, std::string_view after) {
  trim_end(before);
  trim_start(after);
  if (before.ends_with("《") && after.starts_with("》")) {
    before.remove_suffix(std::string_view("《").size());
    after.remove_prefix(std::string_view("》").size());
  }
  return std::ranges::any_of(kPairs, [&](const Pair& pair) {
    return ends_with_word(before, pair.before) &&
           starts_with_word(after, pair.after);
  });
}

// "Reuters - Shares fell" at the head of a text; "新华社北京3月2日电".
bool is_dateline(std::string_view before, std::string_view after) {
  trim_end(before);
  if (before.empty() &&
      (after.starts_with("- ") || after.starts_with("\u2013 ") ||
       after.starts_with("\u2014 "))) {
    return true;
  }
  // Place, month and day take some ten code points.
  const std::size_t day = after.find("日");
  return day < 40 && (after.substr(day).starts_with("日电") ||
                      after.substr(day).starts_with("日電") ||
                      after.substr(day).starts_with("日讯") ||
                      after.substr(day).starts_with("日訊"));
}

}  // namespace

std::string credit_rules() {
  std::string all;
  const auto append = [&](const auto& words) {
    for (const std::string_view word : words) all.append(word) += '\n';
    all += '\n';
  };
  append(kBefore);
  append(kAfter);
  append(kFillersBefore);
  append(kFillersAfter);
  for (const Pair& pair : kPairs) append(std::array{pair.before, pair.after});
  return all;
}

bool is_credited(std::string_view text, Span name) {
  const std::size_t from = name.begin - std::min(name.begin, kReach);
  const std::string before = plain(text.substr(from, name.begin - from));
  const std::string after = plain(text.substr(name.end, kReach));
  return leads_to_source(before) || follows_source(after) ||
         surrounds_source(before, after) || is_dateline(before, after);
}

}  // namespace lede::internal
