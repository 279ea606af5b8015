// SPDX-License-Identifier: GPL-3.0-or-later

#include "bench/kernels/made_index.h"

#include <memory>
#include <stdexcept>
#include <utility>

#include "bench/scratch_folder.h"
#include "bench/text_maker.h"
#include "common/lexicon/lexicon.h"
#include "indexer/index_writer.h"

namespace lede::bench {
namespace {

constexpr std::size_t kSearchedArticles = 5'000;
constexpr std::int64_t kNow = 1764000000;  // 2025-11-24

}  // namespace

std::vector<Article> made_articles(std::size_t count) {
  TextMaker maker(3);
  std::vector<Article> articles;
  articles.reserve(count);
  for (std::size_t i = 0; i < count; ++i) articles.push_back(maker.article(i));
  return articles;
}

void write_index(const std::filesystem::path& folder,
                 std::vector<Article> articles) {
  WriterOptions options;
  options.lexicon = Lexicon::built_in();
  options.create = true;
  options.clock = [] { return kNow; };
  auto writer = IndexWriter::open(folder, std::move(options));
  if (!writer) throw std::runtime_error(writer.error().message);
  const auto outcomes = writer->write(std::move(articles));
  if (!outcomes) throw std::runtime_error(outcomes.error().message);
}

const std::filesystem::path& made_index() {
  static const ScratchFolder folder;
  static const std::filesystem::path index = [] {
    std::filesystem::path path = folder.path() / "made.db";
    write_index(path, made_articles(kSearchedArticles));
    return path;
  }();
  return index;
}

}  // namespace lede::bench
