// SPDX-License-Identifier: GPL-3.0-or-later
//
// JSON text -> trees of values, within limits. With its users article_fields
// and index_layout it is the room's door to the JSON library.

#pragma once

#include <cstddef>
#include <functional>
#include <string>
#include <string_view>

#include <nlohmann/json.hpp>

#include <lede/result.h>

namespace lede::internal {

using Json = nlohmann::json;

// Takes one value; returning false stops the reading.
using JsonSink = std::function<bool(Json value)>;

// Reads one JSON text and passes on its value or, if that is an array, each of
// its elements as soon as it ends. Strings come without NULs; an integer that
// 64 bits do not hold comes as the string of its digits; half a surrogate pair
// becomes U+FFFD. Fails with kInvalidArgument on what is not JSON or is nested
// deeper than `max_depth`. Never throws.
//
// REQUIRES: `text` is valid UTF-8.
Result<void> read_json_values(std::string_view text, std::size_t max_depth,
                              const JsonSink& sink);

// Returns the one value of a JSON text, under the same rules.
Result<Json> read_json(std::string_view text, std::size_t max_depth);

// Compact, on one line; invalid UTF-8 becomes U+FFFD. Never throws on trees
// that read_json() made.
std::string write_json(const Json& value);

}  // namespace lede::internal
