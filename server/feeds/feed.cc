// SPDX-License-Identifier: GPL-3.0-or-later

#include "server/feeds/feed.h"

#include <algorithm>
#include <optional>
#include <string_view>

#include <nlohmann/json.hpp>

#include "common/analysis/text.h"
#include "common/date.h"
#include "server/feeds/entry_id.h"

namespace lede {

namespace {

constexpr std::size_t kMaxTitleBytes = 200;  // of one made of a text

std::string rfc3339(std::int64_t seconds) {
  return format_date({seconds, DatePrecision::kSecond}, TimeZone::utc());
}

// The first instant of a date as a hit or a field has it; empty if there is
// none.
std::string instant_of(std::string_view date) {
  const auto read = parse_date(date, TimeZone::utc());
  return read ? rfc3339(read->seconds) : std::string();
}

bool is_web_address(std::string_view url) {
  return url.starts_with("https://") || url.starts_with("http://");
}

// Texts of an article's field; none if it has none.
std::vector<std::string> texts_of(const nlohmann::json& fields,
                                  const char* name) {
  std::vector<std::string> texts;
  const auto found = fields.find(name);
  if (found == fields.end()) return texts;
  if (found->is_string()) texts.push_back(found->get<std::string>());
  if (!found->is_array()) return texts;
  for (const nlohmann::json& each : *found) {
    if (each.is_string()) texts.push_back(each.get<std::string>());
  }
  return texts;
}

std::string text_of(const nlohmann::json& fields, const char* name) {
  const std::vector<std::string> texts = texts_of(fields, name);
  return texts.empty() ? std::string() : texts.front();
}

// The first sentence of `text`, cut where it is too long for a title.
std::string first_sentence(std::string_view text) {
  // Sentences end within it, or are too long in any case.
  constexpr std::size_t kReadAhead = 4 * kMaxTitleBytes;
  text = text.substr(0, grapheme_floor(text, kReadAhead));
  const std::vector<Span> sentences = sentence_spans(text);
  if (sentences.empty()) return {};
  const Span first = sentences.front();
  std::string sentence(text.substr(first.begin, first.end - first.begin));
  if (sentence.size() <= kMaxTitleBytes) return sentence;
  sentence.resize(grapheme_floor(sentence, kMaxTitleBytes));
  return sentence + "…";
}

class FeedMaker {
 public:
  FeedMaker(const Call& call, const SearchResponse& response)
      : call_(call), response_(response) {}

  [[nodiscard]] FeedEntry entry(const Hit& hit) const {
    const auto fields = nlohmann::json::parse(hit.fields_json, nullptr, false);
    FeedEntry entry;
    entry.id = feed_urn(response_.index_uuid, hit.key);
    if (is_web_address(hit.url)) entry.url = hit.url;
    entry.page = address("/articles/" + percent_encode(hit.key));
    if (hit.story.documents > 1) {
      entry.story = address("/stories/" + percent_encode(hit.story.id));
    }
    entry.story_documents = hit.story.documents;
    entry.summary = text_of(fields, "summary");
    if (entry.summary.empty() && !hit.snippets.empty()) {
      entry.summary = hit.snippets.front().text;
    }
    entry.title = hit.title ? *hit.title : title_of(hit, fields);
    entry.published = instant_of(hit.published);
    entry.updated = instant_of(text_of(fields, "indexed_at"));
    entry.lang = hit.lang;
    entry.source = hit.source;
    entry.authors = texts_of(fields, "authors");
    for (const std::string& topic : hit.topics) {
      entry.categories.push_back({topic, topic});
    }
    for (const HitEntity& entity : hit.entities) {
      entry.categories.push_back({entity.id, entity.name});
    }
    return entry;
  }

  [[nodiscard]] std::string address(const std::string& path,
                                    const Parameters& parameters = {}) const {
    return make_link(call_.settings.public_url + path, parameters);
  }

 private:
  // Of an article without a headline. Few are, so that their texts are read
  // one by one.
  [[nodiscard]] std::string title_of(const Hit& hit,
                                     const nlohmann::json& fields) const {
    std::string title = first_sentence(text_of(fields, "summary"));
    if (!title.empty()) return title;
    const auto stored = call_.backend.article(hit.key);
    if (stored) title = first_sentence(stored->article.text);
    return title.empty() ? hit.id : title;
  }

  const Call& call_;
  const SearchResponse& response_;
};

std::string title_of(const SearchRequest& request) {
  std::string title = "lede";
  if (!request.query.empty()) title += ": " + request.query;
  for (const FieldFilter& filter : request.filters) {
    title += " · " + filter.field + ":" + filter.value;
  }
  return title;
}

// When the index last changed; of a feed without entries nothing else is known.
std::string last_change(const Call& call) {
  const Result<IndexStats> stats = call.backend.stats();
  return rfc3339(stats ? stats->updated_at : call.now);
}

}  // namespace

std::vector<std::string> feed_fields() {
  return {"summary", "authors", "indexed_at"};
}

Feed make_feed(const Call& call, const Parameters& parameters,
               const SearchRequest& request, const SearchResponse& response) {
  const FeedMaker maker(call, response);
  // However much of it is asked for, it is the same feed.
  Parameters shown = parameters;
  std::erase_if(shown, [](const auto& each) { return each.first == "limit"; });
  Feed feed;
  feed.id = feed_urn(response.index_uuid, make_link("feed", shown));
  feed.title = title_of(request);
  feed.atom = maker.address("/feed.atom", parameters);
  feed.json = maker.address("/feed.json", parameters);
  shown.emplace_back("sort", "newest");
  feed.page = maker.address("/search", shown);
  for (const Hit& hit : response.hits) {
    feed.entries.push_back(maker.entry(hit));
    feed.updated = std::max(feed.updated, feed.entries.back().updated);
  }
  if (feed.updated.empty()) feed.updated = last_change(call);
  return feed;
}

}  // namespace lede
