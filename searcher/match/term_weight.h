// SPDX-License-Identifier: GPL-3.0-or-later
//
// What a term, or a synonym of several, weighs in a document.

#pragma once

#include <cmath>
#include <cstdint>

#include "common/ranking_constants.h"

namespace lede {

// Of BM25+, see text_weight().
inline constexpr double kBm25PlusDelta = 0.5;

// base + scale * impact: BM25 as Xapian 1.4 computes it (k3 does not matter for
// a term asked for once), or BM25+.
class TermWeight {
 public:
  // Weighs nothing.
  TermWeight() = default;

  // `frequency` of `documents` hold it; `factor`: what it is scaled by.
  static TermWeight bm25(std::uint32_t frequency, std::uint32_t documents,
                         double factor) {
    double odds = (documents - frequency + 0.5) / (frequency + 0.5);
    if (odds < 2) odds = odds * 0.5 + 1;
    return {(kBm25K1 + 1) * std::log(odds) * factor, 0};
  }
  static TermWeight bm25_plus(std::uint32_t frequency, std::uint32_t documents,
                              double factor) {
    if (frequency == 0) return {};
    const double idf = std::log((documents + 1.0) / frequency) * factor;
    return {(kBm25K1 + 1) * idf, kBm25PlusDelta * idf};
  }

  // `norm`: ViewPostings::norm() of the document.
  [[nodiscard]] double of(std::uint32_t wdf, double norm) const {
    return base_ + scale_ * (wdf / (wdf + norm));
  }
  // At most, for impacts up to `impact`.
  [[nodiscard]] double bound(double impact) const {
    return base_ + scale_ * impact;
  }
  [[nodiscard]] float scale() const { return static_cast<float>(scale_); }
  [[nodiscard]] float base() const { return static_cast<float>(base_); }
  [[nodiscard]] bool weighs() const { return scale_ != 0; }

 private:
  TermWeight(double scale, double base) : scale_(scale), base_(base) {}

  double scale_ = 0;
  double base_ = 0;
};

}  // namespace lede
