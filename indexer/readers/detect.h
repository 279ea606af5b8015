// SPDX-License-Identifier: GPL-3.0-or-later
//
// Which format a text is in, told from its beginning.

#pragma once

#include <cstddef>
#include <string_view>

#include "indexer/readers/reader.h"
#include <lede/result.h>

namespace lede::internal {

// How much of a text is looked at.
inline constexpr std::size_t kDetectBytes = std::size_t{64} << 10;

// True if `head`, the first bytes of a file, are no text: many control
// characters, or bytes that are mostly no UTF-8.
bool looks_binary(std::string_view head);

// The format of a text that begins with `head`. `name` is its file's name,
// which decides where the content leaves it open (".gz" and ".zst" are ignored;
// empty for a stream). Fails with kInvalidArgument for formats that have no
// reader.
//
// REQUIRES: `head` is not binary and holds more than white space.
Result<InputFormat> detect_format(std::string_view head, std::string_view name);

// True if reading more of the text cannot change what detect_format() says.
bool is_decisive(std::string_view head);

}  // namespace lede::internal
