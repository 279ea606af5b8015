// SPDX-License-Identifier: GPL-3.0-or-later
//
// How the query was read: chips, spelling, warnings, shards; and what to ask
// instead if it found nothing.

#include <algorithm>
#include <span>

#include "common/join.h"
#include "server/pages/search_view.h"

namespace lede {

namespace {

constexpr std::size_t kMaxAliases = 3;

std::string first_aliases(const std::vector<std::string>& aliases) {
  const std::size_t shown = std::min(aliases.size(), kMaxAliases);
  return join(std::span(aliases).first(shown), ", ") +
         (shown < aliases.size() ? ", …" : "");
}

// The query with `text`, or nothing, in place of part `changed` (of none if it
// is past the end).
std::string with_part(const std::vector<ReadAsPart>& parts, std::size_t changed,
                      std::string_view text) {
  std::string out;
  for (std::size_t i = 0; i < parts.size(); ++i) {
    if (parts[i].dropped) continue;
    const std::string_view part = i == changed ? text : parts[i].text;
    if (!out.empty() && !part.empty()) out += ' ';
    out += part;
  }
  return out;
}

// True if it can be asked for as typed alone, by "=" before it.
bool is_one_word(const ReadAsPart& part) {
  return !part.filter && !part.aliases.empty() &&
         part.text.find_first_of(" \"=~*^:()") == part.text.npos;
}

// True if the parts side by side are the whole query: then one can be left out
// without touching the others. In "(a OR b)" it could not.
bool parts_stand_alone(const QueryReading& reading) {
  return reading.read_as == with_part(reading.parts, reading.parts.size(), "");
}

// True if a warning points into the part, as far as it stands in the query as
// typed.
bool is_warned(const QueryReading& reading, const ReadAsPart& part) {
  const std::size_t begin = reading.text.find(part.text);
  if (begin == std::string::npos) return false;
  return std::ranges::any_of(reading.warnings, [&](const Warning& warning) {
    return warning.position && *warning.position >= begin &&
           *warning.position < begin + part.text.size();
  });
}

void add_query_chips(std::vector<View>& chips, const SearchAnswer& answer) {
  const QueryReading& reading = answer.response.query;
  const UiLanguage language = answer.page.language();
  const bool stand_alone = parts_stand_alone(reading);
  for (std::size_t i = 0; i < reading.parts.size(); ++i) {
    const ReadAsPart& part = reading.parts[i];
    View& chip = chips.emplace_back();
    chip.text("text", part.text)
        .text("aliases", first_aliases(part.aliases))
        .flag("filter", part.filter)
        .flag("dropped", part.dropped)
        .flag("warned", is_warned(reading, part))
        .text("part", part.text)
        .text("drop_link", "")
        .text("drop_label", phrase(language, "drop", part.text));
    if (part.dropped || !stand_alone) continue;
    if (reading.parts.size() > 1) {
      chip.text("drop_link",
                answer.links.with("q", with_part(reading.parts, i, "")));
    }
    if (is_one_word(part)) {
      chip.text("exact_link",
                answer.links.with("q",
                                  with_part(reading.parts, i, "=" + part.text)))
          .text("exact_label", phrase(language, "only_typed", part.text));
    }
  }
}

void add_filter_chip(std::vector<View>& chips, const SearchAnswer& answer,
                     const std::string& text, const std::string& link) {
  chips.emplace_back()
      .text("drop_label", phrase(answer.page.language(), "drop", text))
      .text("text", text)
      .text("aliases", "")
      .flag("filter", true)
      .flag("dropped", false)
      .flag("warned", false)
      .text("drop_link", link);
}

void add_filter_chips(std::vector<View>& chips, const SearchAnswer& answer) {
  const UiLanguage language = answer.page.language();
  for (const FieldFilter& filter : answer.request.filters) {
    std::string value = filter.value;
    if (filter.field == "lang") value = language_name(filter.value);
    for (const Facet& facet : answer.response.facets) {
      for (const FacetValue& each : facet.values) {
        if (facet.field == filter.field && each.value == filter.value &&
            filter.field != "lang") {
          value = each.label;
        }
      }
    }
    add_filter_chip(chips, answer,
                    std::string(word(language, filter.field)) + ": " + value,
                    answer.links.toggled(filter.field, filter.value));
  }
  if (!answer.request.from.empty()) {
    add_filter_chip(chips, answer,
                    std::string(word(language, "from")) + " " +
                        date_text(language, answer.request.from),
                    answer.links.with("from", ""));
  }
  if (!answer.request.to.empty()) {
    add_filter_chip(chips, answer,
                    std::string(word(language, "to")) + " " +
                        date_text(language, answer.request.to),
                    answer.links.with("to", ""));
  }
}

void add_suggestion(View& view, const SearchAnswer& answer) {
  const auto& suggestion = answer.response.query.suggestion;
  if (!suggestion) return;
  view.section("suggestion")
      .flag("applied", suggestion->applied)
      .text("text", suggestion->text)
      .text("count",
            suggestion->documents > 0 ? number_text(suggestion->documents) : "")
      .text("link", answer.links.with("q", suggestion->text))
      .text("instead_link", answer.links.with("spelling", "off"));
}

void add_date_offer(View& view, const SearchAnswer& answer) {
  const auto& offer = answer.response.query.date_offer;
  if (!offer) return;
  view.section("date_offer")
      .text("label", phrase(answer.page.language(), "as_a_date", offer->text))
      .text("link", answer.links.with("q", offer->query))
      .text("count", number_text(offer->documents));
}

}  // namespace

void add_reading(View& view, const SearchAnswer& answer) {
  const SearchResponse& response = answer.response;
  std::vector<View>& chips = view.list("parts");
  add_query_chips(chips, answer);
  add_filter_chips(chips, answer);
  view.flag("any_reading", !chips.empty());
  add_suggestion(view, answer);
  add_date_offer(view, answer);
  for (const Warning& warning : response.query.warnings) {
    view.list("warnings").emplace_back().text("message", warning.message);
  }
  if (response.shards.answered < response.shards.total) {
    view.text("shards", phrase(answer.page.language(), "shards",
                               std::to_string(response.shards.answered),
                               std::to_string(response.shards.total)));
  }
}

void add_alternatives(View& view, const SearchAnswer& answer) {
  std::vector<View>& wider = view.list("wider");
  for (const Alternative& each : answer.response.query.alternatives) {
    // It stands above, as what was meant.
    if (each.kind == AlternativeKind::kSpelling) continue;
    wider.emplace_back()
        .text("label", phrase(answer.page.language(), "without", each.left_out))
        .text("link", answer.links.instead(each))
        .text("count", number_text(each.documents));
  }
  view.flag("any_wider", !wider.empty());
}

}  // namespace lede
