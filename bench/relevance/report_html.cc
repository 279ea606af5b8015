// SPDX-License-Identifier: GPL-3.0-or-later
//
// The report as a page: no script, no other file, readable in light and dark.

#include <algorithm>
#include <cmath>
#include <cstdint>

#include "bench/relevance/report.h"
#include "common/html_escape.h"

namespace lede::bench {
namespace {

constexpr std::string_view kHead = R"(<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>Relevance</title>
<style>
:root { color-scheme: light dark; --ink: #1d2430; --paper: #fff;
  --line: #c9ced6; --bar: #4a76b8; --better: #2f8f5b; --worse: #c2513f; }
@media (prefers-color-scheme: dark) { :root { --ink: #e2e5ea;
  --paper: #15181d; --line: #3c434e; --bar: #7ba3dd; --better: #5fbf8b;
  --worse: #e58a7a; } }
body { font: 16px/1.5 system-ui, sans-serif; color: var(--ink);
  background: var(--paper); max-width: 60rem; margin: 2rem auto;
  padding: 0 1rem; }
table { border-collapse: collapse; margin: 1rem 0;
  font-variant-numeric: tabular-nums; }
th, td { border-bottom: 1px solid var(--line); padding: .2rem .7rem;
  text-align: right; }
th:first-child, td:first-child, td.text { text-align: left; }
.scroll { overflow-x: auto; }
svg { display: block; width: 100%; height: 10rem; margin: .5rem 0 1rem;
  border-bottom: 1px solid var(--line); }
rect { fill: var(--bar); }
rect.b { fill: var(--better); }
rect.w { fill: var(--worse); }
</style>
<h1>Relevance</h1>
)";

constexpr std::size_t kExtremes = 5;
constexpr double kChartHeight = 100.0;

std::string escaped(std::string_view text) {
  std::string out;
  append_html_escaped(out, text);
  return out;
}

std::string element(std::string_view name, std::string_view content) {
  return "<" + std::string(name) + ">" + std::string(content) + "</" +
         std::string(name) + ">";
}

struct Bar {
  double value = 0.0;
  std::string label;
};

// A bar of width 1 and its gap, from the chart's zero line up or down.
std::string bar_element(std::size_t at, const Bar& bar, double zero,
                        double scale, std::string_view css_class) {
  const double height = std::abs(bar.value) * scale;
  const double top = bar.value < 0 ? zero : zero - height;
  return "<rect" + std::string(css_class) + " x=\"" + std::to_string(at) +
         "\" y=\"" + decimal(top, 1) + "\" width=\".9\" height=\"" +
         decimal(std::max(height, 0.3), 1) + "\">" +
         element("title", escaped(bar.label)) + "</rect>\n";
}

std::string chart(std::string_view label, const std::vector<Bar>& bars,
                  bool both_ways) {
  const double zero = both_ways ? kChartHeight / 2 : kChartHeight;
  std::string svg = "<svg role=\"img\" aria-label=\"" + escaped(label) +
                    "\" preserveAspectRatio=\"none\" viewBox=\"0 0 " +
                    std::to_string(std::max<std::size_t>(bars.size(), 1)) +
                    " " + decimal(kChartHeight, 0) + "\">\n";
  for (std::size_t i = 0; i < bars.size(); ++i) {
    const std::string_view css_class = !both_ways          ? ""
                                       : bars[i].value < 0 ? " class=\"w\""
                                                           : " class=\"b\"";
    svg += bar_element(i, bars[i], zero, zero, css_class);
  }
  return svg + "</svg>\n";
}

std::string label_of(const RelevanceSet& set, const std::string& query,
                     double value) {
  const std::string text = set.text_of(query);
  return query + ": " + decimal(value, 4) + (text.empty() ? "" : " — " + text);
}

std::string score_chart(const RelevanceSet& set) {
  std::vector<Bar> bars;
  for (const auto& [query, values] : set.first.scores.queries) {
    bars.push_back({values.ndcg_10, label_of(set, query, values.ndcg_10)});
  }
  std::ranges::stable_sort(bars, std::ranges::greater{}, &Bar::value);
  return element("p", "nDCG@10 of each query, " + escaped(set.first.name) +
                          ", best first") +
         '\n' + chart("nDCG@10 of each query", bars, false);
}

std::string difference_chart(const RelevanceSet& set) {
  std::vector<Bar> bars;
  for (const QueryPair& pair : set.comparison->queries) {
    bars.push_back(
        {pair.difference(), label_of(set, pair.query, pair.difference())});
  }
  std::ranges::reverse(bars);
  return element("p", "The same less that of " + escaped(set.second->name)) +
         '\n' + chart("differences of nDCG@10", bars, true);
}

template <typename Value>
std::string table_row(std::string_view name, Value value) {
  std::string cells = element("th", escaped(name));
  for (std::size_t i = 0; i < kMeasures.size(); ++i) {
    cells += element("td", escaped(value(i)));
  }
  return element("tr", cells) + '\n';
}

std::string run_row(const ScoredRun& run) {
  return table_row(run.name, [&](std::size_t i) {
    return decimal(run.scores.mean.*kMeasures[i].value, 4);
  });
}

std::string mean_table(const RelevanceSet& set) {
  std::string head = element("th", "");
  for (const MeasureName& name : kMeasures) head += element("th", name.name);
  std::string rows = element("tr", head) + '\n' + run_row(set.first);
  if (set.second) rows += run_row(*set.second);
  if (set.comparison) {
    const auto& measures = set.comparison->measures;
    rows += table_row("difference", [&](std::size_t i) {
      return decimal(measures[i].difference, 4);
    });
    rows += table_row(
        "p", [&](std::size_t i) { return decimal(measures[i].p_value, 4); });
    rows += table_row("won/lost/tied", [&](std::size_t i) {
      return std::to_string(measures[i].wins) + "/" +
             std::to_string(measures[i].losses) + "/" +
             std::to_string(measures[i].ties);
    });
  }
  return "<div class=\"scroll\">" + element("table", rows) + "</div>\n";
}

std::string pair_row(const RelevanceSet& set, const QueryPair& pair) {
  return element("tr", element("td", escaped(pair.query)) +
                           element("td", decimal(pair.first, 4)) +
                           element("td", decimal(pair.second, 4)) +
                           "<td class=\"text\">" +
                           escaped(set.text_of(pair.query)) + "</td>") +
         '\n';
}

std::string extremes(const RelevanceSet& set) {
  const auto& queries = set.comparison->queries;
  const std::size_t count = std::min(kExtremes, queries.size());
  std::string worst = "<tr><th>worst queries</th><th>" +
                      escaped(set.first.name) + "</th><th>" +
                      escaped(set.second->name) + "</th><th></th></tr>\n";
  std::string best =
      "<tr><th>best queries</th><th></th><th></th><th></th>"
      "</tr>\n";
  for (std::size_t i = 0; i < count; ++i) {
    worst += pair_row(set, queries[i]);
    best += pair_row(set, queries[queries.size() - 1 - i]);
  }
  return "<div class=\"scroll\">" + element("table", worst + best) + "</div>\n";
}

std::string section(const RelevanceSet& set) {
  const Scores& scores = set.first.scores;
  std::string html = element("h2", escaped(set.name)) + '\n';
  html += element("p", std::to_string(scores.queries.size()) + " queries; " +
                           std::to_string(scores.without_relevant) +
                           " without a relevant document left out") +
          '\n';
  html += mean_table(set) + score_chart(set);
  if (set.comparison) html += difference_chart(set) + extremes(set);
  return html;
}

}  // namespace

std::string relevance_to_html(std::span<const RelevanceSet> sets) {
  std::string html(kHead);
  for (const RelevanceSet& set : sets) html += section(set);
  return html + "</html>";
}

}  // namespace lede::bench
