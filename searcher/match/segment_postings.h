// SPDX-License-Identifier: GPL-3.0-or-later
//
// The postings files of a view's segments, with what has happened to their
// documents since they were written.

#pragma once

#include <algorithm>
#include <cstdint>
#include <filesystem>
#include <memory>
#include <span>
#include <string_view>
#include <vector>

#include <xapian.h>

#include "common/postings/postings_file.h"
#include "common/ranking_constants.h"

namespace lede {

// Immutable; safe to use from several threads at once.
class SegmentPostings {
 public:
  // Of the segment in `folder`, open as `database`. `hidden`: ids that must not
  // be seen, ascending. Null if there is no
  // postings file that is sound and the database's own. Where documents have
  // been deleted the ids of all are read. Throws what Xapian throws.
  static std::shared_ptr<const SegmentPostings> open(
      const std::filesystem::path& folder, const Xapian::Database& database,
      std::span<const std::uint32_t> hidden);

  [[nodiscard]] const PostingsFile& file() const { return *file_; }
  // Those in the database, hidden ones included.
  [[nodiscard]] std::uint32_t documents() const { return documents_; }
  // Those of them that hold the term of `list`. A walk through the list where
  // documents have been deleted.
  [[nodiscard]] std::uint32_t frequency(const PostingList& list) const;

  // Blocks of ordinals.
  [[nodiscard]] std::uint32_t blocks() const {
    return (file_->documents() + kPostingBlock - 1) / kPostingBlock;
  }
  // Ordinals of a block: kPostingBlock, but fewer in the last.
  [[nodiscard]] std::uint32_t block_size(std::uint32_t block) const;
  // True if every document may be seen: neither deleted nor hidden.
  [[nodiscard]] bool all_seen() const { return seen_.empty(); }
  // Those of a block that may be. REQUIRES: !all_seen().
  [[nodiscard]] std::span<const std::uint64_t> seen(std::uint32_t block) const {
    return std::span(seen_).subspan(block * kBitmapWords, kBitmapWords);
  }

  // See PostingsFile::in_date_order().
  [[nodiscard]] bool in_date_order() const { return in_date_order_; }
  // The latest date; kNoDate if all are undated.
  [[nodiscard]] std::int64_t newest() const { return newest_; }

 private:
  SegmentPostings() = default;
  void find_deleted(const Xapian::Database& database);
  void hide(std::span<const std::uint32_t> ids);

  std::shared_ptr<const PostingsFile> file_;  // readers may outlive the view
  std::uint32_t documents_ = 0;
  std::vector<std::uint64_t> deleted_;  // bitmaps by ordinal; empty: none
  std::vector<std::uint64_t> seen_;
  bool in_date_order_ = false;
  std::int64_t newest_ = kNoDate;
};

// All segments of a view. Immutable; safe to use from several threads at once.
class ViewPostings {
 public:
  // `database` joins the segments, in that order. Computes a norm for each
  // document: some nanoseconds a document.
  ViewPostings(std::vector<std::shared_ptr<const SegmentPostings>> segments,
               const Xapian::Database& database);

  [[nodiscard]] std::size_t size() const { return segments_.size(); }
  [[nodiscard]] const SegmentPostings& segment(std::size_t i) const {
    return *segments_[i];
  }
  [[nodiscard]] std::uint32_t documents() const { return documents_; }
  // norm() by ordinal, for whole blocks.
  [[nodiscard]] std::span<const float> norms(std::size_t segment) const {
    return norms_[segment];
  }
  // See PostingList::bounds(): what the file's own bounds have to be multiplied
  // by under the average length of the view.
  [[nodiscard]] double bound_stretch(std::size_t segment) const {
    return stretches_[segment];
  }
  // What BM25 adds to the wdf below the line, for a document of that length.
  [[nodiscard]] double norm(std::uint32_t length) const {
    return kBm25K1 *
           (1 - kBm25B +
            kBm25B * std::max(length * inverse_average_, kShortestNormLength));
  }

  // Documents that hold the (prefixed) term, in all segments.
  [[nodiscard]] std::uint32_t frequency(std::string_view term) const;
  // The id of a document in the joined database.
  [[nodiscard]] Xapian::docid id(std::size_t segment,
                                 std::uint32_t ordinal) const {
    return static_cast<Xapian::docid>(
        (segments_[segment]->file().id(ordinal) - 1) * segments_.size() +
        segment + 1);
  }
  // Gives back what is mapped, if all mapped files of the process take more
  // than `bytes` of its memory: the postings of the largest segments first, as
  // they come back quickest for what they free, then the tables of terms and
  // documents. See PostingsFile::release_lists().
  void keep_within(std::uint64_t bytes) const;

  // The id of that document's article; empty if there is no such document.
  [[nodiscard]] std::string_view article_id(Xapian::docid id) const;

 private:
  [[nodiscard]] double stretch(const PostingsFile& file) const;

  std::vector<std::shared_ptr<const SegmentPostings>> segments_;
  std::uint32_t documents_ = 0;
  double average_length_ = 0;
  double inverse_average_ = 0;
  std::vector<std::vector<float>> norms_;
  std::vector<double> stretches_;
};

}  // namespace lede
