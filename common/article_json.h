// SPDX-License-Identifier: GPL-3.0-or-later
//
// JSON <-> Article: field names and their aliases, wrappers, and the limits on
// what is accepted. The door to the JSON library for article records.

#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "common/date.h"
#include "common/json_writer.h"
#include <lede/article.h>
#include <lede/result.h>

namespace lede {

inline constexpr std::size_t kMaxJsonDepth = 64;

// What a reader needs to know besides the bytes.
struct ArticleContext {
  const TimeZone* zone = nullptr;  // of times without one; null means UTC
  std::int64_t now = 0;            // seconds since 1970; bounds what dates mean
};

// One record read, and what was odd about it.
struct ParsedArticle {
  Article article;
  std::vector<std::string> extra_fields;  // names kept under `extra`
  bool date_dropped = false;  // a date stood there but could not be used
};

// Called for each record of a JSON text in order; `record` counts from 1. A
// record that is no article arrives as an Error (kInvalidArgument).
// Returning false stops the reading.
using ArticleSink =
    std::function<bool(std::size_t record, Result<ParsedArticle>)>;

// Reads one JSON text: an article object, an array of them,
// {"articles":[...]} or {"hits":{"hits":[{"_source":{...}}]}}.
// Names match without regard to case, '_' and '-'. Invalid UTF-8 becomes
// U+FFFD and NULs are dropped before anything is looked at. Records are as
// they stand there: finish_article() is still to be called. Fails
// (kInvalidArgument) if the text is not JSON or is nested deeper than
// kMaxJsonDepth; elements of an array that end before the fault have reached
// the sink by then. Thread-safe; linear in the bytes.
Result<void> parse_articles(std::string_view json,
                            const ArticleContext& context,
                            const ArticleSink& sink);

// Applies what holds for every reader to a record: UTF-8, NULs, white space,
// the id's form, a published date inferred from the prose when there is none,
// and the check that a title or a text is there. `fallback_id` names the
// record for want of anything better (the path within its folder); empty means
// the hash of the whole record. Fails with kInvalidArgument.
Result<void> finish_article(Article& article, std::string_view fallback_id,
                            const ArticleContext& context);

// Returns the article as one line of JSON (no newline) with the names of the
// contract, `key`, `origin` and `indexed_at` among them; absent fields are left
// out. Dates at their own precision, times in UTC; `published_inferred` only if
// true. Reading it back gives an equal record, if it has an id: `key` tells the
// reader that `origin`, `indexed_at`, `story` and `entities` are lede's own and
// no fields of another's making. Never throws.
//
// REQUIRES: `article.extra` is one JSON object.
std::string article_to_json(const Article& article);

// Writes one of the members of article_to_json() into an object; false, and
// nothing written, if the article has none of that name.
bool write_article_member(JsonWriter& json, std::string_view name,
                          const Article& article);

}  // namespace lede
