// SPDX-License-Identifier: GPL-3.0-or-later
//
// What does an answer of the API take beside its search: versions, parameters,
// validator, JSON, head? Not measured are sockets, reading the request, log and
// the metrics of the search. Axes: hits; bytes that were read since the answer
// before, for after a search hardly any of it is in the processor's caches.

#include <chrono>
#include <cstddef>
#include <cstdint>
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
#include "server/index_backend.h"

namespace lede::bench {
namespace {

constexpr std::int64_t kNow = 1764000000;

// What was found before is found again, once, at no cost.
class ReadyBackend final : public IndexBackend {
 public:
  ReadyBackend() : IndexBackend(options(), {}) {
    if (const auto opened = open(); !opened) {
      throw std::runtime_error(opened.error().message);
    }
  }

  Result<SearchResponse> search(const SearchRequest&) override {
    return std::move(ready);
  }
  SearchResponse search_index(const SearchRequest& request) {
    auto response = IndexBackend::search(request);
    if (!response) throw std::runtime_error(response.error().message);
    return std::move(*response);
  }

  SearchResponse ready;

 private:
  static IndexBackendOptions options() {
    IndexBackendOptions options;
    options.indexes = {made_index().string()};
    options.searcher.clock = [] { return kNow; };
    return options;
  }
};

void answer(benchmark::State& state) {
  ReadyBackend backend;
  SearchRequest searched;
  searched.query = TextMaker(3).word(20);
  searched.limit = static_cast<std::size_t>(state.range(0));
  const SearchResponse response = backend.search_index(searched);
  std::vector<std::size_t> other(static_cast<std::size_t>(state.range(1)) /
                                 sizeof(std::size_t));
  ServerSettings settings;
  settings.clock = [] { return kNow; };
  Metrics metrics("bench");
  AnswerCache cache(0);
  const Application application(RouteSet::kAll, settings, backend, metrics,
                                cache);
  const HttpRequest request{
      "GET",
      "/api/v1/search?q=" + searched.query +
          "&limit=" + std::to_string(searched.limit),
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
