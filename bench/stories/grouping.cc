// SPDX-License-Identifier: GPL-3.0-or-later

#include "bench/stories/grouping.h"

#include <ctime>
#include <unordered_map>
#include <utility>

#include "indexer/stories/article_signer.h"

namespace lede::bench {
namespace {

double cpu_seconds() {
  return static_cast<double>(std::clock()) / CLOCKS_PER_SEC;
}

ArticleKey key_of(const Article& article) {
  return *ArticleKey::from(article_key(article.id));
}

// Copies of copies are copies: within a story those that hang together by such
// links are named by the earliest.
void note_copies(
    const Story& story,
    const std::unordered_map<ArticleKey, std::string, ArticleKeyHash>& ids,
    Grouping& grouping) {
  for (const StoryMember& member : story.members) {
    const std::string& id = ids.at(member.key);
    const bool is_copy = member.link.kind == LinkKind::kCopy;
    grouping.copies_of[id] =
        is_copy ? grouping.copies_of.at(ids.at(member.linked_to)) : id;
    grouping.story_of[id] = ids.at(story.id);
  }
}

}  // namespace

Grouping group_articles(const std::vector<Article>& articles,
                        const std::shared_ptr<const Lexicon>& lexicon,
                        std::size_t batch) {
  Grouping grouping;
  ArticleSigner signer(lexicon, Background::built_in());
  StoryGrouper grouper;
  std::unordered_map<ArticleKey, std::string, ArticleKeyHash> ids;
  std::size_t waiting = 0;
  for (const Article& article : articles) {
    const ArticleKey key = key_of(article);
    ids[key] = article.id;
    const double start = cpu_seconds();
    StorySignature signature = signer.sign(article);
    const double signed_at = cpu_seconds();
    grouper.put(key, std::move(signature));
    if (++waiting % batch == 0) grouper.settle();
    grouping.analysis_seconds += signed_at - start;
    grouping.grouping_seconds += cpu_seconds() - signed_at;
  }
  const double start = cpu_seconds();
  grouper.settle();
  grouping.grouping_seconds += cpu_seconds() - start;
  grouping.articles = grouper.articles();
  grouping.stories = grouper.stories();
  for (const ArticleKey& id : grouper.story_ids()) {
    note_copies(*grouper.story(id), ids, grouping);
  }
  return grouping;
}

}  // namespace lede::bench
