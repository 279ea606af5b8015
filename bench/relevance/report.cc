// SPDX-License-Identifier: GPL-3.0-or-later

#include "bench/relevance/report.h"

#include <algorithm>
#include <cstdio>
#include <utility>

#include <nlohmann/json.hpp>

namespace lede::bench {
namespace {

using Json = nlohmann::ordered_json;

constexpr std::size_t kExtremes = 5;
constexpr std::size_t kTextBytes = 60;
constexpr int kDigits = 4;

std::string signed_decimal(double value) {
  const std::string text = decimal(value, kDigits);
  return text.front() == '-' ? text : "+" + text;
}

// A cell of a table, right-aligned but for the first one.
std::string cell(std::string_view text, std::size_t width, bool left = false) {
  const std::string gap(width > text.size() ? width - text.size() : 0, ' ');
  return left ? std::string(text) + gap : gap + std::string(text);
}

constexpr std::size_t kNameWidth = 20;
constexpr std::size_t kValueWidth = 12;

template <typename Value>
std::string row(std::string_view name, Value value) {
  std::string line = cell(name, kNameWidth, true);
  for (std::size_t i = 0; i < kMeasures.size(); ++i) {
    line += cell(value(i), kValueWidth);
  }
  return line;
}

std::string value_row(std::string_view name, const Measures& values) {
  return row(name, [&](std::size_t i) {
    return decimal(values.*kMeasures[i].value, kDigits);
  });
}

std::string run_row(const ScoredRun& run) {
  std::string line = value_row(run.name, run.scores.mean);
  for (const auto& median : {run.median_top_ten_us, run.median_us}) {
    line += cell(median ? decimal(*median, 0) : "", kValueWidth);
  }
  return line + '\n';
}

// At most kTextBytes, whole code points, on one line.
std::string shortened(std::string text) {
  std::ranges::replace_if(
      text, [](char c) { return c >= 0 && c < ' '; }, ' ');
  if (text.size() <= kTextBytes) return text;
  std::size_t end = kTextBytes;
  while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xC0U) == 0x80U) {
    --end;
  }
  return text.substr(0, end) + "...";
}

std::string pair_line(const RelevanceSet& set, const QueryPair& pair) {
  return "  " + cell(pair.query, kNameWidth - 2, true) +
         cell(decimal(pair.first, kDigits), kValueWidth) +
         cell(decimal(pair.second, kDigits), kValueWidth) +
         cell(signed_decimal(pair.difference()), kValueWidth) + "  " +
         shortened(set.text_of(pair.query)) + '\n';
}

std::string print_comparison(const RelevanceSet& set) {
  const Comparison& comparison = *set.comparison;
  const auto at = [&](std::size_t i) -> const MeasureComparison& {
    return comparison.measures[i];
  };
  std::string text =
      row("difference",
          [&](std::size_t i) { return signed_decimal(at(i).difference); }) +
      '\n' +
      row("p", [&](std::size_t i) { return decimal(at(i).p_value, kDigits); }) +
      '\n' +
      row("won/lost/tied",
          [&](std::size_t i) {
            return std::to_string(at(i).wins) + '/' +
                   std::to_string(at(i).losses) + '/' +
                   std::to_string(at(i).ties);
          }) +
      '\n';
  const auto& queries = comparison.queries;
  const std::size_t count = std::min(kExtremes, queries.size());
  text += "worst by nDCG@10\n";
  for (std::size_t i = 0; i < count; ++i) text += pair_line(set, queries[i]);
  text += "best by nDCG@10\n";
  for (std::size_t i = 0; i < count; ++i) {
    text += pair_line(set, queries[queries.size() - 1 - i]);
  }
  return text;
}

Json values_to_json(const Measures& values) {
  Json object = Json::object();
  for (const MeasureName& name : kMeasures) {
    object[std::string(name.name)] = values.*name.value;
  }
  return object;
}

Json optional_to_json(const std::optional<double>& value) {
  return value ? Json(*value) : Json(nullptr);
}

Json run_to_json(const ScoredRun& run) {
  Json object = {{"name", run.name},
                 {"mean", values_to_json(run.scores.mean)},
                 {"median_us", optional_to_json(run.median_us)},
                 {"median_top_ten_us", optional_to_json(run.median_top_ten_us)},
                 {"queries", Json::object()}};
  for (const auto& [query, values] : run.scores.queries) {
    object["queries"][query] = values_to_json(values);
  }
  return object;
}

