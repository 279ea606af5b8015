// SPDX-License-Identifier: GPL-3.0-or-later
//
// The stories of an index as its writer keeps them: the grouper's state in one
// file, the table that searching reads in another, both named by the manifest.
//
// The table is written with each commit; the state, which is larger, once in a
// while. What it lacks is signed again when it is read, and what it has too
// much is removed, so that it is never wrong, only out of date.

#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <string>
#include <unordered_set>
#include <vector>

#include "common/article_key.h"
#include "common/index_layout.h"
#include "common/lexicon/lexicon.h"
#include "indexer/batch_builder.h"
#include "indexer/stories/story_grouper.h"
#include <lede/result.h>

namespace lede {

using ArticleKeys = std::unordered_set<ArticleKey, ArticleKeyHash>;

// One thread at a time; it starts threads of its own. The index's lock is held
// by whoever uses it.
class StoryKeeper {
 public:
  // `jobs`: threads that sign what has to be signed again.
  StoryKeeper(std::filesystem::path index,
              std::shared_ptr<const Lexicon> lexicon, unsigned jobs)
      : index_(std::move(index)), lexicon_(std::move(lexicon)), jobs_(jobs) {}

  // Reads the state that `manifest` names; one that is missing, damaged or of
  // another version counts as empty. A million articles take some seconds.
  void load(const Manifest& manifest);
  // Brings it up to the articles of the manifest's segments: removes and signs.
  // Where nothing is missing a look at each document's id. kCorrupt if they do
  // not read.
  Result<void> catch_up(const Manifest& manifest);

  // Adds or replaces what a batch wrote.
  void put(std::vector<SignedDocument> documents);
  void remove(const std::string& key);
  // Removes all others: of a generation made anew.
  void keep_only(const ArticleKeys& keys);

  // Writes the table of the articles as they are now, synced, and names it in
  // `next`. kIo.
  Result<void> write_table(Manifest& next);
  // Writes the state, if so much has changed since it was last written that
  // signing it again would take longer; true if it did, naming it in `next`.
  // REQUIRES: write_table() was called last. kIo.
  Result<bool> write_state(Manifest& next);

 private:
  std::filesystem::path index_;
  std::shared_ptr<const Lexicon> lexicon_;
  unsigned jobs_;
  StoryGrouper grouper_;
  std::uint64_t unwritten_ = 0;  // articles put since the state was written
};

// Stories of an index whose segments hold `documents` articles. An index
// without a table that reads has as many as articles.
std::uint64_t count_stories(const std::filesystem::path& index,
                            const Manifest& manifest, std::uint64_t documents);

}  // namespace lede
