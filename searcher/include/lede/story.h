// SPDX-License-Identifier: GPL-3.0-or-later
//
// A story as it was told: its articles, earliest first, and what each of them
// added. All texts are plain UTF-8, never HTML.

#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include <lede/response.h>

namespace lede {

inline constexpr std::size_t kMaxStoryLimit = 200;
// A story is told up to so many of its articles.
inline constexpr std::size_t kMaxStoryArticles = 1000;

struct StoryRequest {
  std::size_t limit = 50;  // articles, up to kMaxStoryLimit
  std::size_t offset = 0;  // with `limit` up to kMaxStoryArticles
};

// A publication that an article gives as its source ("told Reuters").
struct StoryCredit {
  HitEntity publication;
  std::string key;  // of the story's article from there; empty: none is
};

struct StoryArticle {
  std::string key;
  std::string id;
  std::string url;
  std::optional<std::string> title;
  std::string source;
  std::string published;            // at its own precision; empty if undated
  std::string published_precision;  // "year", "month", "day", "second" or ""
  bool published_inferred = false;
  std::string lang;
  // What made it one of the story: "copy" or "same_event" of the earlier
  // article `linked_to`, and how much alike they are, 0 to 1. Empty and 0 of
  // the earliest.
  std::string link;
  double likeness = 0.0;
  std::string linked_to;  // a key
  // What no earlier article of the story has: companies, models, people …;
  // amounts and days; sentences that none says in much the same words, the
  // first few of them (none if no earlier article is in its language). The
  // earliest adds nothing: it is what there is to add to.
  std::vector<HitEntity> new_entities;
  std::vector<std::string> new_figures;
  std::vector<std::string> new_sentences;
  std::vector<StoryCredit> credits;
};

struct StoryAnswer {
  std::string id;  // what it is called now
  std::uint64_t documents = 0;
  bool certain = false;  // no other article may have been earlier
  std::vector<StoryArticle> articles;
  double took_ms = 0.0;
  std::string index_uuid;
  std::uint64_t index_revision = 0;
};

}  // namespace lede
