// SPDX-License-Identifier: GPL-3.0-or-later
//
// Keeps pages from the HTML parser that would overflow its stack or make it
// build far more nodes than the page has tags. The parser walks trees by
// recursion, searches the stack of open elements for many tags, and reopens
// formatting elements in every new block.

#pragma once

#include <string_view>

#include <lede/result.h>

namespace lede::internal {

// kInvalidArgument, with the reason, for a page that is too large, too deeply
// nested, or opens formatting elements it never closes before many blocks. One
// pass over the bytes.
Result<void> check_html(std::string_view html);

}  // namespace lede::internal
