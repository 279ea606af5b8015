// SPDX-License-Identifier: GPL-3.0-or-later
//
// No token reaches over white space but a name written apart ("GPT 4o"), an
// alias and a phrase of several words: those are known by their first word, and
// found in the context around it. A stem begins with the first letter of its
// word, whatever its language.

#include "searcher/text_sieve.h"

#include <algorithm>
#include <array>
#include <cstdint>

#include "common/schema.h"

namespace lede {
namespace {

// Aliases of several words may be part of longer ones that begin earlier.
constexpr std::size_t kMinContext = 128;
// Longer chunks are not met twice.
constexpr std::size_t kMaxKept = 64;
constexpr std::size_t kMaxVerdicts = 1 << 16;

enum class ByteKind : std::uint8_t { kSpace, kOther, kLetter, kDigit, kHigh };

constexpr std::array<ByteKind, 256> byte_kinds() {
  std::array<ByteKind, 256> kinds{};
  for (std::size_t byte = 0; byte < kinds.size(); ++byte) {
    const auto letter = byte | 0x20U;
    if (byte >= 0x80) {
      kinds[byte] = ByteKind::kHigh;
    } else if (byte >= '0' && byte <= '9') {
      kinds[byte] = ByteKind::kDigit;
    } else if (letter >= 'a' && letter <= 'z') {
      kinds[byte] = ByteKind::kLetter;
    } else if (byte == ' ' || byte == '\n' || byte == '\t' || byte == '\r') {
      kinds[byte] = ByteKind::kSpace;
    } else {
      kinds[byte] = ByteKind::kOther;
    }
  }
  return kinds;
}
constexpr std::array<ByteKind, 256> kByteKinds = byte_kinds();

ByteKind kind_of(char byte) {
  return kByteKinds[static_cast<unsigned char>(byte)];
}

// Dashes, quotation marks and the like (U+2000 to U+203F): no part of a word.
bool is_general_punctuation(std::string_view text, std::size_t pos) {
  return text.substr(pos).starts_with("\xE2\x80");
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

}  // namespace

TextSieve::TextSieve(const MatchPatterns& patterns, const Lexicon& lexicon,
                     Analyzer& analyzer)
    : analyzer_(analyzer) {
  for (const MatchPattern& pattern : patterns) add(pattern, lexicon);
}

void TextSieve::add(const MatchPattern& pattern, const Lexicon& lexicon) {
  if (pattern.terms.empty()) return;
  const std::string& first = pattern.terms.front();
  if (pattern.is_prefix) return add_beginning(first);
  if (!first.starts_with(prefix::kEntity)) return add_word(first);
  const Entity* entity = lexicon.find(first.substr(prefix::kEntity.size()));
  if (entity == nullptr) return;
  for (const Alias& alias : entity->aliases) {
    add_alias(alias, entity->kind == EntityKind::kTerm);
  }
}

void TextSieve::add_alias(const Alias& alias, bool has_plural) {
  analyzer_.analyze(alias.text, "", stream_);
  std::vector<std::string> forms;
  for (const Token& token : stream_.tokens()) {
    if (token.position == 0 && is_exact(token.layer)) {
      forms.emplace_back(stream_.term(token));
    }
  }
  for (std::string& form : forms) {
    add_word(form);
    // "companies" begins like "company", all but its last letter.
    constexpr std::size_t kShortest = 4;
    if (form.size() >= kShortest) form.pop_back();
    if (has_plural) add_beginning(form);
  }
}

void TextSieve::add_word(std::string_view term) {
  if (is_fused(term)) fused_.emplace_back(without_prefix(term));
  // Which of the two "US" is, the words around it tell.
  if (term == "u.s.") words_.emplace("us");
  words_.emplace(term);
  add_first_byte(term);
}

void TextSieve::add_beginning(std::string_view term) {
  beginnings_.emplace_back(term);
  add_first_byte(term);
}

// ".net" is met at its "n".
void TextSieve::add_first_byte(std::string_view term) {
  for (const char byte : without_prefix(term)) {
    const ByteKind kind = kind_of(byte);
    if (kind == ByteKind::kOther) continue;
    if (kind != ByteKind::kHigh) {
      first_bytes_.set(static_cast<unsigned char>(byte));
    }
    return;
  }
}

TextSieve::Chunk TextSieve::read_chunk(std::string_view text,
                                       std::size_t begin) const {
  Chunk chunk;
  ByteKind last = ByteKind::kOther;
  std::size_t pos = begin;
  for (; pos < text.size(); ++pos) {
    const ByteKind kind = kind_of(text[pos]);
    if (kind == ByteKind::kSpace) break;
    if (kind == ByteKind::kHigh) {
      if (is_general_punctuation(text, pos)) {
        pos += 2;
        last = ByteKind::kOther;
        continue;
      }
      chunk.may_match = true;
      chunk.is_wide |= static_cast<unsigned char>(text[pos]) >= 0xE0;
    } else if (kind != ByteKind::kOther && kind != last) {
      const auto byte = static_cast<unsigned char>(text[pos]);
      const bool letter = kind == ByteKind::kLetter;
      chunk.may_match |= first_bytes_.test(letter ? byte | 0x20U : byte);
    }
    last = kind;
  }
  chunk.span = {begin, std::min(pos, text.size())};
  return chunk;
}

std::vector<Span> TextSieve::stretches(std::string_view text,
                                       std::string_view lang,
                                       std::size_t context) {
  context = std::max(context, kMinContext);
  forget_other_languages(lang);
  std::vector<Span> found;
  // The chunks read since the last stretch, from the first that the next
  // match's context may reach.
  std::size_t open_until = 0;  // a stretch goes on up to here, at least
  for (std::size_t pos = 0; pos < text.size();) {
    if (kind_of(text[pos]) == ByteKind::kSpace) {
      ++pos;
      continue;
    }
    const Chunk chunk = read_chunk(text, pos);
    const Span span = chunk.span;
    pos = span.end;
    const bool goes_on = !found.empty() && span.begin < open_until;
    if (goes_on) found.back().end = span.end;
    if (!chunk.may_match) continue;
    const bool long_run = chunk.is_wide && span.end - span.begin > kMaxKept;
    if (!long_run &&
        !matches(text.substr(span.begin, span.end - span.begin), lang)) {
      continue;
    }
    open_until = span.end + context;
    if (goes_on) continue;
    std::size_t begin = span.begin - std::min(span.begin, context);
    while (begin > 0 && kind_of(text[begin - 1]) != ByteKind::kSpace) --begin;
    if (!found.empty() && begin <= found.back().end) {
      found.back().end = span.end;
    } else {
      found.push_back({begin, span.end});
    }
  }
  return found;
}

// Verdicts hold for the stemmer they were made with.
void TextSieve::forget_other_languages(std::string_view lang) {
  const std::string_view stemmer = stemmer_for(lang);
  if (stemmer == verdicts_stemmer_) return;
  verdicts_.clear();
  verdicts_stemmer_ = stemmer;
}

bool TextSieve::matches(std::string_view chunk, std::string_view lang) {
  if (chunk.size() > kMaxKept) return analyze(chunk, lang);
  const auto known = verdicts_.find(chunk);
  if (known != verdicts_.end()) return known->second;
  const bool verdict = analyze(chunk, lang);
  if (verdicts_.size() >= kMaxVerdicts) verdicts_.clear();
  verdicts_.emplace(chunk, verdict);
  return verdict;
}

bool TextSieve::analyze(std::string_view chunk, std::string_view lang) {
  analyzer_.analyze(chunk, lang, stream_);
  return std::ranges::any_of(stream_.tokens(), [&](const Token& token) {
    const std::string_view term = stream_.term(token);
    const auto begins = [&](const std::string& beginning) {
      return term.starts_with(beginning);
    };
    const auto is_part = [&](const std::string& name) {
      return is_exact(token.layer) && name.starts_with(term);
    };
    return words_.contains(term) || std::ranges::any_of(beginnings_, begins) ||
           std::ranges::any_of(fused_, is_part);
  });
}

}  // namespace lede
