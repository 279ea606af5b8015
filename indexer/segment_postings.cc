// SPDX-License-Identifier: GPL-3.0-or-later

#include "indexer/segment_postings.h"

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include "common/postings/document_table.h"
#include "common/postings/neighbor_marks.h"
#include "common/postings/postings_merge.h"
#include "common/postings/term_output.h"
#include "common/postings/varint.h"
#include "common/schema.h"
#include "indexer/xapian_errors.h"

namespace lede {
namespace {

namespace fs = std::filesystem;

// The values of a document; its `id_text` lies in `id_text`.
DocumentRow row_of(std::uint32_t id, const Xapian::Document& document,
                   std::string& id_text) {
  id_text = document.get_value(slot::kId);
  DocumentRow row;
  row.id = id;
  row.published =
      decode_instant(document.get_value(slot::kPublished)).value_or(kNoDate);
  row.id_text = id_text;
  for (const unsigned slot : column_slots()) {
    row.columns.push_back(document.get_value(slot));
  }
  return row;
}

std::vector<std::uint32_t> ids_of(const Xapian::Database& database) {
  std::vector<std::uint32_t> ids;
  ids.reserve(database.get_doccount());
  for (auto it = database.postlist_begin(""); it != database.postlist_end("");
       ++it) {
    ids.push_back(*it);
  }
  return ids;
}

void append_positions(Xapian::PositionIterator it,
                      std::vector<std::uint32_t>& positions) {
  for (; it != Xapian::PositionIterator(); ++it) positions.push_back(*it);
}

// Puts the postings of all terms of a database into a file.
class TermCopy {
 public:
  TermCopy(const Xapian::Database& database,
           const std::vector<std::uint32_t>& ids, internal::TermOutput& out)
      : database_(database), ids_(ids), out_(out) {
    places_begin_.reserve(ids.size() + 1);
    places_begin_.push_back(0);
    for (const std::uint32_t id : ids) {
      places_begin_.push_back(
          places_begin_.back() +
          internal::NeighborMarks::places_for(database.get_doclength(id)));
    }
    places_.resize(places_begin_.back());
  }

  void run() {
    for (auto term = database_.allterms_begin();
         term != database_.allterms_end(); ++term) {
      const std::string text = *term;
      const std::uint8_t mark = neighbor_mark(text);
      read_list(text, [&](std::uint32_t ordinal, std::uint32_t /*wdf*/) {
        marks(ordinal).add(positions_, mark);
      });
    }
    for (auto term = database_.allterms_begin();
         term != database_.allterms_end(); ++term) {
      const std::string text = *term;
      read_list(text, [&](std::uint32_t ordinal, std::uint32_t wdf) {
        internal::encode_positions(positions_, bytes_);
        out_.add(ordinal, wdf, bytes_, marks(ordinal).beside(positions_));
      });
      out_.end_term(text);
    }
  }

 private:
  // Calls take(ordinal, wdf) for each posting, with positions_ its own.
  template <typename Take>
  void read_list(const std::string& term, Take take) {
    auto ordinal = ids_.begin();
    for (auto it = database_.postlist_begin(term);
         it != database_.postlist_end(term); ++it) {
      ordinal = std::lower_bound(ordinal, ids_.end(), *it);
      positions_.clear();
      append_positions(it.positionlist_begin(), positions_);
      take(static_cast<std::uint32_t>(ordinal - ids_.begin()), it.get_wdf());
    }
  }

  internal::NeighborMarks marks(std::uint32_t ordinal) {
    return internal::NeighborMarks(std::span(places_).subspan(
        places_begin_[ordinal],
        places_begin_[ordinal + 1] - places_begin_[ordinal]));
  }

  const Xapian::Database& database_;
  const std::vector<std::uint32_t>& ids_;
  internal::TermOutput& out_;
  std::vector<std::size_t> places_begin_;  // by ordinal
  std::vector<std::uint8_t> places_;       // of all documents
  std::vector<std::uint32_t> positions_;
  std::vector<std::uint8_t> bytes_;
};

// Sorts the file of the segment in `folder`, whose documents those are, by
// date.
Result<void> sort_by_date(const fs::path& folder,
                          const std::vector<std::uint32_t>& ids) {
  Result<std::shared_ptr<const PostingsFile>> file = PostingsFile::open(folder);
  if (!file) return file.error();
  if ((*file)->in_date_order()) return {};
  const std::vector<MergeInput> input = {{*file, ids}};
  return merge_postings(input, folder, (*file)->database_uuid());
}

Result<void> make_from(const Xapian::Database& database,
                       const fs::path& folder) {
  internal::DocumentTable documents;
  const std::vector<std::uint32_t> ids = ids_of(database);
  std::string id_text;
  for (const std::uint32_t id : ids) {
    DocumentRow row = row_of(id, database.get_document(id), id_text);
    row.length = database.get_doclength(id);
    documents.add(row);
  }
  internal::TermOutput out(postings_path(folder), documents);
  TermCopy(database, ids, out).run();
  if (auto made = out.finish(database.get_uuid()); !made) return made;
  return sort_by_date(folder, ids);
}

Result<void> merge_files(std::span<const fs::path> parts,
                         const fs::path& folder,
                         std::string_view database_uuid) {
  std::vector<MergeInput> inputs;
  for (const fs::path& part : parts) {
    Result<std::shared_ptr<const PostingsFile>> file = PostingsFile::open(part);
    if (!file) return file.error();
    const Xapian::Database database(part.string());
    if ((*file)->database_uuid() != database.get_uuid()) {
      return Error{ErrorCode::kCorrupt,
                   postings_path(part).string() + " is another segment's"};
    }
    inputs.push_back({std::move(*file), ids_of(database)});
  }
  return merge_postings(inputs, folder, database_uuid);
}

}  // namespace

SegmentWriter::SegmentWriter(const fs::path& folder)
    : folder_(folder), database_(folder) {}

Result<void> SegmentWriter::add(std::uint32_t id, const BuiltDocument& built) {
  const PostingTable& table = *built.terms;
  terms_.clear();
  positions_.clear();
  for (const PostingTable::TermId term : table.sorted()) {
    const std::string_view text = table.text(term);
    if (!is_storable_term(text)) {
      return Error{ErrorCode::kInvalidArgument,
                   "it makes a term of " + std::to_string(text.size()) +
                       " bytes, which the index cannot hold"};
    }
    const std::size_t first = positions_.size();
    table.append_positions(term, positions_);
    terms_.push_back({text, table.wdf(term), static_cast<std::uint32_t>(first),
                      static_cast<std::uint32_t>(positions_.size() - first)});
  }
  database_.add_document(id, terms_, built.document);
  std::string id_text;
  postings_.add(row_of(id, built.document, id_text), terms_, positions_);
  return {};
}

Result<void> SegmentWriter::finish() {
  if (documents() == 0) return {};
  auto written = postings_.write(folder_, database_.uuid(), &database_);
  if (!written) return written;
  return database_.finish();
}

Result<void> make_postings(const fs::path& folder) {
  return guard_xapian("reading " + folder.string(), StoreAccess::kRead, [&] {
    return make_from(Xapian::Database(folder.string()), folder);
  });
}

Result<void> merge_segment_postings(std::span<const fs::path> parts,
                                    const fs::path& folder,
                                    std::string_view database_uuid) {
  return guard_xapian("reading segments", StoreAccess::kRead, [&] {
    return merge_files(parts, folder, database_uuid);
  });
}

}  // namespace lede
