// SPDX-License-Identifier: GPL-3.0-or-later
//
// The table of field names, and the reading of an object by it:
//
//   members -> candidates of each field, best name first
//           -> the first one whose value can be used
//   what no field used -> extra

#include "common/article_fields.h"

#include <algorithm>
#include <array>
#include <cassert>
#include <map>
#include <optional>
#include <utility>

namespace lede::internal {
namespace {

enum Field : std::size_t {
  kId,
  kTitle,
  kSummary,
  kKeyPoints,
  kText,
  kUrl,
  kSource,
  kAuthors,
  kTopics,
  kPublished,
  kUpdated,
  kLang,
  kFieldCount,
};

struct NameRow {
  std::string_view name;  // as fold_name() gives it
  Field field;
  int rank;  // among the names of the field; the lowest is preferred
};

constexpr NameRow kNames[] = {
    {"id", kId, 0},
    {"guid", kId, 2},
    {"title", kTitle, 0},
    {"headline", kTitle, 1},
    {"summary", kSummary, 0},
    {"description", kSummary, 1},
    {"standfirst", kSummary, 2},
    {"excerpt", kSummary, 3},
    {"keypoints", kKeyPoints, 0},
    {"keydetails", kKeyPoints, 1},
    {"bullets", kKeyPoints, 2},
    {"text", kText, 0},
    {"body", kText, 1},
    {"content", kText, 2},
    {"maintext", kText, 3},
    {"url", kUrl, 0},
    {"link", kUrl, 1},
    {"source", kSource, 0},
    {"publisher", kSource, 1},
    {"outlet", kSource, 2},
    {"sourcedomain", kSource, 3},
    {"authors", kAuthors, 0},
    {"author", kAuthors, 1},
    {"byline", kAuthors, 2},
    {"topics", kTopics, 0},
    {"tags", kTopics, 1},
    {"categories", kTopics, 2},
    {"published", kPublished, 0},
    {"date", kPublished, 1},
    {"datepublish", kPublished, 2},
    {"publishedat", kPublished, 3},
    {"datepublished", kPublished, 4},
    {"pubdate", kPublished, 5},
    {"createdat", kPublished, 6},
    {"timestamp", kPublished, 7},
    {"seendate", kPublished, 8},
    {"updated", kUpdated, 0},
    {"updatedat", kUpdated, 1},
    {"datemodified", kUpdated, 2},
    {"datemodify", kUpdated, 3},
    {"lang", kLang, 0},
    {"language", kLang, 1},
};

const NameRow* find_name(std::string_view folded) {
  const auto* row = std::ranges::find(kNames, folded, &NameRow::name);
  return row == std::end(kNames) ? nullptr : row;
}

bool is_absent(const Json& value) {
  return value.is_null() ||
         (value.is_string() && value.get_ref<const std::string&>().empty());
}

struct Candidate {
  int rank;
  std::string name;  // as written
  Json value;
};

// What is left of an object while its fields are taken out of it.
class Members {
 public:
  explicit Members(Json object) {
    for (auto& [name, value] : object.get_ref<Json::object_t&>()) {
      if (is_absent(value)) continue;
      const NameRow* row = find_name(fold_name(name));
      if (row == nullptr) {
        others_[name] = std::move(value);
        continue;
      }
      // "_id" folds to "id" and yields to it.
      const int rank = row->rank * 2 + (name.starts_with('_') ? 1 : 0);
      by_field_[row->field].push_back({rank, name, std::move(value)});
    }
    for (auto& candidates : by_field_) {
      std::ranges::stable_sort(candidates, {}, &Candidate::rank);
    }
  }

  std::vector<Candidate>& of(Field field) { return by_field_[field]; }
  Json& others() { return others_; }

  // Takes the member `name` that is no field, if it is there.
  std::optional<Json> take_other(const char* name) {
    const auto found = others_.find(name);
    if (found == others_.end()) return std::nullopt;
    Json value = std::move(*found);
    others_.erase(found);
    return value;
  }

  // Everything not taken, as one object.
  Json rest() {
    for (auto& candidates : by_field_) {
      for (Candidate& left : candidates) {
        others_[left.name] = std::move(left.value);
      }
      candidates.clear();
    }
    return std::move(others_);
  }

