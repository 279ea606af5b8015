// SPDX-License-Identifier: GPL-3.0-or-later
//
// Articles of files given by path, as lede-index would read them.

#pragma once

#include <functional>
#include <string>
#include <vector>

#include <lede/article.h>
#include <lede/result.h>

namespace lede::bench {

// Calls `take` for each article of the sources, its language told; what is no
// article is passed over. kIo if a source has none at all.
Result<void> read_articles(const std::vector<std::string>& sources,
                           const std::function<void(Article)>& take);

}  // namespace lede::bench
