// SPDX-License-Identifier: GPL-3.0-or-later
//
// Single terms are known by the sieve, or found with the phrases in one pass
// over the tokens of the stretches that it keeps; entities are found there by
// the lexicon, if any pattern asks for one.

#include "searcher/match_finder.h"

#include <algorithm>

#include "common/analysis/text.h"
#include "common/schema.h"

namespace lede {
MatchFinder::MatchFinder(const MatchPatterns& patterns, const Lexicon& lexicon,
                         Analyzer& analyzer, bool sieves)
    : patterns_(patterns),
      lexicon_(lexicon),
      analyzer_(analyzer),
      table_(patterns),
      sieves_(sieves),
      sieve_(table_, lexicon, analyzer),
      partials_(patterns.size()),
      asks_for_quotations_(
          std::ranges::any_of(patterns, &MatchPattern::quoted)) {
  add_groups();
}

void MatchFinder::add_groups() {
  std::vector<std::size_t> ids;
  for (const MatchPattern& pattern : patterns_) {
    auto found = std::ranges::find(ids, pattern.group);
    if (found == ids.end() && ids.size() < kMaxGroups) {
      ids.push_back(pattern.group);
      group_weights_.push_back(0.0);
      found = ids.end() - 1;
    }
    if (found == ids.end()) --found;
    const auto group = static_cast<unsigned>(found - ids.begin());
    group_of_pattern_.push_back(group);
    group_weights_[group] = std::max(group_weights_[group], pattern.weight);
  }
}

std::vector<Match> MatchFinder::find(std::string_view text,
                                     std::string_view lang,
                                     std::string_view field) {
  std::vector<Match> matches;
  if (asks_for_quotations_) {
    quotations_ =
        quotation_spans(text, paragraph_spans(text, sentence_spans(text)));
  }
  if (sieves_) {
    sieve_.sift(text, lang, sifted_);
  } else {
    sifted_ = {{{0, text.size()}}, {}};
  }
  auto place = sifted_.places.begin();
  const auto add_places_before = [&](std::size_t end) {
    offset_ = 0;
    for (; place != sifted_.places.end() && place->span.begin < end; ++place) {
      if (!applies(place->pattern, field, place->span)) continue;
      matches.push_back(make_match(place->pattern, place->span));
    }
  };
  for (const Span& stretch : sifted_.stretches) {
    add_places_before(stretch.begin);
    offset_ = stretch.begin;
    const std::size_t first = matches.size();
    match_stretch(text.substr(stretch.begin, stretch.end - stretch.begin), lang,
                  field, matches);
    for (std::size_t i = first; i < matches.size(); ++i) {
      matches[i].span.begin += stretch.begin;
      matches[i].span.end += stretch.begin;
    }
  }
  add_places_before(text.size());
  return matches;
}

void MatchFinder::match_stretch(std::string_view text, std::string_view lang,
                                std::string_view field,
                                std::vector<Match>& out) {
  analyzer_.analyze(text, lang, stream_);
  for (std::vector<Partial>& partials : partials_) partials.clear();
  const auto first = static_cast<std::ptrdiff_t>(out.size());
  for (std::size_t i = 0; i < stream_.tokens().size(); ++i) {
    match_token(i, field, out);
  }
  if (!table_.entities().empty()) match_entities(text, field, out);
  std::ranges::stable_sort(out.begin() + first, out.end(), {},
                           [](const Match& match) { return match.span.begin; });
}

bool MatchFinder::applies(std::uint32_t pattern, std::string_view field,
                          const Span& span) const {
  const MatchPattern& asked = patterns_[pattern];
  if (!asked.field.empty() && asked.field != field) return false;
  return !asked.quoted ||
         is_covered({span.begin + offset_, span.end + offset_}, quotations_);
}

Match MatchFinder::make_match(std::uint32_t pattern, Span span) const {
  return {span, group_of_pattern_[pattern], patterns_[pattern].weight};
}

void MatchFinder::match_token(std::size_t index, std::string_view field,
                              std::vector<Match>& out) {
  const Token& token = stream_.tokens()[index];
  const std::string_view term = stream_.term(token);
  for (const std::uint32_t pattern : table_.prefixes()) {
    if (term.starts_with(patterns_[pattern].terms[0]) &&
        applies(pattern, field, token.span)) {
      out.push_back(make_match(pattern, token.span));
    }
  }
  for (const PatternStep& step : table_.steps(term)) {
    if (!applies(step.pattern, field, token.span)) continue;
    if (table_.is_single(step.pattern)) {
      out.push_back(make_match(step.pattern, token.span));
    } else {
      advance(step, index, out);
    }
  }
}

void MatchFinder::advance(const PatternStep& step, std::size_t token,
                          std::vector<Match>& out) {
  std::vector<Partial>& partials = partials_[step.pattern];
  const std::uint32_t position = stream_.tokens()[token].position;
  if (step.step == 0) {
    // Those that missed a step are of no more use.
    std::erase_if(partials, [&](const Partial& partial) {
      return partial.start + partial.next < position;
    });
    partials.push_back({position, token, 1});
    return;
  }
  for (Partial& partial : partials) {
    if (partial.next != step.step || partial.start + step.step != position) {
      continue;
    }
    ++partial.next;
    if (partial.next == patterns_[step.pattern].terms.size()) {
      add_phrase(step.pattern, partial, out);
    }
    return;
  }
}

void MatchFinder::add_phrase(std::uint32_t pattern, const Partial& partial,
                             std::vector<Match>& out) const {
  const std::vector<std::string>& terms = patterns_[pattern].terms;
  std::uint32_t step = 0;
  for (std::size_t i = partial.first_token; step < terms.size(); ++i) {
    const Token& token = stream_.tokens()[i];
    if (token.position != partial.start + step ||
        stream_.term(token) != terms[step]) {
      continue;
    }
    out.push_back(make_match(pattern, token.span));
    ++step;
  }
}

void MatchFinder::match_entities(std::string_view text, std::string_view field,
                                 std::vector<Match>& out) {
  mentions_.clear();
  // The article is one that mentions the entity: what decided for an ambiguous
  // name may stand in another of its texts.
  lexicon_.find_possible_mentions(stream_, text, mentions_);
  for (const Mention& mention : mentions_) {
    for (const std::uint32_t pattern : table_.entities()) {
      if (table_.asks_for(pattern, mention.entity->id) &&
          applies(pattern, field, mention.span)) {
        out.push_back(make_match(pattern, mention.span));
      }
    }
  }
}

std::vector<Span> merge_spans(const std::vector<Match>& matches) {
  std::vector<Span> merged;
  for (const Match& match : matches) {
    if (merged.empty() || match.span.begin >= merged.back().end) {
      merged.push_back(match.span);
    } else {
      merged.back().end = std::max(merged.back().end, match.span.end);
    }
  }
  return merged;
}

}  // namespace lede
