// SPDX-License-Identifier: GPL-3.0-or-later
//
// A matching document -> the hit that is shown of it.

#include "searcher/hit_builder.h"

#include <algorithm>
#include <utility>

#include "common/analysis/text.h"
#include "common/date.h"
#include "common/schema.h"
#include "searcher/hit_json.h"
#include "searcher/nearest_name.h"
#include "searcher/offsets.h"
#include "searcher/snippet.h"

namespace lede {

Result<void> check_article_fields(const std::vector<std::string>& names) {
  const auto& known = article_field_names();
  for (const std::string& field : names) {
    if (std::ranges::find(known, field) == known.end()) {
      return Error{ErrorCode::kInvalidArgument,
                   "fields: " + unknown_name(sanitize_utf8(field),
                                             "a field of articles", known)};
    }
  }
  return {};
}

std::string precision_name(DatePrecision precision) {
  switch (precision) {
    case DatePrecision::kYear:
      return "year";
    case DatePrecision::kMonth:
      return "month";
    case DatePrecision::kDay:
      return "day";
    case DatePrecision::kSecond:
      return "second";
  }
  return "";
}

std::vector<HitEntity> hit_entities(const std::vector<StoredEntity>& stored,
                                    const Lexicon& lexicon) {
  std::vector<HitEntity> entities;
  for (const StoredEntity& entity : stored) {
    const Entity* known = lexicon.find(entity.id);
    entities.push_back({entity.id, known == nullptr ? entity.name : known->name,
                        entity.id.substr(0, entity.id.find(':'))});
  }
  return entities;
}

Hit bare_hit(std::string id, double score) {
  Hit hit;
  hit.id = std::move(id);
  hit.key = article_key(hit.id);
  hit.score = score;
  return hit;
}

Result<Hit> HitBuilder::build(std::string id, const Xapian::Document& document,
                              double score) {
  Hit hit = bare_hit(std::move(id), score);
  Result<DocumentData> data = DocumentData::open(document.get_data());
  if (!data) return data.error().with_context("article '" + hit.id + "'");
  add_stored(*data, hit);
  if (request_.highlights) add_snippets(*data, hit);
  if (!request_.fields.empty()) {
    const Result<Article> article = data->article();
    if (!article)
      return article.error().with_context("article '" + hit.id + "'");
    hit.fields_json = article_fields_to_json(*article, request_.fields);
  }
  return hit;
}

void HitBuilder::add_stored(const DocumentData& data, Hit& hit) const {
  hit.url = data.url();
  if (data.has_title()) hit.title = std::string(data.title());
  hit.source = data.source();
  hit.lang = data.lang();
  if (const auto published = data.published()) {
    hit.published = format_date(*published, TimeZone::utc());
    hit.published_precision = precision_name(published->precision);
    hit.published_inferred = data.published_inferred();
  }
  for (const std::string_view topic : data.topics()) {
    hit.topics.emplace_back(topic);
  }
  hit.entities = hit_entities(data.entities(), lexicon_);
}

void HitBuilder::add_snippets(const DocumentData& data, Hit& hit) {
  SnippetOptions options;
  options.max_bytes = request_.snippet_bytes;
  options.max_snippets = request_.snippets_per_hit;
  ArticleSnippets made = make_snippets(data, options, finder_);
  hit.title_highlights = std::move(made.title_highlights);
  convert_spans(data.title(), request_.offsets, hit.title_highlights);
  hit.snippets = std::move(made.snippets);
  for (Snippet& snippet : hit.snippets) {
    convert_spans(snippet.text, request_.offsets, snippet.highlights);
  }
}

}  // namespace lede
