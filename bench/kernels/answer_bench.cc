// SPDX-License-Identifier: GPL-3.0-or-later
//
// What does the server do for an answer beside the search: parameters,
// validator, metrics, JSON, head? Axes: hits; bytes that were read since the
// answer before, for after a search hardly any of it is in the processor's
// caches.

#include <chrono>
#include <cstddef>
#include <numeric>
#include <stdexcept>
#include <string>
#include <utility>
#include <vector>

#include <benchmark/benchmark.h>

#include "bench/kernels/made_index.h"
#include "bench/text_maker.h"
#include "server/answer_head.h"
#include "server/application.h"

namespace lede::bench {
namespace {

constexpr std::int64_t kNow = 1764000000;

// Gives an answer that was made before, once.
class ReadyBackend final : public Backend {
 public:
  Result<SearchResponse> search(const SearchRequest&) override {
    return std::move(ready);
  }
  Result<SuggestResponse> suggest(const SuggestRequest&) override {
    return none();
  }
  Result<TrendsResponse> trends(const TrendsRequest&) override {
    return none();
  }
  Result<Comparison> compare(const CompareRequest&) override { return none(); }
  Result<SignificantTerms> significant(const SignificantRequest&) override {
    return none();
  }
  Result<StoredArticleView> article(std::string_view) override {
    return none();
  }
  Result<StoryAnswer> story(std::string_view, const StoryRequest&) override {
    return none();
  }
  Result<SimilarResponse> similar(std::string_view,
                                  const SimilarOptions&) override {
    return none();
  }
  Result<IndexStats> stats() override { return none(); }
  Result<std::uint64_t> revision() override { return none(); }
  Result<std::vector<SavedSearch>> saved_searches() override { return none(); }
  Versions versions() override { return {"1", "1", "1"}; }

  SearchResponse ready;

 private:
  static Error none() { return {ErrorCode::kMissingIndex, "not asked for"}; }
};

SearchResponse made_response(std::size_t hits) {
  SearcherOptions options;
  options.clock = [] { return kNow; };
  const auto searcher = Searcher::open({made_index().string()}, options);
  if (!searcher) throw std::runtime_error(searcher.error().message);
  SearchRequest request;
  request.query = TextMaker(3).word(20);
  request.limit = hits;
  auto response = searcher->search(request);
  if (!response) throw std::runtime_error(response.error().message);
  return std::move(*response);
}

void answer(benchmark::State& state) {
  const SearchResponse response =
      made_response(static_cast<std::size_t>(state.range(0)));
  std::vector<std::size_t> other(static_cast<std::size_t>(state.range(1)) /
                                 sizeof(std::size_t));
  ReadyBackend backend;
  ServerSettings settings;
  settings.clock = [] { return kNow; };
  Metrics metrics("bench");
  AnswerCache cache(0);
  const Application application(RouteSet::kAll, settings, backend, metrics,
                                cache);
  const HttpRequest request{
      "GET",
      "/api/v1/search?q=" + response.query.text,
      {{"host", "127.0.0.1:8080"}, {"accept", "application/json"}},
      "",
      "127.0.0.1",
      "0123456789"};
  std::size_t bytes = 0;
  for (auto _ : state) {
    benchmark::DoNotOptimize(
        std::accumulate(other.begin(), other.end(), std::size_t{0}));
    backend.ready = response;
    const auto begin = std::chrono::steady_clock::now();
    const Reply reply = application.reply(request);
    const HttpResponse made = reply.later(Turn::kCame);
    const std::string head =
        answer_head("HTTP/1.1 200 OK\r\n", made,
                    {/*keep_alive=*/true, std::chrono::seconds(30)});
    state.SetIterationTime(
        std::chrono::duration<double>(std::chrono::steady_clock::now() - begin)
            .count());
    bytes = head.size() + made.body.size();
  }
  state.counters["bytes"] = static_cast<double>(bytes);
}
BENCHMARK(answer)
    ->ArgsProduct({{0, 10}, {0, 16 << 20, 128 << 20}})
    ->UseManualTime()
    ->Iterations(1000)  // what is read in between takes much longer
    ->Unit(benchmark::kMicrosecond);

}  // namespace
}  // namespace lede::bench
