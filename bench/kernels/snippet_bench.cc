// SPDX-License-Identifier: GPL-3.0-or-later
//
// What do the snippets of one hit cost? Axes: size of the article's text in
// bytes, words of the query.

#include <benchmark/benchmark.h>

#include "bench/text_maker.h"
#include "searcher/snippet.h"

namespace lede::bench {
namespace {

void make_snippets_of_article(benchmark::State& state) {
  TextMaker maker(5);
  StoredArticle stored;
  stored.article = maker.article(1);
  stored.article.text = maker.english(static_cast<std::size_t>(state.range(0)));
  const auto data = DocumentData::open(encode_document_data(stored));
  MatchPatterns patterns;
  for (std::size_t i = 0; i < static_cast<std::size_t>(state.range(1)); ++i) {
    MatchPattern pattern;
    pattern.terms = {maker.word(40 + 10 * i)};
    pattern.group = i;
    patterns.push_back(pattern);
  }
  Analyzer analyzer;
  const auto lexicon = Lexicon::built_in();
  for (auto _ : state) {
    MatchFinder finder(patterns, *lexicon, analyzer);
    auto snippets = make_snippets(*data, SnippetOptions{}, finder);
    benchmark::DoNotOptimize(snippets);
  }
  state.SetBytesProcessed(state.iterations() * state.range(0));
}
BENCHMARK(make_snippets_of_article)
    ->ArgsProduct({{500, 3'000, 30'000}, {1, 3}})
    ->Unit(benchmark::kMicrosecond);

}  // namespace
}  // namespace lede::bench
