// SPDX-License-Identifier: GPL-3.0-or-later
//
// Answers for people to read.

#include <algorithm>
#include <cstdint>
#include <cstdio>
#include <span>
#include <utility>

#include "searcher/cli/output.h"
#include "searcher/suggest_json.h"

namespace lede {
namespace {

constexpr std::size_t kBarWidth = 40;

// Terminal escapes, or nothing.
struct Style {
  std::string_view headline, mark, quiet, end;
};
constexpr Style kColored{"\x1b[1m", "\x1b[1;33m", "\x1b[2m", "\x1b[0m"};
constexpr Style kPlain{};

// A control byte in a text would act on the terminal.
void append_safely(std::string_view text, std::string& out) {
  for (const char byte : text) {
    const auto code = static_cast<unsigned char>(byte);
    out += code < 0x20 || code == 0x7f ? ' ' : byte;
  }
}

// The text with its spans marked, `base` being the style around them.
std::string marked(std::string_view text, std::span<const Span> spans,
                   std::string_view base, const Style& style) {
  std::string out(base);
  std::size_t at = 0;
  for (const Span& span : spans) {
    append_safely(text.substr(at, span.begin - at), out);
    out.append(style.end).append(style.mark);
    append_safely(text.substr(span.begin, span.end - span.begin), out);
    out.append(style.end).append(base);
    at = span.end;
  }
  append_safely(text.substr(at), out);
  out.append(style.end);
  return out;
}

// `text` as a shell takes it for one word.
std::string shell_word(std::string_view text) {
  constexpr std::string_view kSafe =
      "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789:=.,-_/+";
  if (!text.empty() && text.find_first_not_of(kSafe) == text.npos) {
    return std::string(text);
  }
  std::string word = "'";
  for (const char byte : text) {
    byte == '\'' ? word += "'\\''" : word += byte;
  }
  return word + "'";
}

void add_summand(std::string_view name, double value, std::string& out) {
  if (value == 0.0) return;
  char number[32];
  std::snprintf(number, sizeof number, "%.3f", value);
  out += out.ends_with("= ") ? "" : " + ";
  append_safely(name, out);
  out.append(" ").append(number);
}

// "score 7.204 = chips 5.100 + headline 1.724 + freshness 0.380".
void add_explanation(const Hit& hit, const std::string& indent,
                     std::string& out) {
  const Explanation& explanation = *hit.explanation;
  out += indent;
  append_safely(explanation.sentence, out);
  char score[48];
  std::snprintf(score, sizeof score, "score %.3f = ", hit.score);
  out += '\n' + indent + score;
  for (const ExplainedWord& word : explanation.words) {
    add_summand(word.text, word.weight, out);
  }
  add_summand("headline", explanation.headline, out);
  add_summand("details", explanation.details, out);
  add_summand("closeness", explanation.closeness, out);
  add_summand("freshness", explanation.freshness, out);
  if (out.ends_with("= ")) out.resize(out.size() - 3);
  out += '\n';
}

std::string articles(std::uint64_t documents) {
  return std::to_string(documents) +
         (documents == 1 ? " article" : " articles");
}

// "7 articles in this story, first: Example Wire, 2025-09-11".
std::string story_line(const StoryOfHit& story) {
  std::string line = articles(story.documents) + " in this story, first: ";
  append_safely(
      story.earliest_source.empty() ? story.earliest_id : story.earliest_source,
      line);
  if (!story.earliest_published.empty()) line += ", ";
  append_safely(story.earliest_published, line);
  if (!story.certain) line += " (others may have been as early)";
  return line;
}

void add_hit(const Hit& hit, std::size_t rank, const Style& style,
             std::string& out) {
  const std::string number = std::to_string(rank) + ". ";
  out += number;
  if (hit.title) {
    out += marked(*hit.title, hit.title_highlights, style.headline, style);
  } else {
    out += marked("(no headline) " + hit.id, {}, style.headline, style);
  }
  if (hit.partial) out += "  (some of the words)";
  out += '\n';
  std::string about;
  for (const std::string& item : {hit.source, hit.published, hit.lang}) {
    if (item.empty()) continue;
    if (!about.empty()) about += " · ";
    append_safely(item, about);
  }
  const std::string indent(number.size(), ' ');
  if (!about.empty())
    out += indent + marked(about, {}, style.quiet, style) + '\n';
  for (const Snippet& snippet : hit.snippets) {
    out += indent + marked(snippet.text, snippet.highlights, "", style) + '\n';
  }
  if (!hit.url.empty()) {
    out += indent + marked(hit.url, {}, style.quiet, style) + '\n';
  }
  if (hit.story.documents > 1) {
    out += indent + marked(story_line(hit.story), {}, style.quiet, style);
    out += '\n';
  }
  if (hit.explanation) {
    add_explanation(hit, indent, out);
  }
  out += '\n';
}

void add_facet(const Facet& facet, std::string& out) {
  out += facet.field + ":\n";
  for (const FacetValue& value : facet.values) {
    char count[32];
    std::snprintf(count, sizeof count, "%8ju  ",
                  static_cast<std::uintmax_t>(value.documents));
    out += count;
    append_safely(value.label, out);
    out += value.selected ? " (selected)\n" : "\n";
  }
}

void add_timeline(const Timeline& timeline, std::string& out) {
  std::uint64_t most = 1;
  for (const TimelineBucket& bucket : timeline.buckets) {
    most = std::max(most, bucket.documents);
  }
  for (const TimelineBucket& bucket : timeline.buckets) {
    char count[32];
    std::snprintf(count, sizeof count, "%8ju  ",
                  static_cast<std::uintmax_t>(bucket.documents));
    out += bucket.start + count;
    const std::uint64_t bars = bucket.documents * kBarWidth / most;
    for (std::uint64_t i = 0; i < bars; ++i) out += "▇";
    out += '\n';
  }
  if (timeline.undated > 0) {
    out += "undated   " + std::to_string(timeline.undated) + '\n';
  }
}

// As it would be typed after "lede-search".
void add_alternative(const Alternative& alternative, std::string& out) {
  out += " ";
  for (const FieldFilter& filter : alternative.filters) {
    out += " --filter " + shell_word(filter.field + "=" + filter.value);
  }
  if (!alternative.from.empty()) {
    out += " --from " + shell_word(alternative.from);
  }
  if (!alternative.to.empty()) out += " --to " + shell_word(alternative.to);
  out += " " + shell_word(alternative.query) + "  (" +
         articles(alternative.documents) + ")\n";
}

// The summary at the end: "1-10 of 123 articles, 1.9 ms".
std::string footer(const SearchResponse& response,
                   const SearchRequest& request) {
  std::string line;
  const auto full = std::ranges::count(response.hits, false, &Hit::partial);
  if (full > 0) {
    line += std::to_string(request.offset + 1) + "-" +
            std::to_string(request.offset + static_cast<std::size_t>(full)) +
            " of ";
  }
  if (!response.exact) line += "at least ";
  if (request.stories && response.stories < response.documents) {
    line += std::to_string(response.stories) +
            (response.stories == 1 ? " story, " : " stories, ");
  }
  line += articles(response.documents);
  char time[32];
  std::snprintf(time, sizeof time, ", %.1f ms\n", response.took_ms);
  return line + time;
}

}  // namespace

std::string answer_as_text(const SearchResponse& response,
                           const SearchRequest& request, bool color) {
  const Style& style = color ? kColored : kPlain;
  std::string out;
  std::size_t rank = request.offset;
  for (const Hit& hit : response.hits) add_hit(hit, ++rank, style, out);
  for (const Facet& facet : response.facets) add_facet(facet, out);
  if (response.timeline) add_timeline(*response.timeline, out);
  out += why_not_as_text(response);
  out += footer(response, request);
  return out;
}

std::string hits_as_text(const std::vector<Hit>& hits, bool color) {
  const Style& style = color ? kColored : kPlain;
  std::string out;
  std::size_t rank = 0;
  for (const Hit& hit : hits) add_hit(hit, ++rank, style, out);
  return out;
}

std::string why_not_as_text(const SearchResponse& response) {
  if (!response.why_not) return {};
  std::string out = "why not ";
  append_safely(response.why_not->id + ": " + response.why_not->sentence, out);
  return out + '\n';
}

std::string reading_as_text(const QueryReading& reading) {
  std::string out;
  if (!reading.read_as.empty() && reading.read_as != reading.text) {
    out += "read as: " + reading.read_as + '\n';
  }
  for (const ReadAsPart& part : reading.parts) {
    if (part.aliases.empty()) continue;
    out += "  " + part.text + " =";
    for (const std::string& alias : part.aliases) out += " " + alias;
    out += '\n';
  }
  for (const Warning& warning : reading.warnings) {
    out += "note: " + warning.message + '\n';
  }
  if (reading.freshness.off == FreshnessOff::kPastDate) {
    out += "note: freshness does not count, the dates asked for are past\n";
  }
  if (reading.suggestion && !reading.suggestion->applied) {
    out += "did you mean: " + reading.suggestion->text + "  (" +
           articles(reading.suggestion->documents) + ")\n";
  }
  if (reading.date_offer) {
    out += "as a date: " + reading.date_offer->query + "  (" +
           articles(reading.date_offer->documents) + ")\n";
  }
  if (!reading.alternatives.empty()) out += "these would find something:\n";
  for (const Alternative& alternative : reading.alternatives) {
    add_alternative(alternative, out);
  }
  return out;
}

std::string suggestions_as_text(const SuggestResponse& response) {
  std::string out;
  for (const Completion& shown : response.suggestions) {
    out.append(completion_kind_name(shown.kind)).append("\t");
    append_safely(shown.text, out);
    out += '\t';
    if (shown.documents) out += std::to_string(*shown.documents);
    out += '\n';
  }
  return out;
}

}  // namespace lede
