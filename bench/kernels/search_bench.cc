// SPDX-License-Identifier: GPL-3.0-or-later
//
// What does a search cost, by the shape of its query? One thread, 5,000
// articles, ten hits with snippets. Axis: query class; each iteration takes the
// next of 50 seeded queries of the class.

#include <random>
#include <stdexcept>

#include <benchmark/benchmark.h>

#include "bench/kernels/made_index.h"
#include "bench/text_maker.h"
#include <lede/searcher.h>

namespace lede::bench {
namespace {

constexpr std::size_t kQueries = 50;

const Searcher& searcher() {
  static const Searcher opened = [] {
    SearcherOptions options;
    options.clock = [] { return std::int64_t{1764000000}; };
    auto result = Searcher::open({made_index().string()}, options);
    if (!result) throw std::runtime_error(result.error().message);
    return std::move(*result);
  }();
  return opened;
}

// `words` words of ranks from `first` on, joined by `glue`.
std::vector<std::string> queries(std::size_t words, std::size_t first,
                                 const std::string& glue) {
  const TextMaker maker(3);  // the seed of the indexed articles
  std::mt19937_64 random(7);
  std::vector<std::string> made;
  for (std::size_t i = 0; i < kQueries; ++i) {
    std::string query;
    for (std::size_t word = 0; word < words; ++word) {
      if (word > 0) query += glue;
      query += maker.word(first + random() % (first + 1));
    }
    made.push_back(std::move(query));
  }
  return made;
}

void ask(benchmark::State& state, const std::vector<std::string>& asked,
         const SearchRequest& pattern = {}) {
  SearchRequest request = pattern;
  std::size_t next = 0;
  for (auto _ : state) {
    request.query = asked[next++ % asked.size()];
    auto response = searcher().search(request);
    if (!response) throw std::runtime_error(response.error().message);
    benchmark::DoNotOptimize(response);
  }
  state.SetItemsProcessed(state.iterations());
}

void rare_word(benchmark::State& state) { ask(state, queries(1, 2000, "")); }
void frequent_word(benchmark::State& state) { ask(state, queries(1, 20, "")); }
void two_words(benchmark::State& state) { ask(state, queries(2, 100, " ")); }
void any_of_four(benchmark::State& state) {
  ask(state, queries(4, 100, " OR "));
}
void prefix(benchmark::State& state) {
  std::vector<std::string> asked = queries(1, 500, "");
  for (std::string& query : asked) query = query.substr(0, 4) + "*";
  ask(state, asked);
}
void phrase(benchmark::State& state) {
  std::vector<std::string> asked = queries(2, 20, " ");
  for (std::string& query : asked) query = '"' + query + '"';
  ask(state, asked);
}
void dated(benchmark::State& state) {
  SearchRequest request;
  request.from = "2025-03";
  request.to = "2025-08";
  ask(state, queries(2, 50, " "), request);
}
void newest_first(benchmark::State& state) {
  SearchRequest request;
  request.sort = SortOrder::kNewest;
  ask(state, queries(1, 20, ""), request);
}
void with_facets(benchmark::State& state) {
  SearchRequest request;
  request.facets = {"source", "company", "month"};
  ask(state, queries(2, 50, " "), request);
}
void without_snippets(benchmark::State& state) {
  SearchRequest request;
  request.highlights = false;
  ask(state, queries(2, 100, " "), request);
}

BENCHMARK(rare_word)->Unit(benchmark::kMicrosecond);
BENCHMARK(frequent_word)->Unit(benchmark::kMicrosecond);
BENCHMARK(two_words)->Unit(benchmark::kMicrosecond);
BENCHMARK(any_of_four)->Unit(benchmark::kMicrosecond);
BENCHMARK(prefix)->Unit(benchmark::kMicrosecond);
BENCHMARK(phrase)->Unit(benchmark::kMicrosecond);
BENCHMARK(dated)->Unit(benchmark::kMicrosecond);
BENCHMARK(newest_first)->Unit(benchmark::kMicrosecond);
BENCHMARK(with_facets)->Unit(benchmark::kMicrosecond);
BENCHMARK(without_snippets)->Unit(benchmark::kMicrosecond);

}  // namespace
}  // namespace lede::bench
