// SPDX-License-Identifier: GPL-3.0-or-later
//
// What an entry's "needs" say: "iPhone", "@business", "@credit", "company:*",
// "company:google".

#pragma once

#include <cstdint>
#include <string>

#include "common/lexicon/lexicon.h"

namespace lede::internal {

struct Need {
  enum Kind : std::uint8_t { kWord, kSet, kCredit, kAnyOfKind, kEntity };
  Kind kind = kWord;
  std::string text;  // the word, the set's name, or the id
  EntityKind entity_kind = EntityKind::kTerm;  // of kAnyOfKind
};

Need read_need(const std::string& text);

}  // namespace lede::internal
