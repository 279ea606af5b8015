// SPDX-License-Identifier: GPL-3.0-or-later
//
// The one writer of an index: batches of articles in, commits out.

#pragma once

#include <chrono>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "common/index_layout.h"
#include "common/lexicon/lexicon.h"
#include "indexer/durable_files.h"
#include "indexer/segment_builder.h"
#include "indexer/segment_reader.h"
#include "indexer/story_keeper.h"
#include "indexer/write_plan.h"
#include <lede/article.h>
#include <lede/result.h>

namespace lede {

struct WriterOptions {
  std::shared_ptr<const Lexicon> lexicon;  // never null
  unsigned jobs = 1;                       // threads that build documents
  std::chrono::milliseconds wait{10'000};  // for the lock
  bool create = false;                     // if there is no index yet
  // Seconds since 1970; stamps articles and manifest.
  std::function<std::int64_t()> clock;
  // Makes one builder a thread; empty: DocumentBuilder over `lexicon`.
  std::function<BuildDocument()> make_builder;
  bool group_stories = true;  // false: the next writer is to group them
};

// One builder for each of the threads the options allow.
std::vector<BuildDocument> make_builders(const WriterOptions& options);

// Holds the index's lock. A commit is the swap of the manifest: a crash at any
// moment leaves the last one, and the next writer removes what is left over.
// After an error the index is as the last commit left it; the writer is to be
// dropped. One thread at a time; it starts threads of its own.
class IndexWriter {
 public:
  // Takes the lock and finishes what a crashed writer left. kMissingIndex
  // (unless options.create), kBusy, kCorrupt, kVersionMismatch, kIo.
  static Result<IndexWriter> open(const std::filesystem::path& index,
                                  WriterOptions options);

  [[nodiscard]] const Manifest& manifest() const { return manifest_; }
  [[nodiscard]] std::uint64_t documents() const;
  [[nodiscard]] std::uint64_t stories() const {
    return count_stories(index_, manifest_, documents());
  }

  // Writes and commits what is new or changed among the articles, see
  // plan_writes(), in one segment or one a thread; returns an outcome for each,
  // in order. With nothing to write, nothing is written.
  Result<std::vector<ArticleOutcome>> write(std::vector<Article> articles);

  // Removes and commits the articles with these keys; returns which were there.
  Result<std::vector<bool>> remove(const std::vector<std::string>& keys);

  // Groups what an older program left ungrouped, and merges small and fresh
  // segments, see segments_to_merge().
  Result<void> settle();
  // Merges everything into one segment.
  Result<void> compact();

  // The stories as this writer read and kept them, to be given to the index's
  // next writer, which need not read them again if nobody wrote in between.
  struct KeptStories {
    std::optional<StoryKeeper> keeper;
    std::string uuid;
    std::uint64_t revision = 0;
  };
  KeptStories give_stories();
  void take_stories(KeptStories kept);

  // What is in the index now.
  [[nodiscard]] Result<SegmentReader> reader() const {
    return SegmentReader::open(index_, manifest_);
  }

 private:
  IndexWriter(std::filesystem::path index, WriterOptions options,
              IndexLock lock)
      : index_(std::move(index)),
        options_(std::move(options)),
        lock_(std::move(lock)) {}

  Result<void> load();
  // Builds the planned documents into new segments in front of those of `next`,
  // whose older versions it puts among the pending deletes.
  Result<void> build(WritePlan& plan, Manifest& next);
  // The stories as of the last commit; the first call reads them.
  Result<StoryKeeper*> stories_now();
  // Takes the articles with the keys `removed` out of the stories and those
  // written in, and has `next` name the new table.
  Result<void> regroup(const std::vector<std::string>& removed,
                       std::vector<SignedDocument> written, Manifest& next);
  Result<void> settle_stories();
  // Makes `next` the index, then deletes what it says is pending.
  Result<void> commit(Manifest next);
  Result<void> save(Manifest next);
  Result<void> finish_deletes();
  Result<void> merge_newest(std::size_t count);

  std::filesystem::path index_;
  WriterOptions options_;
  IndexLock lock_;
  Manifest manifest_;
  std::set<std::string, std::less<>> fresh_;  // segments never merged yet
  std::vector<BuildDocument> builders_;       // one a thread
  std::optional<StoryKeeper> stories_;        // once there is need of them
};

}  // namespace lede
