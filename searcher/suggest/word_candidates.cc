// SPDX-License-Identifier: GPL-3.0-or-later
//
// Words of the index and phrases of its headlines.

#include <algorithm>
#include <functional>
#include <utility>

#include "common/analysis/utf8.h"
#include "common/schema.h"
#include "searcher/edit_distance.h"
#include "searcher/query/query_text.h"
#include "searcher/spelling/word_list.h"
#include "searcher/suggest/candidate.h"

namespace lede {
namespace {

constexpr std::size_t kMinSoundLetters = 3;
constexpr std::size_t kMinMistypedLetters = 4;
constexpr std::size_t kLettersOfTwoEdits = 7;
// Any two code points side by side are a pair; those of words come again, and
// not so much more seldom than the most frequent word of that beginning.
constexpr std::uint32_t kMinPairDocuments = 2;
constexpr std::uint64_t kRarerPairs = 10;
// Looked up besides those wanted: some turn out to be gone, or known already.
constexpr std::size_t kSpare = 4;

// The terms of `phrase` in headlines, one behind the other.
IndexQuery headline_phrase(std::string_view phrase) {
  const std::string title(row_of(TextField::kTitle).prefix);
  std::vector<std::string> terms;
  bool open = false;  // the last term goes on
  for (std::size_t at = 0; at < phrase.size();) {
    const std::size_t begin = at;
    const char32_t c = internal::next_code_point(phrase, at);
    const bool cjk = internal::is_cjk(c);
    if (c == U' ') {
      open = false;
      continue;
    }
    if (!open || cjk) terms.push_back(title);
    terms.back() += phrase.substr(begin, at - begin);
    open = !cjk;
  }
  return terms.size() == 1 ? IndexQuery::term(terms.front())
                           : IndexQuery::phrase(terms);
}

// The letters typed of `word`, as they were typed, and its own behind them.
void complete_word(const SuggestContext& context, const TypedTail& tail,
                   const std::string& word, Completion& shown) {
  const std::string_view typed =
      std::string_view(context.typed.text).substr(tail.begin);
  const bool literal = internal::ascii_lower(typed) == tail.beginning &&
                       word.starts_with(tail.beginning);
  if (literal) {
    complete(context.typed, tail.begin,
             std::string(typed) + word.substr(typed.size()), {0, typed.size()},
             shown);
    return;
  }
  const std::size_t size =
      word.starts_with(tail.beginning) ? tail.beginning.size() : 0;
  complete(context.typed, tail.begin, word, {0, size}, shown);
}

class WordFinder {
 public:
  WordFinder(const SuggestContext& context, Candidates& out)
      : context_(context), out_(out) {
    // What one segment counted of all its headlines is what there is.
    const ViewPostings* postings = context.view.postings.get();
    counted_ = postings != nullptr && postings->size() == 1 &&
               postings->segment(0).all_seen() &&
               postings->documents() <= kMaxHeadlines;
  }

  // Calls `append(words, file, texts)` for each segment.
  template <typename Append>
  std::vector<CountedText> gather(Append append) const {
    std::vector<CountedText> texts;
    for (std::size_t i = 0; i < context_.sources.words.size(); ++i) {
      append(*context_.sources.words[i],
             context_.view.postings->segment(i).file(), texts);
    }
    merge_counts(texts);
    if (texts.size() > wanted()) texts.resize(wanted());
    return texts;
  }

  void add_words(const std::vector<CountedText>& words, const TypedTail& tail,
                 std::string_view term_prefix, Closeness closeness) {
    for (const CountedText& word : words) {
      const std::uint32_t documents =
          context_.view.frequency(std::string(term_prefix) + word.text);
      if (tail.cjk && (documents < kMinPairDocuments ||
                       documents * kRarerPairs < words.front().documents)) {
        continue;
      }
      add(word.text, tail, CompletionKind::kWord, closeness, documents);
    }
  }

  void add_phrases(const std::vector<CountedText>& phrases,
                   const TypedTail& tail, Closeness closeness) {
    for (const CountedText& phrase : phrases) {
      // A pair of code points is a term of its own.
      if (begins_with_cjk(phrase.text) &&
          code_points(phrase.text).size() == 2) {
        add(phrase.text, tail, CompletionKind::kWord, closeness,
            context_.view.frequency(phrase.text));
      } else {
        add(phrase.text, tail, CompletionKind::kPhrase, closeness,
            counted_ ? phrase.documents
                     : context_.matcher.count(headline_phrase(phrase.text)));
      }
    }
  }

