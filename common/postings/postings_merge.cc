// SPDX-License-Identifier: GPL-3.0-or-later

#include "common/postings/postings_merge.h"

#include <algorithm>
#include <functional>
#include <queue>
#include <tuple>

#include "common/postings/document_table.h"
#include "common/postings/term_output.h"

namespace lede {
namespace {

// A document that is kept.
struct Kept {
  DatePlace place;
  internal::DocumentSource source;
};

// A posting of the term at hand: its new ordinal, and below that its place in
// its input's list.
using PostingKey = std::uint64_t;

constexpr PostingKey key_of(std::uint32_t ordinal, std::uint32_t posting) {
  return PostingKey{ordinal} << 32 | posting;
}

// Merges two sorted stretches. Which one goes on cannot be foretold, so that
// nothing branches on it.
void merge_two(std::span<const PostingKey> a, std::span<const PostingKey> b,
               std::vector<PostingKey>& out) {
  const std::size_t begin = out.size();
  out.resize(begin + a.size() + b.size());
  PostingKey* to = out.data() + begin;
  std::size_t i = 0;
  std::size_t j = 0;
  while (i < a.size() && j < b.size()) {
    const bool first = a[i] < b[j];
    *to++ = first ? a[i] : b[j];
    i += first ? 1 : 0;
    j += first ? 0 : 1;
  }
  to = std::ranges::copy(a.subspan(i), to).out;
  std::ranges::copy(b.subspan(j), to);
}

// The postings of one term, in new ordinals. Reused from term to term, it stops
// allocating.
class MergedPostings {
 public:
  // Adds those of a list; `renumbered`: new ordinals by its own, or kDead.
  void add(const PostingList& list, std::span<const std::uint32_t> renumbered) {
    const std::size_t begin = keys_.size();
    for (std::uint32_t i = 0; i < list.blocks(); ++i) {
      const PostingBlock block = list.block(i);
      for (std::uint32_t j = 0; j < block.low.size(); ++j) {
        const std::uint32_t old = block.block * kPostingBlock + block.low[j];
        if (old >= renumbered.size() || renumbered[old] == kDead) continue;
        keys_.push_back(key_of(renumbered[old], block.first + j));
      }
    }
    const auto added = std::span(keys_).subspan(begin);
    if (!std::ranges::is_sorted(added)) std::ranges::sort(added);
    ends_.push_back(keys_.size());
  }

  // All that were added, sorted. Valid until clear().
  std::span<const PostingKey> sorted() {
    while (ends_.size() > 1) merge_pairs();
    return keys_;
  }

  void clear() {
    keys_.clear();
    ends_.clear();
  }

  static constexpr std::uint32_t kDead = UINT32_MAX;

 private:
  // Of each two stretches that were added makes one.
  void merge_pairs() {
    merged_.clear();
    std::vector<std::size_t> ends;
    const std::span<const PostingKey> keys(keys_);
    std::size_t begin = 0;
    for (std::size_t i = 0; i < ends_.size(); i += 2) {
      const std::size_t middle = ends_[i];
      const std::size_t end = i + 1 < ends_.size() ? ends_[i + 1] : middle;
      merge_two(keys.subspan(begin, middle - begin),
                keys.subspan(middle, end - middle), merged_);
      ends.push_back(end);
      begin = end;
    }
    std::swap(keys_, merged_);
    ends_ = std::move(ends);
  }

  std::vector<PostingKey> keys_;
  std::vector<PostingKey> merged_;
  std::vector<std::size_t> ends_;  // of stretches of keys_, each sorted
};

// Adds the live documents of an input, the `number`th.
Result<void> add_kept(const MergeInput& input, std::uint32_t number,
                      std::vector<Kept>& kept) {
  for (const std::uint32_t id : input.live) {
    const auto ordinal = input.file->ordinal(id);
    if (!ordinal) {
      return Error{ErrorCode::kCorrupt, "document " + std::to_string(id) +
                                            " is not in its postings file"};
    }
    kept.push_back(
        {{input.file->published()[*ordinal], id}, {number, *ordinal}});
  }
  return {};
}

// The terms of all inputs side by side, the lowest first.
class TermWalk {
 public:
  TermWalk(std::span<const PostingsFile* const> files,
           std::span<const internal::DocumentSource> documents)
      : files_(files), lists_(files.size()), at_(files.size(), 0) {
    for (const PostingsFile* file : files) {
      renumbered_.emplace_back(file->documents(), MergedPostings::kDead);
    }
    for (const internal::DocumentSource& document : documents) {
      const auto ordinal = static_cast<std::uint32_t>(file_of_.size());
      renumbered_[document.file][document.ordinal] = ordinal;
      file_of_.push_back(document.file);
    }
  }

  void run(internal::TermOutput& out) {
    const auto behind = [this](std::size_t a, std::size_t b) {
      return term(a) > term(b);
    };
    std::priority_queue<std::size_t, std::vector<std::size_t>, decltype(behind)>
        queue(behind);
    for (std::size_t i = 0; i < files_.size(); ++i) {
      if (files_[i]->terms() > 0) queue.push(i);
    }
    while (!queue.empty()) {
      const std::string_view lowest = term(queue.top());
      while (!queue.empty() && term(queue.top()) == lowest) {
        const std::size_t i = queue.top();
        queue.pop();
        lists_[i] = files_[i]->list(at_[i]);
        postings_.add(lists_[i], renumbered_[i]);
        if (++at_[i] < files_[i]->terms()) queue.push(i);
      }
      put_postings(out);
      out.end_term(lowest);
    }
  }

 private:
  [[nodiscard]] std::string_view term(std::size_t file) const {
    return files_[file]->term(at_[file]);
  }

  void put_postings(internal::TermOutput& out) {
    for (const PostingKey key : postings_.sorted()) {
      const auto ordinal = static_cast<std::uint32_t>(key >> 32);
      const auto posting = static_cast<std::uint32_t>(key);
      const PostingList& list = lists_[file_of_[ordinal]];
      out.add(ordinal, list.wdf(posting), list.position_bytes(posting),
              list.neighbors(posting));
    }
    postings_.clear();
  }

  std::span<const PostingsFile* const> files_;
  std::vector<std::vector<std::uint32_t>> renumbered_;  // by file and ordinal
  std::vector<std::uint32_t> file_of_;                  // by new ordinal
  std::vector<PostingList> lists_;  // by file, of the term at hand or older
  std::vector<std::uint32_t> at_;   // by file: its next term
  MergedPostings postings_;         // of the term at hand
};

}  // namespace

Result<void> merge_postings(std::span<const MergeInput> inputs,
                            const std::filesystem::path& folder,
                            std::string_view database_uuid) {
  std::vector<const PostingsFile*> files;
  std::vector<Kept> kept;
  for (const MergeInput& input : inputs) {
    if (auto sound = input.file->verify(); !sound) return sound;
    const auto number = static_cast<std::uint32_t>(files.size());
    if (auto added = add_kept(input, number, kept); !added) return added;
    files.push_back(input.file.get());
  }
  std::ranges::sort(kept, std::less(), &Kept::place);
  std::vector<internal::DocumentSource> sources;
  sources.reserve(kept.size());
  for (const Kept& document : kept) sources.push_back(document.source);
  internal::DocumentTable documents;
  documents.add_all(files, sources);
  internal::TermOutput out(postings_path(folder), documents);
  TermWalk(files, sources).run(out);
  return out.finish(database_uuid);
}

}  // namespace lede
