// SPDX-License-Identifier: GPL-3.0-or-later
//
// Several queries on one time line.

#include "searcher/compare.h"

#include <algorithm>
#include <iterator>
#include <string>
#include <utility>
#include <vector>

#include "common/schema.h"
#include "searcher/matcher.h"
#include "searcher/timeline.h"

namespace lede {
namespace {

// When the documents of one query were published.
struct Dated {
  ComparedQuery query;
  InstantCounts instants;
};

Result<Dated> date_query(const SearchScope& scope,
                         const CompareRequest& request,
                         const std::string& query) {
  SearchRequest search;
  search.query = query;
  search.filters = request.filters;
  search.from = request.from;
  search.to = request.to;
  search.time_zone = request.time_zone;
  search.spelling = SpellingMode::kOff;
  search.limit = 0;
  IndexQuery matched;
  auto response = scope.search(search, {&matched});
  if (!response) return response.error();
  Dated dated;
  dated.query.reading = std::move(response->query);
  dated.query.documents = response->documents;
  dated.query.stories = response->stories;
  dated.query.undated = response->documents;
  ValueCounts counts;
  counts.want(slot::kPublished);
  static_cast<void>(
      Matcher(scope.view, scope.deadline).count(matched, &counts));
  counts.for_each_instant([&](std::int64_t seconds, std::uint64_t documents) {
    dated.instants.emplace_back(seconds, documents);
    dated.query.undated -= documents;
  });
  return dated;
}

double share_of(std::uint64_t part, std::uint64_t all) {
  return all == 0 ? 0.0 : static_cast<double>(part) / static_cast<double>(all);
}

void add_buckets(const Timeline& grid, const std::vector<Dated>& queries,
                 const InstantCounts& everything, const TimeZone& zone,
                 Comparison& comparison) {
  const auto all = counts_in(grid, everything, zone);
  for (std::size_t i = 0; i < grid.buckets.size(); ++i) {
    comparison.buckets.push_back({grid.buckets[i].start, all[i], {}, {}});
  }
  for (const Dated& query : queries) {
    const auto counts = counts_in(grid, query.instants, zone);
    for (std::size_t i = 0; i < counts.size(); ++i) {
      ComparedBucket& bucket = comparison.buckets[i];
      bucket.counts.push_back(counts[i]);
      bucket.shares.push_back(share_of(counts[i], bucket.documents));
    }
  }
  if (grid.buckets.empty()) return;
  comparison.from = grid.buckets.front().start;
  comparison.to = last_day_of(grid.buckets.back().start, grid.interval);
}

}  // namespace

Result<Comparison> compare_queries(const SearchScope& scope,
                                   const CompareRequest& request) {
  if (request.queries.size() < kFewestCompared ||
      request.queries.size() > kMostCompared) {
    return Error{ErrorCode::kInvalidArgument,
                 "q: two to five queries can be compared, not " +
                     std::to_string(request.queries.size())};
  }
  const auto zone = TimeZone::find(request.time_zone);
  if (!zone) return zone.error().with_context("tz");
  std::vector<Dated> queries;
  InstantCounts together;
  for (const std::string& query : request.queries) {
    auto dated = date_query(scope, request, query);
    if (!dated) return dated.error();
    std::ranges::copy(dated->instants, std::back_inserter(together));
    queries.push_back(std::move(*dated));
  }
  const auto everything = date_query(scope, request, "");
  if (!everything) return everything.error();

  Comparison comparison;
  const Timeline grid =
      make_timeline(together, 0, request.interval, *zone, comparison.warnings);
  comparison.interval = grid.interval;
  add_buckets(grid, queries, everything->instants, *zone, comparison);
  for (Dated& dated : queries) {
    comparison.queries.push_back(std::move(dated.query));
  }
  return comparison;
}

}  // namespace lede
