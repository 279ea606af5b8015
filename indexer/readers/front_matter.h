// SPDX-License-Identifier: GPL-3.0-or-later
//
// The block of YAML at the head of a Markdown file.

#pragma once

#include <string>
#include <string_view>

namespace lede::internal {

struct FrontMatter {
  std::string json = "{}";  // its fields as one JSON object
  std::string_view body;    // the text after it
};

// Splits `text` into its front matter, if it begins with one, and its body. A
// block that is no YAML is read as lines of "key: value"; what neither reads is
// left out. Nesting beyond a few levels is left out too.
//
// REQUIRES: `text` is valid UTF-8 and outlives the result.
FrontMatter split_front_matter(std::string_view text);

}  // namespace lede::internal
