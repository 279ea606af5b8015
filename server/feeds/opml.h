// SPDX-License-Identifier: GPL-3.0-or-later
//
// Saved searches as a list of subscriptions.

#pragma once

#include <string>
#include <string_view>
#include <vector>

#include <lede/saved.h>

namespace lede {

// OPML 2.0: an outline of type "rss" for each search, with its Atom feed and
// page at `public_url`. Feeds are of "query:NAME", so that they follow when a
// search is changed.
std::string searches_to_opml(const std::vector<SavedSearch>& searches,
                             std::string_view public_url);

}  // namespace lede
