// SPDX-License-Identifier: GPL-3.0-or-later
//
// Xapian's Snowball stemmers behind a flat hash table.

#include "common/analysis/stemming.h"

#include <algorithm>
#include <cstring>
#include <utility>

#include <xapian.h>

#include "common/analysis/analyzer.h"
#include "common/analysis/diacritics.h"
#include "common/schema.h"

namespace lede {
namespace internal {
namespace {

constexpr std::size_t kBuckets = std::size_t{1} << 14;  // a power of two

std::uint64_t load(const char* bytes, std::size_t size) {
  std::uint64_t value = 0;
  std::memcpy(&value, bytes, size);
  return value;
}

// Mixes the first and the last bytes of a word, which overlap in a short one:
// enough to spread words, and no loop over bytes.
std::size_t hash_of(std::string_view word) {
  const std::size_t size = word.size();
  const char* begin = word.data();
  const char* end = begin + size;
  std::uint64_t mixed = size;
  if (size >= 8) {
    mixed ^= load(begin, 8) ^ load(end - 8, 8) * 0x9FB21C651E98DF25;
  } else if (size >= 4) {
    mixed ^= load(begin, 4) << 32 ^ load(end - 4, 4);
  } else if (size >= 2) {
    mixed ^= load(begin, 2) << 32 ^ load(end - 2, 2) << 8;
  } else if (size == 1) {
    mixed ^= load(begin, 1) << 8;
  }
  mixed *= 0x9E3779B97F4A7C15;
  return static_cast<std::size_t>(mixed >> 40);
}

}  // namespace

struct StemCache::Snowball {
  Xapian::Stem stem;
};

StemCache::StemCache(std::string_view stemmer)
    : stemmer_(stemmer),
      snowball_(std::make_unique<Snowball>(Snowball{Xapian::Stem(stemmer_)})),
      buckets_(kBuckets) {}
StemCache::~StemCache() = default;
StemCache::StemCache(StemCache&&) noexcept = default;
StemCache& StemCache::operator=(StemCache&&) noexcept = default;

std::string_view StemCache::term(std::string_view word) {
  Bucket& bucket = buckets_[hash_of(word) & (kBuckets - 1)];
  if (bucket.newer.holds(word)) return bucket.newer.term();
  if (bucket.older.holds(word)) return bucket.older.term();
  const std::string_view term = compute(word);
  if (word.size() + term.size() > bucket.newer.bytes.size()) return term;
  bucket.older = bucket.newer;
  bucket.newer.word_size = static_cast<std::uint8_t>(word.size());
  bucket.newer.term_size = static_cast<std::uint8_t>(term.size());
  std::ranges::copy(term,
                    std::ranges::copy(word, bucket.newer.bytes.begin()).out);
  return term;
}

std::string_view StemCache::compute(std::string_view word) {
  computed_.clear();
  computed_.append(prefix::kStem);
  // No language has longer words; some stemmers take quadratic time.
  if (word.size() > kMaxTermBytes) {
    computed_ += word;
  } else {
    computed_ += without_diacritics(snowball_->stem(std::string(word)));
  }
  if (computed_.size() > kMaxTermBytes) computed_ = bounded_term(computed_);
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
