// SPDX-License-Identifier: GPL-3.0-or-later
//
// Articles out of a JSON text, whatever they are wrapped in, and back.

#include "common/article_json.h"

#include <algorithm>
#include <iterator>
#include <utility>

#include "common/analysis/text.h"
#include "common/article_fields.h"
#include "common/json_tree.h"

namespace lede {
namespace {

using internal::Json;

// Numbers the records and passes them on.
class RecordCounter {
 public:
  RecordCounter(const ArticleContext& context, const ArticleSink& sink)
      : context_(context), sink_(sink) {}

  bool take(Json value) {
    ++records_;
    if (!value.is_object()) {
      return sink_(records_, Error{ErrorCode::kInvalidArgument,
                                   "the record is not a JSON object"});
    }
    return sink_(records_,
                 internal::article_from_json(std::move(value), context_));
  }

 private:
  const ArticleContext& context_;
  const ArticleSink& sink_;
  std::size_t records_ = 0;
};

// The `_source` of a search engine's hit, with the id that stands beside it.
Json unwrap_hit(Json hit) {
  if (!hit.is_object()) return hit;
  const auto source = hit.find("_source");
  if (source == hit.end() || !source->is_object()) return hit;
  Json article = std::move(*source);
  const auto id = hit.find("_id");
  if (id != hit.end() && !article.contains("id") && !article.contains("_id")) {
    article["_id"] = std::move(*id);
  }
  return article;
}

// The array of records within a wrapper; null if `value` is none.
Json* wrapped_records(Json& value) {
  if (!value.is_object() || internal::has_title_or_text(value)) return nullptr;
  for (auto& [name, member] : value.get_ref<Json::object_t&>()) {
    const std::string folded = internal::fold_name(name);
    if (folded == "articles" && member.is_array()) return &member;
    if (folded == "hits" && member.is_object()) {
      const auto inner = member.find("hits");
      if (inner != member.end() && inner->is_array()) return &*inner;
    }
  }
  return nullptr;
}

bool take_value(Json value, RecordCounter& records) {
  Json* const wrapped = wrapped_records(value);
  if (wrapped == nullptr) return records.take(unwrap_hit(std::move(value)));
  for (Json& record : *wrapped) {
    if (!records.take(unwrap_hit(std::move(record)))) return false;
  }
  return true;
}

std::string_view precision_name(DatePrecision precision) {
  switch (precision) {
    case DatePrecision::kYear:
      return "year";
    case DatePrecision::kMonth:
      return "month";
    case DatePrecision::kDay:
      return "day";
    case DatePrecision::kSecond:
      break;
  }
  return "second";
}

// Each writes a member, or returns false if the article has none of that name.
bool write(JsonWriter& json, std::string_view name, const std::string& text) {
  if (text.empty()) return false;
  json.member(name, text);
  return true;
}

bool write(JsonWriter& json, std::string_view name,
           const std::optional<std::string>& text) {
  if (!text) return false;
  json.member(name, *text);
  return true;
}

bool write(JsonWriter& json, std::string_view name,
           const std::vector<std::string>& texts) {
  if (texts.empty()) return false;
  json.member(name, texts);
  return true;
}

bool write(JsonWriter& json, std::string_view name,
           const std::optional<Date>& date) {
  return date && write(json, name, format_date(*date, TimeZone::utc()));
}

template <auto kField>
bool write_field(JsonWriter& json, std::string_view name,
                 const Article& article) {
  return write(json, name, article.*kField);
}

bool write_key(JsonWriter& json, std::string_view name,
               const Article& article) {
  return !article.id.empty() && write(json, name, article_key(article.id));
}

bool write_precision(JsonWriter& json, std::string_view name,
                     const Article& article) {
  if (!article.published) return false;
  json.member(name, precision_name(article.published->precision));
  return true;
}

bool write_inferred(JsonWriter& json, std::string_view name,
                    const Article& article) {
  if (!article.published_inferred) return false;
  json.member(name, true);
  return true;
}

bool write_extra(JsonWriter& json, std::string_view name,
                 const Article& article) {
  if (article.extra == "{}" || article.extra.empty()) return false;
  json.key(name);
  json.raw(article.extra);
  return true;
}

bool write_indexed_at(JsonWriter& json, std::string_view name,
                      const Article& article) {
  return article.indexed_at != 0 &&
         write(json, name, std::optional(Date{article.indexed_at}));
}

struct Member {
  std::string_view name;
  bool (*write)(JsonWriter&, std::string_view, const Article&);
};

constexpr Member kMembers[] = {
    {"id", write_field<&Article::id>},
    {"key", write_key},
    {"title", write_field<&Article::title>},
    {"summary", write_field<&Article::summary>},
    {"key_points", write_field<&Article::key_points>},
    {"text", write_field<&Article::text>},
    {"url", write_field<&Article::url>},
    {"source", write_field<&Article::source>},
    {"authors", write_field<&Article::authors>},
    {"topics", write_field<&Article::topics>},
    {"published", write_field<&Article::published>},
    {"published_precision", write_precision},
    {"published_inferred", write_inferred},
    {"updated", write_field<&Article::updated>},
    {"lang", write_field<&Article::lang>},
    {"extra", write_extra},
    {"origin", write_field<&Article::origin>},
    {"indexed_at", write_indexed_at},
};

}  // namespace

Result<void> parse_articles(std::string_view json,
                            const ArticleContext& context,
                            const ArticleSink& sink) {
  const bool clean =
      is_valid_utf8(json) && json.find('\0') == std::string_view::npos;
  const std::string mended = clean ? std::string() : sanitize_utf8(json);
  RecordCounter records(context, sink);
  return internal::read_json_values(
      clean ? json : mended, kMaxJsonDepth,
      [&](Json value) { return take_value(std::move(value), records); });
}

bool write_article_member(JsonWriter& json, std::string_view name,
                          const Article& article) {
  const Member* member = std::ranges::find(kMembers, name, &Member::name);
  return member != std::end(kMembers) && member->write(json, name, article);
}

std::string article_to_json(const Article& article) {
  std::string out;
  JsonWriter json(out);
  json.begin_object();
  for (const Member& member : kMembers) {
    member.write(json, member.name, article);
  }
  json.end_object();
  return out;
}

}  // namespace lede
