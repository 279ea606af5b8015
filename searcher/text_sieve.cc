// SPDX-License-Identifier: GPL-3.0-or-later
//
// No token reaches over a cut between pieces (text_pieces.h) but a pair of CJK
// code points, a name written apart ("GPT 4o"), an alias and a phrase of
// several words: those are known by their first word, and found in the context
// around it. Whatever else a word is, it is alone.

#include "searcher/text_sieve.h"

#include <algorithm>

#include "common/schema.h"
#include "searcher/text_pieces.h"

namespace lede {
namespace {

// Of stretches, on both sides of what may begin there: aliases of several words
// may be part of longer ones that begin earlier.
constexpr std::size_t kMinContext = 128;
constexpr std::string_view kGeneralPunctuation = "\xE2\x80";

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

// True if what stands from `pos` on has the same tokens by itself. Behind an
// ideograph that is only so of another one: "芯-fine-tuned" holds no pair.
bool may_begin(std::string_view text, std::size_t pos) {
  return may_cut(text, pos) &&
         (pos == 0 || is_space(text[pos - 1]) || ideograph_at(text, pos) != 0);
}

std::string_view bytes_of(std::string_view text, Span span) {
  return text.substr(span.begin, span.end - span.begin);
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
    : table_(table),
      lexicon_(lexicon),
      judge_(table, lexicon, analyzer),
      context_(kMinContext) {
  for (const MatchPattern& pattern : table_.patterns()) {
    told_by_second_.push_back(pattern.terms.size() > 1 &&
                              !is_told_by_context(pattern.terms[1]));
    // With room for what stands between words.
    std::size_t bytes = 0;
    for (const std::string& term : pattern.terms) bytes += term.size() + 4;
    context_ = std::max(context_, bytes);
  }
}

void TextSieve::begin_text(std::string_view text, std::string_view lang) {
  text_ = text;
  open_until_ = 0;
  judge_.begin_text(lang);
  const std::string_view stemmer = stemmer_for(lang);
  if (stemmer == stemmer_) return;
  stemmer_ = stemmer;
  filter_.clear();
  for (const std::string& term : judge_.begins()) {
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
  begin_text(text, lang);
  filter_.find(text, words_);
  std::size_t done = 0;  // bytes that were looked at
  for (const std::uint32_t word : words_) {
    if (word < done || (is_high(text[word]) && is_punctuation(text, word))) {
      continue;
    }
    // What begins beyond ASCII right behind an ideograph has no offset of its
    // own.
    done = cut_before(text, word);
    do {
      const Span chunk = piece_from(text, done);
      take(chunk, out);
      done = chunk.end;
    } while (done < text.size() && is_high(text[done]));
  }
  if (!out.stretches.empty()) {
    out.stretches.back().end = cut_from(text, open_until_);
  }
}

void TextSieve::take(Span chunk, SiftedText& out) {
  if (ideograph_at(text_, chunk.begin) != 0) {
    if (filter_.lets_ideograph_pass(text_, chunk.begin)) open(chunk, out);
    return;
  }
  const std::string_view bytes = bytes_of(text_, chunk);
  if (bytes.size() > ChunkJudge::kMaxKept && is_wide(bytes)) {
    return open(chunk, out);
  }
  const ChunkVerdict& verdict = judge_.judge(bytes);
  if (reaches_out(verdict, chunk)) return open(chunk, out);
  if (chunk.begin < open_until_) return;
  for (const PatternPlace& place : verdict.places) {
    out.places.push_back(
        {{chunk.begin + place.span.begin, chunk.begin + place.span.end},
         place.pattern});
  }
}

void TextSieve::open(Span chunk, SiftedText& out) {
  const std::size_t open_until = open_until_;
  open_until_ = std::min(chunk.end + context_, text_.size());
  if (chunk.begin < open_until) return;
  if (!out.stretches.empty()) {
    out.stretches.back().end = cut_from(text_, open_until);
  }
  std::size_t begin = chunk.begin - std::min(chunk.begin, context_);
  while (!may_begin(text_, begin)) --begin;
  if (out.stretches.empty() || begin > out.stretches.back().end) {
    out.stretches.push_back({begin, chunk.end});
  }
  while (!out.places.empty() && out.places.back().span.begin >= begin) {
    out.places.pop_back();
  }
}

bool TextSieve::reaches_out(const ChunkVerdict& verdict, Span chunk) {
  // Pairs of CJK code points go on behind it.
  if (verdict.opens || (verdict.holds_cjk && filter_.has_wide())) return true;
  if (verdict.holds_pair && chunk.begin > 0 &&
      !is_space(text_[chunk.begin - 1])) {
    return true;
  }
  if (verdict.may_fuse && fuses(chunk)) return true;
  if (verdict.may_name && name_reaches_out(verdict, chunk)) return true;
  return std::ranges::any_of(verdict.begun, [&](std::uint32_t phrase) {
    return !told_by_second_[phrase] ||
           std::ranges::find(verdict.continued, phrase) !=
               verdict.continued.end() ||
           goes_on(phrase, chunk.end);
  });
}

bool TextSieve::fuses(Span chunk) {
  bool known = true;
  const ChunkVerdict* const next = from(chunk.end, &known);
  return next == nullptr ? !known : next->begins_with_digit;
}

// True if the second step of `phrase` may stand in the first chunk with a word
// from `pos` on.
bool TextSieve::goes_on(std::uint32_t phrase, std::size_t pos) {
  bool known = true;
  const ChunkVerdict* const next = from(pos, &known);
  if (next == nullptr) return !known;
  return next->holds_cjk ||
         std::ranges::find(next->continued, phrase) != next->continued.end();
}

// Mentions are the longest names: a longer one takes in the words beside the
// chunk, on one side at least. A number behind a name may be its version.
bool TextSieve::name_reaches_out(const ChunkVerdict& verdict, Span chunk) {
  if (verdict.is_ambiguous || chunk.end - chunk.begin > ChunkJudge::kMaxKept) {
    return true;
  }
  bool known = true;
  const ChunkVerdict* const next = from(chunk.end, &known);
  if (!known || (next != nullptr &&
                 (next->begins_with_digit || may_join(verdict, *next)))) {
    return true;
  }
  const ChunkVerdict* const last = before(chunk.begin, &known);
  return !known || (last != nullptr && may_join(*last, verdict));
}

bool TextSieve::may_join(const ChunkVerdict& before,
                         const ChunkVerdict& after) const {
  if (before.is_ambiguous || after.is_ambiguous) return true;
  return std::ranges::any_of(before.last_names, [&](std::uint32_t first) {
    return std::ranges::any_of(after.first_names, [&](std::uint32_t second) {
      return lexicon_.may_follow(first, second);
    });
  });
}

const ChunkVerdict* TextSieve::from(std::size_t pos, bool* known) {
  while (true) {
    while (pos < text_.size() && is_space(text_[pos])) ++pos;
    if (pos == text_.size()) return nullptr;
    const Span chunk = piece_from(text_, pos);
    *known = chunk.end - chunk.begin <= ChunkJudge::kMaxKept;
    if (!*known) return nullptr;
    const ChunkVerdict& verdict = judge_.judge(bytes_of(text_, chunk));
    if (!verdict.is_wordless) return &verdict;
    pos = chunk.end;
  }
}

const ChunkVerdict* TextSieve::before(std::size_t pos, bool* known) {
  while (true) {
    while (pos > 0 && is_space(text_[pos - 1])) --pos;
    if (pos == 0) return nullptr;
    const Span chunk = piece_before(text_, pos);
    *known = chunk.end - chunk.begin <= ChunkJudge::kMaxKept;
    if (!*known) return nullptr;
    const ChunkVerdict& verdict = judge_.judge(bytes_of(text_, chunk));
    if (!verdict.is_wordless) return &verdict;
    pos = chunk.begin;
  }
}

}  // namespace lede
