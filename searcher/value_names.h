// SPDX-License-Identifier: GPL-3.0-or-later
//
// The names that stored values join, by small numbers: what an answer has of
// each is counted without looking at a text that was met before.

#pragma once

#include <cstdint>
#include <map>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "common/lexicon/lexicon.h"
#include "common/postings/postings_file.h"
#include "searcher/match/doc_set.h"

namespace lede {

// Which names of a slot are one.
enum class NameKind : std::uint8_t {
  kFolded,  // those alike but for case, width and accents
  kEntity,  // ids; a document that has one has its families too
};

// The names met in one slot of one view. It takes four bytes for each distinct
// value of a segment that was counted in, and as many for each name of a value
// met. One thread at a time.
class ValueNames {
 public:
  static constexpr std::uint32_t kNone = UINT32_MAX;
  // Documents by number.
  using Counts = std::vector<std::uint64_t>;

  // Names that a filter cannot tell apart.
  struct Key {
    std::string text;                      // folded; the id of an entity
    std::vector<std::uint32_t> spellings;  // numbers of its names
    std::uint32_t repeats = kNone;  // counts its names beyond a value's first
    std::string value;              // see value()
  };

  // `lexicon` is read until use() gives another one of the same version.
  ValueNames(NameKind kind, const Lexicon& lexicon);
  void use(const Lexicon& lexicon) { lexicon_ = &lexicon; }
  [[nodiscard]] const std::string& lexicon_version() const { return version_; }

  // Counts documents of the view's segment: those with ordinals from `first` on
  // that `set` holds; `column` is its column of the slot.
  void count(std::size_t segment, const ValueColumn& column,
             std::uint32_t first, const DocSet& set, Counts& counts);
  // Counts `documents` that store `joined`.
  void count(std::string_view joined, std::uint64_t documents, Counts& counts);

  [[nodiscard]] std::span<const Key> keys() const { return keys_; }
  // Each document once.
  [[nodiscard]] std::uint64_t documents(const Key& key,
                                        const Counts& counts) const;
  // The name most of these documents have; of equals the first by its bytes.
  [[nodiscard]] const std::string& commonest(const Key& key,
                                             const Counts& counts) const;
  // What a filter takes for the entity keys()[key]. Looked up once.
  //
  // REQUIRES: the kind is kEntity.
  const std::string& value(std::uint32_t key);

 private:
  // Finds a std::string by a view of its bytes.
  struct Hash {
    using is_transparent = void;
    std::size_t operator()(std::string_view text) const {
      return std::hash<std::string_view>()(text);
    }
  };
  template <typename Value>
  using ByText = std::unordered_map<std::string, Value, Hash, std::equal_to<>>;

  struct Name {
    std::string text;  // empty of repeats
    std::uint32_t key = 0;
    std::uint32_t family = kNone;  // the number of an entity's
  };

  std::uint32_t learn(std::string_view joined);
  void add_name(std::string_view name, std::uint32_t list);
  std::uint32_t number_of(std::string_view name);
  std::uint32_t repeats_of(std::uint32_t key);
  void count_list(std::uint32_t at, std::uint64_t documents,
                  Counts& counts) const;

  NameKind kind_;
  const Lexicon* lexicon_;
  std::string version_;
  std::vector<Key> keys_;
  ByText<std::uint32_t> key_by_text_;
  std::vector<Name> names_;  // by number
  ByText<std::uint32_t> number_by_text_;
  // Of values met: how many numbers each, then those. The first stands for
  // none.
  std::vector<std::uint32_t> lists_ = {0};
  // Where a value's list begins, by segment and number; 0: not met.
  std::vector<std::vector<std::uint32_t>> list_of_;
  std::vector<std::uint32_t> in_segment_;  // of count(), by number
  std::vector<std::uint32_t> met_;         // of count(): lists
};

// The names of a view's slots. One thread at a time.
class ViewNames {
 public:
  // Those of `slot`; of an earlier version of the lexicon they are forgotten.
  // Valid until the next call with another version.
  ValueNames& of(unsigned slot, NameKind kind, const Lexicon& lexicon);

 private:
  std::map<unsigned, ValueNames> names_;
};

// What a filter on its kind takes for the entity `id`: the slug, where that
// names no other.
std::string entity_value(const std::string& id, const Lexicon& lexicon);

}  // namespace lede
