// SPDX-License-Identifier: GPL-3.0-or-later
//
// Which candidates are shown, and in which order.

#pragma once

#include <cstddef>

#include "searcher/suggest/candidate.h"

namespace lede {

// The candidates by what they are, the likeliest of each first.
struct CandidateKinds {
  Candidates listed;  // shown first, as they stand
  Candidates names;
  Candidates words;
  Candidates phrases;
  Candidates sounding;
  Candidates headlines;
  Candidates fields;
  Candidates mistyped;
};

// At most `limit` of them, no text twice but that of a headline: names that
// were typed in whole, then of every kind its share, then what is left of each;
// what is exact before what sounds alike, and that before what may have been
// meant.
std::vector<Completion> mix(CandidateKinds kinds, std::size_t limit);

}  // namespace lede
