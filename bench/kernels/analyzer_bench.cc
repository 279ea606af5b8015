// SPDX-License-Identifier: GPL-3.0-or-later
//
// How fast is text cut into tokens? Axes: script, size of the text in bytes.

#include <benchmark/benchmark.h>

#include "bench/text_maker.h"
#include "common/analysis/analyzer.h"

namespace lede::bench {
namespace {

void analyze(benchmark::State& state, const std::string& text,
             const char* lang) {
  Analyzer analyzer;
  TokenStream tokens;
  for (auto _ : state) {
    analyzer.analyze(text, lang, tokens);
    benchmark::DoNotOptimize(tokens.positions());
  }
  state.SetBytesProcessed(state.iterations() *
                          static_cast<std::int64_t>(text.size()));
}

void analyze_english(benchmark::State& state) {
  const auto bytes = static_cast<std::size_t>(state.range(0));
  analyze(state, TextMaker(1).english(bytes), "en");
}
BENCHMARK(analyze_english)->Arg(60)->Arg(3'000)->Arg(100'000);

void analyze_chinese(benchmark::State& state) {
  const auto bytes = static_cast<std::size_t>(state.range(0));
  analyze(state, TextMaker(2).chinese(bytes), "zh");
}
BENCHMARK(analyze_chinese)->Arg(60)->Arg(3'000)->Arg(100'000);

}  // namespace
}  // namespace lede::bench
