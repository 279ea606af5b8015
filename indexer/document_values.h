// SPDX-License-Identifier: GPL-3.0-or-later
//
// The value slots of a document: what sorting, facets and freshness stream.

#pragma once

#include <string>
#include <string_view>
#include <vector>

#include <xapian.h>

#include <lede/article.h>

namespace lede {

// The values joined by kValueSeparator; separators inside them become spaces.
std::string join_values(const std::vector<std::string>& values);

// Sets every slot of common/schema.h but those of entities. A date outside of
// what encode_instant() takes counts as none.
void add_article_values(const Article& article, std::string_view content_hash,
                        Xapian::Document& document);

}  // namespace lede
