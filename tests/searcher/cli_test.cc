// SPDX-License-Identifier: GPL-3.0-or-later

#include <algorithm>
#include <iterator>
#include <sstream>

#include <CLI/CLI.hpp>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "searcher/cli/batch.h"
#include "searcher/cli/options.h"
#include "searcher/cli/output.h"
#include "searcher/cli/similar.h"
#include "tests/support/temp_dir.h"
#include <lede/query_help.h>

namespace lede {
namespace {

SplitArguments split(std::vector<const char*> arguments) {
  CLI::App app("", "lede-search");
  TypedOptions typed;
  add_search_options(app, typed);
  arguments.insert(arguments.begin(), "lede-search");
  return split_arguments(app, static_cast<int>(arguments.size()),
                         arguments.data());
}

TEST(CommandLine, FromTheFirstWordOnEverythingIsQuery) {
  struct Row {
    std::vector<const char*> typed;
    std::size_t options;
    const char* query;
  };
  const Row rows[] = {
      {{"chips", "-nvidia"}, 0, "chips -nvidia"},
      {{"-n", "5", "chips", "--sort", "newest"}, 2, "chips --sort newest"},
      {{"-n5", "chips"}, 1, "chips"},
      {{"--limit=5", "--quiet", "chips"}, 2, "chips"},
      {{"--index", "a", "--index", "b", "chips"}, 4, "chips"},
      {{"--", "-nvidia", "--", "x"}, 0, "-nvidia -- x"},
      {{"--explain", "--", "-x"}, 1, "-x"},
      {{"--suggest", "chips -nv"}, 2, ""},
      {{"-"}, 0, "-"},
      {{}, 0, ""},
  };
  for (const Row& row : rows) {
    const SplitArguments found = split(row.typed);
    EXPECT_EQ(found.query, row.query);
    EXPECT_EQ(found.options.size(), row.options + 1) << row.query;
  }
}

TEST(CommandLine, StoriesAreOneHitEachUnlessSaidOtherwise) {
  const std::vector<std::pair<std::vector<const char*>, bool>> rows = {
      {{}, true},
      {{"--no-stories"}, false},
      {{"--format", "ids"}, false},
      {{"--format", "ids", "--stories"}, true},
      {{"--format", "json"}, true}};
  for (auto [typed, folded] : rows) {
    CLI::App app("", "lede-search");
    TypedOptions options;
    add_search_options(app, options);
    typed.insert(typed.begin(), "lede-search");
    app.parse(static_cast<int>(typed.size()), typed.data());
    const auto finished = finish_options(std::move(options), "x");
    ASSERT_TRUE(finished);
    EXPECT_EQ(finished->request.stories, folded) << typed.back();
  }
}

TEST(CommandLine, CompletesOneTextAndNoQuery) {
  TypedOptions typed;
  typed.rest.suggest = "";
  const auto read = finish_options(typed, "");
  ASSERT_TRUE(read);
  EXPECT_EQ(read->request.limit, 8U);
  EXPECT_FALSE(finish_options(typed, "chips"));
  typed.rest.batch_file = "-";
  EXPECT_FALSE(finish_options(typed, ""));
}

TEST(CommandLine, PrintsCompletionsOneALine) {
  SuggestResponse response;
  response.suggestions.resize(2);
  response.suggestions[0].text = "chips\tand";
  response.suggestions[0].documents = 3;
  response.suggestions[1].kind = CompletionKind::kHeadline;
  response.suggestions[1].text = "Chips";
  EXPECT_EQ(suggestions_as_text(response),
            "word\tchips and\t3\n"
            "headline\tChips\t\n");
}

TEST(CommandLine, FormatsImplySettingsUnlessSaidOtherwise) {
  TypedOptions typed;
  typed.format = OutputFormat::kTrec;
  typed.rank = RankMode::kBlend;
  const auto trec = finish_options(typed, "x");
  ASSERT_TRUE(trec);
  EXPECT_EQ(trec->request.limit, 1000U);
  EXPECT_EQ(trec->request.match, MatchMode::kAny);
  EXPECT_EQ(trec->request.rank, RankMode::kBlend);
  EXPECT_EQ(trec->request.spelling, SpellingMode::kOff);
  EXPECT_FALSE(trec->request.stories);

  const auto text = finish_options(TypedOptions{}, "x");
  ASSERT_TRUE(text);
  EXPECT_EQ(text->request.limit, 10U);
  EXPECT_EQ(text->request.match, MatchMode::kAuto);
  EXPECT_EQ(text->request.rank, RankMode::kBlend);
  EXPECT_TRUE(text->request.stories);
}

TEST(CommandLine, FreshnessIsSetAndAsksForABlend) {
  TypedOptions typed;
  typed.freshness = "0.5";
  typed.half_life = "30d";
  typed.rest.batch_file = "-";
  const auto options = finish_options(typed, "");
  ASSERT_TRUE(options);
  EXPECT_EQ(options->request.freshness, 0.5);
  EXPECT_EQ(options->request.half_life_days, 30);
  EXPECT_EQ(options->request.rank, RankMode::kBlend);
  typed.rank = RankMode::kText;
  EXPECT_EQ(finish_options(typed, "")->request.rank, RankMode::kText);
  typed.half_life = "30";
  EXPECT_EQ(finish_options(typed, "").error().message,
            "--half-life: must be days from 1d to 3650d");
  typed.half_life.clear();
  typed.freshness = "2";
  EXPECT_EQ(finish_options(typed, "").error().message,
            "--freshness: must be a number from 0 to 1");
}

TEST(Reading, SaysThatPastDatesLeaveFreshnessOut) {
  QueryReading reading;
  EXPECT_EQ(reading_as_text(reading), "");
  reading.freshness.off = FreshnessOff::kPastDate;
  EXPECT_EQ(reading_as_text(reading),
            "note: freshness does not count, the dates asked for are past\n");
}

TEST(CommandLine, SimilarIsAskedAlone) {
  TypedOptions typed;
  typed.rest.similar = "a1";
  typed.format = OutputFormat::kIds;
  const auto options = finish_options(typed, "");
  ASSERT_TRUE(options);
  EXPECT_EQ(options->request.limit, 10U);
  EXPECT_EQ(finish_options(typed, "x").error().message,
            "--similar and a query do not go together");
  typed.format = OutputFormat::kTrec;
  EXPECT_FALSE(finish_options(typed, ""));
  typed.format = OutputFormat::kText;
  typed.rest.batch_file = "-";
  EXPECT_FALSE(finish_options(typed, ""));
}

TEST(Similar, IsPrintedInEachFormat) {
  SimilarResponse response;
  response.key = "k";
  response.terms = {{"chip", 2.0}, {"Nvidia", 1.0}};
  response.hits.emplace_back().id = "a";
  response.hits[0].title = "Chips";
  response.same_story.emplace_back().id = "b";
  EXPECT_EQ(format_similar(response, OutputFormat::kIds, false), "a\n");
  EXPECT_EQ(format_similar(response, OutputFormat::kText, false),
            "by: chip Nvidia\n\n1. Chips\n\nIn the same story:\n\n"
            "1. (no headline) b\n\n");
  EXPECT_THAT(format_similar(response, OutputFormat::kJson, false),
              ::testing::StartsWith("{\"key\":\"k\""));
  const std::string lines =
      format_similar(response, OutputFormat::kJsonLines, false);
  EXPECT_EQ(std::count(lines.begin(), lines.end(), '\n'), 1);
}

TEST(CommandLine, AFilterIsSplitAtItsFirstSign) {
  TypedOptions typed;
  typed.filters = {"source=a:b", "company:x=y"};
  const auto options = finish_options(typed, "");
  ASSERT_TRUE(options);
  EXPECT_EQ(options->request.filters[0].field, "source");
  EXPECT_EQ(options->request.filters[0].value, "a:b");
  EXPECT_EQ(options->request.filters[1].field, "company");
  EXPECT_EQ(options->request.filters[1].value, "x=y");
  typed.filters = {"nothing"};
  EXPECT_FALSE(finish_options(typed, ""));
}

TEST(Trec, EncodesAllWhiteSpaceOfIds) {
  EXPECT_EQ(encode_white_space("a b\tc"), "a%20b%09c");
  EXPECT_EQ(encode_white_space("文\xe3\x80\x80章"), "文%E3%80%80章");
  EXPECT_EQ(encode_white_space("a%20b"), "a%20b");
}

TEST(Trec, ScoresFallFromHitToHit) {
  SearchResponse response;
  for (const double score : {2.0, 1.0, 1.0000000001, 0.5}) {
    Hit hit;
    hit.id = "d" + std::to_string(response.hits.size());
    hit.score = score;
    response.hits.push_back(hit);
  }
  EXPECT_EQ(format_answer(response, {}, OutputFormat::kTrec, "q 1", false),
            "q%201 Q0 d0 1 2.000000000 lede\n"
            "q%201 Q0 d1 2 1.000000000 lede\n"
            "q%201 Q0 d2 3 0.999999998 lede\n"
            "q%201 Q0 d3 4 0.500000000 lede\n");
}

TEST(WhyNot, IsToldBesideWhatHasNoPlaceForIt) {
  SearchResponse response;
  EXPECT_EQ(why_not_beside(response, OutputFormat::kIds, ""), "");
  response.why_not = WhyNot{};
  response.why_not->id = "a\x1b";
  response.why_not->sentence = "no article has this id";
  const std::string line = "why not a : no article has this id\n";
  for (const OutputFormat format :
       {OutputFormat::kIds, OutputFormat::kJsonLines, OutputFormat::kTrec}) {
    EXPECT_EQ(why_not_beside(response, format, ""), line);
    EXPECT_EQ(why_not_beside(response, format, "7"), "query 7: " + line);
  }
  for (const OutputFormat format : {OutputFormat::kText, OutputFormat::kJson}) {
    EXPECT_EQ(why_not_beside(response, format, ""), "");
    EXPECT_THAT(format_answer(response, {}, format, "", false),
                ::testing::HasSubstr("no article has this id"));
  }
}

TEST(Batch, NamesTheLineThatIsNoQuery) {
  const testing::TempDir folder;
  const auto file = folder.write("q.tsv", "1\tchips\r\n\nnothing\n2\ta\tb\n");
  std::ostringstream errors;
  const auto queries = read_batch(file, errors);
  ASSERT_TRUE(queries);
  ASSERT_EQ(queries->size(), 2U);
  EXPECT_EQ((*queries)[0].text, "chips");
  EXPECT_EQ((*queries)[1].text, "a\tb");
  EXPECT_THAT(errors.str(), ::testing::HasSubstr("q.tsv:3: "));
}

TEST(Batch, AMissingFileIsAnError) {
  std::ostringstream errors;
  EXPECT_FALSE(read_batch("/nonexistent/q.tsv", errors));
}

TEST(Batch, TimingsAreNearestRanks) {
  BatchReport report;
  for (std::uint64_t i = 100; i > 0; --i) report.micros.push_back(i);
  report.seconds = 0.5;
  EXPECT_EQ(timings_line(report), "queries 100 50 95 99 100 200.0");
}

TEST(TextOutput, MarksMatchesAndKeepsControlBytesFromTheTerminal) {
  SearchResponse response;
  Hit hit;
  hit.title = "New\x1b[2J chips";
  hit.title_highlights = {{8, 13}};
  response.hits.push_back(hit);
  response.documents = 1;
  const std::string text = answer_as_text(response, {}, true);
  EXPECT_THAT(text, ::testing::HasSubstr("\x1b[1mNew [2J "));
  EXPECT_THAT(text, ::testing::HasSubstr("\x1b[1;33mchips\x1b[0m"));
  EXPECT_THAT(answer_as_text(response, {}, false),
              ::testing::Not(::testing::HasSubstr("\x1b")));
}

TEST(TextOutput, TellsTheQueryLanguageWithinTheWidthOfATerminal) {
  const std::string text = query_help_as_text();
  for (const QueryHelpRow& row : query_help()) {
    for (const std::string_view typed : row.english.typed) {
      EXPECT_THAT(text, ::testing::HasSubstr(std::string(typed)));
    }
  }
  std::istringstream lines(text);
  for (std::string line; std::getline(lines, line);) {
    EXPECT_LE(line.size(), 84U) << line;  // quotation marks take three bytes
  }
}

}  // namespace
}  // namespace lede
