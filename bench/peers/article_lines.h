// SPDX-License-Identifier: GPL-3.0-or-later
//
// The articles of a made corpus, one by one, for the peers written in C++.

#pragma once

#include <cstdint>
#include <string>

namespace lede::bench {

struct PeerArticle {
  std::uint32_t id = 0;
  std::string url;
  std::string title;
  std::string published;  // as the corpus says it
  std::string source;
  std::string text;
  std::int64_t seconds = 0;  // `published`, since 1970
};

// Throws std::runtime_error if the line is not as lede_peers_corpus writes
// them. Safe to call from several threads at once.
PeerArticle parse_article(const std::string& line);

}  // namespace lede::bench
