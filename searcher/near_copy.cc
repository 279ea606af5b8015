// SPDX-License-Identifier: GPL-3.0-or-later
//
// Containment of byte four-grams.

#include "searcher/near_copy.h"

#include <algorithm>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <vector>

namespace lede {
namespace {

constexpr double kShared = 0.7;

constexpr std::uint64_t kInFirst = std::uint64_t{1} << 32;
constexpr std::uint64_t kInSecond = std::uint64_t{2} << 32;

// Which of two texts have a gram: an open hash table, as sorting the grams of
// both was a tenth of an answer's time.
class GramTable {
 public:
  explicit GramTable(std::size_t grams)
      : slots_(std::bit_ceil(2 * grams + 1), 0),
        shift_(64 - std::countr_zero(slots_.size())) {}

  // Notes that a text has the gram; which had it before.
  std::uint64_t note(std::uint32_t gram, std::uint64_t text) {
    constexpr std::uint64_t kMultiplier = 0x9e3779b97f4a7c15;
    for (std::size_t at = (gram * kMultiplier) >> shift_;; ++at) {
      std::uint64_t& slot = slots_[at & (slots_.size() - 1)];
      if (slot != 0 && static_cast<std::uint32_t>(slot) != gram) continue;
      const std::uint64_t before = slot & (kInFirst | kInSecond);
      slot |= text | gram;
      return before;
    }
  }

 private:
  std::vector<std::uint64_t> slots_;  // gram and who has it; 0: free
  int shift_;
};

template <typename Take>
void for_each_gram(std::string_view text, Take take) {
  for (std::size_t i = 0; i + sizeof(std::uint32_t) <= text.size(); ++i) {
    std::uint32_t gram = 0;
    std::memcpy(&gram, text.data() + i, sizeof gram);
    take(gram);
  }
}

}  // namespace

bool is_near_copy(std::string_view a, std::string_view b) {
  GramTable table(a.size() + b.size());
  std::size_t first = 0;
  std::size_t second = 0;
  std::size_t shared = 0;
  for_each_gram(a, [&](std::uint32_t gram) {
    if (table.note(gram, kInFirst) == 0) ++first;
  });
  for_each_gram(b, [&](std::uint32_t gram) {
    const std::uint64_t before = table.note(gram, kInSecond);
    if ((before & kInSecond) != 0) return;
    ++second;
    if (before != 0) ++shared;
  });
  return static_cast<double>(shared) >=
         kShared * static_cast<double>(std::min(first, second));
}

}  // namespace lede
