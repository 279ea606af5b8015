// SPDX-License-Identifier: GPL-3.0-or-later
//
// Which documents of an index are one story: a file beside the segments, named
// by the manifest, written anew with each commit that changes articles. Of an
// article that stands alone it says nothing.

#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <optional>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "common/article_key.h"
#include "common/postings/mapped_file.h"
#include <lede/result.h>

namespace lede {

// How one article belongs to another's story.
enum class LinkKind : std::uint8_t {
  kNone,
  kSameEvent,
  kCopy,
};

// A document of a story.
struct TableMember {
  std::uint32_t document = 0;   // its id
  std::uint32_t linked_to = 0;  // the earlier document that made it a member
  std::uint16_t score = 0;      // of that link, of 1000
  LinkKind kind = LinkKind::kNone;  // kNone, and no link, of the earliest
  std::uint8_t unused = 0;

  friend bool operator==(const TableMember&, const TableMember&) = default;
};

// A story of at least two articles.
struct TableStory {
  ArticleKey id;  // the key of its earliest article
  // True if the earliest was out before any other can have been.
  bool certain = false;
  std::vector<TableMember> members;  // earliest first
};

// The bytes of a table. `former_ids`: what was a story's id once, and the
// article whose story it stands for now. REQUIRES: a document is in one story
// at most.
std::string encode_story_table(
    std::span<const TableStory> stories,
    std::span<const std::pair<ArticleKey, ArticleKey>> former_ids);

// A table in memory. Immutable; safe to use from several threads at once.
class StoryTable {
 public:
  static constexpr std::uint32_t kAlone = UINT32_MAX;

  // Maps a table and reads all of it once, for its checksum. kNotFound, kIo,
  // kCorrupt, kVersionMismatch.
  static Result<StoryTable> open(const std::filesystem::path& path);

  // Stories in it, which are numbered from 0 in the order of their earliest
  // articles.
  [[nodiscard]] std::uint32_t size() const {
    return static_cast<std::uint32_t>(rows_.size());
  }
  // Documents in them all.
  [[nodiscard]] std::uint64_t members() const { return members_.size(); }
  // Number of the story of a document; kAlone if it is in none.
  [[nodiscard]] std::uint32_t story_of(std::uint32_t document) const {
    const std::uint32_t at = document - first_document_;
    return at < numbers_.size() ? numbers_[at] : kAlone;
  }

  struct Story {
    ArticleKey id;
    bool certain = false;
    std::span<const TableMember> members;  // earliest first, never empty
  };
  // REQUIRES: number < size().
  [[nodiscard]] Story story(std::uint32_t number) const;

  // The article whose story was named `id` once, if `id` is not the key of an
  // article of the index now.
  [[nodiscard]] std::optional<ArticleKey> former(const ArticleKey& id) const;
  template <typename Visit>
  void for_each_former(const Visit& visit) const {
    for (const Former& each : former_) visit(each.id, each.article);
  }

 private:
  struct Row {
    ArticleKey id;
    std::uint32_t first_member = 0;
    std::uint32_t certain = 0;
  };
  struct Former {
    ArticleKey id;
    ArticleKey article;
  };

  Result<void> read();
  [[nodiscard]] bool is_sound() const;

  internal::MappedFile map_;
  std::span<const Row> rows_;
  std::span<const TableMember> members_;
  std::span<const Former> former_;  // by id
  std::uint32_t first_document_ = 0;
  std::span<const std::uint32_t> numbers_;  // by document

  friend std::string encode_story_table(
      std::span<const TableStory> stories,
      std::span<const std::pair<ArticleKey, ArticleKey>> former_ids);
};

// Documents of an index -> its stories: those in the table, and as many as
// there are documents in none.
std::uint64_t count_stories(const StoryTable& table, std::uint64_t documents);

}  // namespace lede
