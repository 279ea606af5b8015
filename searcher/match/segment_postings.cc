// SPDX-License-Identifier: GPL-3.0-or-later

#include "searcher/match/segment_postings.h"

#include <algorithm>
#include <functional>
#include <utility>

#include "searcher/match/bits.h"

namespace lede {
namespace {

void set_bit(std::uint32_t at, std::vector<std::uint64_t>& words) {
  words[at / 64] |= std::uint64_t{1} << (at % 64);
}

// How many of a block's postings have their bit in `words`.
std::uint32_t count_marked(const PostingBlock& block,
                           std::span<const std::uint64_t> words) {
  std::uint32_t marked = 0;
  for (const std::uint16_t low : block.low) {
    marked += static_cast<std::uint32_t>(words[low / 64] >> (low % 64) & 1);
  }
  return marked;
}

}  // namespace

std::shared_ptr<const SegmentPostings> SegmentPostings::open(
    const std::filesystem::path& folder, const Xapian::Database& database,
    std::span<const std::uint32_t> hidden) {
  auto file = PostingsFile::open(folder);
  if (!file || (*file)->database_uuid() != database.get_uuid()) return nullptr;
  std::shared_ptr<SegmentPostings> made(new SegmentPostings);
  made->file_ = std::move(*file);
  made->documents_ = database.get_doccount();
  if (made->documents_ != made->file_->documents()) {
    made->find_deleted(database);
  }
  made->hide(hidden);
  made->in_date_order_ = made->file_->in_date_order();
  const auto dates = made->file_->published();
  if (!dates.empty()) made->newest_ = std::ranges::max(dates);
  return made;
}

void SegmentPostings::find_deleted(const Xapian::Database& database) {
  deleted_.assign(blocks() * kBitmapWords, 0);
  seen_.assign(blocks() * kBitmapWords, 0);
  for (auto live = database.postlist_begin("");
       live != database.postlist_end(""); ++live) {
    const auto ordinal = file_->ordinal(*live);
    if (ordinal) set_bit(*ordinal, seen_);
  }
  for (std::size_t i = 0; i < seen_.size(); ++i) deleted_[i] = ~seen_[i];
}

void SegmentPostings::hide(std::span<const std::uint32_t> ids) {
  if (ids.empty()) return;
  if (seen_.empty()) {
    seen_.assign(blocks() * kBitmapWords, ~std::uint64_t{0});
  }
  for (const std::uint32_t id : ids) {
    const auto ordinal = file_->ordinal(id);
    if (!ordinal) continue;
    seen_[*ordinal / 64] &= ~(std::uint64_t{1} << (*ordinal % 64));
  }
}

std::uint32_t SegmentPostings::frequency(const PostingList& list) const {
  std::uint32_t frequency = list.frequency();
  if (deleted_.empty()) return frequency;
  for (std::uint32_t i = 0; i < list.blocks(); ++i) {
    const PostingBlock block = list.block(i);
    if (block.block >= blocks()) continue;
    frequency -= count_marked(
        block,
        std::span(deleted_).subspan(block.block * kBitmapWords, kBitmapWords));
  }
  return frequency;
}

std::uint32_t SegmentPostings::block_size(std::uint32_t block) const {
  return std::min(kPostingBlock, file_->documents() - block * kPostingBlock);
}

ViewPostings::ViewPostings(
    std::vector<std::shared_ptr<const SegmentPostings>> segments,
    const Xapian::Database& database)
    : segments_(std::move(segments)),
      documents_(database.get_doccount()),
      average_length_(database.get_avlength()),
      inverse_average_(average_length_ > 0 ? 1 / average_length_ : 0) {
  for (const auto& segment : segments_) {
    std::vector<float>& norms = norms_.emplace_back();
    norms.resize(std::size_t{segment->blocks()} * kPostingBlock, 1.0F);
    stretches_.push_back(stretch(segment->file()));
    const auto lengths = segment->file().lengths();
    for (std::size_t i = 0; i < lengths.size(); ++i) {
      norms[i] = static_cast<float>(norm(lengths[i]));
    }
  }
}

double ViewPostings::stretch(const PostingsFile& file) const {
  if (file.total_length() == 0) return 1;
  const double own =
      static_cast<double>(file.total_length()) / file.documents();
  return std::max(1.0, average_length_ / own);
}

std::uint32_t ViewPostings::frequency(std::string_view term) const {
  std::uint32_t frequency = 0;
  for (const auto& segment : segments_) {
    const auto list = segment->file().find(term);
    if (list) frequency += segment->frequency(*list);
  }
  return frequency;
}

std::string_view ViewPostings::article_id(Xapian::docid id) const {
  const auto count = static_cast<Xapian::docid>(segments_.size());
  const PostingsFile& file = segments_[(id - 1) % count]->file();
  const auto ordinal = file.ordinal((id - 1) / count + 1);
  return ordinal ? file.id_text(*ordinal) : std::string_view();
}

void ViewPostings::keep_within(std::uint64_t bytes) const {
  if (internal::resident_mapped_bytes() <= bytes) return;
  std::vector<const PostingsFile*> files;
  for (const auto& segment : segments_) files.push_back(&segment->file());
  std::ranges::sort(files, std::greater(), &PostingsFile::file_bytes);
  for (const PostingsFile* file : files) {
    file->release_lists();
    if (internal::resident_mapped_bytes() <= bytes) return;
  }
  for (const PostingsFile* file : files) file->release();
}

}  // namespace lede
