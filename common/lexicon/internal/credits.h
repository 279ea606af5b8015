// SPDX-License-Identifier: GPL-3.0-or-later
//
// Credits: where a text gives a publication as its source.

#pragma once

#include <string>
#include <string_view>

#include <lede/article.h>

namespace lede::internal {

// True if the words around the publication's name at `name` say that what is
// told comes from it: "according to X", "told X", "(X) -", "据X报道". A name
// alone, as of a company that is spoken of, is no credit. Looks at some hundred
// bytes to either side; no text but valid UTF-8 is wrong.
bool is_credited(std::string_view text, Span name);

// All of the tables as one text: it changes with them.
std::string credit_rules();

}  // namespace lede::internal