Json comparison_to_json(const Comparison& comparison) {
  Json object = Json::object();
  for (std::size_t i = 0; i < kMeasures.size(); ++i) {
    const MeasureComparison& one = comparison.measures[i];
    object[std::string(kMeasures[i].name)] = {{"difference", one.difference},
                                              {"p", one.p_value},
                                              {"wins", one.wins},
                                              {"losses", one.losses},
                                              {"ties", one.ties}};
  }
  return object;
}

// True if both runs were timed.
bool is_timed(const RelevanceSet& set) {
  return set.first.median_us && set.second && set.second->median_us;
}

std::string overview_row(const RelevanceSet& set) {
  std::string line =
      "| " + set.name + " | " + std::to_string(set.first.scores.queries.size());
  for (std::size_t i = 0; i < kMeasures.size(); ++i) {
    const auto mean = kMeasures[i].value;
    const double first = set.first.scores.mean.*mean;
    line += " | " + decimal(first, kDigits);
    if (!set.second) continue;
    const double second = set.second->scores.mean.*mean;
    line += " / " + decimal(second, kDigits);
    if (i > 0) continue;
    const double percent = second > 0 ? 100 * (first / second - 1) : 0;
    line += " | " + std::string(percent < 0 ? "" : "+") + decimal(percent, 1) +
            " % | " + decimal(set.comparison->measures[i].p_value, kDigits);
  }
  if (is_timed(set)) {
    const auto pair = [&](std::optional<double> ScoredRun::*median) {
      return " | " + decimal(*(set.first.*median), 0) + " / " +
             decimal(*((*set.second).*median), 0);
    };
    line += pair(&ScoredRun::median_top_ten_us) + pair(&ScoredRun::median_us);
  }
  return line + " |\n";
}

}  // namespace

std::string RelevanceSet::text_of(std::string_view query) const {
  const auto topic = std::ranges::find(topics, query, &TopicQuery::id);
  return topic == topics.end() ? std::string() : topic->text;
}

std::string decimal(double value, int digits) {
  char text[64];
  std::snprintf(text, sizeof text, "%.*f", digits, value);
  return text;
}

std::string print_set(const RelevanceSet& set, bool per_query) {
  const Scores& scores = set.first.scores;
  std::string text = set.name + ": " + std::to_string(scores.queries.size()) +
                     " queries, " + std::to_string(scores.without_relevant) +
                     " without a relevant document left out\n";
  text += row("", [](std::size_t i) { return kMeasures[i].name; });
  text +=
      cell("us at 10", kValueWidth) + cell("us at 1000", kValueWidth) + '\n';
  text += run_row(set.first);
  if (set.second) text += run_row(*set.second);
  if (set.comparison) text += print_comparison(set);
  if (!per_query) return text;
  text += "each query" + std::string(set.second ? ", first run\n" : "\n");
  for (const auto& [query, values] : scores.queries) {
    text += value_row("  " + query, values) + "  " +
            shortened(set.text_of(query)) + '\n';
  }
  return text;
}

std::string print_overview(std::span<const RelevanceSet> sets) {
  std::string head = "| set | queries";
  std::string rule = "|---|---";
  const bool compared = !sets.empty() && sets.front().second.has_value();
  for (std::size_t i = 0; i < kMeasures.size(); ++i) {
    head += " | " + std::string(kMeasures[i].name);
    rule += "|---";
    if (!compared || i > 0) continue;
    head += " | change | p";
    rule += "|---|---";
  }
  if (!sets.empty() && is_timed(sets.front())) {
    head += " | median µs, top ten | median µs, 1,000 deep";
    rule += "|---|---";
  }
  std::string table = head + " |\n" + rule + "|\n";
  for (const RelevanceSet& set : sets) table += overview_row(set);
  return table;
}

std::string relevance_to_json(std::span<const RelevanceSet> sets) {
  Json list = Json::array();
  for (const RelevanceSet& set : sets) {
    Json object = {{"name", set.name},
                   {"queries", set.first.scores.queries.size()},
                   {"without_relevant", set.first.scores.without_relevant},
                   {"runs", Json::array({run_to_json(set.first)})},
                   {"comparison", nullptr}};
    if (set.second) object["runs"].push_back(run_to_json(*set.second));
    if (set.comparison) {
      object["comparison"] = comparison_to_json(*set.comparison);
    }
    list.push_back(std::move(object));
  }
  return Json{{"sets", std::move(list)}}.dump(2, ' ', false,
                                              Json::error_handler_t::replace);
}

}  // namespace lede::bench
