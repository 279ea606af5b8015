// SPDX-License-Identifier: GPL-3.0-or-later
//
// A run of articles -> one new segment.

#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <set>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "indexer/document_builder.h"
#include <lede/article.h>
#include <lede/result.h>

namespace lede {

// An article on its way into the index.
struct PendingArticle {
  Article article;
  std::string key;           // article_key(article.id)
  std::string content_hash;  // content_hash(article)
};

// Makes the document of an article: DocumentBuilder::build, or a test's own.
using BuildDocument = std::function<Result<BuiltDocument>(
    const Article& article, std::string_view content_hash)>;

// What became of a run of articles.
struct BuiltSegment {
  struct Rejected {
    std::size_t article = 0;  // its place in the run
    std::string reason;
  };

  std::uint64_t documents = 0;
  std::set<std::string, std::less<>> stemmers;
  std::vector<Rejected> rejected;
  std::vector<StorySignature> signatures;  // one an article; of those rejected,
                                           // empty ones
};

// Writes the articles as a database and its postings file in `folder`, which is
// made or written over: the first under `first_id`, each next one under the
// next higher id. An article that cannot be stored is rejected and leaves its
// id unused. The files are complete but not synced. kIo if they cannot be
// written.
Result<BuiltSegment> build_segment(
    const std::filesystem::path& folder,
    std::span<const PendingArticle* const> articles, std::uint32_t first_id,
    const BuildDocument& build);

}  // namespace lede
