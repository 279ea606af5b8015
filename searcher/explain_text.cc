// SPDX-License-Identifier: GPL-3.0-or-later
//
// Explanations as sentences.

#include "searcher/explain_text.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdio>
#include <string_view>
#include <utility>
#include <vector>

#include "common/join.h"

namespace lede {
namespace {

constexpr std::int64_t kDaySeconds = 86400;
// What would be told as 0.00 is not.
constexpr double kLeastShown = 0.005;

std::string number(double value) {
  std::array<char, 32> text{};
  std::snprintf(text.data(), text.size(), "%.2f", value);
  return text.data();
}

// "a", "a and b", "a, b and c".
std::string listed(const std::vector<std::string>& items) {
  std::string out;
  for (std::size_t i = 0; i < items.size(); ++i) {
    if (i > 0) out += i + 1 < items.size() ? ", " : " and ";
    out += items[i];
  }
  return out;
}

std::string field_label(const std::string& field) {
  return field == "key_points" ? "key points" : field;
}

// "in the title and text".
std::string place(const std::vector<std::string>& fields) {
  std::vector<std::string> labels;
  labels.reserve(fields.size());
  for (const std::string& field : fields) labels.push_back(field_label(field));
  return " in the " + listed(labels);
}

// Words of one place together, in order of typing: "a and b in the title".
std::vector<std::string> matches(const std::vector<ExplainedWord>& words) {
  using Fields = std::vector<std::string>;
  std::vector<std::pair<Fields, std::vector<std::string>>> places;
  for (const ExplainedWord& word : words) {
    if (word.fields.empty()) continue;
    const auto known = std::ranges::find(places, word.fields,
                                         &decltype(places)::value_type::first);
    if (known != places.end()) {
      known->second.push_back(word.text);
    } else {
      places.push_back({word.fields, {word.text}});
    }
  }
  std::vector<std::string> texts;
  texts.reserve(places.size());
  for (const auto& [fields, held] : places) {
    texts.push_back(listed(held) + place(fields));
  }
  return texts;
}

std::vector<std::string> lacked(const std::vector<ExplainedWord>& words) {
  std::vector<std::string> texts;
  for (const ExplainedWord& word : words) {
    if (word.fields.empty() && word.weight == 0.0) texts.push_back(word.text);
  }
  return texts;
}

std::string counted(std::int64_t count, const std::string& unit) {
  return std::to_string(count) + " " + unit + (count == 1 ? "" : "s") + " ago";
}

std::string age(std::int64_t seconds) {
  constexpr std::int64_t kMonthDays = 30;
  constexpr std::int64_t kYearDays = 365;
  const std::int64_t days = std::max<std::int64_t>(seconds, 0) / kDaySeconds;
  if (days == 0) return "within a day";
  if (days < 2 * kMonthDays) return counted(days, "day");
  if (days < 2 * kYearDays) return counted(days / kMonthDays, "month");
  return counted(days / kYearDays, "year");
}

std::string reason_in_words(const WhyNotReason& reason, const WhyNot& why_not) {
  switch (reason.kind) {
    case WhyNotReason::Kind::kUnknownId:
      return "no article has this id";
    case WhyNotReason::Kind::kListed:
      return "it is among the hits, at " + reason.text;
    case WhyNotReason::Kind::kRankedLower:
      return "it matches, but stands at " +
             std::to_string(why_not.rank.value_or(0)) + " of " + reason.text +
             (why_not.score.value_or(0) > 0
                  ? " with a score of " + number(*why_not.score)
                  : "");
    case WhyNotReason::Kind::kFolded:
      return "it matches, but " + reason.text + " of the same story, at " +
             std::to_string(why_not.rank.value_or(0)) + ", stands for it";
    case WhyNotReason::Kind::kLacksWord:
      return "it lacks " + reason.text;
    case WhyNotReason::Kind::kForbidden:
      return reason.text + " forbids it";
    case WhyNotReason::Kind::kFilter:
      return reason.text + " leaves it out";
    case WhyNotReason::Kind::kDate:
      return "its date is not within " + reason.text;
    case WhyNotReason::Kind::kUndated:
      return "it has no date, and " + reason.text + " asks for one";
  }
  return "";
}

}  // namespace

std::string explain_in_words(const Hit& hit,
                             std::optional<std::int64_t> published,
                             std::int64_t now) {
  const Explanation& explanation = *hit.explanation;
  std::vector<std::string> parts;
  const std::vector<std::string> held = matches(explanation.words);
  if (!held.empty()) {
    const bool plain = std::ranges::none_of(held, [](const auto& text) {
      return text.find(" and ") != std::string::npos;
    });
    parts.push_back("Matches " + (plain ? listed(held) : join(held, ", ")));
  } else if (explanation.words.empty()) {
    parts.emplace_back("Every article matches");
  } else {
    parts.emplace_back("Matches");
  }
  const std::vector<std::string> missing = lacked(explanation.words);
  if (!missing.empty()) parts.push_back("lacks " + listed(missing));
  if (explanation.closeness >= kLeastShown) {
    parts.push_back("words close together add " +
                    number(explanation.closeness));
  }
  std::string date =
      published ? "published " + age(now - *published) : std::string("undated");
  if (explanation.freshness >= kLeastShown) {
    date += ", which adds " + number(explanation.freshness) + " of " +
            number(hit.score) + ", halving every " +
            (explanation.half_life_days == 1
                 ? std::string("day")
                 : std::to_string(explanation.half_life_days) + " days");
  }
  parts.push_back(std::move(date));
  return join(parts, "; ");
}

std::string explain_in_words(const WhyNot& why_not) {
  std::vector<std::string> reasons;
  for (const WhyNotReason& reason : why_not.reasons) {
    reasons.push_back(reason_in_words(reason, why_not));
  }
  return join(reasons, "; ");
}

}  // namespace lede
