// SPDX-License-Identifier: GPL-3.0-or-later
//
//   positions of title terms --HeadlineWords--> the headlines' words, in order
//   words --PhraseCounter--> pairs, of frequent pairs triples, of those ...
//
// A phrase is only frequent if both shorter ones in it are (Agrawal and
// Srikant, "Fast algorithms for mining association rules", VLDB 1994), so that
// each round has little left to count.

#include "searcher/suggest/headline_phrases.h"

#include <algorithm>
#include <string_view>

#include "common/analysis/analyzer.h"
#include "common/analysis/chinese_words.h"
#include "common/analysis/utf8.h"
#include "common/schema.h"
#include "searcher/edit_distance.h"

namespace lede {
namespace {

constexpr std::uint32_t kNone = UINT32_MAX;
constexpr std::uint32_t kMaxHeadlineWords = 64;
constexpr std::uint32_t kMinDocuments = 2;
constexpr std::size_t kMaxWords = 4;
constexpr std::size_t kMaxCjk = 6;
// From which share on a phrase stands for the shorter one in it.
constexpr double kSwallowingShare = 0.6;

// The words of one headline after another, a gap behind each.
class HeadlineWords {
 public:
  explicit HeadlineWords(const PostingsFile& file) : file_(file) {
    const TermRange range = file.starting_with(title());
    for (std::uint32_t i = range.begin; i < range.end; ++i) {
      if (is_word(text(i))) terms_.push_back(i);
    }
    begins_.assign(std::size_t{std::min(file.documents(), kMaxHeadlines)} + 1,
                   0);
    for (const std::uint32_t term : terms_) count_places(term);
    for (std::size_t i = 1; i < begins_.size(); ++i) {
      begins_[i] += begins_[i - 1] + 1;
    }
    words_.assign(begins_.back(), kNone);
    for (const std::uint32_t term : terms_) place(term);
  }

  // By place: the term's index in the file, or kNone.
  [[nodiscard]] const std::vector<std::uint32_t>& words() const {
    return words_;
  }
  [[nodiscard]] std::uint32_t headline_of(std::uint32_t place) const {
    return static_cast<std::uint32_t>(std::ranges::upper_bound(begins_, place) -
                                      begins_.begin());
  }
  [[nodiscard]] std::string_view text(std::uint32_t term) const {
    return file_.term(term).substr(title().size());
  }

 private:
  static std::string_view title() { return row_of(TextField::kTitle).prefix; }

  // Of the layers with positions the words, and of CJK single code points.
  static bool is_word(std::string_view text) {
    if (text.empty() || (text[0] >= 'A' && text[0] <= 'Z')) return false;
    if (internal::is_ascii(text[0])) return true;
    std::size_t pos = 0;
    return !internal::is_cjk(internal::next_code_point(text, pos)) ||
           pos == text.size();
  }

  // Calls `take` with headline and position from 0 of each occurrence.
  template <typename Take>
  void for_each_place(std::uint32_t term, Take take) const {
    const PostingList list = file_.list(term);
    if (!list.has_positions()) return;
    for (std::uint32_t i = 0; i < list.blocks(); ++i) {
      const PostingBlock block = list.block(i);
      for (std::uint32_t j = 0; j < block.low.size(); ++j) {
        const std::uint32_t ordinal =
            block.block * kPostingBlock + block.low[j];
        if (ordinal + 1 >= begins_.size()) return;
        for (auto at = list.positions(block.first + j); !at.done(); at.next()) {
          const std::uint32_t position = at.position() - kFirstPosition;
          if (position < kMaxHeadlineWords) take(ordinal, position);
        }
      }
    }
  }

  // Until the sums are made, begins_[i + 1] is the length of headline i.
  void count_places(std::uint32_t term) {
    for_each_place(term, [&](std::uint32_t ordinal, std::uint32_t position) {
      std::uint32_t& length = begins_[ordinal + 1];
      length = std::max(length, position + 1);
    });
  }

