// SPDX-License-Identifier: GPL-3.0-or-later
//
// Articles -> stories, with the time it took.

#pragma once

#include <cstddef>
#include <map>
#include <memory>
#include <string>
#include <vector>

#include "common/lexicon/lexicon.h"
#include "indexer/stories/story_grouper.h"
#include <lede/article.h>

namespace lede::bench {

struct Grouping {
  std::size_t articles = 0;
  std::size_t stories = 0;
  double analysis_seconds = 0;  // of CPU: tokens, names and figures, which
                                // indexing needs anyway, and signatures
  double grouping_seconds = 0;
  // Article id -> ids of its story, and of what of that are copies of it.
  std::map<std::string, std::string> story_of;
  std::map<std::string, std::string> copies_of;
};

// Groups the articles as if they had come in that order, settling after every
// `batch` of them.
Grouping group_articles(const std::vector<Article>& articles,
                        const std::shared_ptr<const Lexicon>& lexicon,
                        std::size_t batch);

}  // namespace lede::bench
