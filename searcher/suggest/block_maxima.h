// SPDX-License-Identifier: GPL-3.0-or-later
//
// The largest of a stretch of a long row of counts, without reading all of it.

#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <utility>
#include <vector>

namespace lede {

struct RankedIndex {
  std::uint32_t index = 0;
  std::uint32_t count = 0;
};

// The maximum of each kBlock counts in turn. Immutable once made: any number of
// threads may share one. Takes a byte for each 64 counts.
class BlockMaxima {
 public:
  static constexpr std::uint32_t kBlock = 256;

  BlockMaxima() = default;
  // `count_of(i)` for i in [0, size); each is asked once, in order.
  template <typename CountOf>
  BlockMaxima(std::uint32_t size, CountOf count_of)
      : maxima_((std::size_t{size} + kBlock - 1) / kBlock) {
    for (std::uint32_t i = 0; i < size; ++i) {
      std::uint32_t& most = maxima_[i / kBlock];
      most = std::max<std::uint32_t>(most, count_of(i));
    }
  }

  // The `limit` indexes in [begin, end) with the highest counts above 0 for
  // which `keep(index)` holds, highest first, the lower of equals first. Reads
  // the counts of the blocks that may hold one of them.
  template <typename CountOf, typename Keep>
  [[nodiscard]] std::vector<RankedIndex> top(std::uint32_t begin,
                                             std::uint32_t end,
                                             std::size_t limit,
                                             CountOf count_of,
                                             Keep keep) const {
    std::vector<RankedIndex> best;  // a heap, the worst in front
    if (begin >= end || limit == 0) return best;
    std::vector<RankedIndex> blocks;  // a heap, the best in front
    for (std::uint32_t i = begin / kBlock; i <= (end - 1) / kBlock; ++i) {
      blocks.push_back({i, maxima_[i]});
    }
    const auto worse = [](const RankedIndex& a, const RankedIndex& b) {
      return a.count != b.count ? a.count < b.count : a.index > b.index;
    };
    const auto better = [&](const RankedIndex& a, const RankedIndex& b) {
      return worse(b, a);
    };
    std::ranges::make_heap(blocks, worse);
    while (!blocks.empty() && (best.size() < limit ||
                               blocks.front().count >= best.front().count)) {
      std::ranges::pop_heap(blocks, worse);
      const std::uint32_t first = blocks.back().index * kBlock;
      blocks.pop_back();
      const std::uint32_t last = std::min(end, first + kBlock);
      for (std::uint32_t i = std::max(begin, first); i < last; ++i) {
        const RankedIndex found{i, count_of(i)};
        const bool full = best.size() == limit;
        if (found.count == 0 || (full && !better(found, best.front())) ||
            !keep(i)) {
          continue;
        }
        if (full) {
          std::ranges::pop_heap(best, better);
          best.pop_back();
        }
        best.push_back(found);
        std::ranges::push_heap(best, better);
      }
    }
    std::ranges::sort(best, better);
    return best;
  }

  [[nodiscard]] std::size_t bytes() const {
    return maxima_.capacity() * sizeof(std::uint32_t);
  }

 private:
  std::vector<std::uint32_t> maxima_;
};

}  // namespace lede
