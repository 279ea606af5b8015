// SPDX-License-Identifier: GPL-3.0-or-later
//
// An index of made-up articles, in a folder that goes when the process ends.

#pragma once

#include <cstddef>
#include <filesystem>
#include <vector>

#include <lede/article.h>

namespace lede::bench {

// Seeded: equal numbers give equal articles.
std::vector<Article> made_articles(std::size_t count);

// Writes the articles as an index in `folder`. Throws if that fails.
void write_index(const std::filesystem::path& folder,
                 std::vector<Article> articles);

// The index all search kernels share: 5,000 articles, made at first use.
const std::filesystem::path& made_index();

}  // namespace lede::bench
