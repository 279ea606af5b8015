// SPDX-License-Identifier: GPL-3.0-or-later
//
// Asking what is being typed to be completed, over a small newsroom.

#pragma once

#include <string>
#include <vector>

#include "tests/searcher/test_index.h"

namespace lede::testing {

// The answer, however long it takes to get ready; fails the test if there is
// none.
SuggestResponse complete(const Searcher& searcher, const std::string& text,
                         std::size_t limit = 8);

// "kind text documents" of each.
std::vector<std::string> lines(const Searcher& searcher,
                               const std::string& text, std::size_t limit = 8);

// Seven articles about chips, English and Chinese, of 2024 and 2025.
std::vector<Article> newsroom();

}  // namespace lede::testing
