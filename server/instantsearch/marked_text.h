// SPDX-License-Identifier: GPL-3.0-or-later
//
// Texts with tags around what matched.

#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include <lede/article.h>

namespace lede {

// What stands around a mark, and where a text was cut.
struct MarkTags {
  std::string before = "<em>";
  std::string after = "</em>";
  std::string ellipsis = "…";

  // True if they are markup, so that what stands around them has to be escaped:
  // a page may put it in as it is. Placeholders leave escaping to the client,
  // who would show "&amp;" if it was done twice.
  [[nodiscard]] bool are_html() const {
    return before.find('<') != std::string::npos ||
           after.find('<') != std::string::npos;
  }
};

// `text` with tags around each of `marks`: ascending, disjoint, on code point
// boundaries.
std::string tagged(std::string_view text, const std::vector<Span>& marks,
                   const MarkTags& tags);

// About `words` words of `text` that hold the most marks, the first of equals,
// cut between words where there are any; the opening if nothing is marked.
// A word is taken for six bytes.
std::string tagged_snippet(std::string_view text,
                           const std::vector<Span>& marks, std::size_t words,
                           const MarkTags& tags);

}  // namespace lede
