// SPDX-License-Identifier: GPL-3.0-or-later
//
// Words that often stand side by side in headlines.

#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "common/postings/postings_file.h"

namespace lede {

struct HeadlinePhrase {
  std::string text;  // folded; spaces between words, none between CJK
  std::uint32_t documents = 0;  // whose headline holds it
  bool cjk = false;             // throughout
};

// Phrases of two to four words, or of two to six code points of CJK, that stand
// in the headlines of two documents or more; sorted by text, without
// duplicates. Left out is what begins or ends with a stop word and what hardly
// ever stands without the word that follows it; of CJK, too, what hardly ever
// stands without the code point before it, or ends within a word. Of more than
// `max_phrases` the most frequent are kept.
//
// Reads the positions of all words of the first kMaxHeadlines headlines, and
// takes some sixty bytes for each word of theirs meanwhile.
inline constexpr std::uint32_t kMaxHeadlines = 400'000;
std::vector<HeadlinePhrase> headline_phrases(const PostingsFile& file,
                                             std::size_t max_phrases);

// True if the first code point of `text`, which is not empty, is CJK.
bool begins_with_cjk(std::string_view text);

}  // namespace lede
