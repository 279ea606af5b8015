// SPDX-License-Identifier: GPL-3.0-or-later
//
// The word lists of the segments that are being searched.

#pragma once

#include "searcher/segment_parts.h"
#include "searcher/spelling/word_list.h"

namespace lede {

class WordLists : public SegmentParts<WordList> {
 public:
  using List = Shared;

  WordLists();
};

}  // namespace lede
