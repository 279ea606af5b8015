// SPDX-License-Identifier: GPL-3.0-or-later
//
// No token reaches over white space but a name written apart ("GPT 4o"), an
// alias and a phrase of several words: those are known by their first word, and
// found in the context around it. Whatever else a word is, it is alone.

#include "searcher/text_sieve.h"

#include <algorithm>
#include <iterator>

#include "common/schema.h"

namespace lede {
namespace {

// Of stretches, on both sides of what may begin there: aliases of several words
// may be part of longer ones that begin earlier.
constexpr std::size_t kContext = 128;
// Longer chunks are not met twice.
constexpr std::size_t kMaxKept = 64;
constexpr std::size_t kMaxVerdicts = 1 << 16;
constexpr std::string_view kGeneralPunctuation = "\xE2\x80";

bool is_space(char byte) {
  return byte == ' ' || byte == '\n' || byte == '\t' || byte == '\r';
}

bool is_high(char byte) { return static_cast<unsigned char>(byte) >= 0x80; }

// True if the run of bytes beyond ASCII at `pos` is made of dashes, quotation
// marks and the like (U+2000 to U+203F), which are no part of a word.
bool is_punctuation(std::string_view text, std::size_t pos) {
  while (pos < text.size() && is_high(text[pos])) {
    if (!text.substr(pos).starts_with(kGeneralPunctuation)) return false;
    pos += kGeneralPunctuation.size() + 1;
  }
  return true;
}

// True if CJK or the like stands in `chunk`.
bool is_wide(std::string_view chunk) {
  for (std::size_t pos = 0; pos < chunk.size(); ++pos) {
    if (static_cast<unsigned char>(chunk[pos]) < 0xE0) continue;
    if (!chunk.substr(pos).starts_with(kGeneralPunctuation)) return true;
  }
  return false;
}

std::size_t chunk_begin(std::string_view text, std::size_t pos) {
  while (pos > 0 && !is_space(text[pos - 1])) --pos;
  return pos;
}

std::size_t chunk_end(std::string_view text, std::size_t pos) {
  while (pos < text.size() && !is_space(text[pos])) ++pos;
  return pos;
}

// End of a stretch of whole chunks that goes on up to `until` at least.
std::size_t stretch_end(std::string_view text, std::size_t until) {
  if (until >= text.size()) return text.size();
  return is_space(text[until - 1]) ? until : chunk_end(text, until);
}

std::string_view bytes_of(std::string_view text, Span span) {
  return text.substr(span.begin, span.end - span.begin);
}

bool is_exact(Layer layer) {
  return layer == Layer::kExact || layer == Layer::kVariant ||
         layer == Layer::kUnigram;
}

// "Zchip" -> "chip"; terms of the exact layer have no capitals in front.
std::string_view without_prefix(std::string_view term) {
  while (!term.empty() && term.front() >= 'A' && term.front() <= 'Z') {
    term.remove_prefix(1);
  }
  return term;
}

bool is_fused(std::string_view term) {
  return term.starts_with(prefix::kFused) || term.starts_with(prefix::kJoined);
}

// Which of the two "US" is, the words around it tell.
bool is_told_by_context(std::string_view term) {
  return is_fused(term) || term == "u.s.";
}

// Stemmers that take off or change the beginnings of words too; all others
// leave the first byte as it is.
bool changes_beginnings(std::string_view stemmer) {
  return stemmer == "ga" || stemmer == "id" || stemmer == "tr";
}

// How surely a word has the second byte of the term it gives.
WordFilter::Second second_byte(std::string_view term,
                               std::string_view stemmer) {
  if (is_fused(term)) return WordFilter::Second::kAny;
  if (!term.starts_with(prefix::kStem)) return WordFilter::Second::kSame;
  return stemmer == "en" ? WordFilter::Second::kEnglishStem
                         : WordFilter::Second::kAny;
}

}  // namespace

TextSieve::TextSieve(const PatternTable& table, const Lexicon& lexicon,
                     Analyzer& analyzer)
    : table_(table), analyzer_(analyzer) {
  for (const MatchPattern& pattern : table_.patterns()) add(pattern, lexicon);
}

void TextSieve::add(const MatchPattern& pattern, const Lexicon& lexicon) {
  told_by_second_.push_back(pattern.terms.size() > 1 &&
                            !is_told_by_context(pattern.terms[1]));
  if (pattern.terms.empty()) return;
  const std::string& first = pattern.terms.front();
  if (pattern.is_prefix || !first.starts_with(prefix::kEntity)) {
    return add_begin(first);
  }
  const Entity* entity = lexicon.find(first.substr(prefix::kEntity.size()));
  if (entity == nullptr) return;
  for (const Alias& alias : entity->aliases) {
    add_alias(alias, entity->kind == EntityKind::kTerm);
  }
}

void TextSieve::add_alias(const Alias& alias, bool has_plural) {
  analyzer_.analyze(alias.text, "", stream_);
  for (const Token& token : stream_.tokens()) {
    if (token.position != 0 || !is_exact(token.layer)) continue;
    std::string form(stream_.term(token));
    add_begin(form);
    openers_.insert(form);
    // "companies" begins like "company", all but its last letter.
    constexpr std::size_t kShortest = 4;
    if (form.size() >= kShortest) form.pop_back();
    if (has_plural) beginnings_.push_back(std::move(form));
  }
}

void TextSieve::add_begin(std::string_view term) {
  begins_.emplace_back(term);
  if (is_fused(term)) fused_.emplace_back(without_prefix(term));
  if (term != "u.s.") return;
  begins_.emplace_back("us");
  openers_.emplace("us");
}

// Verdicts hold for the stemmer they were made with.
void TextSieve::prepare(std::string_view lang) {
  open_until_ = 0;
  const std::string_view stemmer = stemmer_for(lang);
  if (verdicts_.size() >= kMaxVerdicts) verdicts_.clear();
  if (stemmer == stemmer_) return;
  stemmer_ = stemmer;
  verdicts_.clear();
  filter_.clear();
  for (const std::string& term : begins_) {
    if (term.starts_with(prefix::kStem) && changes_beginnings(stemmer_)) {
      filter_.add_everything();
    } else {
      filter_.add(without_prefix(term), second_byte(term, stemmer_));
    }
  }
}

void TextSieve::sift(std::string_view text, std::string_view lang,
                     SiftedText& out) {
  out.stretches.clear();
  out.places.clear();
  prepare(lang);
  filter_.find(text, words_);
  std::size_t done = 0;  // bytes that were looked at
  for (const std::uint32_t word : words_) {
    if (word < done || (is_high(text[word]) && is_punctuation(text, word))) {
      continue;
    }
    const Span chunk{chunk_begin(text, word), chunk_end(text, word)};
    done = chunk.end;
    const std::string_view bytes = bytes_of(text, chunk);
    if (bytes.size() > kMaxKept && is_wide(bytes)) {
      open(text, chunk, out);
      continue;
    }
    const Verdict& verdict = judge(bytes, lang);
    if (opens(verdict, text, chunk.end, lang)) {
      open(text, chunk, out);
    } else if (chunk.begin >= open_until_) {
      for (const PatternPlace& place : verdict.places) {
        out.places.push_back(
            {{chunk.begin + place.span.begin, chunk.begin + place.span.end},
             place.pattern});
      }
    }
  }
  if (!out.stretches.empty()) {
    out.stretches.back().end = stretch_end(text, open_until_);
  }
}

void TextSieve::open(std::string_view text, Span chunk, SiftedText& out) {
  const std::size_t open_until = open_until_;
  open_until_ = chunk.end + kContext;
  if (chunk.begin < open_until) return;
  if (!out.stretches.empty()) {
    out.stretches.back().end = stretch_end(text, open_until);
  }
  const std::size_t begin =
      chunk_begin(text, chunk.begin - std::min(chunk.begin, kContext));
  if (out.stretches.empty() || begin > out.stretches.back().end) {
    out.stretches.push_back({begin, chunk.end});
  }
  while (!out.places.empty() && out.places.back().span.begin >= begin) {
    out.places.pop_back();
  }
}

const TextSieve::Verdict& TextSieve::judge(std::string_view chunk,
                                           std::string_view lang) {
  if (chunk.size() > kMaxKept) {
    analyze(chunk, lang, long_verdict_);
    return long_verdict_;
  }
  const auto known = verdicts_.find(chunk);
  if (known != verdicts_.end()) return known->second;
  Verdict& verdict = verdicts_[std::string(chunk)];
  analyze(chunk, lang, verdict);
  return verdict;
}

void TextSieve::analyze(std::string_view chunk, std::string_view lang,
                        Verdict& out) {
  analyzer_.analyze(chunk, lang, stream_);
  out = {};
  out.is_wordless = stream_.positions() == 0;
  for (const Token& token : stream_.tokens()) note(token, out);
}

void TextSieve::note(const Token& token, Verdict& out) const {
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
  out.opens = out.opens || may_open(term, token.layer);
}

bool TextSieve::may_open(std::string_view term, Layer layer) const {
  const auto begins = [&](const std::string& beginning) {
    return term.starts_with(beginning);
  };
  const auto is_part = [&](const std::string& name) {
    return is_exact(layer) && name.starts_with(term);
  };
  return openers_.contains(term) || std::ranges::any_of(beginnings_, begins) ||
         std::ranges::any_of(fused_, is_part);
}

bool TextSieve::opens(const Verdict& verdict, std::string_view text,
                      std::size_t end, std::string_view lang) {
  if (verdict.opens) return true;
  return std::ranges::any_of(verdict.begun, [&](std::uint32_t phrase) {
    return !told_by_second_[phrase] ||
           std::ranges::find(verdict.continued, phrase) !=
               verdict.continued.end() ||
           goes_on(phrase, text, end, lang);
  });
}

// True if the second step of `phrase` may stand in the first chunk with a word
// from `pos` on.
bool TextSieve::goes_on(std::uint32_t phrase, std::string_view text,
                        std::size_t pos, std::string_view lang) {
  while (true) {
    while (pos < text.size() && is_space(text[pos])) ++pos;
    if (pos == text.size()) return false;
    const Span chunk{pos, chunk_end(text, pos)};
    pos = chunk.end;
    const std::string_view bytes = bytes_of(text, chunk);
    if (bytes.size() > kMaxKept) return true;
    const Verdict& verdict = judge(bytes, lang);
    if (verdict.is_wordless) continue;
    return std::ranges::find(verdict.continued, phrase) !=
           verdict.continued.end();
  }
}

}  // namespace lede
