// SPDX-License-Identifier: GPL-3.0-or-later

#include "server/instantsearch/hit_answer.h"

#include <algorithm>
#include <set>
#include <string>

#include "common/analysis/text.h"
#include "server/instantsearch/answer.h"
#include "server/instantsearch/attributes.h"
#include "server/instantsearch/record.h"

namespace lede {

namespace {

const std::vector<Span>& marks_of(const RecordAttribute& attribute,
                                  std::size_t i) {
  static const std::vector<Span> none;
  return i < attribute.marks.size() ? attribute.marks[i] : none;
}

void write_attributes(JsonWriter& json, const Record& record,
                      const AttributeList* wanted) {
  const auto wants = [&](std::string_view name) {
    return wanted == nullptr || wanted->has(name);
  };
  for (const RecordAttribute& attribute : record.attributes) {
    if (!wants(attribute.name)) continue;
    json.key(attribute.name);
    if (attribute.is_list) {
      json.value(attribute.texts);
    } else {
      json.value(std::string_view(attribute.texts.front()));
    }
  }
  if (record.dated && wants(kPublishedAttribute)) {
    json.member(kPublishedAttribute, record.published_ts);
  }
}

class HighlightWriter {
 public:
  // `words`: how many the query has.
  HighlightWriter(JsonWriter& json, const MarkTags& tags, std::size_t words)
      : json_(json), tags_(tags), words_(words) {}

  void write(std::string_view name, const RecordAttribute& attribute) {
    json_.key(name);
    each_text(attribute, [&](const std::string& text, const auto& marks) {
      write_highlight(text, marks);
    });
  }

  void write_snippet(std::string_view name, const RecordAttribute& attribute,
                     std::size_t words) {
    json_.key(name);
    each_text(attribute, [&](const std::string& text, const auto& marks) {
      json_.begin_object();
      json_.member("value",
                   std::string_view(tagged_snippet(text, marks, words, tags_)));
      json_.member("matchLevel", level(matched_words(text, marks)));
      json_.end_object();
    });
  }

 private:
  template <typename Write>
  void each_text(const RecordAttribute& attribute, Write write) {
    if (attribute.is_list) json_.begin_array();
    for (std::size_t i = 0; i < attribute.texts.size(); ++i) {
      write(attribute.texts[i], marks_of(attribute, i));
    }
    if (attribute.is_list) json_.end_array();
  }

  static std::vector<std::string> matched_words(
      const std::string& text, const std::vector<Span>& marks) {
    std::set<std::string> words;
    for (const Span& mark : marks) {
      words.insert(fold_value(text.substr(mark.begin, mark.end - mark.begin)));
    }
    return {words.begin(), words.end()};
  }

  [[nodiscard]] std::string_view level(
      const std::vector<std::string>& words) const {
    if (words.empty()) return "none";
    return words.size() >= words_ ? "full" : "partial";
  }

  void write_highlight(const std::string& text,
                       const std::vector<Span>& marks) {
    const std::vector<std::string> words = matched_words(text, marks);
    json_.begin_object();
    json_.member("value", std::string_view(tagged(text, marks, tags_)));
    json_.member("matchLevel", level(words));
    json_.member("matchedWords", words);
    if (!words.empty()) {
      json_.member("fullyHighlighted", marks.size() == 1 &&
                                           marks[0].begin == 0 &&
                                           marks[0].end == text.size());
    }
    json_.end_object();
  }

  JsonWriter& json_;
  const MarkTags& tags_;
  std::size_t words_;
};

// The attributes to highlight, under the names they were asked for by.
std::vector<std::string> highlighted_names(const AttributeList& asked,
                                           const Record& record) {
  std::vector<std::string> names = asked.names();
  for (const RecordAttribute& attribute : record.attributes) {
    const bool named = std::ranges::any_of(names, [&](const std::string& name) {
      return record_attribute(name) == attribute.name;
    });
    if (!named && asked.has(attribute.name)) names.push_back(attribute.name);
  }
  return names;
}

std::vector<SnippetAttribute> snippet_names(const InstantQuery& query) {
  std::vector<SnippetAttribute> names;
  for (const auto& [name, words] : query.snippets) {
    if (name != "*") {
      names.emplace_back(name, words);
      continue;
    }
    for (const char* each : {"title", "summary", "key_points", "text"}) {
      names.emplace_back(each, words);
    }
  }
  return names;
}

std::size_t words_of(const SearchResponse& response) {
  return static_cast<std::size_t>(std::ranges::count_if(
      response.query.parts,
      [](const ReadAsPart& part) { return !part.filter && !part.dropped; }));
}

// True the first time, so that no key stands twice.
bool is_new(std::set<std::string>& seen, const std::string& name) {
  return seen.insert(name).second;
}

}  // namespace

void write_hit(JsonWriter& json, const InstantQuery& query,
               const SearchResponse& response, const Hit& hit) {
  const Record record = make_record(hit);
  HighlightWriter writer(json, query.tags, words_of(response));
  json.begin_object();
  json.member("objectID", std::string_view(record.object_id));
  write_attributes(json, record, &query.retrieved);
  std::set<std::string> highlighted;
  json.key("_highlightResult");
  json.begin_object();
  for (const std::string& name : highlighted_names(query.highlighted, record)) {
    const auto* attribute = record.find(record_attribute(name));
    if (attribute != nullptr && is_new(highlighted, name)) {
      writer.write(name, *attribute);
    }
  }
  json.end_object();
  if (!query.snippets.empty()) {
    std::set<std::string> cut;
    json.key("_snippetResult");
    json.begin_object();
    for (const auto& [name, words] : snippet_names(query)) {
      const auto* attribute = record.find(record_attribute(name));
      if (attribute != nullptr && is_new(cut, name)) {
        writer.write_snippet(name, *attribute, words);
      }
    }
    json.end_object();
  }
  json.end_object();
}

void write_record(JsonWriter& json, const Record& record) {
  json.begin_object();
  json.member("objectID", std::string_view(record.object_id));
  write_attributes(json, record, nullptr);
  json.end_object();
}

}  // namespace lede
