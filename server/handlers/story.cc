// SPDX-License-Identifier: GPL-3.0-or-later
//
// /api/v1/stories/{id} and /stories/{id}: a story, earliest article first.

#include <optional>

#include "common/join.h"
#include "searcher/story_json.h"
#include "server/handlers/handlers.h"
#include "server/handlers/parameter_values.h"
#include "server/handlers/search_parameters.h"
#include "server/pages/page.h"

namespace lede {
namespace {

std::optional<Problem> read_story_parameters(const Call& call,
                                             StoryRequest& request) {
  const OwnParameter own[] = {{"limit", false,
                               [&](std::string_view value) {
                                 return read_number<std::size_t>(
                                     value, 0, kMaxStoryLimit, request.limit);
                               }},
                              {"offset", false, [&](std::string_view value) {
                                 return read_number<std::size_t>(
                                     value, 0, kMaxStoryArticles,
                                     request.offset);
                               }}};
  SearchRequest none;
  return read_some_parameters(call.target.parameters, {}, own, call.now, none);
}

std::string next_link(const Call& call, const StoryAnswer& story,
                      const StoryRequest& request) {
  const std::size_t next = request.offset + request.limit;
  if (request.limit == 0 || next >= story.documents ||
      next + request.limit > kMaxStoryArticles) {
    return {};
  }
  return make_link(call.settings.path_prefix + "/api/v1/stories/" + story.id,
                   {{"limit", std::to_string(request.limit)},
                    {"offset", std::to_string(next)}});
}

void add_credits(View& view, const StoryArticle& article, const Page& page) {
  for (const StoryCredit& credit : article.credits) {
    view.list("credits")
        .emplace_back()
        .text("name", credit.publication.name)
        .text("anchor", credit.key);
  }
  view.flag("any_credits", !article.credits.empty());
  for (const HitEntity& entity : article.new_entities) {
    view.list("entities")
        .emplace_back()
        .text("name", entity.name)
        .text("link", page.link("/search",
                                {{"filter", entity.kind + ":" + entity.id}}));
  }
  view.flag("any_entities", !article.new_entities.empty());
}

void add_article(View& view, const StoryArticle& article, const Page& page) {
  const UiLanguage language = page.language();
  view.text("key", article.key)
      .text("link", page.article_link(article.key, ""))
      .text("title", article.title ? std::string_view(*article.title)
                                   : word(language, "untitled"));
  add_text_language(view, article.lang);
  add_meta(view,
           {article.source, article.published, article.published_inferred,
            article.lang},
           language);
  view.flag("copy", article.link == "copy");
  add_credits(view, article, page);
  view.text("figures", join(article.new_figures, " · "));
  for (const std::string& sentence : article.new_sentences) {
    view.list("sentences").emplace_back().text("sentence", sentence);
  }
  view.flag("added", !article.new_entities.empty() ||
                         !article.new_figures.empty() ||
                         !article.new_sentences.empty());
}

}  // namespace

HttpResponse handle_api_story(const Call& call) {
  StoryRequest request;
  if (auto problem = read_story_parameters(call, request)) {
    return problem_response(*problem);
  }
  const Result<StoryAnswer> story = call.backend.story(call.argument, request);
  if (!story && story.error().code == ErrorCode::kNotFound) {
    return problem_response(
        {404, "story_not_found", "the index holds no such story", ""});
  }
  if (!story) return problem_response(problem_of(story.error()));
  return json_response(story_to_json(*story, next_link(call, *story, request)));
}

HttpResponse handle_story_page(const Call& call) {
  const Page page(call);
  StoryRequest request;
  request.limit = kMaxStoryLimit;
  const Result<StoryAnswer> story = call.backend.story(call.argument, request);
  if (!story) return error_page(page, story.error());
  const UiLanguage language = page.language();
  View view;
  const std::string size =
      story->documents == 1
          ? std::string(word(language, "story_alone"))
          : phrase(language, "in_story", number_text(story->documents));
  view.text("size", size);
  view.flag("uncertain", !story->certain && story->documents > 1);
  for (std::size_t i = 0; i < story->articles.size(); ++i) {
    View& each = view.list("articles").emplace_back();
    each.flag("first", i == 0).flag("first_certain", i == 0 && story->certain);
    add_article(each, story->articles[i], page);
  }
  if (story->documents > story->articles.size()) {
    view.text("rest", number_text(story->documents - story->articles.size()));
  }
  const auto& headline = story->articles.front().title;
  const std::string_view title =
      headline ? std::string_view(*headline) : word(language, "story");
  view.text("headline", title);
  return page.respond("pages/story.mustache", title, std::move(view));
}

}  // namespace lede
