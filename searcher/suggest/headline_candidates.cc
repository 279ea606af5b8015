// SPDX-License-Identifier: GPL-3.0-or-later
//
// Headlines that hold all that was typed, the last word as a beginning: a
// search of titles, newest first, for as many as are wanted.

#include <algorithm>
#include <set>
#include <string_view>
#include <utility>

#include "common/analysis/text.h"
#include "common/document_data.h"
#include "common/schema.h"
#include "searcher/query/parse.h"
#include "searcher/query/query_text.h"
#include "searcher/suggest/candidate.h"

namespace lede {
namespace {

constexpr std::size_t kMaxHeadlines = 4;
// Read until so many are found: some say the same.
constexpr std::size_t kMaxRead = 8;
constexpr std::size_t kMaxHeadlineBytes = 240;
// Words a beginning of at least kLongBeginning bytes may stand for; of shorter
// ones, and of more, the kShortWords most frequent.
constexpr std::uint32_t kMaxWords = 512;
constexpr std::size_t kShortWords = 48;
constexpr std::size_t kMinLetters = 2;

std::string title_term(std::string_view term) {
  return std::string(row_of(TextField::kTitle).prefix).append(term);
}

// Spaces in their place, byte for byte.
std::string without_quotes(std::string text) {
  for (std::size_t at = 0; at < text.size();) {
    const internal::CodePoint c = internal::code_point_at(text, at);
    if (internal::is_double_quote(c.value)) {
      text.replace(at, c.bytes, c.bytes, ' ');
    }
    at += c.bytes;
  }
  return text;
}

class HeadlineFinder {
 public:
  explicit HeadlineFinder(const SuggestContext& context) : context_(context) {}

  [[nodiscard]] IndexQuery query() const {
    const auto& words = context_.typed.words;
    std::vector<IndexQuery> parts;
    for (std::size_t i = 0; i < words.size();) {
      std::size_t end = i + 1;
      while (words[i].cjk && end < words.size() && words[end].cjk &&
             words[end].begin == words[end - 1].end) {
        ++end;
      }
      const bool last = end == words.size() && !context_.typed.between_words;
      if (words[i].cjk) {
        parts.push_back(run(i, end));
      } else {
        parts.push_back(last ? beginning(words[i].term)
                             : IndexQuery::term(title_term(words[i].term)));
      }
      i = end;
    }
    return IndexQuery::of(IndexQuery::Op::kAnd, std::move(parts));
  }

  void read(const MatchedPage& page, Candidates& out) const {
    std::set<std::string> known;
    for (std::size_t i = 0; i < page.size() && known.size() < kMaxHeadlines;
         ++i) {
      const auto data =
          DocumentData::open(context_.matcher.document(page, i).get_data());
      if (!data) continue;
      const std::string_view title = data->title();
      if (title.empty() || title.size() > kMaxHeadlineBytes) continue;
      if (!known.insert(fold_value(title)).second) continue;
      out.push_back(candidate(std::string(title), article_key(data->id())));
    }
  }

 private:
  // CJK code points one behind the other.
  [[nodiscard]] IndexQuery run(std::size_t begin, std::size_t end) const {
    const auto& words = context_.typed.words;
    std::vector<std::string> terms;
    for (std::size_t i = begin; i < end; ++i) {
      terms.push_back(title_term(words[i].term));
    }
    return terms.size() == 1 ? IndexQuery::term(terms.front())
                             : IndexQuery::phrase(terms);
  }

  // Any word of titles that begins so.
  [[nodiscard]] IndexQuery beginning(const std::string& word) const {
    const std::string wanted = title_term(word);
    const auto& segments = context_.sources.words;
    std::vector<CountedText> terms;
    bool all = true;
    for (std::size_t i = 0; i < segments.size(); ++i) {
      const PostingsFile& file = context_.view.postings->segment(i).file();
      const TermRange range = file.starting_with(wanted);
      all = all && range.end - range.begin <= kMaxWords;
      segments[i]->append_terms(file, wanted, kShortWords, terms);
    }
    if (all) return IndexQuery::prefix(wanted);
    merge_counts(terms);
    if (terms.size() > kShortWords) terms.resize(kShortWords);
    std::vector<std::string> texts;
    for (CountedText& term : terms) texts.push_back(std::move(term.text));
    return IndexQuery::of(IndexQuery::Op::kSynonym, texts);
  }

  [[nodiscard]] Candidate candidate(std::string title, std::string key) const {
    Candidate found;
    found.words = context_.typed.words.size();
    found.shown.kind = CompletionKind::kHeadline;
    found.shown.key = std::move(key);
    found.shown.completion = title;
    // Read as a query, it must not mean anything but its words.
    const bool plain = is_words_alone(
        parse_query(title, context_.zone, context_.now), /*quotations=*/true);
    found.shown.highlights = marks(title, plain ? 0 : 1);
    if (!plain) {
      title = '"' + without_quotes(std::move(title)) + '"';
    }
    found.shown.text = std::move(title);
    return found;
  }

  // Where `title` holds what was typed, moved by `shift` bytes.
  [[nodiscard]] std::vector<Span> marks(const std::string& title,
                                        std::size_t shift) const {
    TokenStream stream;
    context_.plan.analyzer.analyze(title, {}, stream);
    std::vector<Span> marks;
    for (const Token& token : stream.tokens()) {
      const bool cjk = token.layer == Layer::kUnigram;
      if (token.layer != Layer::kExact && !cjk) continue;
      const std::size_t typed = typed_bytes(stream.term(token));
      if (typed == 0) continue;
      Span mark{token.span.begin + shift, token.span.end + shift};
      const std::string_view bytes = std::string_view(title).substr(
          token.span.begin, token.span.end - token.span.begin);
      // Of a word that is only begun, the letters typed.
      if (!cjk && bytes.size() == stream.term(token).size()) {
        mark.end = mark.begin + code_point_floor(bytes, typed);
      }
      if (!marks.empty() && cjk && marks.back().end == mark.begin) {
        marks.back().end = mark.end;
      } else {
        marks.push_back(mark);
      }
    }
    return marks;
  }

  // How much of a title's word was typed; 0 if it was not.
  [[nodiscard]] std::size_t typed_bytes(std::string_view term) const {
    const auto& words = context_.typed.words;
    for (std::size_t i = 0; i < words.size(); ++i) {
      if (words[i].term == term) return term.size();
      const bool last = i + 1 == words.size() && !context_.typed.between_words;
      if (last && term.starts_with(words[i].term)) return words[i].term.size();
    }
    return 0;
  }

  const SuggestContext& context_;
};

}  // namespace

void add_headlines(const SuggestContext& context, Candidates& out) {
  const TypedText& typed = context.typed;
  if (typed.tails.empty() || !context.words_alone) return;
  // Without the tables of words a short beginning may stand for too many.
  if (context.sources.words.empty()) return;
  const TypedWord& only = typed.words.front();
  if (typed.words.size() == 1 && !only.cjk && only.term.size() < kMinLetters) {
    return;
  }
  const HeadlineFinder finder(context);
  MatchOrder order;
  order.sort = SortOrder::kNewest;
  order.limit = kMaxRead;
  order.exact_total = false;
  finder.read(context.matcher.page(finder.query(), {}, order), out);
}

}  // namespace lede
