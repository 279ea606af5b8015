// SPDX-License-Identifier: GPL-3.0-or-later
//
// Chinese and Japanese cut into words. Terms are not: any run of code points is
// found however it would be cut. What is shown as a word should be one.

#pragma once

#include <cstddef>
#include <memory>
#include <string_view>
#include <vector>

namespace lede {

// One thread at a time. Making one reads ICU's dictionary: some milliseconds
// for the first of the process.
class ChineseWords {
 public:
  ChineseWords();
  ~ChineseWords();
  ChineseWords(const ChineseWords&) = delete;
  ChineseWords& operator=(const ChineseWords&) = delete;

  // The byte offsets at which the words of `text` end, ascending, the last one
  // its size; as ICU's dictionary cuts. Empty if `text` is, or if there is no
  // dictionary. Some microseconds a word.
  //
  // REQUIRES: `text` is valid UTF-8.
  std::vector<std::size_t> ends(std::string_view text);

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace lede
