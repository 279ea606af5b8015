// SPDX-License-Identifier: GPL-3.0-or-later
//
// The host of a URL and the hosts above it, by which `source:` finds a site.

#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace lede {

// "https://www.news.example:80/a" -> {"www.news.example", "news.example"}: the
// host in lower case and every parent that still has a dot. Empty if there is
// none. Port, user and a final dot are left out.
std::vector<std::string> host_and_parents(std::string_view url);

}  // namespace lede
