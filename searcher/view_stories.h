// SPDX-License-Identifier: GPL-3.0-or-later
//
// Which documents of a view are one story, and how many of each story a match
// has.

#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <memory>
#include <mutex>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include <xapian.h>

#include "common/index_layout.h"
#include "common/story_table.h"
#include "searcher/match/doc_set.h"

namespace lede {

// The stories of a view's indexes; those of several indexes are told apart.
// Immutable; safe to use from several threads at once.
class ViewStories {
 public:
  static constexpr std::uint32_t kAlone = StoryTable::kAlone;

  // Adds the next shard of the view: a segment of an index with that table, or
  // one whose articles all stand alone. The segments of one index come one
  // after another.
  void add_shard(std::shared_ptr<const StoryTable> table,
                 const Segment& segment);
  void add_shard() { shards_.emplace_back(); }

  // Stories of more than one article, numbered from 0.
  [[nodiscard]] std::uint32_t size() const { return size_; }
  // Number of the story of a document, by its id in the view; kAlone.
  [[nodiscard]] std::uint32_t story_of(Xapian::docid id) const {
    const auto shards = static_cast<Xapian::docid>(shards_.size());
    const Shard& shard = shards_[(id - 1) % shards];
    return number_in(shard, (id - 1) / shards + 1);
  }
  // The same by the shard and the id there.
  [[nodiscard]] std::uint32_t story_of(std::size_t shard,
                                       std::uint32_t id) const {
    return number_in(shards_[shard], id);
  }
  [[nodiscard]] bool has_stories(std::size_t shard) const {
    return shards_[shard].table != nullptr;
  }

  struct Member {
    Xapian::docid id = 0;         // in the view
    Xapian::docid linked_to = 0;  // 0: it is the earliest
    std::uint16_t score = 0;
    LinkKind kind = LinkKind::kNone;
  };
  struct Story {
    std::string id;
    bool certain = false;
    std::vector<Member> members;  // earliest first, at least two
  };
  // REQUIRES: number < size(). Takes as long as the story has members.
  [[nodiscard]] Story story(std::uint32_t number) const;

  // What of it most answers need; quick.
  struct Summary {
    std::string id;
    bool certain = false;
    std::uint64_t documents = 0;
    Xapian::docid earliest = 0;
  };
  [[nodiscard]] Summary summary(std::uint32_t number) const;

  // Keys of the articles whose story was named `id` once, index by index.
  [[nodiscard]] std::vector<std::string> former(std::string_view id) const;

 private:
  struct Shard {
    std::shared_ptr<const StoryTable> table;  // null: all stand alone
    std::uint32_t first_number = 0;           // of the table's stories
    std::uint32_t first_id = 0;
    std::uint32_t last_id = 0;
  };

  static std::uint32_t number_in(const Shard& shard, std::uint32_t id) {
    if (!shard.table) return kAlone;
    const std::uint32_t number = shard.table->story_of(id);
    return number == kAlone ? kAlone : shard.first_number + number;
  }
  [[nodiscard]] const Shard& shard_with(std::uint32_t number) const;
  // The id in the view of a document of an index that has `table`.
  [[nodiscard]] Xapian::docid view_id(const StoryTable& table,
                                      std::uint32_t document) const;

  std::vector<Shard> shards_;
  std::uint32_t size_ = 0;
};

// Documents of a match by story. Reset and used again, it allocates nothing.
// One thread at a time.
class StoryCounts {
 public:
  // `stories` outlives it.
  explicit StoryCounts(const ViewStories& stories)
      : stories_(stories), counts_(stories.size(), 0) {}

  void clear();
  void add(Xapian::docid id) { add_number(stories_.story_of(id)); }
  // Those with `ids`, those of a shard by ordinal, at `first` and on, which
  // `set` holds.
  void add(std::size_t shard, std::span<const std::uint32_t> ids,
           std::uint32_t first, const DocSet& set);

  // Stories of `documents` documents, which all were added.
  [[nodiscard]] std::uint64_t stories(std::uint64_t documents) const {
    return documents - shared_ + touched_.size();
  }
  // Documents added of the story of `id`; 1 if it stands alone.
  [[nodiscard]] std::uint32_t matched(Xapian::docid id) const {
    const std::uint32_t number = stories_.story_of(id);
    return number == ViewStories::kAlone ? 1 : counts_[number];
  }

 private:
  void add_number(std::uint32_t number) {
    if (number == ViewStories::kAlone) return;
    ++shared_;
    if (counts_[number]++ == 0) touched_.push_back(number);
  }

  const ViewStories& stories_;
  std::vector<std::uint32_t> counts_;   // by story
  std::vector<std::uint32_t> touched_;  // those that are not 0
  std::uint64_t shared_ = 0;  // documents added that do not stand alone
};

// Tables that views hold open now. Any number of threads may use it at once.
class StoryTables {
 public:
  // Fails as StoryTable::open() does.
  Result<std::shared_ptr<const StoryTable>> open(
      const std::filesystem::path& path);

 private:
  std::mutex mutex_;
  // Of the last ones opened; guarded by mutex_.
  std::vector<std::pair<std::filesystem::path, std::weak_ptr<const StoryTable>>>
      tables_;
};

}  // namespace lede
