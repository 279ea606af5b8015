// SPDX-License-Identifier: GPL-3.0-or-later
//
// What a page says about its article outside the text: linked data, <meta>,
// <title>.

#pragma once

#include <string>

#include "indexer/readers/html_text.h"

namespace lede::internal {

// The fields of an article, under the names of the contract, as one JSON
// object. Linked data (schema.org Article and its kinds) is believed before
// <meta>, that before <title> and <h1>.
std::string html_metadata(const HtmlTree& page);

}  // namespace lede::internal
