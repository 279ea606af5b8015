// SPDX-License-Identifier: GPL-3.0-or-later
//
// What a query itself says.

#include "searcher/own_words.h"

#include <algorithm>
#include <utility>

#include "common/analysis/text.h"

namespace lede {
namespace {

bool is_ascii(char c) { return static_cast<unsigned char>(c) < 0x80; }

std::size_t code_points(std::string_view text) {
  return static_cast<std::size_t>(std::ranges::count_if(text, [](char c) {
    return (static_cast<unsigned char>(c) & 0xc0) != 0x80;
  }));
}

// True if `word` is a part of `run`, the run with one code point more, or
// begins or ends within it: with no spaces to tell words, pieces of the query.
bool is_piece_of(std::string_view word, std::string_view run) {
  if (run.find(word) != run.npos) return true;
  if (word.find(run) != word.npos) {
    return code_points(word) < code_points(run) + 2;
  }
  for (std::size_t size = std::min(word.size(), run.size()) - 1; size > 0;
       --size) {
    if (word.ends_with(run.substr(0, size)) ||
        word.starts_with(run.substr(run.size() - size))) {
      return true;
    }
  }
  return false;
}

}  // namespace

OwnWords::OwnWords(const QueryReading& reading,
                   const std::vector<FieldFilter>& filters, IndexView& view,
                   const Lexicon& lexicon)
    : view_(view), lexicon_(lexicon) {
  for (const ReadAsPart& part : reading.parts) {
    add_text(part.text);
    for (const std::string& alias : part.aliases) add_text(alias);
  }
  for (const FieldFilter& filter : filters) {
    const auto kind = kind_named(filter.field);
    if (!kind) continue;
    for (const Entity* entity :
         lexicon.named(*kind, sanitize_utf8(filter.value))) {
      add_entity(entity);
    }
  }
}

void OwnWords::add_text(const std::string& text) {
  TokenStream stream;
  view_.analyzer.analyze(text, "", stream);
  std::string run;
  std::size_t run_end = 0;
  const auto end_run = [&] {
    if (!run.empty()) runs_.insert(std::exchange(run, {}));
  };
  for (const Token& token : stream.tokens()) {
    if (token.layer == Layer::kBigram) continue;
    if (token.layer != Layer::kUnigram) {
      terms_.emplace(stream.term(token));
      continue;
    }
    if (token.span.begin != run_end) end_run();
    run += stream.term(token);
    run_end = token.span.end;
  }
  end_run();
  std::vector<Mention> mentions;
  lexicon_.find_mentions(stream, text, /*as_query=*/true, mentions);
  for (const Mention& mention : mentions) add_entity(mention.entity);
}

void OwnWords::add_entity(const Entity* entity) {
  for (; entity != nullptr; entity = lexicon_.find(entity->family)) {
    if (!entities_.insert(entity->id).second) return;
  }
}

bool OwnWords::has_one_word(const std::string& word) const {
  if (terms_.contains(word)) return true;
  return std::ranges::any_of(
      view_.analyzer.stems(word, view_.info.stemmers),
      [&](const std::string& stem) { return terms_.contains(stem); });
}

bool OwnWords::has_word(const std::string& folded) const {
  if (!is_ascii(folded.front()) &&
      std::ranges::any_of(runs_, [&](const std::string& run) {
        return is_piece_of(folded, run);
      })) {
    return true;
  }
  std::string_view rest = folded;
  while (!rest.empty()) {
    const std::size_t space = std::min(rest.find(' '), rest.size());
    if (!has_one_word(std::string(rest.substr(0, space)))) return false;
    rest.remove_prefix(std::min(space + 1, rest.size()));
  }
  return true;
}

}  // namespace lede
