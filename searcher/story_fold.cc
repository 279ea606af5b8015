// SPDX-License-Identifier: GPL-3.0-or-later

#include "searcher/story_fold.h"

#include <algorithm>
#include <unordered_set>
#include <utility>

#include "common/date.h"
#include "common/document_data.h"
#include "common/schema.h"

namespace lede {
namespace {

// Documents read beyond those that would do if each stood alone.
std::size_t documents_for(std::size_t stories) { return stories + stories / 2; }

class SeenStories {
 public:
  explicit SeenStories(const IndexView& view) : stories_(view.stories.get()) {}

  // False if the story of the document has been seen.
  bool add(Xapian::docid id) {
    const std::uint32_t number =
        stories_ == nullptr ? ViewStories::kAlone : stories_->story_of(id);
    return number == ViewStories::kAlone || seen_.insert(number).second;
  }

 private:
  const ViewStories* stories_;
  std::unordered_set<std::uint32_t> seen_;
};

void keep_first_of_each(SeenStories& seen, MatchedPage& page) {
  std::size_t kept = 0;
  for (std::size_t i = 0; i < page.hits.size(); ++i) {
    if (!seen.add(page.hits[i].id)) continue;
    page.hits[kept] = page.hits[i];
    if (!page.fetched.empty()) page.fetched[kept] = page.fetched[i];
    ++kept;
  }
  page.hits.resize(kept);
  if (!page.fetched.empty()) page.fetched.resize(kept);
}

// Leaves stories [offset, offset + limit).
void cut_stories(const MatchOrder& order, MatchedPage& page) {
  if (!page.fetched.empty()) {
    const auto first = std::min(order.offset, page.fetched.size());
    const auto last = std::min(first + order.limit, page.fetched.size());
    page.fetched = {page.fetched.begin() + static_cast<std::ptrdiff_t>(first),
                    page.fetched.begin() + static_cast<std::ptrdiff_t>(last)};
  }
  cut_page(page.hits, order);
}

StoryCounts& empty_counts(IndexView& view) {
  if (!view.story_counts) {
    view.story_counts = std::make_unique<StoryCounts>(*view.stories);
  }
  view.story_counts->clear();
  return *view.story_counts;
}

}  // namespace

MatchedPage folded_page(const Matcher& matcher, IndexView& view,
                        const IndexQuery& match, const RankParts& parts,
                        MatchOrder order, StageClock& clock) {
  if (!view.stories) {
    MatchedPage page = matcher.page(match, parts, order);
    page.stories = page.documents;
    page.matched.assign(page.size(), 1);
    return page;
  }
  StoryCounts& counts = empty_counts(view);
  const std::size_t wanted = order.offset + order.limit;
  MatchOrder asked = order;
  asked.offset = 0;
  asked.limit = order.limit == 0 ? 0 : documents_for(wanted);
  asked.stories = &counts;
  MatchedPage page = matcher.page(match, parts, asked);
  const std::uint64_t documents = page.documents;
  const StageClock::Stage matching = clock.enter(&StageTimes::fold);
  for (;;) {
    const bool more = page.size() == asked.limit && asked.limit > 0;
    SeenStories seen(view);
    keep_first_of_each(seen, page);
    if (!more || page.size() >= wanted) break;
    asked.limit *= 2;
    asked.exact_total = false;
    asked.counts = nullptr;
    asked.stories = nullptr;
    clock.enter(matching);
    page = matcher.page(match, parts, asked);
    clock.enter(&StageTimes::fold);
  }
  cut_stories(order, page);
  page.documents = documents;
  page.stories = counts.stories(documents);
  for (const MatchedDocument& hit : page.hits) {
    page.matched.push_back(counts.matched(hit.id));
  }
  clock.enter(matching);
  return page;
}

void fold_partial(const IndexView& view, const MatchedPage& above,
                  MatchedPage& page) {
  SeenStories seen(view);
  for (const MatchedDocument& hit : above.hits) seen.add(hit.id);
  keep_first_of_each(seen, page);
  page.matched.assign(page.size(), 0);
}

std::uint64_t count_matched_stories(const Matcher& matcher, IndexView& view,
                                    const IndexQuery& match) {
  MatchOrder order;
  if (view.stories) order.stories = &empty_counts(view);
  const MatchedPage page = matcher.page(match, {}, order);
  return view.stories ? order.stories->stories(page.documents) : page.documents;
}

Result<StoryOfHit> story_of_hit(const IndexView& view, Xapian::docid id,
                                const Hit& hit, std::uint64_t matched) {
  StoryOfHit story{hit.key, 1,          matched,       hit.key,
                   hit.id,  hit.source, hit.published, true};
  const std::uint32_t number =
      view.stories ? view.stories->story_of(id) : ViewStories::kAlone;
  if (number == ViewStories::kAlone) return story;
  const ViewStories::Summary told = view.stories->summary(number);
  story.id = told.id;
  story.documents = told.documents;
  story.certain = told.certain;
  if (told.earliest == id || told.earliest == 0) return story;
  const Xapian::Document document = view.database.get_document(told.earliest);
  story.earliest_id = document.get_value(slot::kId);
  story.earliest_key = article_key(story.earliest_id);
  Result<DocumentData> data = DocumentData::open(document.get_data());
  if (!data) {
    return data.error().with_context("article '" + story.earliest_id + "'");
  }
  story.earliest_source = data->source();
  const auto published = data->published();
  story.earliest_published =
      published ? format_date(*published, TimeZone::utc()) : "";
  return story;
}

}  // namespace lede
