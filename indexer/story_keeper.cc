// SPDX-License-Identifier: GPL-3.0-or-later
//
//   state file -> grouper <- what the segments hold and it lacks
//   batches    -> grouper -> table file, state file

#include "indexer/story_keeper.h"

#include <algorithm>
#include <map>
#include <optional>
#include <ranges>
#include <unordered_map>
#include <utility>

#include "common/state_file.h"
#include "common/story_table.h"
#include "indexer/document_builder.h"
#include "indexer/durable_files.h"
#include "indexer/index_names.h"
#include "indexer/parallel.h"
#include "indexer/segment_reader.h"
#include "indexer/stories/article_signer.h"

namespace lede {
namespace {

// Signing an article takes some hundred times as long as writing or reading
// what is kept of it.
constexpr std::uint64_t kWriteOncePerChanged = 100;
// Articles that are in memory to be signed.
constexpr std::size_t kSignedAtOnce = 1024;

// Documents whose newer version is committed.
class PendingIds {
 public:
  explicit PendingIds(const Manifest& manifest) {
    for (const PendingDelete& pending : manifest.pending_deletes) {
      ids_.insert(pending.document_ids.begin(), pending.document_ids.end());
    }
  }
  [[nodiscard]] bool contains(std::uint32_t id) const {
    return ids_.contains(id);
  }

 private:
  std::unordered_set<std::uint32_t> ids_;
};

struct UnsignedArticle {
  std::uint32_t document = 0;
  Article article;
};

// Signs articles as they come, many at once.
class Signing {
 public:
  Signing(const std::shared_ptr<const Lexicon>& lexicon, unsigned jobs,
          StoryGrouper& grouper)
      : grouper_(grouper) {
    while (signers_.size() < std::max(jobs, 1U)) {
      signers_.push_back(
          std::make_unique<ArticleSigner>(lexicon, Background::built_in()));
    }
  }

  void add(UnsignedArticle article) {
    waiting_.push_back(std::move(article));
    if (waiting_.size() == kSignedAtOnce) flush();
  }

  void flush() {
    std::vector<StorySignature> signatures(waiting_.size());
    parallel_for(signers_.size(), waiting_.size(),
                 [&](std::size_t worker, std::size_t i) {
                   signatures[i] = signers_[worker]->sign(waiting_[i].article);
                 });
    for (std::size_t i = 0; i < waiting_.size(); ++i) {
      const auto key = ArticleKey::from(article_key(waiting_[i].article.id));
      grouper_.put(*key, std::move(signatures[i]), waiting_[i].document);
    }
    waiting_.clear();
  }

