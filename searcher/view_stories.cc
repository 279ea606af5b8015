// SPDX-License-Identifier: GPL-3.0-or-later

#include "searcher/view_stories.h"

#include <algorithm>

namespace lede {

void ViewStories::add_shard(std::shared_ptr<const StoryTable> table,
                            const Segment& segment) {
  Shard shard{nullptr, size_, segment.first_id, segment.last_id};
  if (!shards_.empty() && shards_.back().table == table) {
    shard.first_number = shards_.back().first_number;
  } else {
    size_ += table->size();
  }
  shard.table = std::move(table);
  shards_.push_back(std::move(shard));
}

const ViewStories::Shard& ViewStories::shard_with(std::uint32_t number) const {
  return *std::ranges::find_if(shards_, [&](const Shard& shard) {
    return shard.table && number >= shard.first_number &&
           number - shard.first_number < shard.table->size();
  });
}

Xapian::docid ViewStories::view_id(const StoryTable& table,
                                   std::uint32_t document) const {
  const auto shards = static_cast<Xapian::docid>(shards_.size());
  for (Xapian::docid i = 0; i < shards; ++i) {
    const Shard& shard = shards_[i];
    if (shard.table.get() == &table && document >= shard.first_id &&
        document <= shard.last_id) {
      return (document - 1) * shards + i + 1;
    }
  }
  return 0;
}

ViewStories::Story ViewStories::story(std::uint32_t number) const {
  const Shard& shard = shard_with(number);
  const StoryTable& table = *shard.table;
  const StoryTable::Story told = table.story(number - shard.first_number);
  Story story{std::string(told.id.text()), told.certain, {}};
  for (const TableMember& member : told.members) {
    Member made{view_id(table, member.document), 0, member.score, member.kind};
    if (made.kind != LinkKind::kNone) {
      made.linked_to = view_id(table, member.linked_to);
    }
    if (made.id != 0) story.members.push_back(made);
  }
  return story;
}

ViewStories::Summary ViewStories::summary(std::uint32_t number) const {
  const Shard& shard = shard_with(number);
  const StoryTable::Story told =
      shard.table->story(number - shard.first_number);
  return {std::string(told.id.text()), told.certain, told.members.size(),
          view_id(*shard.table, told.members.front().document)};
}

std::vector<std::string> ViewStories::former(std::string_view id) const {
  std::vector<std::string> keys;
  const auto key = ArticleKey::from(id);
  const StoryTable* asked = nullptr;
  for (const Shard& shard : shards_) {
    if (!key || !shard.table || shard.table.get() == asked) continue;
    asked = shard.table.get();
    if (const auto article = asked->former(*key)) {
      keys.emplace_back(article->text());
    }
  }
  return keys;
}

void StoryCounts::clear() {
  for (const std::uint32_t number : touched_) counts_[number] = 0;
  touched_.clear();
  shared_ = 0;
}

void StoryCounts::add(std::size_t shard, std::span<const std::uint32_t> ids,
                      std::uint32_t first, const DocSet& set) {
  if (!stories_.has_stories(shard)) return;
  set.for_each([&](std::uint16_t low) {
    add_number(stories_.story_of(shard, ids[first + low]));
  });
}

Result<std::shared_ptr<const StoryTable>> StoryTables::open(
    const std::filesystem::path& path) {
  const std::lock_guard lock(mutex_);
  std::erase_if(tables_,
                [](const auto& each) { return each.second.expired(); });
  for (const auto& [known, table] : tables_) {
    if (known != path) continue;
    if (auto open = table.lock()) return open;
  }
  Result<StoryTable> opened = StoryTable::open(path);
  if (!opened) return opened.error();
  auto table = std::make_shared<const StoryTable>(std::move(*opened));
  tables_.emplace_back(path, table);
  return std::shared_ptr<const StoryTable>(std::move(table));
}

}  // namespace lede
