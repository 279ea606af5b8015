// SPDX-License-Identifier: GPL-3.0-or-later
//
// Does a postings file say what its database says? It may hold documents that
// the database has deleted since; they are passed over.

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include <xapian.h>

#include "common/postings/postings_file.h"
#include "common/schema.h"
#include "indexer/segment_postings.h"
#include "indexer/xapian_errors.h"

namespace lede {
namespace {

// One list of so many is compared posting by posting: reading all of them out
// of the database would take as long as writing it.
constexpr std::uint32_t kCheckedShare = 64;

Error differs(const std::string& what) {
  return {ErrorCode::kCorrupt,
          "its postings file differs from the database in " + what};
}

class PostingsCheck {
 public:
  PostingsCheck(const PostingsFile& file, const Xapian::Database& database)
      : file_(file), database_(database), live_(file.documents(), false) {}

  Result<void> run() {
    if (file_.database_uuid() != database_.get_uuid()) {
      return differs("its identity: it is another segment's");
    }
    if (auto same = check_documents(); !same) return same;
    return check_terms();
  }

 private:
  Result<void> check_documents() {
    for (auto it = database_.postlist_begin("");
         it != database_.postlist_end(""); ++it) {
      const auto ordinal = file_.ordinal(*it);
      const std::string name = "document " + std::to_string(*it);
      if (!ordinal) return differs(name + ", which it lacks");
      live_[*ordinal] = true;
      if (!has_values(*ordinal, database_.get_document(*it))) {
        return differs("the values of " + name);
      }
      if (file_.lengths()[*ordinal] != database_.get_doclength(*it)) {
        return differs("the length of " + name);
      }
    }
    return {};
  }

  bool has_values(std::uint32_t ordinal,
                  const Xapian::Document& document) const {
    const auto published = decode_instant(document.get_value(slot::kPublished));
    if (file_.published()[ordinal] != published.value_or(kNoDate)) {
      return false;
    }
    if (file_.id_text(ordinal) != document.get_value(slot::kId)) return false;
    return std::ranges::all_of(column_slots(), [&](unsigned slot) {
      const ValueColumn column = file_.column(slot);
      return column.value(column.numbers[ordinal]) == document.get_value(slot);
    });
  }

  // Both in the order of terms; of the file's, those that deleted documents
  // alone have are passed over.
  Result<void> check_terms() {
    auto theirs = database_.allterms_begin();
    for (std::uint32_t i = 0; i < file_.terms(); ++i) {
      const PostingList list = file_.list(i);
      const std::uint32_t frequency = live_frequency(list);
      if (frequency == 0) continue;
      const std::string term(file_.term(i));
      if (theirs == database_.allterms_end() || *theirs != term) {
        return differs("whether there is a term " + term);
      }
      if (theirs.get_termfreq() != frequency) {
        return differs("how many documents have the term " + term);
      }
      if (i % kCheckedShare == 0 && !same_postings(term, list)) {
        return differs("the postings of the term " + term);
      }
      ++theirs;
    }
    if (theirs == database_.allterms_end()) return {};
    return differs("the term " + *theirs + ", which it lacks");
  }

  [[nodiscard]] std::uint32_t live_frequency(const PostingList& list) const {
    std::uint32_t frequency = 0;
    for (std::uint32_t i = 0; i < list.blocks(); ++i) {
      const PostingBlock block = list.block(i);
      for (const std::uint16_t low : block.low) {
        const std::uint32_t ordinal = block.block * kPostingBlock + low;
        if (ordinal < live_.size() && live_[ordinal]) ++frequency;
      }
    }
    return frequency;
  }

  [[nodiscard]] bool same_postings(const std::string& term,
                                   const PostingList& list) const {
    auto theirs = database_.postlist_begin(term);
    const auto end = database_.postlist_end(term);
    for (const auto& [id, posting] : live_postings(list)) {
      if (theirs == end || *theirs != id ||
          theirs.get_wdf() != list.wdf(posting) ||
          !same_positions(theirs, list.positions(posting))) {
        return false;
      }
      ++theirs;
    }
    return theirs == end;
  }

  // By the ids of their documents, as the database has them.
  [[nodiscard]] std::vector<std::pair<std::uint32_t, std::uint32_t>>
  live_postings(const PostingList& list) const {
    std::vector<std::pair<std::uint32_t, std::uint32_t>> postings;
    for (std::uint32_t i = 0; i < list.blocks(); ++i) {
      const PostingBlock block = list.block(i);
      for (std::uint32_t j = 0; j < block.low.size(); ++j) {
        const std::uint32_t ordinal =
            block.block * kPostingBlock + block.low[j];
        if (ordinal >= live_.size() || !live_[ordinal]) continue;
        postings.emplace_back(file_.ids()[ordinal], block.first + j);
      }
    }
    std::ranges::sort(postings);
    return postings;
  }

  static bool same_positions(const Xapian::PostingIterator& theirs,
                             PositionCursor ours) {
    for (auto it = theirs.positionlist_begin(); it != theirs.positionlist_end();
         ++it) {
      if (ours.done() || ours.position() != *it) return false;
      ours.next();
    }
    return ours.done();
  }

  const PostingsFile& file_;
  const Xapian::Database& database_;
  std::vector<bool> live_;  // by ordinal: the database still has it
};

}  // namespace

Result<void> check_postings(const std::filesystem::path& folder) {
  const Result<std::shared_ptr<const PostingsFile>> file =
      PostingsFile::open(folder);
  if (!file) return file.error();
  if (auto sound = (*file)->verify(); !sound) {
    return sound.error().with_context("its postings file");
  }
  return guard_xapian(
      "comparing its postings file", StoreAccess::kRead, [&]() -> Result<void> {
        return PostingsCheck(**file, Xapian::Database(folder.string())).run();
      });
}

}  // namespace lede
