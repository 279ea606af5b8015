// SPDX-License-Identifier: GPL-3.0-or-later
//
// How the bytes of a long stored article are compressed.

#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace lede::internal {

// Zstandard, level 3. Contexts are kept for each thread.
std::string compress_document(std::string_view bytes);

// What was compressed; nothing if `compressed` is not what
// compress_document() gives, or claims to hold more than an article can.
std::optional<std::string> decompress_document(std::string_view compressed);

}  // namespace lede::internal
