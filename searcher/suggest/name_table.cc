// SPDX-License-Identifier: GPL-3.0-or-later

#include "searcher/suggest/name_table.h"

#include <algorithm>
#include <bit>
#include <utility>

#include "common/analysis/pinyin.h"
#include "common/analysis/text.h"

namespace lede {
namespace {

std::uint64_t letter_bits(std::u32string_view word) {
  std::uint64_t bits = 0;
  for (const char32_t c : word) bits |= std::uint64_t{1} << (c % 64);
  return bits;
}

bool is_ascii(std::string_view text) {
  return std::ranges::all_of(
      text, [](char c) { return static_cast<unsigned char>(c) < 0x80; });
}

}  // namespace

NameTable::NameTable(std::shared_ptr<const Lexicon> lexicon)
    : lexicon_(std::move(lexicon)) {
  for (const Entity& entity : lexicon_->entities()) {
    for (std::uint32_t i = 0; i < entity.aliases.size(); ++i) add(entity, i);
  }
  std::ranges::stable_sort(keys_, {}, &NameKey::key);
  for (const NameKey& key : keys_) {
    if (key.form == NameKey::Form::kSound || !is_ascii(key.key)) continue;
    std::u32string letters = code_points(key.key);
    const std::uint64_t bits = letter_bits(letters);
    names_.push_back({&key, bits, std::move(letters)});
  }
}

void NameTable::add(const Entity& entity, std::uint32_t alias) {
  using Form = NameKey::Form;
  const std::string& text = entity.aliases[alias].text;
  keys_.push_back({fold_value(text), &entity, alias, 0, Form::kName});
  for (std::size_t at = text.find(' '); at != text.npos;
       at = text.find(' ', at)) {
    ++at;
    keys_.push_back({fold_value(std::string_view(text).substr(at)), &entity,
                     alias, static_cast<std::uint32_t>(at), Form::kInner});
  }
  if (is_ascii(text)) return;
  const Pinyin pinyin = pinyin_of(text);
  if (pinyin.initials.size() < 2) return;
  for (const std::string* sound : {&pinyin.syllables, &pinyin.initials}) {
    keys_.push_back({*sound, &entity, alias, 0, Form::kSound});
  }
}

void NameTable::append_completions(std::string_view beginning,
                                   std::vector<const NameKey*>& out) const {
  auto key = std::ranges::lower_bound(keys_, beginning, {}, &NameKey::key);
  for (; key != keys_.end() && key->key.starts_with(beginning); ++key) {
    out.push_back(&*key);
  }
}

void NameTable::append_similar(EditDistance& distance, std::size_t edits,
                               std::vector<const NameKey*>& out) const {
  const std::uint64_t bits = letter_bits(distance.word());
  for (const Letters& name : names_) {
    // Each edit gives the word at most one letter that is not in the name.
    if (static_cast<std::size_t>(std::popcount(bits & ~name.bits)) > edits) {
      continue;
    }
    if (distance.to_beginning_of(name.text, edits) <= edits) {
      out.push_back(name.key);
    }
  }
}

}  // namespace lede
