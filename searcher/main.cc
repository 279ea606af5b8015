// SPDX-License-Identifier: GPL-3.0-or-later
//
// lede-search: asks an index from the command line.

#include <iostream>
#include <unistd.h>
#include <utility>

#include <CLI/CLI.hpp>

#include "common/program/program.h"
#include "searcher/cli/batch.h"
#include "searcher/cli/options.h"
#include "searcher/cli/output.h"
#include "searcher/cli/similar.h"
#include "searcher/suggest_json.h"
#include <lede/searcher.h>

namespace lede {
namespace {

bool quiet_about_limits(const SearchOptions& options) {
  return options.common.quiet || options.request.limit == 0;
}

Result<int> answer_one(const Searcher& searcher, const SearchOptions& options) {
  Result<SearchResponse> response = searcher.search(options.request);
  if (!response) return response.error();
  if (!options.common.quiet && isatty(STDERR_FILENO) != 0) {
    std::cerr << reading_as_text(response->query);
  }
  std::cout << format_answer(*response, options.request, options.format, "",
                             use_color(options.common, STDOUT_FILENO));
  std::cerr << why_not_beside(*response, options.format, "");
  const std::size_t shown = response->hits.size();
  const bool folded = options.request.stories;
  const std::uint64_t hits = folded ? response->stories : response->documents;
  if (!quiet_about_limits(options) && shown > 0 &&
      hits > options.request.offset + shown) {
    std::cout.flush();
    std::cerr << "lede-search: --limit " << options.request.limit << " shows "
              << shown << " of " << hits
              << (folded ? " stories\n" : " articles\n");
  }
  return response->documents == 0 ? kNothingFound : kDone;
}

Result<int> suggest(const Searcher& searcher, const SearchOptions& options) {
  SuggestRequest request;
  request.text = *options.suggest;
  request.limit = options.request.limit;
  request.time_zone = options.request.time_zone;
  request.deadline_ms = 0;
  const Result<SuggestResponse> response = searcher.suggest(request);
  if (!response) return response.error();
  std::cout << (options.format == OutputFormat::kJson
                    ? suggestions_to_json(*response) + '\n'
                    : suggestions_as_text(*response));
  return response->suggestions.empty() ? kNothingFound : kDone;
}

Result<int> answer_similar(const Searcher& searcher,
                           const SearchOptions& options) {
  const auto similar = find_similar_to(searcher, options);
  if (!similar) return similar.error();
  std::cout << format_similar(*similar, options.format,
                              use_color(options.common, STDOUT_FILENO));
  const bool none = similar->hits.empty() && similar->same_story.empty();
  return none ? kNothingFound : kDone;
}

Result<int> answer_batch(const Searcher& searcher,
                         const SearchOptions& options) {
  const auto queries = read_batch(options.batch_file, std::cerr);
  if (!queries) return queries.error();
  const bool color = use_color(options.common, STDOUT_FILENO);
  Result<BatchReport> report =
      run_batch(searcher, options, *queries, color, std::cout, std::cerr);
  if (!report) return report.error();
  std::cout.flush();
  const bool found = report->hits > 0;
  if (!quiet_about_limits(options) && report->cut > 0) {
    std::cerr << "lede-search: --limit " << options.request.limit
              << " cut the answers to " << report->cut << " of "
              << queries->size() << " queries\n";
  }
  if (options.timings) std::cerr << timings_line(std::move(*report)) << '\n';
  return found ? kDone : kNothingFound;
}

Result<int> run(TypedOptions typed, std::string query) {
  if (typed.help_query) {
    std::cout << query_help_as_text();
    return kDone;
  }
  const Result<SearchOptions> options =
      finish_options(std::move(typed), std::move(query));
  if (!options) return options.error();
  SearcherOptions searcher_options;
  searcher_options.lexicon_path = options->common.lexicon;
  const Result<Searcher> searcher =
      Searcher::open(options->common.indexes, std::move(searcher_options));
  if (!searcher) return searcher.error();
  if (options->suggest) return suggest(*searcher, *options);
  if (!options->similar.empty()) return answer_similar(*searcher, *options);
  return options->batch_file.empty() ? answer_one(*searcher, *options)
                                     : answer_batch(*searcher, *options);
}

}  // namespace
}  // namespace lede

int main(int argc, char** argv) {
  CLI::App app("Searches an index of news articles.", "lede-search");
  lede::TypedOptions typed;
  lede::add_search_options(app, typed);
  lede::SplitArguments split = lede::split_arguments(app, argc, argv);
  return lede::run_program(
      app, typed.rest.common, static_cast<int>(split.options.size()),
      split.options.data(), [&] { return lede::run(typed, split.query); });
}
