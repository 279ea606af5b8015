// SPDX-License-Identifier: GPL-3.0-or-later
//
// Who and what the news is about: companies, models, chips, people and
// publications with their aliases, and the field's concepts across scripts.

#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "common/analysis/analyzer.h"
#include <lede/article.h>
#include <lede/result.h>

namespace lede {

enum class EntityKind : std::uint8_t {
  kCompany,  // companies, labs, institutes
  kModel,
  kChip,
  kPerson,
  kPublication,
  kTerm,  // a concept of the field: weighed lower, no filter, no facet
};

std::string_view kind_name(EntityKind kind);  // "company", "term", ...

struct Alias {
  std::string text;  // as written: "阿里巴巴"
  // Found only in this very case ("Meta", "US"): ambiguous otherwise.
  bool case_sensitive = false;
};

struct Entity {
  std::string id;    // kind and slug: "company:alibaba"; its term is "E" + id
  std::string name;  // as shown: "Alibaba"
  EntityKind kind = EntityKind::kCompany;
  std::vector<Alias> aliases;  // the name first
  bool built_in = true;        // false: from, or changed by, the user's file
};

// An entity found in a text.
struct Mention {
  const Entity* entity = nullptr;
  Span span;                         // bytes of the original text
  std::uint32_t first_position = 0;  // in the token stream
  std::uint32_t positions = 1;
};

// All entities and the automaton over their aliases. Immutable once loaded:
// any number of threads may share one.
class Lexicon {
 public:
  // The built-in entities, joined by those of `user_file` if it exists: an
  // entity of a known id adds its aliases or, with "replace": true, replaces
  // the whole. kInvalidArgument names file and entry at fault.
  static Result<std::shared_ptr<const Lexicon>> load(
      const std::filesystem::path& user_file);
  static std::shared_ptr<const Lexicon> built_in();

  ~Lexicon();

  // Hash of the built-in data: the index remembers with which one it was made.
  [[nodiscard]] const std::string& built_in_version() const;
  // Hash of everything, the user's file included.
  [[nodiscard]] const std::string& version() const;

  [[nodiscard]] const std::vector<Entity>& entities() const;
  [[nodiscard]] const Entity* find(std::string_view id) const;
  // Entities of `kind` that `name` (id, slug or any alias, in any script,
  // compared by fold_value()) names; best first.
  [[nodiscard]] std::vector<const Entity*> named(EntityKind kind,
                                                 std::string_view name) const;

  // Appends the mentions in an analyzed text, ascending: leftmost, longest, one
  // entity of each kind at most at one place. `text` is what `stream` was made
  // from; letter case is looked up there. A document about a narrower concept
  // is about the broader one too, so that kTerm alone also gives the mentions
  // within a longer one: "AI芯片" is AI chip, AI and chip. Nothing is found
  // within the name of a person or publication, no concept within a company's.
  // `as_query`: the text is a query, so that case-sensitive aliases are taken
  // in any case, and of concepts too only the longest. Linear in the tokens.
  void find_mentions(const TokenStream& stream, std::string_view text,
                     bool as_query, std::vector<Mention>& out) const;

 private:
  struct State;
  explicit Lexicon(std::unique_ptr<State> state);
  std::unique_ptr<State> state_;
};

}  // namespace lede