  // Of forms at one place the longest stays: "café", not "cafe".
  void place(std::uint32_t term) {
    for_each_place(term, [&](std::uint32_t ordinal, std::uint32_t position) {
      std::uint32_t& word = words_[begins_[ordinal] + position];
      if (word == kNone || text(word).size() < text(term).size()) word = term;
    });
  }

  const PostingsFile& file_;
  std::vector<std::uint32_t> terms_;
  std::vector<std::uint32_t> begins_;
  std::vector<std::uint32_t> words_;
};

// False if the text, more than two code points of CJK, ends within a word, as
// far as the dictionary knows any word in it.
bool ends_with_word(const std::string& text, ChineseWords& words) {
  const std::vector<std::size_t> ends = words.ends(text);
  std::size_t longest = 0;
  std::size_t last = 0;
  std::size_t begin = 0;
  for (const std::size_t end : ends) {
    last =
        code_points(std::string_view(text).substr(begin, end - begin)).size();
    longest = std::max(longest, last);
    begin = end;
  }
  return last != 1 || longest == 1;
}

struct Phrase {
  std::uint32_t place = 0;  // one of those where it stands
  std::uint32_t documents = 0;
  bool swallowed = false;
};

// True for the halves of a name such as "o1", which are read as two words.
bool is_split_name(std::string_view first, std::string_view second) {
  const auto is_digit = [](char c) { return c >= '0' && c <= '9'; };
  return (first.size() == 1 && is_digit(second.front())) ||
         (second.size() == 1 && is_digit(first.back()));
}

class PhraseCounter {
 public:
  explicit PhraseCounter(const HeadlineWords& words)
      : words_(words), ids_(words.words()) {
    for (const std::uint32_t word : ids_) {
      cjk_.push_back(word != kNone && begins_with_cjk(words_.text(word)));
    }
  }

  std::vector<HeadlinePhrase> count() {
    std::vector<HeadlinePhrase> found;
    std::vector<Phrase> shorter;
    for (std::size_t size = 2; size <= kMaxCjk; ++size) {
      std::vector<Phrase> phrases = next_round(size, shorter);
      take(shorter, size - 1, found);
      shorter = std::move(phrases);
    }
    take(shorter, kMaxCjk, found);
    return found;
  }

 private:
  // Two phrases of the round before, one place apart.
  struct Joined {
    std::uint32_t first = 0;
    std::uint32_t second = 0;
    std::uint32_t place = 0;

    auto operator<=>(const Joined&) const = default;
  };

  [[nodiscard]] bool may_be(std::uint32_t place, std::size_t size) const {
    if (ids_[place] == kNone || ids_[place + 1] == kNone) return false;
    return size <= kMaxWords || all_cjk(place, size);
  }

  [[nodiscard]] bool all_cjk(std::uint32_t place, std::size_t size) const {
    return std::all_of(cjk_.begin() + place,
                       cjk_.begin() + place + static_cast<std::ptrdiff_t>(size),
                       [](bool cjk) { return cjk; });
  }

  // Counts the phrases of `size` words and leaves in ids_ which of them begins
  // at each place.
  std::vector<Phrase> next_round(std::size_t size,
                                 std::vector<Phrase>& shorter) {
    std::vector<Joined> joined;
    for (std::uint32_t place = 0; place + size < ids_.size(); ++place) {
      if (may_be(place, size)) {
        joined.push_back({ids_[place], ids_[place + 1], place});
      }
    }
    std::ranges::sort(joined);
    ids_.assign(ids_.size(), kNone);
    std::vector<Phrase> phrases;
    for (auto begin = joined.begin(); begin != joined.end();) {
      const auto end =
          std::find_if(begin, joined.end(), [&](const Joined& its) {
            return its.first != begin->first || its.second != begin->second;
          });
      const std::uint32_t documents = documents_of(begin, end);
      if (documents >= kMinDocuments) {
        const auto id = static_cast<std::uint32_t>(phrases.size());
        for (auto its = begin; its != end; ++its) ids_[its->place] = id;
        phrases.push_back({begin->place, documents});
        swallow(*begin, documents, size, shorter);
      }
      begin = end;
    }
    return phrases;
  }

