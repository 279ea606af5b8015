// SPDX-License-Identifier: GPL-3.0-or-later
//
// Articles -> stories, as they come and go.
//
// The stories depend on nothing but the set of articles. They stand in one
// order, by first possible instant of publication (undated last), then by key.
// Each is linked to the earlier article most like it (copies before the same
// event; of equals the earlier) among those that share a rare feature or a
// shingle with it, if that is alike enough and the story it belongs to began
// with the same event; stories are the trees of that forest. Of the articles
// that share one feature the kNeighbours next before it are looked at: that is
// a cap by the order, not by arrival. So a late article, a changed or a removed
// one moves those behind it in its lists and no others, and mending costs what
// placing those costs.
//
// The frozen table (background.h) says what is rare.

#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "indexer/stories/story.h"
#include "indexer/stories/story_signature.h"
#include <lede/result.h>

namespace lede {

// In memory some 1.7 kB an article. One thread at a time.
class StoryGrouper {
 public:
  StoryGrouper();
  ~StoryGrouper();
  StoryGrouper(StoryGrouper&&) noexcept;
  StoryGrouper& operator=(StoryGrouper&&) noexcept;

  // Adds an article or replaces its signature; `document`, its id in the index,
  // has no part in grouping. What was said about stories is out of date until
  // settle().
  void put(const ArticleKey& key, StorySignature signature,
           std::uint32_t document = 0);
  // False if there is no such article. Its key goes on standing for its story.
  bool remove(const ArticleKey& key);
  // Has the key of an article that is gone stand for another's story.
  void note_former(const ArticleKey& key, const ArticleKey& article);
  // Brings the stories up to date. Costs some 50 microseconds for each article
  // put since the last time and for each that one of them moves.
  void settle();

  [[nodiscard]] std::size_t articles() const;
  [[nodiscard]] std::size_t stories() const;
  // Calls `visit` with each article and its document, in no order.
  void for_each_article(
      const std::function<void(const ArticleKey&, std::uint32_t)>& visit) const;

  // The functions below REQUIRE settle() after the last put() or remove().

  // Id of the article's story; nullopt if there is no such article.
  [[nodiscard]] std::optional<ArticleKey> story_of(const ArticleKey& key) const;
  // The story that the article with this key belongs to or belonged to when it
  // was removed; nullopt if there is none or all its articles are gone.
  [[nodiscard]] std::optional<ArticleKey> resolve(const ArticleKey& id) const;
  // nullopt unless `id` is the id of a story.
  [[nodiscard]] std::optional<Story> story(const ArticleKey& id) const;
  // All stories, in the order of their earliest articles.
  [[nodiscard]] std::vector<ArticleKey> story_ids() const;
  // Those of more than one article, in that order.
  [[nodiscard]] std::vector<ArticleKey> shared_story_ids() const;
  // What resolve() tells of ids whose article is gone, ascending.
  [[nodiscard]] std::vector<std::pair<ArticleKey, ArticleKey>> former_ids()
      const;

  // The whole state, compressed and with its checksum; equal states are equal
  // bytes. Loading fails with kVersionMismatch or kCorrupt.
  [[nodiscard]] std::string save() const;
  static Result<StoryGrouper> load(std::string_view bytes);

 private:
  struct State;
  explicit StoryGrouper(std::unique_ptr<State> state);
  std::unique_ptr<State> state_;
};

}  // namespace lede
