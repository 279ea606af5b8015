// SPDX-License-Identifier: GPL-3.0-or-later
//
// Words that carry no topic, by language; a data table. "us" is none of them:
// typed in lower case it still mostly means the country.

#include <string_view>
#include <unordered_set>

#include "common/analysis/analyzer.h"

namespace lede {
namespace {

constexpr std::string_view kStopWords =
    // English
    "a about after all also an and any are as at be because been "
    "before being between both but by can could did do does doing "
    "during each for from had has have having he her here hers him his "
    "how i if in into is it its itself just may me might more most "
    "much must my no nor not of on or our ours s shall she should so "
    "some such t than that the their theirs them then there these they "
    "this those through to too under until upon very was we were "
    "what when where which while who whom whose why will with would "
    "you your yours don't doesn't didn't isn't aren't wasn't won't "
    "can't i'm it's what's who's "
    // Chinese, simplified as terms are
    "的 了 和 是 在 与 及 或 也 都 就 而 着 过 吗 呢 吧 啊 呀 被 把 让 给 对 "
    "从 到 为 于 以 之 其 这 "
    "那 哪 谁 何 我 你 他 她 它 们 很 什么 怎么 怎样 如何 为什么 哪些 哪个 "
    "哪里 哪家 多少 几个 我们 你们 "
    "他们 这个 那个 这些 那些 有没有 是不是 是否 以及 还是 因为 所以 但是 如果 "
    "关于 "
    // German
    "der die das den dem des ein eine einer einem einen und oder ist "
    "sind im zu mit von für auf nicht wie wer wann wo warum welche "
    // French
    "le la les un une du et ou est sont au aux pour par dans sur avec "
    "que qui quoi quand comment pourquoi où "
    // Japanese
    "の は が を に へ と も で や か な から まで より です ます する した "
    "いる ある この その これ それ 何 "
    "誰 いつ どこ どの なぜ ";

std::unordered_set<std::string_view> split(std::string_view words) {
  std::unordered_set<std::string_view> set;
  while (!words.empty()) {
    const std::size_t space = words.find(' ');
    set.insert(words.substr(0, space));
    words.remove_prefix(space + 1);
  }
  return set;
}

}  // namespace

bool is_stop_word(std::string_view atom) {
  static const std::unordered_set<std::string_view> words = split(kStopWords);
  return words.contains(atom);
}

}  // namespace lede
