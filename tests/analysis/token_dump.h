// SPDX-License-Identifier: GPL-3.0-or-later
//
// Tokens in a form that a row of a table can hold.

#pragma once

#include <string>
#include <string_view>

#include "common/analysis/analyzer.h"

namespace lede {

// The terms of each position, joined by '|' in the order of the stream;
// positions are separated by a space: "gpt|Zgpt|Fgpt4o|Jgpt4o 4o".
inline std::string dump_tokens(const TokenStream& stream) {
  std::string out;
  std::uint32_t position = 0;
  for (const Token& token : stream.tokens()) {
    if (!out.empty()) out += token.position == position ? '|' : ' ';
    position = token.position;
    out += stream.term(token);
  }
  return out;
}

// The terms of one layer, separated by spaces.
inline std::string dump_layer(const TokenStream& stream, Layer layer) {
  std::string out;
  for (const Token& token : stream.tokens()) {
    if (token.layer != layer) continue;
    if (!out.empty()) out += ' ';
    out += stream.term(token);
  }
  return out;
}

}  // namespace lede
