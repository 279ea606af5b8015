// SPDX-License-Identifier: GPL-3.0-or-later

#include "indexer/batch_builder.h"

#include <algorithm>
#include <utility>

#include "indexer/durable_files.h"
#include "indexer/index_names.h"
#include "indexer/parallel.h"

namespace lede {
namespace {

// Text worth a thread, and a segment, of its own.
constexpr std::size_t kBytesPerShard = std::size_t{1} << 20;

// A run of planned writes, [begin, end), and the segment it becomes.
struct Shard {
  std::size_t begin = 0;
  std::size_t end = 0;
  Segment segment;
  Result<BuiltSegment> built = BuiltSegment{};
};

std::size_t text_bytes(const Article& article) {
  return article.text.size() + article.summary.size() +
         (article.title ? article.title->size() : 0);
}

// Cuts the writes into at most `most` runs of about equal text.
std::vector<Shard> cut_into_shards(const WritePlan& plan, std::size_t most) {
  std::vector<std::size_t> bytes_before = {0};
  for (const PlannedWrite& write : plan.writes) {
    bytes_before.push_back(bytes_before.back() +
                           text_bytes(plan.articles[write.article].article));
  }
  const std::size_t total = bytes_before.back();
  const std::size_t count =
      std::clamp<std::size_t>(total / kBytesPerShard, 1, most);
  std::vector<Shard> shards;
  std::size_t begin = 0;
  for (std::size_t i = 0; i < count; ++i) {
    std::size_t end = plan.writes.size();
    if (i + 1 < count) {
      const auto cut =
          std::ranges::lower_bound(bytes_before, total * (i + 1) / count);
      end = static_cast<std::size_t>(cut - bytes_before.begin());
    }
    if (end > begin) shards.push_back({begin, end, {}, BuiltSegment{}});
    begin = std::max(begin, end);
  }
  return shards;
}

void build_shard(const std::filesystem::path& index, const WritePlan& plan,
                 Shard& shard, const BuildDocument& build) {
  std::vector<const PendingArticle*> articles;
  for (std::size_t i = shard.begin; i < shard.end; ++i) {
    articles.push_back(&plan.articles[plan.writes[i].article]);
  }
  const auto folder = segment_path(index, shard.segment);
  shard.built = build_segment(folder, articles, shard.segment.first_id, build);
  if (!shard.built) return;
  if (auto synced = sync_folder(folder); !synced) shard.built = synced.error();
}

void note_rejected(const Shard& shard, WritePlan& plan) {
  for (const BuiltSegment::Rejected& rejected : shard.built->rejected) {
    const PlannedWrite& write = plan.writes[shard.begin + rejected.article];
    plan.outcomes[write.article] = {WriteOutcome::kRejected,
                                    plan.articles[write.article].article.origin,
                                    rejected.reason};
  }
}

void take_signed(Shard& shard, const WritePlan& plan,
                 std::vector<SignedDocument>& documents) {
  for (std::size_t i = shard.begin; i < shard.end; ++i) {
    const std::size_t article = plan.writes[i].article;
    if (plan.outcomes[article].outcome == WriteOutcome::kRejected) continue;
    const auto key = ArticleKey::from(plan.articles[article].key);
    if (!key) continue;
    const std::size_t at = i - shard.begin;
    documents.push_back(
        {*key, shard.segment.first_id + static_cast<std::uint32_t>(at),
         std::move(shard.built->signatures[at])});
  }
}

}  // namespace

Result<BuiltBatch> build_batch(const std::filesystem::path& index,
                               WritePlan& plan, std::uint32_t first_id,
                               const std::vector<BuildDocument>& builders) {
  std::vector<Shard> shards = cut_into_shards(plan, builders.size());
  for (Shard& shard : shards) {
    shard.segment.name = new_segment_name();
    shard.segment.first_id = first_id + static_cast<std::uint32_t>(shard.begin);
    shard.segment.last_id =
        first_id + static_cast<std::uint32_t>(shard.end) - 1;
    shard.segment.runs = {shard.segment.first_id};
  }
  parallel_for(builders.size(), shards.size(),
               [&](std::size_t worker, std::size_t i) {
                 build_shard(index, plan, shards[i], builders[worker]);
               });
  BuiltBatch batch;
  for (Shard& shard : shards) {
    if (!shard.built) return shard.built.error();
    note_rejected(shard, plan);
    take_signed(shard, plan, batch.documents);
    batch.stemmers.merge(shard.built->stemmers);
    shard.segment.documents = shard.built->documents;
    if (shard.built->documents > 0) batch.segments.push_back(shard.segment);
  }
  return batch;
}

}  // namespace lede
