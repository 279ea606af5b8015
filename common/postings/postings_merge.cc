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

constexpr std::uint32_t kDead = UINT32_MAX;

// An input, walked through term by term.
class Walk {
 public:
  Walk(const PostingsFile& file, const std::vector<bool>& keep,
       std::uint32_t first_ordinal)
      : file_(file) {
    renumbered_.reserve(keep.size());
    for (const bool kept : keep) {
      renumbered_.push_back(kept ? first_ordinal++ : kDead);
    }
  }

  [[nodiscard]] bool done() const { return at_ == file_.terms(); }
  [[nodiscard]] std::string_view term() const { return file_.term(at_); }
  void next() { ++at_; }

  // Copies the postings of the term to `out`.
  void copy(internal::TermOutput& out) const {
    const PostingList list = file_.list(at_);
    for (std::uint32_t i = 0; i < list.blocks(); ++i) {
      const PostingBlock block = list.block(i);
      for (std::uint32_t j = 0; j < block.low.size(); ++j) {
        const std::uint32_t old = block.block * kPostingBlock + block.low[j];
        if (old >= renumbered_.size() || renumbered_[old] == kDead) continue;
        const std::uint32_t posting = block.first + j;
        const std::uint32_t wdf =
            block.wdf[j] == kWideWdf ? list.wdf(posting) : block.wdf[j];
        out.add(renumbered_[old], wdf, list.position_bytes(posting),
                list.neighbors(posting));
      }
    }
  }

 private:
  const PostingsFile& file_;
  std::vector<std::uint32_t> renumbered_;  // by ordinal
  std::uint32_t at_ = 0;                   // term
};

Result<std::vector<bool>> kept_of(const MergeInput& input) {
  std::vector<bool> keep(input.file->documents(), false);
  for (const std::uint32_t id : input.live) {
    const auto ordinal = input.file->ordinal(id);
    if (!ordinal) {
      return Error{ErrorCode::kCorrupt, "document " + std::to_string(id) +
                                            " is not in its postings file"};
    }
    keep[*ordinal] = true;
  }
  return keep;
}

// Walks of all inputs side by side, the lowest term first, of one term the
// earlier input.
void merge_terms(std::vector<Walk>& walks, internal::TermOutput& out) {
  const auto behind = [&walks](std::size_t a, std::size_t b) {
    return std::tuple(walks[a].term(), a) > std::tuple(walks[b].term(), b);
  };
  std::priority_queue<std::size_t, std::vector<std::size_t>, decltype(behind)>
      queue(behind);
  for (std::size_t i = 0; i < walks.size(); ++i) {
    if (!walks[i].done()) queue.push(i);
  }
  while (!queue.empty()) {
    const std::string_view term = walks[queue.top()].term();
    while (!queue.empty() && walks[queue.top()].term() == term) {
      const std::size_t at = queue.top();
      queue.pop();
      walks[at].copy(out);
      walks[at].next();
      if (!walks[at].done()) queue.push(at);
    }
    out.end_term(term);
  }
}

}  // namespace

Result<void> merge_postings(std::span<const MergeInput> inputs,
                            const std::filesystem::path& folder,
                            std::string_view database_uuid) {
  internal::DocumentTable documents;
  std::vector<Walk> walks;
  for (const MergeInput& input : inputs) {
    if (auto sound = input.file->verify(); !sound) return sound;
    Result<std::vector<bool>> keep = kept_of(input);
    if (!keep) return keep.error();
    walks.emplace_back(*input.file, *keep, documents.documents());
    documents.add_all(*input.file, *keep);
  }
  internal::TermOutput out(postings_path(folder), documents);
  merge_terms(walks, out);
  return out.finish(database_uuid);
}

}  // namespace lede
