// SPDX-License-Identifier: GPL-3.0-or-later
//
// Markdown -> plain paragraphs.

#pragma once

#include <string>
#include <string_view>

namespace lede::internal {

struct MarkdownText {
  std::string title;  // the first heading, if nothing stands before it
  std::string text;   // the rest; paragraphs separated by a blank line
};

// Text of links and of images is kept, their targets are not; code is kept;
// tags of HTML and of templates ({% %}, {{ }}) are not. Items of a list and
// rows of a table are lines. With `take_title` the first heading leaves the
// text.
//
// REQUIRES: `markdown` is valid UTF-8.
MarkdownText markdown_to_text(std::string_view markdown, bool take_title);

}  // namespace lede::internal
