// SPDX-License-Identifier: GPL-3.0-or-later
//
// The command line of lede-search.

#include "searcher/cli/options.h"

#include <memory>
#include <string_view>
#include <utility>

#include <CLI/CLI.hpp>

#include "searcher/freshness_text.h"
#include <lede/suggest.h>

namespace lede {
namespace {

constexpr std::size_t kPageLimit = 10;
constexpr std::size_t kTrecLimit = 1000;
constexpr std::size_t kNoLimit = std::size_t{1} << 31;

constexpr const char* kExamples = R"(Examples:
  lede-search custom ai chips
  lede-search chips -nvidia                   options stand before the query
  lede-search '"training chips" company:alibaba since:30d'
  lede-search --sort newest --filter source=BBC --facet company
  lede-search --format jsonl --fields text --from 2025-09 openai
  lede-search --batch queries.tsv --format trec --threads 2
The query language: words, "phrases", -not, OR, ( ), title:x, company:x,
date:2025-09, chip*, nvidea~ (spelt alike), word^2, =word; --help-query tells
all of it. A misspelt word gets a suggestion; --spelling auto answers it where
the word typed finds nothing.)";

const std::map<std::string, OutputFormat> kFormats = {
    {"text", OutputFormat::kText},
    {"json", OutputFormat::kJson},
    {"jsonl", OutputFormat::kJsonLines},
    {"ids", OutputFormat::kIds},
    {"trec", OutputFormat::kTrec}};
const std::map<std::string, SortOrder> kSortOrders = {
    {"relevance", SortOrder::kRelevance},
    {"newest", SortOrder::kNewest},
    {"oldest", SortOrder::kOldest}};
const std::map<std::string, RankMode> kRankModes = {{"blend", RankMode::kBlend},
                                                    {"text", RankMode::kText}};
const std::map<std::string, MatchMode> kMatchModes = {
    {"auto", MatchMode::kAuto},
    {"all", MatchMode::kAll},
    {"any", MatchMode::kAny}};
const std::map<std::string, SpellingMode> kSpellingModes = {
    {"auto", SpellingMode::kAuto},
    {"suggest", SpellingMode::kSuggest},
    {"off", SpellingMode::kOff}};
const std::map<std::string, TimelineInterval> kIntervals = {
    {"auto", TimelineInterval::kAuto},
    {"day", TimelineInterval::kDay},
    {"week", TimelineInterval::kWeek},
    {"month", TimelineInterval::kMonth},
    {"year", TimelineInterval::kYear}};
const std::map<std::string, OffsetUnit> kOffsetUnits = {
    {"utf8", OffsetUnit::kUtf8},
    {"utf16", OffsetUnit::kUtf16},
    {"codepoints", OffsetUnit::kCodePoints}};

// The query is no option of CLI11's: see split_arguments().
class HelpFormatter : public CLI::Formatter {
 public:
  std::string make_usage(const CLI::App* /*app*/,
                         std::string name) const override {
    return "Usage: " + name + " [OPTIONS] [--] QUERY...\n";
  }
};

// An option with one of the names of a table as its value.
template <typename Target, typename Value>
void add_choice(CLI::App& app, const std::string& name, Target& target,
                const std::map<std::string, Value>& values,
                const std::string& description) {
  std::string names;
  for (const auto& [value_name, value] : values) {
    names += (names.empty() ? "" : "|") + value_name;
  }
  app.add_option(name, target, description)
      ->type_name(names)
      ->transform(CLI::CheckedTransformer(values).description(""));
}

void add_answer_options(CLI::App& app, TypedOptions& options) {
  SearchRequest& request = options.rest.request;
  add_choice(app, "--format", options.format, kFormats, "How to print [text]");
  app.add_option("--limit,-n", options.limit,
                 "Hits at most [text, json: 10; trec: 1000; ids, jsonl: all]")
      ->type_name("N");
  app.add_option("--offset", request.offset, "Hits to skip [0]")
      ->type_name("N");
  app.add_option("--facet", request.facets,
                 "Count the values of a field; repeatable")
      ->type_name("FIELD")
      ->allow_extra_args(false);
  add_choice(app, "--timeline", options.timeline, kIntervals,
             "Count the hits by date");
  app.add_flag("--burst-labels", request.burst_labels,
               "Tell what is behind a timeline's bursts (json)");
  app.add_option("--fields", options.fields,
                 "Fields of the articles to print, with commas between (json)")
      ->type_name("LIST");
  add_choice(app, "--offsets", request.offsets, kOffsetUnits,
             "Unit of highlights [utf8]");
  app.add_option("--snippet-bytes", request.snippet_bytes,
                 "Length of a snippet [240]")
      ->type_name("N")
      ->check(CLI::PositiveNumber.description(""));
  app.add_flag("--explain", request.explain, "Tell the parts of each score");
  app.add_option("--why-not", request.why_not,
                 "Tell why the article of this id is no hit")
      ->type_name("ID");
  app.add_option("--suggest", options.rest.suggest,
                 "Complete what is being typed: KIND TAB TEXT TAB ARTICLES [8]")
      ->type_name("TEXT");
}

void add_match_options(CLI::App& app, TypedOptions& options) {
  SearchRequest& request = options.rest.request;
  add_choice(app, "--sort", request.sort, kSortOrders, "Order [relevance]");
  add_choice(app, "--rank", options.rank, kRankModes,
             "With freshness, or by words alone [blend]");
  app.add_option("--freshness", options.freshness,
                 "How much being fresh counts: 0, not at all, to 1, newest "
                 "first [0.1]")
      ->type_name("0..1");
  app.add_option("--half-life", options.half_life,
                 "Time after which it counts half [180d]")
      ->type_name("DAYS");
  add_choice(app, "--match", options.match, kMatchModes,
             "How many of the words an article must hold [auto]");
  app.add_option("--filter", options.filters,
                 "Only articles with this value; repeatable")
      ->type_name("FIELD=VALUE")
      ->allow_extra_args(false);
  app.add_option("--from", request.from, "First date")->type_name("DATE");
  app.add_option("--to", request.to, "Last date")->type_name("DATE");
  add_choice(app, "--spelling", options.spelling, kSpellingModes,
             "Say what a misspelt word may mean, or answer that [suggest]");
  auto* stories =
      app.add_flag("--stories", options.stories,
                   "Make one hit of all articles of a story [unless --batch, "
                   "or format trec or ids]");
  app.add_flag("--no-stories", options.no_stories, "Make each article a hit")
      ->excludes(stories);
}

void add_batch_options(CLI::App& app, TypedOptions& options) {
  app.add_option("--similar", options.rest.similar,
                 "Articles about what the one of this id or key is about")
      ->type_name("ID");
  app.add_option("--batch", options.rest.batch_file,
                 "Answer the lines ID<TAB>QUERY of a file, or of - (stdin)")
      ->type_name("FILE");
  app.add_option("--threads", options.rest.threads, "Threads of a batch [1]")
      ->type_name("N")
      ->check(CLI::Range(std::size_t{1}, std::size_t{256}).description(""));
  app.add_flag("--timings", options.rest.timings,
               "Tell on stderr how long the queries of a batch took");
}

Result<FieldFilter> parse_filter(const std::string& text) {
  const std::size_t at = text.find_first_of("=:");
  if (at == std::string::npos || at == 0) {
    return Error{ErrorCode::kInvalidArgument,
                 "--filter: '" + text + "' is not of the form FIELD=VALUE"};
  }
  return FieldFilter{text.substr(0, at), text.substr(at + 1)};
}

Result<void> read_freshness_options(const TypedOptions& typed,
                                    SearchRequest& request) {
  const auto invalid = [](const std::string& option, std::string_view form) {
    return Error{ErrorCode::kInvalidArgument,
                 option + ": must be " + std::string(form)};
  };
  if (!typed.freshness.empty()) {
    const auto weight = parse_freshness(typed.freshness);
    if (!weight) return invalid("--freshness", kFreshnessForm);
    request.freshness = *weight;
  }
  if (!typed.half_life.empty()) {
    const auto days = parse_half_life(typed.half_life);
    if (!days) return invalid("--half-life", kHalfLifeForm);
    request.half_life_days = *days;
  }
  return {};
}

std::vector<std::string> split_list(std::string_view list) {
  std::vector<std::string> items;
  while (!list.empty()) {
    const std::size_t comma = list.find(',');
    if (comma != 0) items.emplace_back(list.substr(0, comma));
    if (comma == std::string_view::npos) break;
    list.remove_prefix(comma + 1);
  }
  return items;
}

std::size_t default_limit(OutputFormat format, bool suggest) {
  if (suggest) return SuggestRequest().limit;
  switch (format) {
    case OutputFormat::kTrec:
      return kTrecLimit;
    case OutputFormat::kIds:
    case OutputFormat::kJsonLines:
      return kNoLimit;
    default:
      return kPageLimit;
  }
}

Result<void> check_similar(const TypedOptions& typed,
                           const SearchOptions& options,
                           const std::string& query) {
  const auto apart = [](const std::string& other) {
    return Error{ErrorCode::kInvalidArgument,
                 "--similar and " + other + " do not go together"};
  };
  if (options.similar.empty()) return {};
  if (!options.batch_file.empty()) return apart("--batch");
  if (!query.empty()) return apart("a query");
  if (typed.format == OutputFormat::kTrec) return apart("--format trec");
  return {};
}

// True if the option's value is the next argument.
bool takes_next(const CLI::App& app, std::string_view argument) {
  const bool short_name = argument.size() > 1 && argument[1] != '-';
  if (argument.find('=') != std::string_view::npos) return false;
  if (short_name && argument.size() > 2) return false;  // -n5
  const CLI::Option* option = app.get_option_no_throw(std::string(argument));
  return option != nullptr && option->get_items_expected_max() > 0;
}

}  // namespace

