// SPDX-License-Identifier: GPL-3.0-or-later

#include "searcher/suggest/candidate.h"

#include <algorithm>
#include <utility>

namespace lede {

void complete(const TypedText& typed, std::size_t begin, std::string completion,
              Span typed_part, Completion& shown) {
  shown.text = typed.text.substr(0, begin) + completion;
  shown.completion = std::move(completion);
  typed_part.begin += begin;
  typed_part.end += begin;
  if (typed_part.begin == begin || typed_part.begin == typed_part.end) {
    typed_part.end = std::max(begin, typed_part.end);
    typed_part.begin = 0;
  } else if (begin > 0) {
    shown.highlights.push_back({0, begin});
  }
  if (typed_part.end > typed_part.begin) shown.highlights.push_back(typed_part);
}

bool is_words_alone(const ParsedQuery& query, bool quotations) {
  const auto is_word = [&](const QueryNode& node) {
    const bool kind = node.kind == NodeKind::kWord ||
                      (quotations && node.kind == NodeKind::kPhrase);
    return kind && node.field.empty() && node.weight == 1.0;
  };
  if (!query.filters.empty() || !query.warnings.empty()) return false;
  return query.root.kind == NodeKind::kWords
             ? std::ranges::all_of(query.root.children, is_word)
             : is_word(query.root);
}

bool is_ascii_letters(std::string_view text) {
  return std::ranges::all_of(text, [](char c) { return c >= 'a' && c <= 'z'; });
}

void merge_counts(std::vector<CountedText>& texts) {
  std::ranges::sort(texts, {}, &CountedText::text);
  std::vector<CountedText> merged;
  for (CountedText& each : texts) {
    if (!merged.empty() && merged.back().text == each.text) {
      merged.back().documents += each.documents;
    } else {
      merged.push_back(std::move(each));
    }
  }
  std::ranges::stable_sort(merged, std::ranges::greater{},
                           &CountedText::documents);
  texts = std::move(merged);
}

}  // namespace lede
