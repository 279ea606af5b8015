// SPDX-License-Identifier: GPL-3.0-or-later
//
// Checks of the built-in data themselves: what a slip of the pen would break.

#include <algorithm>
#include <map>
#include <set>
#include <string>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "common/analysis/text.h"
#include "common/lexicon/internal/built_in_data.h"
#include "common/lexicon/internal/entries.h"
#include "tests/lexicon/lexicon_support.h"

namespace lede {
namespace {

using ::testing::Contains;
using ::testing::IsEmpty;

std::vector<internal::Entry> entries_of(const internal::BuiltInFile& file) {
  Result<internal::LexiconFile> read = internal::parse_entries(file.json);
  EXPECT_TRUE(read) << file.name << ": " << read.error().message;
  return read ? std::move(read->entries) : std::vector<internal::Entry>{};
}

// An alias as the automaton sees it: its atoms, one a line.
std::string atoms_of(const std::string& alias) {
  static Analyzer analyzer;
  TokenStream stream;
  analyzer.analyze(alias, "", stream);
  std::string atoms;
  for (const Token& token : stream.tokens()) {
    if (token.layer != Layer::kExact && token.layer != Layer::kUnigram)
      continue;
    atoms += stream.term(token);
    atoms += '\n';
  }
  return atoms;
}

TEST(LexiconData, ReadsWithoutAnError) {
  EXPECT_EQ(internal::built_in_files().size(), 7U);
  for (const internal::BuiltInFile& file : internal::built_in_files()) {
    const auto read = internal::parse_entries(file.json);
    ASSERT_TRUE(read) << file.name << ": " << read.error().message;
    EXPECT_NE(read->entries.empty(), read->cue_sets.empty()) << file.name;
  }
}

TEST(LexiconData, HasEachIdOnceAndInTheFileOfItsKind) {
  std::set<std::string> ids;
  for (const internal::BuiltInFile& file : internal::built_in_files()) {
    std::set<EntityKind> kinds;
    for (const internal::Entry& entry : entries_of(file)) {
      EXPECT_TRUE(ids.insert(entry.entity.id).second) << entry.entity.id;
      EXPECT_FALSE(entry.entity.name.empty()) << entry.entity.id;
      kinds.insert(entry.entity.kind);
    }
    EXPECT_LE(kinds.size(), 1U) << file.name;
  }
}

TEST(LexiconData, GivesNoAliasToTwoEntitiesOfAKind) {
  std::map<std::pair<EntityKind, std::string>, std::string> owners;
  for (const Entity& entity : Lexicon::built_in()->entities()) {
    for (const Alias& alias : entity.aliases) {
      const auto [owner, added] =
          owners.try_emplace({entity.kind, atoms_of(alias.text)}, entity.id);
      EXPECT_EQ(owner->second, entity.id) << alias.text;
    }
  }
}

TEST(LexiconData, StatesEachAliasOnce) {
  for (const internal::BuiltInFile& file : internal::built_in_files()) {
    for (const internal::Entry& entry : entries_of(file)) {
      std::set<std::string> texts;
      for (const Alias& alias : entry.entity.aliases) {
        EXPECT_TRUE(texts.insert(alias.text).second)
            << entry.entity.id << " " << alias.text;
      }
    }
  }
}

TEST(LexiconData, TakesBackNoAlias) {
  for (const internal::BuiltInFile& file : internal::built_in_files()) {
    for (const internal::Entry& entry : entries_of(file)) {
      std::set<std::string> aliases;
      for (const Alias& alias : entry.entity.aliases) {
        aliases.insert(atoms_of(alias.text));
      }
      for (const std::string& text : entry.not_meant) {
        EXPECT_FALSE(aliases.contains(atoms_of(text)))
            << entry.entity.id << " " << text;
      }
    }
  }
}

TEST(LexiconData, FindsEveryEntityByEachOfItsAliases) {
  const auto lexicon = Lexicon::built_in();
  for (const Entity& entity : lexicon->entities()) {
    for (const Alias& alias : entity.aliases) {
      const std::string text = alias.text;
      EXPECT_THAT(found_in(*lexicon, text, alias.ambiguous,
                           entity.kind == EntityKind::kTerm),
                  Contains(entity.id + "=" + text));
      EXPECT_THAT(lexicon->named(entity.kind, text), Contains(&entity));
    }
    EXPECT_EQ(lexicon->find(entity.id), &entity);
  }
}

TEST(LexiconData, KnowsEnoughOfTheField) {
  std::map<EntityKind, int> counts;
  for (const Entity& entity : Lexicon::built_in()->entities()) {
    ++counts[entity.kind];
  }
  EXPECT_GE(counts[EntityKind::kCompany], 150);
  EXPECT_GE(counts[EntityKind::kModel], 100);
  EXPECT_GE(counts[EntityKind::kChip], 60);
  EXPECT_GE(counts[EntityKind::kPerson], 80);
  EXPECT_GE(counts[EntityKind::kPublication], 40);
  EXPECT_GE(counts[EntityKind::kTerm], 110);
}

TEST(Lexicon, NamesAnEntityByIdSlugOrAliasInAnyScript) {
  const auto lexicon = Lexicon::built_in();
  for (const std::string_view name :
       {"company:alibaba", "alibaba", "ALIBABA", " Alibaba ", "阿里", "baba",
        "阿里雲", "ａｌｉｂａｂａ"}) {
    const auto named = lexicon->named(EntityKind::kCompany, name);
    ASSERT_EQ(named.size(), 1U) << name;
    EXPECT_EQ(named.front()->id, "company:alibaba");
  }
  for (const std::string_view name : {"gpt-4o", "GPT 4o", "gpt4o"}) {
    EXPECT_EQ(lexicon->named(EntityKind::kModel, name).front()->id,
              "model:gpt-4o");
  }
  EXPECT_THAT(lexicon->named(EntityKind::kChip, "alibaba"), IsEmpty());
  EXPECT_THAT(lexicon->named(EntityKind::kCompany, "no such firm"), IsEmpty());
  EXPECT_THAT(lexicon->named(EntityKind::kCompany, ""), IsEmpty());
}

TEST(Lexicon, FindsByIdOnlyWhatIsThere) {
  const auto lexicon = Lexicon::built_in();
  EXPECT_EQ(lexicon->find("person:sam-altman")->name, "Sam Altman");
  EXPECT_EQ(lexicon->find("person:nobody"), nullptr);
  EXPECT_EQ(lexicon->find(""), nullptr);
}

}  // namespace
}  // namespace lede
