// SPDX-License-Identifier: GPL-3.0-or-later
//
// Text -> atoms. Letters, digits and joiners are gathered into chunks for the
// rules of token_rules.h; Chinese, Japanese and Korean code points are atoms
// one by one; Thai, Lao, Khmer and Burmese are cut by ICU's dictionaries.
//
// For all other scripts the word boundaries of UAX #29 fall where the kind of
// cell changes, or at punctuation the rules decide themselves: computing the
// kinds directly makes tokens independent of the ICU version's treatment of
// '@' and ':' and costs a third.

#pragma once

#include <cstddef>
#include <memory>
#include <string_view>
#include <vector>

#include "common/analysis/atoms.h"
#include "common/analysis/cells.h"

namespace lede::internal {

// One a thread.
class Segmenter {
 public:
  // Without the shortcut for ASCII words every byte goes through cells; the
  // atoms are the same.
  explicit Segmenter(bool ascii_shortcut = true);
  ~Segmenter();
  Segmenter(Segmenter&&) noexcept;
  Segmenter& operator=(Segmenter&&) noexcept;

  // Replaces `out` by the atoms of `text`. Linear.
  void cut(std::string_view text, AtomList& out);

 private:
  class DictionaryWords;

  std::size_t take_ascii_word(std::string_view text, std::size_t pos,
                              AtomList& out) const;
  void take_cell(std::string_view text, const Cell& cell, AtomList& out);
  void flush(std::string_view text, AtomList& out);

  bool ascii_shortcut_;
  CellReader reader_;
  std::unique_ptr<DictionaryWords> dictionary_;
  std::vector<Cell> cluster_;
  std::vector<Cell> chunk_;  // either all kDictionary or none
};

}  // namespace lede::internal
