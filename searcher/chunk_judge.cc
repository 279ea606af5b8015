// SPDX-License-Identifier: GPL-3.0-or-later
//
// A chunk is cut into the same atoms by itself as in its text. What is not told
// by it alone: a name written apart ("GPT 4o") and which of the two "US" is.

#include "searcher/chunk_judge.h"

#include <algorithm>

#include "common/analysis/utf8.h"
#include "common/schema.h"

namespace lede {
namespace {

constexpr std::size_t kMaxVerdicts = 1 << 16;
// As a country it is "u.s." as well, but only where not all is in capitals.
constexpr std::string_view kCountry = "u.s.";
constexpr std::string_view kCountryOrWord = "us";

bool is_exact(Layer layer) {
  return layer == Layer::kExact || layer == Layer::kVariant ||
         layer == Layer::kUnigram;
}

bool is_fused(std::string_view term) {
  return term.starts_with(prefix::kFused) || term.starts_with(prefix::kJoined);
}

}  // namespace

ChunkJudge::ChunkJudge(const PatternTable& table, const Lexicon& lexicon,
                       Analyzer& analyzer)
    : table_(table), lexicon_(lexicon), analyzer_(analyzer) {
  for (const MatchPattern& pattern : table_.patterns()) add(pattern);
}

void ChunkJudge::add(const MatchPattern& pattern) {
  if (pattern.terms.empty()) return;
  const std::string& first = pattern.terms.front();
  if (pattern.is_prefix || !first.starts_with(prefix::kEntity)) {
    return add_begin(first);
  }
  const Entity* entity = lexicon_.find(first.substr(prefix::kEntity.size()));
  if (entity == nullptr) return;
  for (const Alias& alias : entity->aliases) {
    add_alias(alias, entity->kind == EntityKind::kTerm);
  }
}

void ChunkJudge::add_alias(const Alias& alias, bool has_plural) {
  analyzer_.analyze(alias.text, "", stream_);
  const auto is_first_pair = [](const Token& token) {
    return token.position == 0 && token.layer == Layer::kBigram;
  };
  const auto pair = std::ranges::find_if(stream_.tokens(), is_first_pair);
  const bool has_pair = pair != stream_.tokens().end();
  if (has_pair) add_begin(stream_.term(*pair));
  for (const Token& token : stream_.tokens()) {
    if (token.position != 0 || !is_exact(token.layer)) continue;
    std::string form(stream_.term(token));
    if (!has_pair) add_begin(form);
    names_begin_.insert(form);
    // "companies" begins like "company", all but its last letter.
    constexpr std::size_t kShortest = 4;
    if (form.size() >= kShortest) form.pop_back();
    if (has_plural) plurals_begin_.push_back(std::move(form));
  }
}

void ChunkJudge::add_begin(std::string_view term) {
  begins_.emplace_back(term);
  if (is_fused(term)) fused_.emplace_back(term.substr(1));
  if (term != kCountry) return;
  begins_.emplace_back(kCountryOrWord);
  asks_for_us_ = true;
}

void ChunkJudge::begin_text(std::string_view lang) {
  const std::string_view stemmer = stemmer_for(lang);
  if (stemmer != stemmer_ || verdicts_.size() >= kMaxVerdicts) {
    verdicts_.clear();
  }
  stemmer_ = stemmer;
  lang_ = lang;
}

const ChunkVerdict& ChunkJudge::judge(std::string_view chunk) {
  if (chunk.size() > kMaxKept) {
    analyze(chunk, long_verdict_);
    return long_verdict_;
  }
  const auto known = verdicts_.find(chunk);
  if (known != verdicts_.end()) return known->second;
  ChunkVerdict& verdict = verdicts_[std::string(chunk)];
  analyze(chunk, verdict);
  return verdict;
}

void ChunkJudge::analyze(std::string_view chunk, ChunkVerdict& out) {
  analyzer_.analyze(chunk, lang_, stream_);
  out = {};
  out.is_wordless = stream_.positions() == 0;
  const bool names = !table_.entities().empty();
  for (const Token& token : stream_.tokens()) {
    note(token, out);
    if (names && is_exact(token.layer)) note_names(token, out);
  }
  if (out.may_name) add_mentions(chunk, out);
}

void ChunkJudge::note(const Token& token, ChunkVerdict& out) const {
  const std::string_view term = stream_.term(token);
  for (const std::uint32_t pattern : table_.prefixes()) {
    if (term.starts_with(table_.patterns()[pattern].terms[0])) {
      out.places.push_back({token.span, pattern});
    }
  }
  for (const PatternStep& step : table_.steps(term)) {
    if (table_.is_single(step.pattern)) {
      out.places.push_back({token.span, step.pattern});
    } else if (step.step == 0) {
      out.begun.push_back(step.pattern);
    } else if (step.step == 1) {
      out.continued.push_back(step.pattern);
    }
  }
  if (term == kCountryOrWord) {
    out.is_ambiguous = true;
    out.opens = out.opens || asks_for_us_;
  }
  out.holds_pair = out.holds_pair || token.width > 1;
  out.holds_cjk = out.holds_cjk || token.layer == Layer::kUnigram;
  if (!is_exact(token.layer)) return;
  if (token.position + 1 == stream_.positions()) {
    out.may_fuse = out.may_fuse ||
                   std::ranges::any_of(fused_, [&](const std::string& name) {
                     return name.starts_with(term);
                   });
  }
  if (token.position == 0) {
    // What is beyond ASCII may be a digit too.
    const char byte = term.front();
    out.begins_with_digit = out.begins_with_digit ||
                            !internal::is_ascii(byte) ||
                            (byte >= '0' && byte <= '9');
  }
}

void ChunkJudge::note_names(const Token& token, ChunkVerdict& out) const {
  const std::string_view term = stream_.term(token);
  out.may_name =
      out.may_name || names_begin_.contains(term) ||
      std::ranges::any_of(plurals_begin_, [&](const std::string& beginning) {
        return term.starts_with(beginning);
      });
  const bool is_first = token.position == 0;
  const bool is_last = token.position + 1 == stream_.positions();
  if (!is_first && !is_last) return;
  const std::uint32_t word = lexicon_.name_word(term);
  if (word == 0) return;
  if (is_first) out.first_names.push_back(word);
  if (is_last) out.last_names.push_back(word);
}

void ChunkJudge::add_mentions(std::string_view chunk, ChunkVerdict& out) {
  mentions_.clear();
  lexicon_.find_possible_mentions(stream_, chunk, mentions_);
  for (const Mention& mention : mentions_) {
    for (const std::uint32_t pattern : table_.entities()) {
      if (table_.asks_for(pattern, mention.entity->id)) {
        out.places.push_back({mention.span, pattern});
      }
    }
  }
  std::ranges::stable_sort(out.places, {}, [](const PatternPlace& place) {
    return place.span.begin;
  });
}

}  // namespace lede
