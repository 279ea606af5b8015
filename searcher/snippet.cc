// SPDX-License-Identifier: GPL-3.0-or-later
//
// Every field is searched once; then the best windows are taken one after the
// other, what is shown already counting little.

#include "searcher/snippet.h"

#include <algorithm>
#include <optional>

#include "common/analysis/text.h"
#include "common/schema.h"
#include "searcher/match_finder.h"
#include "searcher/near_copy.h"
#include "searcher/passage.h"

namespace lede {
namespace {

constexpr std::string_view kTitle = "title";
constexpr std::string_view kSummary = "summary";
constexpr std::string_view kKeyPoints = "key_points";
constexpr std::string_view kText = "text";

class SnippetMaker {
 public:
  SnippetMaker(const DocumentData& article, const SnippetOptions& options,
               MatchFinder& finder)
      : article_(article), options_(options), finder_(finder) {
    constexpr std::size_t kMaxBytes = std::size_t{1} << 20;
    options_.max_bytes = std::min(options_.max_bytes, kMaxBytes);
  }

  std::vector<Snippet> make() {
    if (options_.max_snippets == 0) return {};
    search(kSummary, article_.summary());
    for (const std::string_view point : article_.key_points()) {
      search(kKeyPoints, point);
    }
    search(kText, article_.text());
    // An article may say the same a thousand times.
    constexpr std::size_t kMaxCopies = 8;
    for (std::size_t tries = options_.max_snippets + kMaxCopies;
         tries > 0 && snippets_.size() < options_.max_snippets; --tries) {
      const Window* window = best_window();
      if (window == nullptr) break;
      take(*window);
    }
    if (snippets_.empty()) take_opening();
    return std::move(snippets_);
  }

 private:
  [[nodiscard]] FieldMatches make_field(std::string_view name,
                                        std::string_view text) const {
    return {name,
            text,
            {},
            sentence_spans(text),
            FieldWords(text, article_.lang(), finder_.analyzer())};
  }
  void search(std::string_view name, std::string_view text) {
    if (text.empty()) return;
    std::vector<Match> matches = finder_.find(text, article_.lang(), name);
    if (matches.empty()) return;
    FieldMatches field = make_field(name, text);
    field.matches = std::move(matches);
    append_windows(field, fields_.size(), options_.max_bytes, windows_);
    fields_.push_back(std::move(field));
    taken_.emplace_back();
  }

  [[nodiscard]] Span shown(const Window& window) const {
    const std::vector<Match>& matches = fields_[window.field].matches;
    Span span = matches[window.first].span;
    for (std::size_t i = window.first; i <= window.last; ++i) {
      span.end = std::max(span.end, matches[i].span.end);
    }
    return span;
  }

  // The bytes around `span` that no passage has taken; nullopt if it is in one.
  [[nodiscard]] std::optional<Span> free_around(std::size_t field,
                                                Span span) const {
    Span free{0, fields_[field].text.size()};
    for (const Span& taken : taken_[field]) {
      if (taken.end <= span.begin) {
        free.begin = std::max(free.begin, taken.end);
      } else if (taken.begin >= span.end) {
        free.end = std::min(free.end, taken.begin);
      } else {
        return std::nullopt;
      }
    }
    return free;
  }

  // Weight of the window's groups; those shown before count a fifth.
  [[nodiscard]] double gain(const Window& window) const {
    constexpr double kShownBefore = 0.2;
    double sum = 0.0;
    const std::vector<double>& weights = finder_.group_weights();
    for (std::size_t group = 0; group < weights.size(); ++group) {
      const std::uint64_t bit = std::uint64_t{1} << group;
      if ((window.groups & bit) == 0) continue;
      sum += (covered_ & bit) != 0 ? weights[group] * kShownBefore
                                   : weights[group];
    }
    return sum;
  }

  // The window that shows most; of equals the densest, then the one over the
  // fewest sentences, then the earliest. Null if all that is left is taken.
  const Window* best_window() {
    const Window* best = nullptr;
    double best_gain = 0.0;
    const auto is_better = [&](const Window& window, double window_gain) {
      if (window_gain != best_gain) return window_gain > best_gain;
      if (window.density != best->density) {
        return window.density > best->density;
      }
      return window.sentences < best->sentences;
    };
    for (const Window& window : windows_) {
      const double window_gain = gain(window);
      if (best != nullptr && !is_better(window, window_gain)) continue;
      const std::vector<Match>& matches = fields_[window.field].matches;
      if (!free_around(window.field, {matches[window.first].span.begin,
                                      matches[window.last].span.end})) {
        continue;
      }
      best = &window;
      best_gain = window_gain;
    }
    return best;
  }

  void take(const Window& window) {
    FieldMatches& field = fields_[window.field];
    const Span span = shown(window);
    const std::optional<Span> free = free_around(window.field, span);
    const Span passage =
        free ? cut_passage(field, span, *free, options_.max_bytes) : span;
    taken_[window.field].push_back(passage.begin < passage.end ? passage
                                                               : span);
    if (!free || passage.begin >= passage.end) return;
    // What is passed over as a copy stays taken: its windows are not tried
    // again.
    const std::string_view text =
        field.text.substr(passage.begin, passage.end - passage.begin);
    const bool copy = std::ranges::any_of(snippets_, [&](const Snippet& other) {
      return is_near_copy(text, other.text);
    });
    if (copy) return;
    covered_ |= window.groups;
    snippets_.push_back({std::string(field.name), std::string(text),
                         highlights_in(field.matches, passage)});
  }

  static std::vector<Span> highlights_in(const std::vector<Match>& matches,
                                         Span passage) {
    std::vector<Match> inside;
    for (const Match& match : matches) {
      if (match.span.begin < passage.begin || match.span.end > passage.end) {
        continue;
      }
      inside.push_back(match);
      inside.back().span.begin -= passage.begin;
      inside.back().span.end -= passage.begin;
    }
    return merge_spans(inside);
  }

  void take_opening() {
    const bool has_summary = !article_.summary().empty();
    std::string_view text = has_summary ? article_.summary() : article_.text();
    // Enough for the sentence that the limit falls into to be cut as if the
    // whole were read.
    constexpr std::size_t kReadAhead = 256;
    text =
        text.substr(0, grapheme_floor(text, options_.max_bytes + kReadAhead));
    FieldMatches field = make_field(has_summary ? kSummary : kText, text);
    const Span span = cut_opening(field, options_.max_bytes);
    if (span.begin >= span.end) return;
    snippets_.push_back(
        {std::string(field.name),
         std::string(field.text.substr(span.begin, span.end - span.begin)),
         {}});
  }

  const DocumentData& article_;
  SnippetOptions options_;
  MatchFinder& finder_;
  std::vector<FieldMatches> fields_;      // those with matches
  std::vector<std::vector<Span>> taken_;  // by field
  std::vector<Window> windows_;
  std::uint64_t covered_ = 0;  // groups shown
  std::vector<Snippet> snippets_;
};

}  // namespace

ArticleSnippets make_snippets(const DocumentData& article,
                              const SnippetOptions& options,
                              MatchFinder& finder) {
  ArticleSnippets made;
  if (!article.title().empty()) {
    made.title_highlights =
        merge_spans(finder.find(article.title(), article.lang(), kTitle));
  }
  made.snippets = SnippetMaker(article, options, finder).make();
  return made;
}

}  // namespace lede
