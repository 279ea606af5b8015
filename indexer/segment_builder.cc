// SPDX-License-Identifier: GPL-3.0-or-later

#include "indexer/segment_builder.h"

#include <system_error>

#include "indexer/segment_postings.h"
#include "indexer/xapian_errors.h"

namespace lede {
namespace {

// Xapian keeps what is not yet flushed in maps that take some 125 bytes a
// posting. It flushes by documents alone (XAPIAN_FLUSH_THRESHOLD), so large
// articles are flushed here.
constexpr std::size_t kMaxUnflushedPostings = 2'000'000;

class SegmentBuilder {
 public:
  SegmentBuilder(const std::filesystem::path& folder,
                 std::span<const PendingArticle* const> articles,
                 std::uint32_t first_id, const BuildDocument& build)
      : folder_(folder),
        articles_(articles),
        first_id_(first_id),
        build_(build) {}

  Result<BuiltSegment> run() {
    Result<BuiltSegment> built = write_all();
    if (built || built.error().code != ErrorCode::kInvalidArgument) {
      return built;
    }
    const std::size_t known = refused_.size();
    if (auto found = find_refused(); !found) return found.error();
    if (refused_.size() == known) {
      return Error{ErrorCode::kInternal, built.error().message};
    }
    built = write_all();
    if (!built && built.error().code == ErrorCode::kInvalidArgument) {
      return Error{ErrorCode::kInternal, built.error().message};
    }
    return built;
  }

 private:
  struct Refused {
    std::size_t article;
    std::string reason;
    friend bool operator<(const Refused& a, const Refused& b) {
      return a.article < b.article;
    }
  };

  Xapian::WritableDatabase create() const {
    std::error_code ignored;
    std::filesystem::remove_all(folder_, ignored);
    // The caller syncs once, when all is written.
    return Xapian::WritableDatabase(
        folder_.string(), Xapian::DB_CREATE_OR_OVERWRITE | Xapian::DB_NO_SYNC |
                              Xapian::DB_BACKEND_GLASS);
  }

  // kInvalidArgument if Xapian refuses a document: which one is unknown, since
  // some refusals come only when it flushes.
  Result<BuiltSegment> write_all() {
    return guard_xapian("writing " + folder_.string(), StoreAccess::kWrite,
                        [this]() -> Result<BuiltSegment> {
                          BuiltSegment segment;
                          PostingsWriter postings;
                          Xapian::WritableDatabase database = create();
                          std::size_t unflushed = 0;
                          for (std::size_t i = 0; i < articles_.size(); ++i) {
                            unflushed +=
                                write_one(i, database, postings, segment);
                            if (unflushed < kMaxUnflushedPostings) continue;
                            database.commit();
                            unflushed = 0;
                          }
                          database.commit();
                          segment.documents = database.get_doccount();
                          const std::string uuid = database.get_uuid();
                          database.close();
                          auto written = postings.write(folder_, uuid);
                          if (!written) return written.error();
                          return segment;
                        });
  }

  std::size_t write_one(std::size_t at, Xapian::WritableDatabase& database,
                        PostingsWriter& postings, BuiltSegment& segment) {
    if (const auto known = refused_.find({at, ""}); known != refused_.end()) {
      segment.rejected.push_back({at, known->reason});
      return 0;
    }
    const PendingArticle& pending = *articles_[at];
    Result<BuiltDocument> built = build_(pending.article, pending.content_hash);
    if (!built) {
      segment.rejected.push_back({at, built.error().message});
      return 0;
    }
    const std::uint32_t id = first_id_ + static_cast<std::uint32_t>(at);
    database.replace_document(id, built->document);
    add_to_postings(id, *built, postings);
    segment.stemmers.emplace(built->stemmer);
    return built->postings;
  }

  // Adds each document alone to a scratch database and commits it: slow, and
  // hardly ever needed, since the builder knows what Xapian refuses.
  Result<void> find_refused() {
    for (std::size_t i = 0; i < articles_.size(); ++i) {
      Result<void> alone =
          guard_xapian("writing " + folder_.string(), StoreAccess::kWrite,
                       [&]() -> Result<void> {
                         BuiltSegment scratch;
                         PostingsWriter postings;
                         Xapian::WritableDatabase database = create();
                         write_one(i, database, postings, scratch);
                         database.commit();
                         return {};
                       });
      if (alone) continue;
      if (alone.error().code != ErrorCode::kInvalidArgument) return alone;
      refused_.insert({i, alone.error().message});
    }
    return {};
  }

  const std::filesystem::path& folder_;
  std::span<const PendingArticle* const> articles_;
  std::uint32_t first_id_;
  const BuildDocument& build_;
  std::set<Refused> refused_;
};

}  // namespace

Result<BuiltSegment> build_segment(
    const std::filesystem::path& folder,
    std::span<const PendingArticle* const> articles, std::uint32_t first_id,
    const BuildDocument& build) {
  return SegmentBuilder(folder, articles, first_id, build).run();
}

}  // namespace lede
