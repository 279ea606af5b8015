// SPDX-License-Identifier: GPL-3.0-or-later
//
// The lexicon's names in the order of how they begin, to be completed.

#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "common/lexicon/lexicon.h"
#include "searcher/edit_distance.h"

namespace lede {

// A name by which an entity is found.
struct NameKey {
  enum class Form : std::uint8_t {
    kName,   // the alias, folded by fold_value()
    kInner,  // the same from a later word of it on: "huang"
    kSound,  // its pinyin, or the initials of that
  };

  std::string key;
  const Entity* entity = nullptr;
  std::uint32_t alias = 0;   // of the entity's
  std::uint32_t offset = 0;  // byte of the alias from which on it is `key`
  Form form = Form::kName;

  [[nodiscard]] const std::string& text() const {
    return entity->aliases[alias].text;
  }
};

// Immutable: any number of threads may share one. Some megabyte for the
// built-in lexicon.
class NameTable {
 public:
  // Linear in the aliases, and a fifth of a second for the first pinyin of the
  // process.
  explicit NameTable(std::shared_ptr<const Lexicon> lexicon);

  [[nodiscard]] const Lexicon& lexicon() const { return *lexicon_; }

  // Appends all keys that begin with `beginning`, as fold_value() folds, and in
  // their order: the shorter first.
  void append_completions(std::string_view beginning,
                          std::vector<const NameKey*>& out) const;
  // Appends the names of which a beginning is within `edits` of what `distance`
  // was made of. Looks at each name of letters, at most at its letters alone.
  void append_similar(EditDistance& distance, std::size_t edits,
                      std::vector<const NameKey*>& out) const;

 private:
  struct Letters {
    const NameKey* key = nullptr;
    std::uint64_t bits = 0;  // of the code points in it
    std::u32string text;
  };

  void add(const Entity& entity, std::uint32_t alias);

  std::shared_ptr<const Lexicon> lexicon_;  // whose entities are pointed to
  std::vector<NameKey> keys_;               // by key
  std::vector<Letters> names_;              // of kName and kInner
};

}  // namespace lede
