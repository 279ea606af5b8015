// SPDX-License-Identifier: GPL-3.0-or-later

#include "server/instantsearch/record.h"

#include <algorithm>
#include <map>
#include <utility>

#include <nlohmann/json.hpp>

#include "common/date.h"
#include "server/instantsearch/attributes.h"

namespace lede {

namespace {

std::string text_of(const nlohmann::json& fields, const char* name) {
  const auto found = fields.find(name);
  return found != fields.end() && found->is_string() ? found->get<std::string>()
                                                     : std::string();
}

std::vector<std::string> texts_of(const nlohmann::json& fields,
                                  const char* name) {
  std::vector<std::string> texts;
  const auto found = fields.find(name);
  if (found == fields.end() || !found->is_array()) return texts;
  for (const nlohmann::json& each : *found) {
    if (each.is_string()) texts.push_back(each.get<std::string>());
  }
  return texts;
}

// What a hit with record_fields() tells of its article.
Article article_of(const Hit& hit) {
  const auto fields = nlohmann::json::parse(hit.fields_json, nullptr, false);
  Article article;
  article.id = hit.id;
  article.title = hit.title;
  article.summary = text_of(fields, "summary");
  article.key_points = texts_of(fields, "key_points");
  article.text = text_of(fields, "text");
  article.url = hit.url;
  article.source = hit.source;
  article.authors = texts_of(fields, "authors");
  article.topics = hit.topics;
  article.published = parse_date(hit.published, TimeZone::utc());
  article.lang = hit.lang;
  return article;
}

class RecordMaker {
 public:
  Record make(std::string key, const Article& article,
              const std::vector<HitEntity>& entities,
              const ArticleMarks& marks) {
    record_.object_id = std::move(key);
    add_text("id", article.id);
    if (article.title) add_text("title", *article.title, marks.title);
    add_text("summary", article.summary, marks.summary);
    add_list("key_points", article.key_points, marks.key_points);
    add_text("text", article.text, marks.text);
    add_text("url", article.url);
    add_text("source", article.source);
    add_list("authors", article.authors);
    add_list("topics", article.topics);
    add_text("lang", article.lang);
    if (article.published) add_date(*article.published);
    add_entities(entities);
    return std::move(record_);
  }

 private:
  void add_text(std::string_view name, const std::string& text,
                const std::vector<Span>& marks = {}) {
    if (text.empty()) return;
    record_.attributes.push_back({std::string(name), {text}, {marks}, false});
  }

  void add_list(std::string_view name, const std::vector<std::string>& texts,
                const std::vector<std::vector<Span>>& marks = {}) {
    record_.attributes.push_back({std::string(name), texts, marks, true});
  }

  void add_date(const Date& published) {
    const std::string day =
        format_date({published.seconds, DatePrecision::kDay}, TimeZone::utc());
    add_text("published", format_date(published, TimeZone::utc()));
    add_text("year", day.substr(0, day.find('-')));
    add_text("month", shown_value("month", day.substr(0, day.rfind('-'))));
    record_.published_ts = published.seconds;
    record_.dated = true;
  }

  void add_entities(const std::vector<HitEntity>& entities) {
    std::map<std::string, std::vector<std::string>> names;
    for (const HitEntity& entity : entities) {
      names[entity.kind].push_back(entity.name);
    }
    for (const auto& [kind, of_kind] : names) {
      if (!facet_field(kind).empty()) add_list(kind, of_kind);
    }
  }

  Record record_;
};

}  // namespace

const RecordAttribute* Record::find(std::string_view name) const {
  const auto found =
      std::ranges::find(attributes, name, &RecordAttribute::name);
  return found == attributes.end() ? nullptr : &*found;
}

std::vector<std::string> record_fields(bool with_text) {
  std::vector<std::string> fields = {"summary", "key_points", "authors"};
  if (with_text) fields.emplace_back("text");
  return fields;
}

Record make_record(const Hit& hit) {
  const Article article = article_of(hit);
  return RecordMaker().make(hit.key, article, hit.entities,
                            marks_of(article, hit));
}

Record make_record(const StoredArticleView& stored) {
  return RecordMaker().make(stored.key, stored.article, stored.entities, {});
}

}  // namespace lede
