// SPDX-License-Identifier: GPL-3.0-or-later
//
// See drawing.h.

#include "server/pages/drawing.h"

#include <cstdio>

namespace lede {

std::string decimal(double number) {
  char text[32];
  std::snprintf(text, sizeof(text), "%.1f", number);
  return text;
}

std::string shortened(std::string_view text, std::size_t most) {
  std::size_t code_points = 0;
  for (std::size_t at = 0; at < text.size(); ++at) {
    const bool begins = (static_cast<unsigned char>(text[at]) & 0xc0) != 0x80;
    if (begins && code_points++ == most) {
      return std::string(text.substr(0, at)) + "…";
    }
  }
  return std::string(text);
}

}  // namespace lede
