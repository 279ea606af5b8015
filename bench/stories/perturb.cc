// SPDX-License-Identifier: GPL-3.0-or-later

#include "bench/stories/perturb.h"

#include <algorithm>
#include <array>
#include <functional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "common/analysis/text.h"

namespace lede::bench {
namespace {

constexpr std::int64_t kHour = 3600;

bool is_chinese(const Article& article) {
  return article.lang.starts_with("zh");
}

void replace_all(std::string& text, std::string_view from,
                 std::string_view to) {
  for (std::size_t at = text.find(from); at != std::string::npos;
       at = text.find(from, at + to.size())) {
    text.replace(at, from.size(), to);
  }
}

std::vector<std::string> sentences_of(const std::string& text) {
  std::vector<std::string> sentences;
  std::size_t begin = 0;
  for (const Span& span : sentence_spans(text)) {
    sentences.push_back(text.substr(begin, span.end - begin));
    begin = span.end;
  }
  return sentences;
}

bool in_ascii(std::string_view text) {
  return std::ranges::all_of(
      text, [](char c) { return static_cast<unsigned char>(c) < 0x80; });
}

// A name of the entity in the other script; empty if it has none.
std::string_view other_name(const Entity& entity, std::string_view name) {
  for (const Alias& alias : entity.aliases) {
    if (!alias.ambiguous && in_ascii(alias.text) != in_ascii(name)) {
      return alias.text;
    }
  }
  return {};
}

// FNV-1a: the standard's hash differs between machines.
unsigned hash_of(std::string_view text) {
  unsigned hash = 2166136261U;
  for (const char c : text) {
    hash = (hash ^ static_cast<unsigned char>(c)) * 16777619U;
  }
  return hash;
}

}  // namespace

CopyMaker::CopyMaker(const Lexicon& lexicon, unsigned seed)
    : lexicon_(lexicon), seed_(seed) {}

Article CopyMaker::copy_of(const Article& article, unsigned number) {
  random_.seed(seed_ + hash_of(article.id) + number * 7919U);
  Article copy = article;
  copy.id += "#" + std::to_string(number);
  edit_sentences(copy);
  if (chance(40)) translate_names(copy);
  if (chance(50)) restyle(copy);
  if (chance(50)) sign_as_agency(copy);
  delay(copy);
  return copy;
}

bool CopyMaker::chance(unsigned percent) { return below(100) < percent; }

unsigned CopyMaker::below(unsigned bound) {
  return static_cast<unsigned>(random_() % bound);
}

void CopyMaker::edit_sentences(Article& copy) {
  std::vector<std::string> sentences = sentences_of(copy.text);
  if (sentences.size() < 3) return;
  if (chance(70)) {  // a headline of the second sentence's words
    const std::string& second = sentences[1];
    const std::size_t bytes = std::min<std::size_t>(second.size(), 60);
    copy.title = second.substr(0, code_point_floor(second, bytes));
  }
  if (chance(30)) {
    const std::size_t kept = sentences.size() * (50 + below(40)) / 100;
    sentences.resize(std::max<std::size_t>(kept, 2));
  }
  if (chance(60)) {
    const std::size_t dropped = sentences.size() * (5 + below(20)) / 100;
    for (std::size_t i = 0; i < dropped && sentences.size() > 2; ++i) {
      sentences.erase(sentences.begin() +
                      below(static_cast<unsigned>(sentences.size())));
    }
  }
  if (chance(50)) {
    const auto count = static_cast<unsigned>(sentences.size());
    std::swap(sentences[below(count)], sentences[below(count)]);
  }
  copy.text.clear();
  for (const std::string& sentence : sentences) copy.text += sentence;
}

void CopyMaker::translate_names(Article& copy) {
  TokenStream stream;
  std::vector<Mention> mentions;
  analyzer_.analyze(copy.text, copy.lang, stream);
  lexicon_.find_mentions(stream, copy.text, false, mentions);
  std::ranges::sort(mentions, std::greater<>{},
                    [](const Mention& mention) { return mention.span.begin; });
  std::size_t behind = copy.text.size();
  for (const Mention& mention : mentions) {
    if (mention.span.end > behind) continue;
    const std::size_t size = mention.span.end - mention.span.begin;
    const std::string_view name = other_name(
        *mention.entity,
        std::string_view(copy.text).substr(mention.span.begin, size));
    if (name.empty()) continue;
    copy.text.replace(mention.span.begin, size, name);
    behind = mention.span.begin;
  }
}

void CopyMaker::restyle(Article& copy) {
  using Change = std::pair<std::string_view, std::string_view>;
  static constexpr std::array<Change, 5> kChinese = {
      Change{"“", "「"}, {"”", "」"}, {"，", ","}, {"（", "("}, {"）", ")"}};
  static constexpr std::array<Change, 8> kEnglish = {
      Change{"“", "\""},    {"”", "\""},          {"’", "'"},
      {" percent", "%"},    {" pct", " percent"}, {"U.S.", "US"},
      {" mln", " million"}, {"—", " - "}};
  const auto apply = [&](const auto& changes) {
    for (const auto& [from, to] : changes) replace_all(copy.text, from, to);
  };
  if (is_chinese(copy)) {
    apply(kChinese);
  } else {
    apply(kEnglish);
  }
}

void CopyMaker::sign_as_agency(Article& copy) {
  if (is_chinese(copy)) {
    copy.text.insert(0, "示例社电（记者 王小明 李小红）");
    copy.text += "（责任编辑：张三）更多内容请关注示例社客户端。";
    return;
  }
  copy.text.insert(0, "LONDON (Example Wire) - ");
  copy.text +=
      "\n\nReporting by Jane Doe and John Roe in London; Editing by A. N. "
      "Other. The Example Wire contributed to this report.";
}

void CopyMaker::delay(Article& copy) {
  copy.source = "Example Paper";
  copy.url.clear();
  if (!copy.published) return;
  if (copy.published->precision == DatePrecision::kSecond) {
    copy.published->seconds += kHour * below(20);
  } else if (copy.published->precision == DatePrecision::kDay && chance(30)) {
    copy.published->seconds += 24 * kHour;
  }
}

}  // namespace lede::bench
