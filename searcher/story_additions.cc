// SPDX-License-Identifier: GPL-3.0-or-later

#include "searcher/story_additions.h"

#include <algorithm>
#include <functional>

#include "common/amounts.h"
#include "common/analysis/text.h"
#include "common/mentioned_dates.h"
#include "searcher/figure_text.h"

namespace lede {
namespace {

// Sentences and figures shown of one article.
constexpr std::size_t kMaxSentences = 3;
constexpr std::size_t kMaxFigures = 8;
constexpr std::size_t kMaxSentenceBytes = 320;
// A sentence of fewer words tells nothing by itself.
constexpr std::size_t kLeastWords = 4;
// From this share of its words on, in one earlier sentence, it has been told.
constexpr double kToldShare = 0.5;
// Words in more sentences than this tell none apart.
constexpr std::size_t kMaxSentencesOfWord = 64;

std::string primary_language(std::string_view lang) {
  return std::string(lang.substr(0, lang.find('-')));
}

std::string shortened(std::string_view sentence) {
  if (sentence.size() <= kMaxSentenceBytes) return std::string(sentence);
  std::size_t end = kMaxSentenceBytes;
  while (end > 0 &&
         (static_cast<unsigned char>(sentence[end]) & 0xc0) == 0x80) {
    --end;
  }
  return std::string(sentence.substr(0, end)) + "…";
}

bool is_word(const Token& token) {
  return token.layer == Layer::kExact || token.layer == Layer::kBigram;
}

template <typename Each>
void for_each_text(const Article& article, const Each& each) {
  each(article.title.value_or(""));
  each(article.summary);
  for (const std::string& point : article.key_points) each(point);
  each(article.text);
}

}  // namespace

void StoryAdditions::add(const Article& article,
                         const std::vector<HitEntity>& entities,
                         StoryArticle& told) {
  add_entities(entities, told);
  add_figures(article, told);
  add_sentences(article, told);
  first_ = false;
}

void StoryAdditions::add_entities(const std::vector<HitEntity>& entities,
                                  StoryArticle& told) {
  for (const HitEntity& entity : entities) {
    if (entities_.insert(entity.id).second && !first_) {
      told.new_entities.push_back(entity);
    }
  }
}

void StoryAdditions::add_figures(const Article& article, StoryArticle& told) {
  std::vector<Amount> amounts;
  std::vector<DateInterval> dates;
  for_each_text(article, [&](std::string_view text) {
    find_amounts(text, article.lang, amounts);
    find_mentioned_dates(text, article.published, dates);
  });
  std::vector<std::string> figures;
  for (const Amount& amount : amounts) {
    // Without a unit it may as well be part of a name: the 910B.
    if (!amount.unit.empty()) figures.push_back(amount_text(amount));
  }
  for (const DateInterval& date : dates) figures.push_back(interval_text(date));
  for (std::string& figure : figures) {
    if (!figures_.insert(figure).second || first_) continue;
    if (told.new_figures.size() < kMaxFigures) {
      told.new_figures.push_back(std::move(figure));
    }
  }
}

std::vector<StoryAdditions::Sentence> StoryAdditions::sentences_of(
    std::string_view text, std::string_view lang) {
  analyzer_.analyze(text, lang, stream_);
  std::vector<Sentence> sentences;
  auto token = stream_.tokens().begin();
  for (const Span& span : sentence_spans(text)) {
    Sentence& sentence = sentences.emplace_back();
    sentence.text = text.substr(span.begin, span.end - span.begin);
    for (; token != stream_.tokens().end() && token->span.begin < span.end;
         ++token) {
      const std::string_view term = stream_.term(*token);
      if (!is_word(*token) || is_stop_word(term)) continue;
      sentence.words.push_back(std::hash<std::string_view>()(term));
    }
    std::ranges::sort(sentence.words);
    const auto rest = std::ranges::unique(sentence.words);
    sentence.words.erase(rest.begin(), rest.end());
  }
  return sentences;
}

bool StoryAdditions::is_told(const Sentence& sentence, const Told& told) {
  std::unordered_map<std::uint32_t, std::size_t> shared;
  const auto enough = kToldShare * static_cast<double>(sentence.words.size());
  for (const std::uint64_t word : sentence.words) {
    const auto known = told.by_word.find(word);
    if (known == told.by_word.end()) continue;
    for (const std::uint32_t earlier : known->second) {
      if (static_cast<double>(++shared[earlier]) >= enough) return true;
    }
  }
  return false;
}

void StoryAdditions::add_sentences(const Article& article, StoryArticle& told) {
  Told& earlier = told_[primary_language(article.lang)];
  const bool compares = earlier.sentences > 0;
  std::vector<Sentence> sentences;
  for (const std::string_view text :
       {std::string_view(article.summary), std::string_view(article.text)}) {
    for (Sentence& sentence : sentences_of(text, article.lang)) {
      if (sentence.words.size() >= kLeastWords) {
        sentences.push_back(std::move(sentence));
      }
    }
  }
  for (const Sentence& sentence : sentences) {
    if (!compares || told.new_sentences.size() == kMaxSentences) break;
    if (is_told(sentence, earlier)) continue;
    told.new_sentences.push_back(shortened(sentence.text));
  }
  for (const Sentence& sentence : sentences) {
    for (const std::uint64_t word : sentence.words) {
      std::vector<std::uint32_t>& with = earlier.by_word[word];
      if (with.size() < kMaxSentencesOfWord) with.push_back(earlier.sentences);
    }
    ++earlier.sentences;
  }
}

}  // namespace lede
