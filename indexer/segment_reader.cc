// SPDX-License-Identifier: GPL-3.0-or-later

#include "indexer/segment_reader.h"

#include "common/schema.h"
#include "indexer/xapian_errors.h"

namespace lede {
namespace {

constexpr std::string_view kReading = "reading the index";

// Visits the documents from id `next` on, which it moves along with them.
void visit_from(const Xapian::Database& database, Xapian::docid& next,
                const std::function<bool(const StoredDocument&)>& visit) {
  auto it = database.postlist_begin("");
  const auto end = database.postlist_end("");
  for (it.skip_to(next); it != end; ++it) {
    const StoredDocument document(
        *it, database.get_document(*it, Xapian::DOC_ASSUME_VALID));
    if (!visit(document)) return;
    next = *it + 1;
  }
}

}  // namespace

std::string StoredDocument::article_id() const {
  return document_.get_value(slot::kId);
}

std::string StoredDocument::origin() const {
  return document_.get_value(slot::kOrigin);
}

std::string StoredDocument::published() const {
  return document_.get_value(slot::kPublished);
}

std::string StoredDocument::language() const {
  return document_.get_value(slot::kLanguage);
}

Result<Article> StoredDocument::article() const {
  return guard_xapian(
      kReading, StoreAccess::kRead, [this]() -> Result<Article> {
        Result<DocumentData> data = DocumentData::open(document_.get_data());
        if (!data) return data.error();
        Result<Article> article = data->article();
        if (!article) return article;
        article->origin = origin();
        article->indexed_at =
            decode_instant(document_.get_value(slot::kIndexedAt)).value_or(0);
        return article;
      });
}

bool StoredDocument::has_its_key() const {
  const std::string wanted =
      std::string(prefix::kKey) + article_key(article_id());
  Xapian::TermIterator term = document_.termlist_begin();
  term.skip_to(std::string(prefix::kKey));
  if (term == document_.termlist_end() || *term != wanted) return false;
  ++term;
  return term == document_.termlist_end() || !(*term).starts_with(prefix::kKey);
}

Result<SegmentReader> SegmentReader::open(const std::filesystem::path& index,
                                          const Manifest& manifest) {
  return guard_xapian(
      kReading, StoreAccess::kRead, [&]() -> Result<SegmentReader> {
        std::vector<Xapian::Database> databases;
        for (const Segment& segment : manifest.segments) {
          databases.emplace_back(segment_path(index, segment).string());
        }
        return SegmentReader(std::move(databases));
      });
}

Result<std::optional<Placed>> SegmentReader::find(std::string_view key) const {
  const std::string term = std::string(prefix::kKey).append(key);
  return guard_xapian(
      kReading, StoreAccess::kRead, [&]() -> Result<std::optional<Placed>> {
        for (std::size_t i = 0; i < databases_.size(); ++i) {
          const Xapian::Database& database = databases_[i];
          const auto posting = database.postlist_begin(term);
          if (posting == database.postlist_end(term)) continue;
          const Xapian::docid id = *posting;
          const Xapian::Document document =
              database.get_document(id, Xapian::DOC_ASSUME_VALID);
          return std::optional<Placed>(
              Placed{i, id, document.get_value(slot::kContentHash)});
        }
        return std::optional<Placed>();
      });
}

Result<void> SegmentReader::for_each(
    std::size_t segment,
    const std::function<bool(const StoredDocument&)>& visit) const {
  return guard_xapian(kReading, StoreAccess::kRead, [&]() -> Result<void> {
    Xapian::Database database = databases_[segment];
    Xapian::docid next = 1;
    while (true) {
      try {
        visit_from(database, next, visit);
        return {};
      } catch (const Xapian::DatabaseModifiedError&) {
        // Two commits came since it was opened; ids stay what they were.
        database.reopen();
      }
    }
  });
}

Result<void> SegmentReader::for_each(
    const std::function<bool(const StoredDocument&)>& visit) const {
  bool more = true;
  for (std::size_t i = 0; more && i < databases_.size(); ++i) {
    Result<void> read = for_each(i, [&](const StoredDocument& document) {
      return more = visit(document);
    });
    if (!read) return read;
  }
  return {};
}

}  // namespace lede