  [[nodiscard]] std::size_t wanted() const { return context_.limit + kSpare; }

 private:
  // Documents may have been deleted since the segment was read.
  void add(const std::string& text, const TypedTail& tail, CompletionKind kind,
           Closeness closeness, std::uint64_t documents) {
    if (documents == 0) return;
    Candidate found;
    found.closeness = closeness;
    found.words = tail.words;
    found.shown.kind = kind;
    found.shown.documents = documents;
    complete_word(context_, tail, text, found.shown);
    out_.push_back(std::move(found));
  }

  const SuggestContext& context_;
  Candidates& out_;
  bool counted_ = false;
};

// The prefix of the terms of the text field typed, if it is one.
std::string_view field_prefix(const TypedText& typed) {
  for (const TextFieldRow& row : kTextFields) {
    if (typed.field && typed.field->name == row.query_name) return row.prefix;
  }
  return {};
}

bool is_in_filter(const TypedText& typed) {
  return typed.field && internal::narrows(typed.field->kind);
}

bool has_words(const SuggestContext& context) {
  return !context.typed.tails.empty() && !is_in_filter(context.typed);
}

}  // namespace

void add_words(const SuggestContext& context, bool inner, Candidates& out) {
  if (!has_words(context) || context.typed.between_words) return;
  const TypedTail& tail = context.typed.tails.back();
  if (tail.inner && !inner) return;
  WordFinder finder(context, out);
  const std::string_view prefix = field_prefix(context.typed);
  const auto found = finder.gather([&](const SegmentWords& words,
                                       const PostingsFile& file, auto& texts) {
    words.append_words(file, prefix, tail.beginning, finder.wanted(), texts);
  });
  finder.add_words(found, tail, prefix, Closeness::kBeginning);
}

void add_similar_words(const SuggestContext& context, Candidates& out) {
  if (!has_words(context) || context.typed.between_words) return;
  const TypedTail& tail = context.typed.tails.back();
  const std::u32string letters = code_points(tail.beginning);
  if (letters.size() < kMinMistypedLetters || !is_spelt_word(letters)) return;
  WordFinder finder(context, out);
  EditDistance distance(letters);
  const std::size_t most = letters.size() < kLettersOfTwoEdits ? 1 : 2;
  for (std::size_t edits = 1; edits <= most && out.empty(); ++edits) {
    const auto found = finder.gather(
        [&](const SegmentWords& words, const PostingsFile& file, auto& texts) {
          words.append_similar(file, distance, edits, finder.wanted(), texts);
        });
    finder.add_words(found, tail, "", Closeness::kMistyped);
  }
}

void add_phrases(const SuggestContext& context, bool inner, Candidates& out) {
  if (!has_words(context)) return;
  WordFinder finder(context, out);
  const std::size_t most = context.limit / 2 + 1;
  for (const TypedTail& tail : context.typed.tails) {
    if (tail.inner && (!inner || !out.empty())) break;
    if (out.size() >= context.limit) break;
    if (tail.alone) continue;
    std::vector<CountedText> phrases = finder.gather(
        [&](const SegmentWords& words, const PostingsFile&, auto& texts) {
          words.append_phrases(tail.beginning, context.limit, texts);
        });
    // Each may have to be counted.
    if (phrases.size() > most) phrases.resize(most);
    finder.add_phrases(phrases, tail, Closeness::kBeginning);
  }
}

void add_sounding_phrases(const SuggestContext& context, Candidates& out) {
  if (!has_words(context) || context.typed.field) return;
  const TypedTail& tail = context.typed.tails.back();
  if (tail.beginning.size() < kMinSoundLetters ||
      !is_ascii_letters(tail.beginning)) {
    return;
  }
  WordFinder finder(context, out);
  const auto found = finder.gather(
      [&](const SegmentWords& words, const PostingsFile&, auto& texts) {
        words.append_sounding(tail.beginning, finder.wanted(), texts);
      });
  finder.add_phrases(found, tail, Closeness::kSound);
}

}  // namespace lede
