// SPDX-License-Identifier: GPL-3.0-or-later
//
//   starts    1        9            21          positions of XN
//   phrase       3  5    11  14        25       of its first term
//   passage      0  0    1   1         2        in which it ends, too
//
// A document is one if some passage is among those of every phrase. Of
// quotations the ends tell how far each reaches; other passages reach to the
// next.

#include "searcher/match/passages.h"

#include <algorithm>
#include <iterator>
#include <limits>
#include <utility>

#include "common/schema.h"

namespace lede {
namespace {

// Where the terms stand one behind the other.
TermPositions phrase_positions(const std::vector<std::string>& terms,
                               const PositionsOf& positions_of) {
  TermPositions begins = positions_of(terms.front());
  for (std::size_t i = 1; i < terms.size() && !begins.empty(); ++i) {
    const TermPositions next = positions_of(terms[i]);
    std::erase_if(begins, [&](std::uint32_t begin) {
      return !std::ranges::binary_search(next,
                                         begin + static_cast<std::uint32_t>(i));
    });
  }
  return begins;
}

// The terms of positions at which passages begin and end; without an end where
// each goes on to the next.
struct Bounds {
  std::string start;
  std::string end;
};

Bounds bounds_of(Passage passage) {
  switch (passage) {
    case Passage::kSentence:
      return {std::string(prefix::kSentenceStart), ""};
    case Passage::kParagraph:
      return {std::string(prefix::kParagraphStart), ""};
    case Passage::kQuotation:
      return {std::string(prefix::kQuotationStart),
              std::string(prefix::kQuotationEnd)};
  }
  return {};
}

// Half-open ranges of positions, ascending.
class Passages {
 public:
  Passages(const Bounds& bounds, const PositionsOf& positions_of)
      : starts_(positions_of(bounds.start)) {
    if (!bounds.end.empty()) {
      ends_ = positions_of(bounds.end);
    } else if (!starts_.empty()) {
      ends_.assign(starts_.begin() + 1, starts_.end());
      ends_.push_back(std::numeric_limits<std::uint32_t>::max());
    }
  }

  // Those that hold a stretch of `size` positions from one of `begins` on.
  [[nodiscard]] std::vector<std::size_t> holding(const TermPositions& begins,
                                                 std::size_t size) const {
    std::vector<std::size_t> found;
    for (const std::uint32_t begin : begins) {
      const auto next = static_cast<std::size_t>(
          std::ranges::upper_bound(starts_, begin) - starts_.begin());
      if (next == 0 || next > ends_.size() ||
          begin + static_cast<std::uint32_t>(size) > ends_[next - 1] ||
          (!found.empty() && found.back() == next)) {
        continue;
      }
      found.push_back(next);
    }
    return found;
  }

 private:
  TermPositions starts_;
  TermPositions ends_;
};

}  // namespace

bool in_one_passage(const OnePassage& asked, const PositionsOf& positions_of) {
  const Passages passages(bounds_of(asked.passage), positions_of);
  std::vector<std::size_t> common;
  for (const OnePassage::Phrase& phrase : asked.phrases) {
    std::vector<std::size_t> own = passages.holding(
        phrase_positions(phrase.terms, positions_of), phrase.positions);
    if (&phrase != &asked.phrases.front()) {
      std::vector<std::size_t> both;
      std::ranges::set_intersection(own, common, std::back_inserter(both));
      own = std::move(both);
    }
    if (own.empty()) return false;
    common = std::move(own);
  }
  return true;
}

}  // namespace lede