 private:
  std::array<std::vector<Candidate>, kFieldCount> by_field_;
  Json others_ = Json::object();
};

// Strings as they are, objects by their `name`; with `numbers`, a number's
// decimal text.
std::optional<std::string> as_text(Json& value, bool numbers) {
  if (value.is_string()) return std::move(value.get_ref<std::string&>());
  if (numbers && value.is_number()) return value.dump();
  return std::nullopt;
}

std::optional<std::string> as_name(Json& value) {
  if (!value.is_object()) return as_text(value, true);
  const auto name = value.find("name");
  if (name == value.end()) return std::nullopt;
  return as_text(*name, true);
}

// An id may be wrapped as databases export it: {"$oid": "..."}.
std::optional<std::string> as_id(Json& value) {
  if (value.is_object() && value.size() == 1 && value.contains("$oid")) {
    return as_text(value["$oid"], false);
  }
  return as_text(value, true);
}

std::optional<std::vector<std::string>> as_list(Json& value) {
  std::vector<std::string> items;
  if (!value.is_array()) {
    auto single = as_name(value);
    if (!single) return std::nullopt;
    items.push_back(std::move(*single));
    return items;
  }
  for (Json& element : value) {
    if (is_absent(element)) continue;
    auto item = as_name(element);
    if (!item) return std::nullopt;
    items.push_back(std::move(*item));
  }
  return items;
}

// The first candidate `read` can use; it and only it is taken.
template <typename Read>
auto take_first(std::vector<Candidate>& candidates, const Read& read)
    -> decltype(read(candidates.front().value)) {
  for (auto it = candidates.begin(); it != candidates.end(); ++it) {
    if (auto value = read(it->value)) {
      candidates.erase(it);
      return value;
    }
  }
  return std::nullopt;
}

// As take_first(), but the best candidate must do.
template <typename Read>
Result<std::optional<std::string>> take_strict(
    std::vector<Candidate>& candidates, const Read& read) {
  if (candidates.empty()) return std::optional<std::string>();
  auto value = read(candidates.front().value);
  if (!value) {
    return Error{ErrorCode::kInvalidArgument,
                 candidates.front().name + " is not a string"};
  }
  candidates.erase(candidates.begin());
  return value;
}

std::optional<Date> take_date(std::vector<Candidate>& candidates,
                              const ArticleContext& context) {
  static const TimeZone utc = TimeZone::utc();
  const TimeZone& zone = context.zone == nullptr ? utc : *context.zone;
  return take_first(candidates, [&](Json& value) -> std::optional<Date> {
    std::string text;
    if (value.is_string()) text = value.get_ref<const std::string&>();
    if (value.is_number()) text = value.dump();
    const std::optional<Date> date = parse_date(text, zone);
    if (!date || !plausible_date(*date, context.now)) return std::nullopt;
    return date;
  });
}

Result<void> take_strict_fields(Members& members, Article& article) {
  const auto text_only = [](Json& value) { return as_text(value, false); };
  auto id = take_strict(members.of(kId), as_id);
  if (!id) return id.error();
  auto title = take_strict(members.of(kTitle), text_only);
  if (!title) return title.error();
  auto text = take_strict(members.of(kText), text_only);
  if (!text) return text.error();
  article.id = std::move(*id).value_or("");
  article.title = std::move(*title);
  article.text = std::move(*text).value_or("");
  return {};
}

void take_lenient_fields(Members& members, const ArticleContext& context,
                         ParsedArticle& parsed) {
  Article& article = parsed.article;
  const auto text = [&](Field field) {
    return take_first(members.of(field),
                      [](Json& value) { return as_text(value, false); })
        .value_or("");
  };
  const auto list = [&](Field field) {
    return take_first(members.of(field), as_list)
        .value_or(std::vector<std::string>());
  };
  article.summary = text(kSummary);
  article.key_points = list(kKeyPoints);
  article.url = text(kUrl);
  article.source = take_first(members.of(kSource), as_name).value_or("");
  article.authors = list(kAuthors);
  article.topics = list(kTopics);
  article.lang = text(kLang);
  article.published = take_date(members.of(kPublished), context);
  parsed.date_dropped = !article.published && !members.of(kPublished).empty();
  article.updated = take_date(members.of(kUpdated), context);
}

// What article_to_json() and exports write besides the caller's own fields.
// Names another program could use too count as lede's only beside the key that
// belongs to the id.
void take_own_fields(Members& members, Article& article) {
  if (const auto inferred = members.take_other("published_inferred")) {
    article.published_inferred =
        article.published && inferred->is_boolean() && inferred->get<bool>();
  }
  members.take_other("published_precision");
  const auto key = members.others().find("key");
  if (article.id.empty() || key == members.others().end() ||
      *key != article_key(article.id)) {
    return;
  }
  members.take_other("key");
  members.take_other("story");
  members.take_other("entities");
  if (auto origin = members.take_other("origin")) {
    article.origin = as_text(*origin, false).value_or("");
  }
  if (const auto indexed_at = members.take_other("indexed_at")) {
    const auto date =
        indexed_at->is_string()
            ? parse_date(indexed_at->get_ref<const std::string&>(),
                         TimeZone::utc())
            : std::nullopt;
    article.indexed_at = date ? date->seconds : 0;
  }
}

void keep_rest(Members& members, ParsedArticle& parsed) {
  auto own_extra = members.take_other("extra");
  Json extra = members.rest();
  if (own_extra && own_extra->is_object()) {
    extra.update(*own_extra);
  } else if (own_extra) {
    extra["extra"] = std::move(*own_extra);
  }
  for (const auto& [name, value] : extra.items()) {
    parsed.extra_fields.push_back(name);
  }
  parsed.article.extra = write_json(extra);
}

}  // namespace

std::string fold_name(std::string_view name) {
  std::string folded;
  folded.reserve(name.size());
  for (const char c : name) {
    if (c == '_' || c == '-') continue;
    folded += c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  }
  return folded;
}

Result<ParsedArticle> article_from_json(Json object,
                                        const ArticleContext& context) {
  assert(object.is_object());
  Members members(std::move(object));
  ParsedArticle parsed;
  const Result<void> strict = take_strict_fields(members, parsed.article);
  if (!strict) return strict.error();
  take_lenient_fields(members, context, parsed);
  take_own_fields(members, parsed.article);
  keep_rest(members, parsed);
  return parsed;
}

bool has_title_or_text(const Json& object) {
  return std::ranges::any_of(object.items(), [](const auto& member) {
    const NameRow* row = find_name(fold_name(member.key()));
    return row != nullptr && (row->field == kTitle || row->field == kText) &&
           !is_absent(member.value());
  });
}

}  // namespace lede::internal
