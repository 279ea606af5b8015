// SPDX-License-Identifier: GPL-3.0-or-later

#include "common/analysis/segmenter.h"

#include <random>

#include <gtest/gtest.h>

namespace lede::internal {
namespace {

std::string dump(const AtomList& list) {
  std::string out;
  for (const Atom& atom : list.atoms()) {
    out += std::string(list.term(atom)) + '@' + std::to_string(atom.begin) +
           '-' + std::to_string(atom.end) + '/' +
           std::to_string(static_cast<int>(atom.kind)) + ' ';
  }
  return out;
}

// Mostly ASCII, with what may touch a word and change it.
std::string random_text(std::mt19937& random) {
  static constexpr std::string_view kCharacters =
      "aBcUS  ..,,'-&+#@_:/()\n\t019";
  static constexpr std::string_view kOthers[] = {
      "\u0301", "é", "芯", "\u2019", "\u00AD", "ก", "\xFF", "\u2011", "\u0338"};
  std::string text;
  const std::size_t size = random() % 40;
  for (std::size_t i = 0; i < size; ++i) {
    if (random() % 12 == 0) {
      text += kOthers[random() % std::size(kOthers)];
    } else {
      text += kCharacters[random() % kCharacters.size()];
    }
  }
  return text;
}

TEST(Segmenter, GivesTheSameAtomsWithAndWithoutItsShortcut) {
  std::mt19937 random(4);
  Segmenter fast(true);
  Segmenter slow(false);
  AtomList fast_atoms;
  AtomList slow_atoms;
  for (int round = 0; round < 20000; ++round) {
    const std::string text = random_text(random);
    fast.cut(text, fast_atoms);
    slow.cut(text, slow_atoms);
    ASSERT_EQ(dump(fast_atoms), dump(slow_atoms)) << text;
  }
}

TEST(Segmenter, StaysLinearOnDottedAndMarkedRuns) {
  // Each of these took quadratic time in some earlier shape; the test's time
  // limit is what fails.
  std::string dotted;
  std::string marked = "e";
  std::string singles;
  for (int i = 0; i < 50000; ++i) {
    dotted += "ab.";
    marked += i % 2 == 0 ? "\u0301" : "\u0323";
    singles += "a.b.cd.";
  }
  Segmenter segmenter;
  AtomList atoms;
  for (const std::string& text : {dotted, marked, singles}) {
    segmenter.cut(text, atoms);
    EXPECT_FALSE(atoms.atoms().empty());
  }
}

}  // namespace
}  // namespace lede::internal
