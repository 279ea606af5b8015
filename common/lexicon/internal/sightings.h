// SPDX-License-Identifier: GPL-3.0-or-later
//
// Names as seen in the texts of one article, before it is decided which of the
// ambiguous ones are meant.

#pragma once

#include <cstdint>
#include <vector>

#include "common/lexicon/lexicon.h"

namespace lede::internal {

// What an ambiguous name asks for: any of this near it.
struct Needs {
  std::vector<std::uint32_t> cues;      // of MentionAutomaton, ascending
  std::vector<const Entity*> entities;  // surely mentioned
  std::uint32_t kinds = 0;              // a bit a kind: any other of that kind,
                                        // surely mentioned
  bool credit = false;       // or it is itself credited as the source
  std::uint32_t within = 0;  // words and CJK code points to either side
};

struct Sighting {
  Mention mention;
  std::uint32_t place = 0;  // position over all texts, without gaps
  bool sure = true;
  const Needs* needs = nullptr;  // of an unsure one; null: nothing will do
};

struct CueSighting {
  std::uint32_t place = 0;
  std::uint32_t cue = 0;
};

struct Sightings {
  std::vector<Sighting> mentions;  // ascending by place
  std::vector<CueSighting> cues;   // likewise
  std::uint32_t positions = 0;     // of the texts so far
  std::uint32_t texts = 0;

  void clear();
  // Appends the mentions that are meant.
  void decide(std::vector<Mention>& out) const;

 private:
  [[nodiscard]] bool is_met(const Sighting& sighting) const;
  [[nodiscard]] bool has_cue_near(const Sighting& sighting) const;
  [[nodiscard]] bool has_mention_near(const Sighting& sighting) const;
};

}  // namespace lede::internal
