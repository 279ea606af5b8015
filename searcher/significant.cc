// SPDX-License-Identifier: GPL-3.0-or-later
//
// What stands in the answer to a query more than elsewhere:
//
//   answer --value slots--> entities                      --rise_score--> told
//   answer --sample--> words --index frequencies--> best  --count-------> told

#include "searcher/significant.h"

#include <algorithm>
#include <limits>
#include <string>
#include <utility>
#include <vector>

#include "searcher/document_sample.h"
#include "searcher/likelihood.h"
#include "searcher/matcher.h"
#include "searcher/own_words.h"
#include "searcher/query/query_text.h"
#include "searcher/word_tally.h"

namespace lede {
namespace {

// So many words of the sample are counted for each that is asked for.
constexpr std::size_t kCandidates = 3;

// The first bytes of a text, cut at a code point.
std::string_view opening(std::string_view text) {
  if (text.size() <= kSampledBytes) return text;
  std::size_t end = kSampledBytes;
  while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xc0) == 0x80) {
    --end;
  }
  return text.substr(0, end);
}

// What an article opens with. No phrase crosses a line's end.
std::string opening_of(const DocumentData& data) {
  std::string text(data.title());
  text.append("\n").append(data.summary());
  for (const std::string_view point : data.key_points()) {
    text.append("\n").append(point);
  }
  return text.append("\n").append(opening(data.text()));
}

// Documents of the index that hold all parts of a folded word or phrase are no
// more than those that hold its rarest.
std::uint64_t frequency_bound(const std::string& folded,
                              const IndexView& view) {
  std::uint64_t bound = std::numeric_limits<std::uint64_t>::max();
  const auto take = [&](std::string_view term) {
    bound = std::min<std::uint64_t>(bound, view.frequency(std::string(term)));
  };
  std::string_view rest = folded;
  if (static_cast<unsigned char>(rest.front()) >= 0x80 &&
      rest.find(' ') == rest.npos) {
    // Neighbouring code points of CJK are terms; other scripts have words.
    std::uint64_t whole = view.frequency(folded);
    if (whole > 0) return whole;
    for (std::size_t at = 0;;) {
      const std::size_t first = internal::code_point_at(rest, at).bytes;
      const std::size_t second =
          internal::code_point_at(rest, at + first).bytes;
      if (second == 0) return bound;
      take(rest.substr(at, first + second));
      at += first;
    }
  }
  while (!rest.empty()) {
    const std::size_t space = std::min(rest.find(' '), rest.size());
    take(rest.substr(0, space));
    rest.remove_prefix(std::min(space + 1, rest.size()));
  }
  return bound;
}

// Finds what is told of one answer.
class SignificantRun {
 public:
  SignificantRun(const SearchScope& scope, const SignificantRequest& request,
                 const CountedEntities& whole)
      : scope_(scope),
        request_(request),
        whole_(whole),
        matcher_(scope.view, scope.deadline) {}

  Result<SignificantTerms> run();

 private:
  Result<void> search();
  void add_entities(const OwnWords& own);
  Result<void> add_words(const OwnWords& own);
  Result<void> count(TellingTerm& term) const;

  const SearchScope& scope_;
  const SignificantRequest& request_;
  const CountedEntities& whole_;
  Matcher matcher_;
  IndexQuery matched_;
  SignificantTerms found_;
};

Result<void> SignificantRun::search() {
  SearchRequest search;
  search.query = request_.query;
  search.filters = request_.filters;
  search.from = request_.from;
  search.to = request_.to;
  search.time_zone = request_.time_zone;
  search.match = request_.match;
  search.spelling = SpellingMode::kOff;
  search.limit = 0;
  // Neither stories nor what else might be asked are of interest.
  search.stories = false;
  search.ids_only = true;
  auto response = scope_.search(search, {&matched_});
  if (!response) return response.error();
  found_.reading = std::move(response->query);
  found_.documents = response->documents;
  found_.index_documents = whole_.documents;
  return {};
}

void SignificantRun::add_entities(const OwnWords& own) {
  CountedEntities here;
  here.counts = count_entities(matcher_, scope_.view, matched_, scope_.lexicon,
                               &here.documents);
  for (const RisenEntity& entity : risen_entities(
           here, without(whole_, here), scope_.lexicon, kFewestTelling)) {
    if (found_.entities.size() == request_.limit) return;
    if (own.has_entity(entity.id)) continue;
    found_.entities.push_back(telling_term(entity, scope_.lexicon));
  }
}

// Counts a word in all articles, of the answer and others.
Result<void> SignificantRun::count(TellingTerm& term) const {
  SearchRequest search;
  search.query = term.query;
  search.match = MatchMode::kAll;
  search.spelling = SpellingMode::kOff;
  search.limit = 0;
  IndexQuery holds;
  const auto response = scope_.search(search, {&holds, /*hits_alone=*/true});
  if (!response) return response.error();
  term.documents =
      matcher_.count(IndexQuery::of(IndexQuery::Op::kFilter, matched_, holds));
  term.elsewhere = matcher_.count(holds) - term.documents;
  term.score =
      rise_score({term.documents, found_.documents},
                 {term.elsewhere, found_.index_documents - found_.documents});
  return {};
}

Result<void> SignificantRun::add_words(const OwnWords& own) {
  WordTally tally(scope_.view.analyzer, TallyKind::kWordsAndPhrases);
  found_.sampled =
      for_each_sampled(scope_.view, matcher_, matched_, kSampledArticles,
                       [&](const DocumentData& data) {
                         tally.add(opening_of(data), data.lang());
                       });
  const OtherTexts index{[&](const std::string& folded) {
                           return std::min(
                               found_.index_documents,
                               frequency_bound(folded, scope_.view));
                         },
                         found_.index_documents};
  std::vector<RisenWord> words = risen_words(
      tally, index, kFewestTelling, (kCandidates + 1) * request_.limit);
  std::erase_if(words, [&](const RisenWord& word) {
    return own.has_word(word.folded) ||
           names_an_entity(word.folded, scope_.lexicon);
  });
  if (words.size() > kCandidates * request_.limit) {
    words.resize(kCandidates * request_.limit);
  }
  for (const RisenWord& word : words) {
    TellingTerm term = telling_term(word);
    if (auto ok = count(term); !ok) return ok;
    if (term.score >= kTellingScore) found_.words.push_back(std::move(term));
  }
  keep_highest(found_.words, request_.limit);
  return {};
}

Result<SignificantTerms> SignificantRun::run() {
  if (auto ok = search(); !ok) return ok.error();
  const OwnWords own(found_.reading, request_.filters, scope_.view,
                     scope_.lexicon);
  add_entities(own);
  if (request_.words) {
    if (auto ok = add_words(own); !ok) return ok.error();
  }
  return std::move(found_);
}

}  // namespace

CountedEntities count_all_entities(const SearchScope& scope) {
  CountedEntities whole;
  whole.counts =
      count_entities(Matcher(scope.view, scope.deadline), scope.view,
                     IndexQuery::all(), scope.lexicon, &whole.documents);
  return whole;
}

Result<SignificantTerms> find_significant(const SearchScope& scope,
                                          const SignificantRequest& request,
                                          const CountedEntities& whole) {
  return SignificantRun(scope, request, whole).run();
}

}  // namespace lede
