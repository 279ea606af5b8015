// SPDX-License-Identifier: GPL-3.0-or-later
//
// Hits and articles as JSON, as they stand in an answer or for themselves.

#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "common/json_writer.h"
#include <lede/article.h>
#include <lede/request.h>
#include <lede/response.h>
#include <lede/searcher.h>

namespace lede {

void write_entity(JsonWriter& json, const HitEntity& entity);
void write_entities(JsonWriter& json, const std::vector<HitEntity>& entities);
// [[begin, end], ...]
void write_spans(JsonWriter& json, const std::vector<Span>& spans);

// One hit, every key of the contract in its order; unknown values are null,
// arrays never are.
void write_hit(JsonWriter& json, const Hit& hit, const SearchRequest& request);

// The same as one line.
std::string hit_to_json(const Hit& hit, const SearchRequest& request);

// The named fields of an article as one JSON object, null where it has none.
std::string article_fields_to_json(const Article& article,
                                   const std::vector<std::string>& fields);

// Names article_fields_to_json() knows, in the order of the contract.
const std::vector<std::string_view>& article_field_names();

// The article with key, entities, story and all its fields: unknown ones are
// null, arrays never are.
std::string article_view_to_json(const StoredArticleView& view);

}  // namespace lede
