// SPDX-License-Identifier: GPL-3.0-or-later
//
// Xapian's Snowball stemmers behind a flat hash table.

#include "common/analysis/stemming.h"

#include <algorithm>
#include <functional>
#include <utility>

#include <xapian.h>

#include "common/analysis/analyzer.h"
#include "common/analysis/diacritics.h"
#include "common/schema.h"

namespace lede {
namespace internal {
namespace {

constexpr std::size_t kEntries = std::size_t{1} << 16;  // a power of two

}  // namespace

struct StemCache::Snowball {
  Xapian::Stem stem;
};

StemCache::StemCache(std::string_view stemmer)
    : stemmer_(stemmer),
      snowball_(std::make_unique<Snowball>(Snowball{Xapian::Stem(stemmer_)})) {
  clear();
}
StemCache::~StemCache() = default;
StemCache::StemCache(StemCache&&) noexcept = default;
StemCache& StemCache::operator=(StemCache&&) noexcept = default;

void StemCache::clear() {
  entries_.assign(kEntries, {});
  bytes_.clear();
  used_ = 0;
}

std::string_view StemCache::term(std::string_view word) {
  if (word.size() > kMaxTermBytes) return compute(word);
  const std::uint64_t hash = std::hash<std::string_view>{}(word);
  std::size_t at = hash & (kEntries - 1);
  for (; entries_[at].term_size != 0; at = (at + 1) & (kEntries - 1)) {
    const Entry& entry = entries_[at];
    const std::string_view bytes =
        std::string_view(bytes_).substr(entry.word_begin);
    if (entry.hash == hash && bytes.substr(0, entry.word_size) == word) {
      return bytes.substr(entry.word_size, entry.term_size);
    }
  }
  if (used_ == kEntries / 2) {
    clear();
    at = hash & (kEntries - 1);
  }
  const std::string_view term = compute(word);
  entries_[at] = {hash, static_cast<std::uint32_t>(bytes_.size()),
                  static_cast<std::uint16_t>(word.size()),
                  static_cast<std::uint16_t>(term.size())};
  ++used_;
  bytes_.append(word).append(term);
  return term;
}

std::string_view StemCache::compute(std::string_view word) {
  computed_ = prefix::kStem;
  // No language has longer words; some stemmers take quadratic time.
  if (word.size() > kMaxTermBytes) {
    computed_ += word;
  } else {
    computed_ += without_diacritics(snowball_->stem(std::string(word)));
  }
  computed_ = bounded_term(computed_);
  return computed_;
}

}  // namespace internal

std::string_view stemmer_for(std::string_view lang) {
  // Language subtag, Snowball stemmer.
  static constexpr std::pair<std::string_view, std::string_view> kStemmers[] = {
      {"ar", "ar"}, {"ca", "ca"}, {"da", "da"}, {"de", "de"}, {"es", "es"},
      {"eu", "eu"}, {"fi", "fi"}, {"fr", "fr"}, {"ga", "ga"}, {"hu", "hu"},
      {"hy", "hy"}, {"id", "id"}, {"it", "it"}, {"lt", "lt"}, {"nb", "no"},
      {"ne", "ne"}, {"nl", "nl"}, {"nn", "no"}, {"no", "no"}, {"pt", "pt"},
      {"ro", "ro"}, {"ru", "ru"}, {"sv", "sv"}, {"ta", "ta"}, {"tr", "tr"},
  };
  std::string primary(lang.substr(0, lang.find_first_of("-_")));
  std::ranges::transform(primary, primary.begin(), [](char byte) {
    return byte >= 'A' && byte <= 'Z' ? static_cast<char>(byte | 0x20) : byte;
  });
  for (const auto& [subtag, stemmer] : kStemmers) {
    if (subtag == primary) return stemmer;
  }
  return "en";
}

}  // namespace lede
