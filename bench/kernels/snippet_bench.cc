// SPDX-License-Identifier: GPL-3.0-or-later
//
// What do the snippets of one hit cost? Axes: size of the article's text in
// bytes, words of the query; script of the text.

#include <string>
#include <utility>
#include <vector>

#include <benchmark/benchmark.h>

#include "bench/text_maker.h"
#include "searcher/snippet.h"

namespace lede::bench {
namespace {

// As for the only hit of a query: what is kept from hit to hit is made anew.
void make_snippets_each_time(benchmark::State& state, Article article,
                             const std::vector<std::string>& terms) {
  StoredArticle stored;
  stored.article = std::move(article);
  const auto data = DocumentData::open(encode_document_data(stored));
  MatchPatterns patterns;
  for (const std::string& term : terms) {
    MatchPattern pattern;
    pattern.terms = {term};
    pattern.group = patterns.size();
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

void make_snippets_of_article(benchmark::State& state) {
  TextMaker maker(5);
  Article article = maker.article(1);
  article.text = maker.english(static_cast<std::size_t>(state.range(0)));
  std::vector<std::string> words;
  for (std::size_t i = 0; i < static_cast<std::size_t>(state.range(1)); ++i) {
    words.push_back(maker.word(40 + 10 * i));
  }
  make_snippets_each_time(state, std::move(article), words);
}
BENCHMARK(make_snippets_of_article)
    ->ArgsProduct({{500, 3'000, 30'000}, {1, 3}})
    ->Unit(benchmark::kMicrosecond);

void make_snippets_of_chinese_article(benchmark::State& state) {
  TextMaker maker(5);
  Article article = maker.article(1);
  article.lang = "zh-Hans";
  article.text = maker.chinese(static_cast<std::size_t>(state.range(0)));
  constexpr std::size_t kTwoIdeographs = 6;  // bytes
  const std::string word = article.text.substr(0, kTwoIdeographs);
  make_snippets_each_time(state, std::move(article), {word});
}
BENCHMARK(make_snippets_of_chinese_article)
    ->Arg(3'000)
    ->Arg(30'000)
    ->Unit(benchmark::kMicrosecond);

}  // namespace
}  // namespace lede::bench
