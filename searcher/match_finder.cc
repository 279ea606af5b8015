// SPDX-License-Identifier: GPL-3.0-or-later
//
// Single terms and phrases are found in one pass over the tokens of the
// stretches that the sieve keeps; entities by the lexicon, if any pattern asks
// for one.

#include "searcher/match_finder.h"

#include <algorithm>

#include "common/analysis/text.h"
#include "common/schema.h"

namespace lede {
namespace {

// A cheap sign of a term: most tokens share theirs with no pattern and are
// passed over without comparing bytes.
std::size_t signature(std::string_view term) {
  const auto first = static_cast<unsigned char>(term.front());
  return (term.size() & 15) << 8 | first;
}

bool is_word(const Token& token) {
  return token.layer == Layer::kExact || token.layer == Layer::kUnigram;
}

// Appends the words of a stream that begins at byte `offset` of its text.
void append_words(const TokenStream& stream, std::size_t offset,
                  std::vector<Span>& words) {
  for (const Token& token : stream.tokens()) {
    if (!is_word(token)) continue;
    words.push_back({token.span.begin + offset, token.span.end + offset});
  }
}

}  // namespace

MatchFinder::MatchFinder(const MatchPatterns& patterns, const Lexicon& lexicon,
                         Analyzer& analyzer)
    : patterns_(patterns),
      lexicon_(lexicon),
      analyzer_(analyzer),
      sieve_(patterns, lexicon, analyzer),
      partials_(patterns.size()),
      asks_for_quotations_(
          std::ranges::any_of(patterns, &MatchPattern::quoted)) {
  add_groups();
  add_steps();
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

void MatchFinder::add_steps() {
  for (std::uint32_t i = 0; i < patterns_.size(); ++i) {
    const MatchPattern& pattern = patterns_[i];
    const bool has_empty = std::ranges::any_of(
        pattern.terms, [](const std::string& term) { return term.empty(); });
    if (pattern.terms.empty() || has_empty) continue;
    const bool single = pattern.terms.size() == 1;
    if (single && pattern.is_prefix) {
      prefixes_.push_back(i);
    } else if (single && pattern.terms[0].starts_with(prefix::kEntity)) {
      entities_.push_back(i);
    } else {
      for (std::uint32_t step = 0; step < pattern.terms.size(); ++step) {
        steps_.push_back({pattern.terms[step], i, step});
        signatures_.set(signature(pattern.terms[step]));
      }
    }
  }
  // Of one term the last step comes first, so that a token never takes the same
  // phrase two steps on.
  std::ranges::sort(steps_, [](const Step& a, const Step& b) {
    return a.term != b.term ? a.term < b.term : a.step > b.step;
  });
}

std::vector<Match> MatchFinder::find(std::string_view text,
                                     std::string_view lang,
                                     std::string_view field,
                                     std::size_t context,
                                     std::vector<Span>* words) {
  std::vector<Match> matches;
  if (asks_for_quotations_) {
    quotations_ =
        quotation_spans(text, paragraph_spans(text, sentence_spans(text)));
  }
  for (const Span& stretch : sieve_.stretches(text, lang, context)) {
    offset_ = stretch.begin;
    const std::size_t first = matches.size();
    match_stretch(text.substr(stretch.begin, stretch.end - stretch.begin), lang,
                  field, matches);
    for (std::size_t i = first; i < matches.size(); ++i) {
      matches[i].span.begin += stretch.begin;
      matches[i].span.end += stretch.begin;
    }
    if (words != nullptr) append_words(stream_, stretch.begin, *words);
  }
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
  if (!entities_.empty()) match_entities(text, field, out);
  std::ranges::stable_sort(out.begin() + first, out.end(), {},
                           [](const Match& match) { return match.span.begin; });
}

std::vector<Span> MatchFinder::words(std::string_view text,
                                     std::string_view lang) {
  analyzer_.analyze(text, lang, stream_);
  std::vector<Span> words;
  append_words(stream_, 0, words);
  return words;
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
  for (const std::uint32_t pattern : prefixes_) {
    if (term.starts_with(patterns_[pattern].terms[0]) &&
        applies(pattern, field, token.span)) {
      out.push_back(make_match(pattern, token.span));
    }
  }
  if (!signatures_.test(signature(term))) return;
  for (auto step = std::ranges::lower_bound(steps_, term, {}, &Step::term);
       step != steps_.end() && step->term == term; ++step) {
    if (!applies(step->pattern, field, token.span)) continue;
    if (patterns_[step->pattern].terms.size() == 1) {
      out.push_back(make_match(step->pattern, token.span));
    } else {
      advance(*step, index, out);
    }
  }
}

void MatchFinder::advance(const Step& step, std::size_t token,
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
    for (const std::uint32_t pattern : entities_) {
      const std::string_view id = std::string_view(patterns_[pattern].terms[0])
                                      .substr(prefix::kEntity.size());
      if (id == mention.entity->id && applies(pattern, field, mention.span)) {
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
