// SPDX-License-Identifier: GPL-3.0-or-later
//
// What does an article cost on its way into the index? Axes: making the
// document alone, or a batch of a size made, written and committed.

#include <filesystem>

#include <benchmark/benchmark.h>

#include "bench/kernels/made_index.h"
#include "bench/scratch_folder.h"
#include "common/lexicon/lexicon.h"
#include "indexer/document_builder.h"

namespace lede::bench {
namespace {

std::int64_t text_bytes(const std::vector<Article>& articles) {
  std::size_t bytes = 0;
  for (const Article& article : articles) {
    bytes += article.title.value_or("").size() + article.summary.size() +
             article.text.size();
  }
  return static_cast<std::int64_t>(bytes);
}

void build_document(benchmark::State& state) {
  const std::vector<Article> articles = made_articles(100);
  DocumentBuilder builder(Lexicon::built_in());
  for (auto _ : state) {
    for (const Article& article : articles) {
      auto built = builder.build(article, content_hash(article));
      benchmark::DoNotOptimize(built);
    }
  }
  state.SetItemsProcessed(state.iterations() * 100);
  state.SetBytesProcessed(state.iterations() * text_bytes(articles));
}
BENCHMARK(build_document)->Unit(benchmark::kMillisecond);

void write_batch(benchmark::State& state) {
  const auto count = static_cast<std::size_t>(state.range(0));
  const std::vector<Article> articles = made_articles(count);
  for (auto _ : state) {
    const ScratchFolder folder;
    write_index(folder.path() / "made.db", articles);
  }
  state.SetItemsProcessed(state.iterations() * state.range(0));
  state.SetBytesProcessed(state.iterations() * text_bytes(articles));
}
BENCHMARK(write_batch)
    ->Arg(1)
    ->Arg(100)
    ->Arg(2'000)
    ->Unit(benchmark::kMillisecond);

}  // namespace
}  // namespace lede::bench