void add_search_options(CLI::App& app, TypedOptions& options) {
  add_common_options(app, options.rest.common, true);
  add_answer_options(app, options);
  add_match_options(app, options);
  add_batch_options(app, options);
  app.add_flag("--help-query", options.help_query,
               "Print the query language and exit");
  app.formatter(std::make_shared<HelpFormatter>());
  app.footer(kExamples);
}

SplitArguments split_arguments(const CLI::App& app, int argc,
                               const char* const* argv) {
  SplitArguments split;
  int i = 0;
  if (i < argc) split.options.push_back(argv[i++]);
  while (i < argc) {
    const std::string_view argument = argv[i];
    if (argument == "--") {
      ++i;
      break;
    }
    if (argument.size() < 2 || argument[0] != '-') break;
    split.options.push_back(argv[i++]);
    if (takes_next(app, argument) && i < argc) {
      split.options.push_back(argv[i++]);
    }
  }
  for (; i < argc; ++i) {
    if (!split.query.empty()) split.query += ' ';
    split.query += argv[i];
  }
  return split;
}

Result<SearchOptions> finish_options(TypedOptions typed, std::string query) {
  SearchOptions options = std::move(typed.rest);
  SearchRequest& request = options.request;
  const bool batch = !options.batch_file.empty();
  const bool trec = typed.format == OutputFormat::kTrec;
  const bool ids = typed.format == OutputFormat::kIds;
  if (batch && !query.empty()) {
    return Error{ErrorCode::kInvalidArgument,
                 "--batch and a query do not go together"};
  }
  if (options.suggest && (batch || !query.empty())) {
    return Error{ErrorCode::kInvalidArgument,
                 "--suggest goes without --batch and a query"};
  }
  if (auto ok = check_similar(typed, options, query); !ok) return ok.error();
  options.format = typed.format;
  request.query = std::move(query);
  request.time_zone = options.common.time_zone;
  request.deadline_ms = 0;
  request.limit = typed.limit.value_or(
      options.similar.empty()
          ? default_limit(typed.format, options.suggest.has_value())
          : kPageLimit);
  const bool blends =
      !typed.freshness.empty() || !typed.half_life.empty() || !(trec || batch);
  request.rank =
      typed.rank.value_or(blends ? RankMode::kBlend : RankMode::kText);
  if (auto ok = read_freshness_options(typed, request); !ok) return ok.error();
  request.match =
      typed.match.value_or(trec || batch ? MatchMode::kAny : MatchMode::kAuto);
  request.spelling = typed.spelling.value_or(
      trec || batch ? SpellingMode::kOff : SpellingMode::kSuggest);
  request.stories =
      typed.stories || !(typed.no_stories || trec || ids || batch);
  request.ids_only = trec || ids;
  request.timeline = typed.timeline;
  request.fields = split_list(typed.fields);
  for (const std::string& text : typed.filters) {
    Result<FieldFilter> filter = parse_filter(text);
    if (!filter) return filter.error();
    request.filters.push_back(std::move(*filter));
  }
  return options;
}

}  // namespace lede
