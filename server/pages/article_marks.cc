// SPDX-License-Identifier: GPL-3.0-or-later
//
// See article_marks.h.

#include "server/pages/article_marks.h"

#include <algorithm>

#include "common/date.h"

namespace lede {

namespace {

constexpr std::size_t kMaxCandidates = 50;  // of one source on one day
constexpr std::size_t kMaxSnippets = 16;
// Beyond it an article is read without all of its marks.
constexpr std::size_t kMaxMarkedBytes = std::size_t{256} * 1024;

SearchRequest request_for(const Article& article, std::string_view query) {
  SearchRequest request;
  request.query = query;
  request.match = MatchMode::kAny;
  request.spelling = SpellingMode::kOff;
  request.stories = false;
  request.limit = kMaxCandidates;
  ask_for_marks(std::max(article.text.size(), article.summary.size()), request);
  if (!article.source.empty()) {
    request.filters.push_back({"source", article.source});
  }
  if (article.published) {
    request.from = format_date(
        {article.published->seconds, DatePrecision::kDay}, TimeZone::utc());
    request.to = request.from;
  }
  return request;
}

// Adds the snippet's highlights where the snippet stands in `text`.
bool add_marks(std::string_view text, const Snippet& snippet,
               std::vector<Span>& marks) {
  const std::size_t at = text.find(snippet.text);
  if (snippet.text.empty() || at == std::string_view::npos) return false;
  for (const Span& span : snippet.highlights) {
    marks.push_back({at + span.begin, at + span.end});
  }
  return true;
}

void add_snippet(const Article& article, const Snippet& snippet,
                 ArticleMarks& marks) {
  if (snippet.field == "summary") {
    add_marks(article.summary, snippet, marks.summary);
  } else if (snippet.field == "text") {
    add_marks(article.text, snippet, marks.text);
  } else if (snippet.field == "key_points") {
    for (std::size_t i = 0; i < article.key_points.size(); ++i) {
      if (add_marks(article.key_points[i], snippet, marks.key_points[i])) {
        return;
      }
    }
  }
}

// Snippets come best first, and two may stand in the same sentence.
void put_in_order(std::vector<Span>& marks) {
  std::ranges::sort(marks, {}, &Span::begin);
  std::size_t end = 0;
  std::erase_if(marks, [&end](const Span& mark) {
    const bool overlaps = mark.begin < end;
    end = std::max(end, mark.end);
    return overlaps;
  });
}

}  // namespace

void ask_for_marks(std::size_t text_bytes, SearchRequest& request) {
  request.snippets_per_hit = kMaxSnippets;
  request.snippet_bytes = std::min(kMaxMarkedBytes, text_bytes + 1);
}

ArticleMarks find_marks(const Call& call, std::string_view query,
                        const StoredArticleView& stored) {
  const Article& article = stored.article;
  ArticleMarks none;
  none.key_points.resize(article.key_points.size());
  if (query.empty()) return none;
  const Result<SearchResponse> response =
      call.backend.search(request_for(article, query));
  if (!response) return none;
  const auto hit = std::ranges::find(response->hits, stored.key, &Hit::key);
  if (hit == response->hits.end()) return none;
  return marks_of(article, *hit);
}

ArticleMarks marks_of(const Article& article, const Hit& hit) {
  ArticleMarks marks;
  marks.key_points.resize(article.key_points.size());
  if (article.title) marks.title = hit.title_highlights;
  for (const Snippet& snippet : hit.snippets) {
    add_snippet(article, snippet, marks);
  }
  put_in_order(marks.summary);
  put_in_order(marks.text);
  for (std::vector<Span>& point : marks.key_points) put_in_order(point);
  return marks;
}

std::vector<Span> marks_within(const std::vector<Span>& marks,
                               std::size_t begin, std::size_t end) {
  std::vector<Span> within;
  for (const Span& mark : marks) {
    const std::size_t from = std::max(mark.begin, begin);
    const std::size_t to = std::min(mark.end, end);
    if (from < to) within.push_back({from - begin, to - begin});
  }
  return within;
}

}  // namespace lede
