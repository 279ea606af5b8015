// SPDX-License-Identifier: GPL-3.0-or-later
//
// Byte offsets -> the unit a caller asked for.

#pragma once

#include <cstddef>
#include <string_view>
#include <vector>

#include <lede/article.h>
#include <lede/request.h>

namespace lede {

// Returns how many units of `unit` the first `byte` bytes of `text` are; an
// offset beyond the end counts as the end. Linear in `byte`.
//
// REQUIRES: `text` is valid UTF-8 and `byte` a code point boundary.
std::size_t to_unit(std::string_view text, std::size_t byte, OffsetUnit unit);

// Rewrites spans of bytes of `text` as spans of units. One pass over `text`.
//
// REQUIRES: as above; `spans` ascending and disjoint.
void convert_spans(std::string_view text, OffsetUnit unit,
                   std::vector<Span>& spans);

}  // namespace lede
