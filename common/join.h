// SPDX-License-Identifier: GPL-3.0-or-later
//
// Texts -> one text.

#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <utility>

namespace lede {

// The texts in order with `separator` between them: "a, b, c". `projection`
// makes a text of each element.
template <typename Range, typename Projection = std::identity>
std::string join(const Range& range, std::string_view separator,
                 const Projection& projection = {}) {
  std::string joined;
  bool first = true;
  for (const auto& element : range) {
    if (!std::exchange(first, false)) joined += separator;
    joined += std::invoke(projection, element);
  }
  return joined;
}

}  // namespace lede
