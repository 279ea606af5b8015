// SPDX-License-Identifier: GPL-3.0-or-later
//
// Who and what the news is about: companies, models, chips, people and
// publications with their aliases, and the field's concepts across scripts.

#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "common/analysis/analyzer.h"
#include <lede/article.h>
#include <lede/result.h>

namespace lede {

namespace internal {
struct Sightings;
}

enum class EntityKind : std::uint8_t {
  kCompany,  // companies, labs, institutes
  kModel,
  kChip,
  kPerson,
  kPublication,
  kTerm,  // a concept of the field: weighed lower, no filter, no facet
};

std::string_view kind_name(EntityKind kind);  // "company", "term", ...
std::optional<EntityKind> kind_named(std::string_view name);
std::string_view id_slug(std::string_view id);  // "alibaba" of company:alibaba

struct Alias {
  std::string text;  // as written: "阿里巴巴"
  // Found only in this very case ("Intel", "US"): a plain word otherwise.
  bool case_sensitive = false;
  // A plain word or another's name too, whatever its case ("Apple", "小米"):
  // counts only where what stands around it tells that the entity is meant.
  bool ambiguous = false;
};

struct Entity {
  std::string id;    // kind and slug: "company:alibaba"; its term is "E" + id
  std::string name;  // as shown: "Alibaba"
  EntityKind kind = EntityKind::kCompany;
  std::vector<Alias> aliases;  // the name first
  bool built_in = true;        // false: from, or changed by, the user's file
  std::string family;  // id of what this is a version of: "model:qwen"; or ""
};

// An entity found in a text.
struct Mention {
  const Entity* entity = nullptr;
  Span span;                         // bytes of the original text
  std::uint32_t first_position = 0;  // in the token stream
  std::uint32_t positions = 1;
  std::uint32_t text = 0;  // which of an article's texts, from 0
  // Of a publication: the text gives it as its source ("told Reuters").
  bool credited = false;
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

  // `entity` and all that are, in any number of steps, versions of it.
  [[nodiscard]] std::vector<const Entity*> family_of(
      const Entity& entity) const;

  // Appends the mentions in an analyzed text, ascending: leftmost, longest, one
  // entity of each kind at most at one place. `text` is what `stream` was made
  // from; letter case is looked up there. A document about a narrower concept
  // is about the broader one too, so that kTerm alone also gives the mentions
  // within a longer one: "AI芯片" is AI chip, AI and chip. Nothing is found
  // within the name of a person or publication, no concept within a company's.
  // `as_query`: the text is a query, so that ambiguous and case-sensitive
  // aliases are taken in any case, and of concepts too only the longest.
  // Otherwise the text is decided by itself, as an article of one text (see
  // ArticleMentions). Linear in the tokens.
  void find_mentions(const TokenStream& stream, std::string_view text,
                     bool as_query, std::vector<Mention>& out) const;
  // The same for an article, but ambiguous names count whatever stands around
  // them: what to mark of an entity that the article is known to mention.
  void find_possible_mentions(const TokenStream& stream, std::string_view text,
                              std::vector<Mention>& out) const;

  // What mentions depend on beyond the words that they cover: the words that
  // stand together in names (aliases, texts that are none, cues). The number of
  // an exact, variant or CJK term of names; 0 for all others.
  [[nodiscard]] std::uint32_t name_word(std::string_view term) const;
  // False only if in no name the word numbered `second` stands right behind
  // that numbered `first`.
  [[nodiscard]] bool may_follow(std::uint32_t first,
                                std::uint32_t second) const;

 private:
  friend class ArticleMentions;
  struct State;
  explicit Lexicon(std::unique_ptr<State> state);
  std::unique_ptr<State> state_;
};

// The mentions of one article, whose texts (title, summary, body) are given one
// after another. An ambiguous name counts if within some words of it, in the
// same or a neighbouring text, stands what its lexicon entry asks for, or if
// the article mentions the same entity surely, anywhere. Reused from article to
// article, it stops allocating. One thread at a time.
class ArticleMentions {
 public:
  // `lexicon` outlives this.
  explicit ArticleMentions(const Lexicon& lexicon);
  ~ArticleMentions();

  void clear();
  // Adds the article's next text, as Lexicon::find_mentions() takes it.
  void add(const TokenStream& stream, std::string_view text);
  // Appends the mentions of all texts added, text after text, each ascending.
  void decide(std::vector<Mention>& out) const;

 private:
  const Lexicon& lexicon_;
  std::unique_ptr<internal::Sightings> sightings_;
};

}  // namespace lede
