// SPDX-License-Identifier: GPL-3.0-or-later

#include "bench/peers/article_lines.h"

#include <stdexcept>

#include <nlohmann/json.hpp>

#include "common/date.h"

namespace lede::bench {

PeerArticle parse_article(const std::string& line) {
  PeerArticle article;
  try {
    const auto json = nlohmann::json::parse(line);
    article.id = static_cast<std::uint32_t>(
        std::stoul(json.at("id").get_ref<const std::string&>()));
    json.at("url").get_to(article.url);
    json.at("title").get_to(article.title);
    json.at("published").get_to(article.published);
    json.at("source").get_to(article.source);
    json.at("text").get_to(article.text);
  } catch (const std::exception& error) {
    throw std::runtime_error(error.what() + (": " + line));
  }
  const auto date = parse_date(article.published, TimeZone::utc());
  if (!date) throw std::runtime_error("no date: " + line);
  article.seconds = date->seconds;
  return article;
}

}  // namespace lede::bench
