// SPDX-License-Identifier: GPL-3.0-or-later

#include "indexer/segment_builder.h"

#include <utility>

#include "indexer/segment_postings.h"
#include "indexer/xapian_errors.h"

namespace lede {
namespace {

// Notes the reason if the segment cannot hold the article.
void add_article(std::size_t at, const PendingArticle& pending,
                 std::uint32_t id, const BuildDocument& build,
                 SegmentWriter& writer, BuiltSegment& segment) {
  Result<BuiltDocument> built = build(pending.article, pending.content_hash);
  Result<void> added = built ? writer.add(id, *built) : built.error();
  if (!added) {
    segment.rejected.push_back({at, added.error().message});
    return;
  }
  segment.stemmers.emplace(built->stemmer);
  segment.signatures[at] = std::move(built->signature);
}

// Xapian opens what was written, or it is of no use to anybody.
Result<std::uint64_t> count_documents(const std::filesystem::path& folder) {
  return guard_xapian("opening " + folder.string(), StoreAccess::kWrite,
                      [&]() -> Result<std::uint64_t> {
                        return Xapian::Database(folder.string()).get_doccount();
                      });
}

}  // namespace

Result<BuiltSegment> build_segment(
    const std::filesystem::path& folder,
    std::span<const PendingArticle* const> articles, std::uint32_t first_id,
    const BuildDocument& build) {
  BuiltSegment segment;
  segment.signatures.resize(articles.size());
  SegmentWriter writer(folder);
  for (std::size_t i = 0; i < articles.size(); ++i) {
    add_article(i, *articles[i], first_id + static_cast<std::uint32_t>(i),
                build, writer, segment);
  }
  if (writer.documents() == 0) return segment;
  if (auto written = writer.finish(); !written) return written.error();
  Result<std::uint64_t> documents = count_documents(folder);
  if (!documents) return documents.error();
  segment.documents = *documents;
  return segment;
}

}  // namespace lede
