// SPDX-License-Identifier: GPL-3.0-or-later

#include "searcher/story_teller.h"

#include <algorithm>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <utility>

#include "common/date.h"
#include "common/document_data.h"
#include "common/schema.h"
#include "searcher/hit_builder.h"
#include "searcher/matcher.h"
#include "searcher/story_additions.h"

namespace lede {
namespace {

std::optional<Xapian::docid> document_of(const IndexView& view,
                                         std::string_view key) {
  const Deadline none;
  const MatchedPage page = Matcher(view, none).article(key);
  if (page.size() == 0) return std::nullopt;
  return page.hits[0].id;
}

// An article of the story that `id` names.
std::optional<Xapian::docid> any_article(const IndexView& view,
                                         std::string_view id) {
  if (const auto document = document_of(view, id)) return document;
  if (!view.stories) return std::nullopt;
  for (const std::string& key : view.stories->former(id)) {
    if (const auto document = document_of(view, key)) return document;
  }
  return std::nullopt;
}

ViewStories::Story story_with(const IndexView& view, Xapian::docid document) {
  const std::uint32_t number =
      view.stories ? view.stories->story_of(document) : ViewStories::kAlone;
  if (number != ViewStories::kAlone) return view.stories->story(number);
  ViewStories::Story alone;
  alone.id =
      article_key(view.database.get_document(document).get_value(slot::kId));
  alone.certain = true;
  alone.members.push_back({document, 0, 0, LinkKind::kNone});
  return alone;
}

std::string link_name(LinkKind kind) {
  switch (kind) {
    case LinkKind::kNone:
      return "";
    case LinkKind::kSameEvent:
      return "same_event";
    case LinkKind::kCopy:
      return "copy";
  }
  return "";
}

class StoryTeller {
 public:
  StoryTeller(IndexView& view, const Lexicon& lexicon)
      : view_(view), lexicon_(lexicon), additions_(view.analyzer) {}

  Result<StoryAnswer> tell(const ViewStories::Story& story,
                           const StoryRequest& request) {
    StoryAnswer answer{story.id, story.members.size(), story.certain,      {},
                       0.0,      view_.info.uuid,      view_.info.revision};
    const std::size_t end =
        std::min(request.offset + request.limit, story.members.size());
    std::vector<StoryArticle> told;
    for (std::size_t i = 0; i < end; ++i) {
      Result<StoryArticle> article = tell(story.members[i]);
      if (!article) return article.error();
      told.push_back(std::move(*article));
    }
    for (std::size_t i = 0; i < told.size(); ++i) add_credits(i, told);
    const auto first =
        static_cast<std::ptrdiff_t>(std::min(request.offset, end));
    answer.articles.assign(std::make_move_iterator(told.begin() + first),
                           std::make_move_iterator(told.end()));
    return answer;
  }

 private:
  Result<StoryArticle> tell(const ViewStories::Member& member) {
    const Xapian::Document document = view_.database.get_document(member.id);
    StoryArticle told;
    told.id = document.get_value(slot::kId);
    told.key = article_key(told.id);
    keys_[member.id] = told.key;
    told.link = link_name(member.kind);
    told.likeness = member.score / 1000.0;
    if (member.linked_to != 0) told.linked_to = keys_[member.linked_to];
    Result<DocumentData> data = DocumentData::open(document.get_data());
    if (!data) return data.error().with_context("article '" + told.id + "'");
    Result<Article> article = data->article();
    if (!article) {
      return article.error().with_context("article '" + told.id + "'");
    }
    describe(*article, told);
    const std::vector<HitEntity> entities =
        hit_entities(data->entities(), lexicon_);
    additions_.add(*article, entities, told);
    credited_.push_back(credited_in(document));
    return told;
  }

  static void describe(const Article& article, StoryArticle& told) {
    told.url = article.url;
    told.title = article.title;
    told.source = article.source;
    told.lang = article.lang;
    if (!article.published) return;
    told.published = format_date(*article.published, TimeZone::utc());
    told.published_precision = precision_name(article.published->precision);
    told.published_inferred = article.published_inferred;
  }

  // Ids of the publications that it credits.
  static std::vector<std::string> credited_in(
      const Xapian::Document& document) {
    std::vector<std::string> ids;
    const std::string prefix(prefix::kCited);
    Xapian::TermIterator term = document.termlist_begin();
    term.skip_to(prefix);
    for (; term != document.termlist_end() && (*term).starts_with(prefix);
         ++term) {
      ids.push_back("publication:" + (*term).substr(prefix.size()));
    }
    return ids;
  }

  // The story's article from a publication, other than the one at `own`.
  [[nodiscard]] std::string article_from(
      const Entity& publication, std::size_t own,
      const std::vector<StoryArticle>& told) const {
    for (std::size_t i = 0; i < told.size(); ++i) {
      if (i == own || told[i].source.empty()) continue;
      const auto named =
          lexicon_.named(EntityKind::kPublication, told[i].source);
      if (std::ranges::find(named, &publication) != named.end()) {
        return told[i].key;
      }
    }
    return {};
  }

  void add_credits(std::size_t at, std::vector<StoryArticle>& told) const {
    for (const std::string& id : credited_[at]) {
      const Entity* publication = lexicon_.find(id);
      if (publication == nullptr) continue;
      told[at].credits.push_back({{id, publication->name, "publication"},
                                  article_from(*publication, at, told)});
    }
  }

  IndexView& view_;
  const Lexicon& lexicon_;
  StoryAdditions additions_;
  std::map<Xapian::docid, std::string> keys_;
  std::vector<std::vector<std::string>> credited_;  // by article
};

}  // namespace

Result<StoryAnswer> tell_story(std::string_view id, const StoryRequest& request,
                               IndexView& view, const Lexicon& lexicon) {
  if (request.limit > kMaxStoryLimit) {
    return Error{
        ErrorCode::kInvalidArgument,
        "limit: at most " + std::to_string(kMaxStoryLimit) + " articles"};
  }
  if (request.offset > kMaxStoryArticles - request.limit) {
    return Error{ErrorCode::kInvalidArgument,
                 "offset: a story is told up to its " +
                     std::to_string(kMaxStoryArticles) + "th article"};
  }
  const auto article = any_article(view, id);
  if (!article) {
    return Error{ErrorCode::kNotFound, "the index has no such story"};
  }
  return StoryTeller(view, lexicon).tell(story_with(view, *article), request);
}

}  // namespace lede
