// SPDX-License-Identifier: GPL-3.0-or-later
//
// Counts, hits, paging and facets of the page of results.

#include "server/pages/search_view.h"

#include <algorithm>
#include <cstdio>

#include "server/handlers/search_parameters.h"

namespace lede {

namespace {

// What the page calls strong.
constexpr double kStrongFreshness = 0.5;
constexpr std::string_view kStrongFreshnessText = "0.5";

std::string took_text(UiLanguage language, double took_ms) {
  char text[32];
  std::snprintf(text, sizeof(text), took_ms < 10 ? "%.1f" : "%.0f", took_ms);
  return phrase(language, "milliseconds", text);
}

void add_counts(View& view, const SearchAnswer& answer) {
  const SearchResponse& response = answer.response;
  const UiLanguage language = answer.page.language();
  const std::string articles =
      count_text(language, response.documents, "article");
  std::string others;
  if (answer.request.stories) {
    view.text("headline_count",
              count_text(language, response.stories, "story"));
    others = articles + " · ";
  } else {
    view.text("headline_count", articles);
  }
  view.text("other_count", others + took_text(language, response.took_ms));
}

void add_orders(View& view, const SearchAnswer& answer) {
  const SearchRequest& request = answer.request;
  const bool by_relevance = request.sort == SortOrder::kRelevance;
  const auto add = [&](std::string_view name, std::string_view sort,
                       bool current) {
    view.list("orders")
        .emplace_back()
        .text("label", word(answer.page.language(), name))
        .text("link", answer.links.with("sort", sort))
        .flag("current", current);
  };
  add("relevance", "", by_relevance);
  add("newest", "newest", request.sort == SortOrder::kNewest);
  add("oldest", "oldest", request.sort == SortOrder::kOldest);
}

// How much fresher ones come first, where hits are weighed at all.
void add_freshness(View& view, const SearchAnswer& answer) {
  const FreshnessReading& reading = answer.response.query.freshness;
  if (reading.off == FreshnessOff::kSortedByDate) return;
  const UiLanguage language = answer.page.language();
  const double weight =
      reading.off == FreshnessOff::kRankText ? 0.0 : answer.request.freshness;
  View& section = view.section("freshness");
  const auto add = [&](std::string_view name, std::string_view value,
                       double its_weight) {
    section.list("degrees")
        .emplace_back()
        .text("label", word(language, name))
        .text("link", answer.links.with_freshness(value))
        .flag("current", weight == its_weight);
  };
  add("fresher_off", "0", 0.0);
  add("fresher_normal", "", kDefaultFreshness);
  add("fresher_strong", kStrongFreshnessText, kStrongFreshness);
  if (reading.off == FreshnessOff::kPastDate) {
    section.text("remark", word(language, "fresher_past"));
  } else if (!reading.off && reading.half_life_days != kDefaultHalfLifeDays) {
    section.text("remark", phrase(language, "fresher_half_life",
                                  std::to_string(reading.half_life_days)));
  }
}

bool ends_a_sentence(std::string_view text) {
  for (const std::string_view end :
       {".", "!", "?", "…", "。", "！", "？", "”", "\"", "」", ":", "："}) {
    if (text.ends_with(end)) return true;
  }
  return false;
}

void add_snippet(View& hit, const Snippet& snippet, std::string_view lang) {
  if (snippet.text.empty() || snippet.field == "title") return;
  View& view = hit.list("snippets").emplace_back();
  const bool point = snippet.field == "key_points";
  view.flag("point", point);
  add_text_language(view, lang);
  const auto first = static_cast<unsigned char>(snippet.text.front());
  if (!point && first >= 'a' && first <= 'z') {
    view.list("pieces").emplace_back().text("text", "… ").flag("mark", false);
  }
  add_marked(view, "pieces", snippet.text, snippet.highlights);
  if (!point && !ends_a_sentence(snippet.text)) {
    view.list("pieces").emplace_back().text("text", " …").flag("mark", false);
  }
}

// The headline; of an article without one, its first snippet's first words.
void add_title(View& view, const Hit& hit, UiLanguage language) {
  if (hit.title) {
    add_marked(view, "title", *hit.title, hit.title_highlights);
  } else {
    add_marked(view, "title", word(language, "untitled"), {});
  }
}

void add_hits(View& view, const SearchAnswer& answer) {
  const UiLanguage language = answer.page.language();
  bool divided = false;
  for (const Hit& hit : answer.response.hits) {
    View& each = view.list("hits").emplace_back();
    const bool divides = hit.partial && !divided;
    divided = divided || divides;
    each.flag("divider", divides);
    add_text_language(each, hit.lang);
    each.text("link", answer.page.article_link(hit.key, answer.request.query));
    add_title(each, hit, language);
    add_meta(each,
             {hit.source, hit.published, hit.published_inferred, hit.lang},
             language);
    for (const Snippet& snippet : hit.snippets) {
      add_snippet(each, snippet, hit.lang);
    }
    add_story(each, hit, answer.page);
    each.text("explained", hit.explanation ? hit.explanation->sentence : "");
  }
}

void add_paging(View& view, const SearchAnswer& answer) {
  const SearchRequest& request = answer.request;
  const UiLanguage language = answer.page.language();
  const std::uint64_t total =
      request.stories ? answer.response.stories : answer.response.documents;
  const std::uint64_t shown = std::min<std::uint64_t>(
      request.offset + answer.response.hits.size(), total);
  view.text("first", std::to_string(request.offset + 1));
  const bool past_end = request.offset > 0 && request.offset >= total;
  view.flag("past_end", past_end).text("start_link", answer.links.at_offset(0));
  if (past_end || total <= request.limit || request.limit == 0) return;
  View& paging = view.section("paging");
  paging.text("range",
              phrase(language, "range", number_text(request.offset + 1),
                     number_text(shown)));
  paging.text("total", phrase(language, "of", number_text(total)));
  if (request.offset > 0) {
    paging.text("previous_link",
                answer.links.at_offset(
                    request.offset - std::min(request.offset, request.limit)));
  }
  const std::size_t next = request.offset + request.limit;
  const bool more = next < total;
  if (more && next <= kMaxOffset) {
    paging.text("next_link", answer.links.at_offset(next));
  }
  paging.flag("too_far", more && next > kMaxOffset);
}

// A language is shown by its own name, in its own script's type.
void add_value(View& facet_view, const Facet& facet, const FacetValue& value,
               std::uint64_t most, const SearchAnswer& answer) {
  const bool is_language = facet.field == "lang";
  facet_view.list("values")
      .emplace_back()
      .text("label", is_language ? language_name(value.value)
                                 : std::string_view(value.label))
      .text("value_lang", is_language ? value.value : std::string())
      .text("count", number_text(value.documents))
      .text("percent", std::to_string(value.documents * 100 /
                                      std::max<std::uint64_t>(1, most)))
      .flag("selected", value.selected)
      .text("link", answer.links.toggled(facet.field, value.value));
}

}  // namespace

void add_story(View& view, const Hit& hit, const Page& page) {
  const StoryOfHit& story = hit.story;
  if (story.documents < 2) return;
  View& section = view.section("story");
  section.text("size", phrase(page.language(), "in_story",
                              number_text(story.documents)));
  section.text("link", page.link("/stories/" + story.id));
  section.text("t_first", word(page.language(),
                               story.certain ? "first" : "first_that_day"));
  section.text("first_source", story.earliest_source)
      .text("first_date",
            short_date_text(page.language(), story.earliest_published))
      .text("first_link", page.article_link(story.earliest_key, ""));
}

void add_results(View& view, const SearchAnswer& answer) {
  view.flag("found",
            answer.response.documents > 0 || !answer.response.hits.empty());
  add_counts(view, answer);
  add_orders(view, answer);
  add_freshness(view, answer);
  add_hits(view, answer);
  add_paging(view, answer);
}

void add_follow(View& view, const SearchAnswer& answer) {
  const FollowLinks links = answer.links.follow();
  View section;
  add_words(answer.page.language(), section);
  section.text("atom_link", links.atom)
      .text("feed_json_link", links.json)
      .text("csv_link", links.csv)
      .text("opml_link", links.opml);
  view.text("follow", render("pages/follow.mustache", section));
}

void add_facets(View& view, const SearchAnswer& answer) {
  std::vector<View>& facets = view.list("facets");
  for (const Facet& facet : answer.response.facets) {
    if (facet.values.empty()) continue;
    View& each = facets.emplace_back();
    each.text("label", word(answer.page.language(), facet.field));
    each.flag("on", std::ranges::any_of(facet.values, &FacetValue::selected));
    std::uint64_t most = 0;
    for (const FacetValue& value : facet.values) {
      most = std::max(most, value.documents);
    }
    for (const FacetValue& value : facet.values) {
      add_value(each, facet, value, most, answer);
    }
  }
  view.flag("any_facets", !facets.empty());
}

void add_who_else(View& view, const std::vector<TellingTerm>& entities,
                  const SearchAnswer& answer) {
  if (entities.empty()) return;
  View& each = view.list("facets").emplace_back();
  each.text("label", word(answer.page.language(), "who_else"));
  const double highest = entities.front().score;
  for (const TellingTerm& entity : entities) {
    each.list("values")
        .emplace_back()
        .text("label", entity.text)
        .text("count", number_text(entity.documents))
        .text("percent",
              std::to_string(static_cast<int>(entity.score * 100 / highest)))
        .text("link",
              answer.links.toggled(
                  entity.kind, entity.filter.substr(entity.kind.size() + 1)));
  }
  view.flag("any_facets", true);
}

}  // namespace lede
