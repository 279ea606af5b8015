// SPDX-License-Identifier: GPL-3.0-or-later
//
// Numbers of fixed size into bytes and back, little-endian.

#pragma once

#include <concepts>
#include <cstddef>
#include <string>
#include <string_view>
#include <type_traits>

namespace lede::internal {

template <std::integral Number>
void put_fixed(Number number, std::string& bytes) {
  auto rest = static_cast<std::make_unsigned_t<Number>>(number);
  for (std::size_t i = 0; i < sizeof(Number); ++i) {
    bytes += static_cast<char>(rest & 0xff);
    if constexpr (sizeof(Number) > 1) rest >>= 8;
  }
}

// Reads one off the front; false if there are too few bytes.
template <std::integral Number>
bool take_fixed(std::string_view& bytes, Number& number) {
  if (bytes.size() < sizeof(Number)) return false;
  using Unsigned = std::make_unsigned_t<Number>;
  Unsigned read = 0;
  for (std::size_t i = sizeof(Number); i-- > 0;) {
    if constexpr (sizeof(Number) > 1) read = static_cast<Unsigned>(read << 8);
    read = static_cast<Unsigned>(read | static_cast<unsigned char>(bytes[i]));
  }
  number = static_cast<Number>(read);
  bytes.remove_prefix(sizeof(Number));
  return true;
}

}  // namespace lede::internal
