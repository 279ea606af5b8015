// SPDX-License-Identifier: GPL-3.0-or-later
//
// Articles out of a JSON text, whatever they are wrapped in, and back.

#include "common/article_json.h"

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

void append_member(std::string& out, std::string_view name,
                   std::string_view json) {
  out += out.empty() ? '{' : ',';
  out.append("\"").append(name).append("\":").append(json);
}

void append_text(std::string& out, std::string_view name,
                 const std::string& text) {
  if (!text.empty()) append_member(out, name, internal::write_json(text));
}

void append_list(std::string& out, std::string_view name,
                 const std::vector<std::string>& items) {
  if (!items.empty()) append_member(out, name, internal::write_json(items));
}

void append_date(std::string& out, std::string_view name,
                 const std::optional<Date>& date) {
  if (!date) return;
  append_text(out, name, format_date(*date, TimeZone::utc()));
}

std::string_view precision_name(DatePrecision precision) {
  switch (precision) {
    case DatePrecision::kYear:
      return "\"year\"";
    case DatePrecision::kMonth:
      return "\"month\"";
    case DatePrecision::kDay:
      return "\"day\"";
    case DatePrecision::kSecond:
      break;
  }
  return "\"second\"";
}

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

std::string article_to_json(const Article& article) {
  std::string out;
  append_text(out, "id", article.id);
  if (!article.id.empty()) append_text(out, "key", article_key(article.id));
  if (article.title) {
    append_member(out, "title", internal::write_json(*article.title));
  }
  append_text(out, "summary", article.summary);
  append_list(out, "key_points", article.key_points);
  append_text(out, "text", article.text);
  append_text(out, "url", article.url);
  append_text(out, "source", article.source);
  append_list(out, "authors", article.authors);
  append_list(out, "topics", article.topics);
  append_date(out, "published", article.published);
  if (article.published) {
    append_member(out, "published_precision",
                  precision_name(article.published->precision));
  }
  if (article.published_inferred) {
    append_member(out, "published_inferred", "true");
  }
  append_date(out, "updated", article.updated);
  append_text(out, "lang", article.lang);
  if (article.extra != "{}" && !article.extra.empty()) {
    append_member(out, "extra", article.extra);
  }
  append_text(out, "origin", article.origin);
  if (article.indexed_at != 0) {
    append_date(out, "indexed_at", Date{article.indexed_at});
  }
  return out.empty() ? "{}" : out + '}';
}

}  // namespace lede