 private:
  StoryGrouper& grouper_;
  std::vector<std::unique_ptr<ArticleSigner>> signers_;
  std::vector<UnsignedArticle> waiting_;
};

TableStory table_story(const Story& story) {
  std::map<ArticleKey, std::uint32_t> documents;
  for (const StoryMember& member : story.members) {
    documents[member.key] = member.document;
  }
  TableStory made{story.id, story.certain, {}};
  for (const StoryMember& member : story.members) {
    TableMember row;
    row.document = member.document;
    row.kind = member.link.kind;
    row.score = member.link.score;
    if (row.kind != LinkKind::kNone)
      row.linked_to = documents[member.linked_to];
    made.members.push_back(row);
  }
  return made;
}

std::string make_table(const StoryGrouper& grouper) {
  std::vector<TableStory> stories;
  for (const ArticleKey& id : grouper.shared_story_ids()) {
    if (const auto story = grouper.story(id)) {
      stories.push_back(table_story(*story));
    }
  }
  return encode_story_table(stories, grouper.former_ids());
}

}  // namespace

void StoryKeeper::load(const Manifest& manifest) {
  grouper_ = StoryGrouper();
  const auto path_of = [&](const std::string& name) {
    return stories_path(index_) / name;
  };
  if (!manifest.story_state.empty()) {
    const auto bytes = read_state_file(path_of(manifest.story_state));
    Result<StoryGrouper> loaded =
        bytes ? StoryGrouper::load(*bytes) : bytes.error();
    if (loaded) grouper_ = std::move(*loaded);
  }
  if (manifest.story_table.empty()) return;
  // It may know of articles that went after the state was written.
  const auto table = StoryTable::open(path_of(manifest.story_table));
  if (!table) return;
  table->for_each_former([&](const ArticleKey& id, const ArticleKey& article) {
    grouper_.note_former(id, article);
  });
}

Result<void> StoryKeeper::catch_up(const Manifest& manifest) {
  Result<SegmentReader> reader = SegmentReader::open(index_, manifest);
  if (!reader) return reader.error();
  const PendingIds pending(manifest);
  std::unordered_map<std::uint32_t, ArticleKey> known;
  grouper_.for_each_article([&](const ArticleKey& key, std::uint32_t document) {
    known[document] = key;
  });
  Signing signing(lexicon_, jobs_, grouper_);
  Result<void> failed;
  const auto visit = [&](const StoredDocument& document) {
    const std::uint32_t id = document.document_id();
    if (pending.contains(id) || known.erase(id) > 0) return true;
    Result<Article> article = document.article();
    if (!article) {
      failed = article.error();
      return false;
    }
    complete_language(*article);
    signing.add({id, std::move(*article)});
    ++unwritten_;
    return true;
  };
  if (auto read = reader->for_each(visit); !read) return read;
  if (!failed) return failed;
  signing.flush();
  grouper_.settle();  // what goes has to be known as of a story
  // An article that was changed since has been put under its new document.
  ArticleKeys gone;
  for (const auto& [document, key] : known) gone.insert(key);
  grouper_.for_each_article([&](const ArticleKey& key, std::uint32_t document) {
    if (!known.contains(document)) gone.erase(key);
  });
  for (const ArticleKey& key : gone) grouper_.remove(key);
  return {};
}

void StoryKeeper::put(std::vector<SignedDocument> documents) {
  // Oldest first: most links lead to what is there already.
  for (SignedDocument& document : std::views::reverse(documents)) {
    grouper_.put(document.key, std::move(document.signature),
                 document.document);
  }
  unwritten_ += documents.size();
}

void StoryKeeper::remove(const std::string& key) {
  if (const auto known = ArticleKey::from(key)) grouper_.remove(*known);
}

void StoryKeeper::keep_only(const ArticleKeys& keys) {
  std::vector<ArticleKey> gone;
  grouper_.for_each_article([&](const ArticleKey& key, std::uint32_t) {
    if (!keys.contains(key)) gone.push_back(key);
  });
  for (const ArticleKey& key : gone) grouper_.remove(key);
}

Result<void> StoryKeeper::write_table(Manifest& next) {
  grouper_.settle();
  if (auto made = make_folder(stories_path(index_)); !made) return made;
  const std::string name = new_story_file_name();
  Result<void> written =
      replace_state_file(stories_path(index_) / name, make_table(grouper_));
  if (written) next.story_table = name;
  return written;
}

Result<bool> StoryKeeper::write_state(Manifest& next) {
  if (!next.story_state.empty() &&
      unwritten_ * kWriteOncePerChanged < grouper_.articles()) {
    return false;
  }
  const std::string name = new_story_file_name();
  Result<void> written =
      replace_state_file(stories_path(index_) / name, grouper_.save());
  if (!written) return written.error();
  next.story_state = name;
  unwritten_ = 0;
  return true;
}

std::uint64_t count_stories(const std::filesystem::path& index,
                            const Manifest& manifest, std::uint64_t documents) {
  if (manifest.story_table.empty()) return documents;
  const Result<StoryTable> table =
      StoryTable::open(stories_path(index) / manifest.story_table);
  return table ? count_stories(*table, documents) : documents;
}

}  // namespace lede
