// SPDX-License-Identifier: GPL-3.0-or-later
//
// Explanations as sentences.

#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include <lede/explanation.h>
#include <lede/response.h>

namespace lede {

// "Matches Nvidia in the title and H20 in the text; published 3 days ago, which
// adds 0.38 of 7.20, halving every 180 days". `published`, `now`: seconds since
// 1970.
//
// REQUIRES: hit.explanation has all but its sentence.
std::string explain_in_words(const Hit& hit,
                             std::optional<std::int64_t> published,
                             std::int64_t now);

// "It lacks chips; company:alibaba leaves it out".
std::string explain_in_words(const WhyNot& why_not);

}  // namespace lede