  // `begin`, `end`: of one phrase, by place.
  template <typename Iterator>
  [[nodiscard]] std::uint32_t documents_of(Iterator begin, Iterator end) const {
    std::uint32_t documents = 0;
    std::uint32_t last = kNone;
    if (end - begin < kMinDocuments) return 0;
    for (auto its = begin; its != end; ++its) {
      const std::uint32_t headline = words_.headline_of(its->place);
      if (headline != last) ++documents;
      last = headline;
    }
    return documents;
  }

  void swallow(const Joined& joined, std::uint32_t documents, std::size_t size,
               std::vector<Phrase>& shorter) const {
    if (shorter.empty()) return;  // of single words
    Phrase& first = shorter[joined.first];
    Phrase& second = shorter[joined.second];
    const auto swallows = [&](const Phrase& phrase) {
      return documents >= kSwallowingShare * phrase.documents;
    };
    if (swallows(first)) first.swallowed = true;
    if (swallows(second) && all_cjk(joined.place, size)) {
      second.swallowed = true;
    }
  }

  void take(const std::vector<Phrase>& phrases, std::size_t size,
            std::vector<HeadlinePhrase>& found) const {
    for (const Phrase& phrase : phrases) {
      const auto word = [&](std::size_t i) {
        return words_.text(words_.words()[phrase.place + i]);
      };
      bool fits = !phrase.swallowed && !is_stop_word(word(0)) &&
                  !is_stop_word(word(size - 1));
      for (std::size_t i = 1; fits && i < size; ++i) {
        fits = !is_split_name(word(i - 1), word(i));
      }
      if (!fits) continue;
      HeadlinePhrase& its = found.emplace_back();
      its.documents = phrase.documents;
      its.cjk = all_cjk(phrase.place, size);
      for (std::size_t i = 0; i < size; ++i) {
        const bool joins =
            i > 0 && cjk_[phrase.place + i - 1] && cjk_[phrase.place + i];
        if (i > 0 && !joins) its.text += ' ';
        its.text += word(i);
      }
    }
  }

  const HeadlineWords& words_;
  std::vector<std::uint32_t> ids_;  // by place; of the words, then of phrases
  std::vector<bool> cjk_;           // by place
};

}  // namespace

bool begins_with_cjk(std::string_view text) {
  std::size_t pos = 0;
  return internal::is_cjk(internal::next_code_point(text, pos));
}

std::vector<HeadlinePhrase> headline_phrases(const PostingsFile& file,
                                             std::size_t max_phrases) {
  const HeadlineWords words(file);
  std::vector<HeadlinePhrase> phrases = PhraseCounter(words).count();
  ChineseWords dictionary;
  std::erase_if(phrases, [&](const HeadlinePhrase& phrase) {
    constexpr std::size_t kPairBytes = 6;
    return phrase.cjk && phrase.text.size() > kPairBytes &&
           !ends_with_word(phrase.text, dictionary);
  });
  if (phrases.size() > max_phrases) {
    const auto kept =
        phrases.begin() + static_cast<std::ptrdiff_t>(max_phrases);
    std::ranges::nth_element(phrases, kept, std::ranges::greater{},
                             &HeadlinePhrase::documents);
    phrases.erase(kept, phrases.end());
  }
  // Words apart and together ("4 o", "4o") may read alike.
  std::ranges::sort(phrases, [](const auto& a, const auto& b) {
    return a.text != b.text ? a.text < b.text : a.documents > b.documents;
  });
  const auto twice = std::ranges::unique(phrases, {}, &HeadlinePhrase::text);
  phrases.erase(twice.begin(), twice.end());
  return phrases;
}

}  // namespace lede
