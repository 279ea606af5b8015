// SPDX-License-Identifier: GPL-3.0-or-later
//
// What relevance runs scored, for people and for programs.

#pragma once

#include <optional>
#include <span>
#include <string>
#include <vector>

#include "bench/relevance/comparison.h"
#include "bench/relevance/measures.h"
#include "bench/relevance/trec_files.h"

namespace lede::bench {

struct ScoredRun {
  std::string name;  // "lede", "plain BM25", a file
  Scores scores;
  // Of a search, as in Answers; none for a run from a file.
  std::optional<double> median_us;
  std::optional<double> median_top_ten_us;
};

// One collection's figures.
struct RelevanceSet {
  std::string name;
  std::vector<TopicQuery> topics;
  ScoredRun first;
  std::optional<ScoredRun> second;  // what `first` is compared with
  std::optional<Comparison> comparison;

  // The query as typed; empty if it is not known.
  [[nodiscard]] std::string text_of(std::string_view query) const;
};

// Fixed-point, so that two runs print alike.
std::string decimal(double value, int digits);

// Tables of one set: means and, when comparing, differences, p-values, wins,
// and the five worst and best queries. `per_query`: also a line a query.
std::string print_set(const RelevanceSet& set, bool per_query);

// One line a set, as a Markdown table.
std::string print_overview(std::span<const RelevanceSet> sets);

// {"sets":[{"name":..,"runs":[{"name":..,"mean":{"nDCG@10":..},"queries":{..}},
// ..],"comparison":{"nDCG@10":{"difference":..,"p":..,"wins":..}}}]}
std::string relevance_to_json(std::span<const RelevanceSet> sets);

// One page that needs nothing else: tables, and a bar a query in inline SVG.
std::string relevance_to_html(std::span<const RelevanceSet> sets);

}  // namespace lede::bench
