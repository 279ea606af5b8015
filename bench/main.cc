// SPDX-License-Identifier: GPL-3.0-or-later
//
// lede-bench: measures the engine on data given by path.

#include <fstream>
#include <iostream>
#include <iterator>
#include <memory>
#include <optional>

#include <CLI/CLI.hpp>

#include "bench/answer.h"
#include "bench/exact_engine.h"
#include "bench/index_run.h"
#include "bench/latency.h"
#include "bench/load/command.h"
#include "bench/relevance/command.h"
#include "bench/stories/background_maker.h"
#include "bench/stories/command.h"
#include "bench/suggest_run.h"
#include "bench/text_lines.h"
#include "bench/throughput.h"
#include "common/program/program.h"

namespace lede::bench {
namespace {

struct LatencyOptions {
  std::string queries;
  std::size_t repeats = 5;
  std::string json;
  std::string compare;
  std::vector<std::size_t> threads;
};

Result<void> write_file(const std::string& path, const std::string& text) {
  std::ofstream output(path, std::ios::binary);
  output << text << '\n';
  output.flush();
  if (!output) return Error{ErrorCode::kIo, "cannot write " + path};
  return {};
}

Result<Searcher> open_searcher(const CommonOptions& common) {
  SearcherOptions options;
  options.lexicon_path = common.lexicon;
  return Searcher::open(common.indexes, options);
}

Result<int> run_latency(const CommonOptions& common,
                        const LatencyOptions& options) {
  const auto text = read_text(options.queries);
  if (!text) return text.error();
  const auto queries = parse_queries(*text);
  if (!queries) return queries.error().with_context(options.queries);
  std::optional<LatencyTable> before;
  if (!options.compare.empty()) {
    const auto old = read_text(options.compare);
    if (!old) return old.error();
    auto table = latency_from_json(*old);
    if (!table) {
      return Error{ErrorCode::kInvalidArgument,
                   options.compare + ": " + table.error().message};
    }
    before = std::move(*table);
  }
  const auto searcher = open_searcher(common);
  if (!searcher) return searcher.error();
  const auto table = measure_latency(*searcher, *queries, options.repeats);
  if (!table) return table.error();
  std::cout << print_latency(*table, before ? &*before : nullptr);
  if (!options.json.empty()) {
    if (auto written = write_file(options.json, latency_to_json(*table));
        !written) {
      return written.error();
    }
  }
  if (options.threads.empty()) return kDone;
  const auto throughput =
      measure_throughput(*searcher, *queries, options.threads, options.repeats);
  if (!throughput) return throughput.error();
  std::cout << '\n' << print_throughput(*throughput);
  return kDone;
}

Result<int> run_answer(const CommonOptions& common, bool as_user) {
  if (as_user) {
    const auto searcher = open_searcher(common);
    if (!searcher) return searcher.error();
    answer_lines(std::cin, std::cout, [&](const QueryLine& query) {
      return answer_user(*searcher, query);
    });
    return kDone;
  }
  auto engine = ExactEngine::open(common.indexes.front());
  if (!engine) return engine.error();
  answer_lines(std::cin, std::cout,
               [&](const QueryLine& query) { return engine->answer(query); });
  return kDone;
}

Result<int> run_relevance_command(const CommonOptions& common,
                                  const RelevanceOptions& options) {
  if (auto ran = run_relevance(common, options, std::cout); !ran) {
    return ran.error();
  }
  return kDone;
}

Result<int> run_background(const BackgroundOptions& options) {
  if (auto made = make_background(options); !made) return made.error();
  return kDone;
}

Result<int> run_stories_command(const StoriesOptions& options) {
  if (auto ran = run_stories(options, std::cout); !ran) return ran.error();
  return kDone;
}

Result<int> run_load_command(const LoadOptions& options) {
  if (auto ran = run_load_bench(options, std::cout); !ran) return ran.error();
  return kDone;
}

Result<int> run_suggest_command(const CommonOptions& common,
                                const SuggestRunOptions& options) {
  const auto searcher = open_searcher(common);
  if (!searcher) return searcher.error();
  if (auto ran = run_suggest_bench(*searcher, options, std::cout); !ran) {
    return ran.error();
  }
  return kDone;
}

Result<int> run_index(const IndexRunOptions& options) {
  const auto report = run_indexing(options);
  if (!report) return report.error();
  std::cout << print_index_run(*report);
  return kDone;
}

CLI::App* add_latency_command(CLI::App& app, LatencyOptions& options) {
  CLI::App* command =
      app.add_subcommand("latency", "Time of searches by class, in process");
  command->add_option("--queries", options.queries, "Lines: class TAB query")
      ->required();
  command
      ->add_option("--repeat", options.repeats, "Times each query is asked [5]")
      ->check(CLI::Range(1, 1'000'000));
  command->add_option("--json", options.json, "Write the figures");
  command->add_option("--compare", options.compare,
                      "Figures of --json to compare with");
  command
      ->add_option("--threads", options.threads,
                   "Throughput too, of so many threads at once: 1,2")
      ->delimiter(',')
      ->check(CLI::Range(1, 1024));
  return command;
}

}  // namespace

int main_of_bench(int argc, char** argv) {
  CLI::App app("Measures lede", "lede-bench");
  CommonOptions common;
  add_common_options(app, common, true);
  app.require_subcommand(1);

  LatencyOptions latency;
  CLI::App* latency_command = add_latency_command(app, latency);

  IndexRunOptions index;
  CLI::App* index_command =
      app.add_subcommand("index", "Speed and size of indexing");
  index_command->add_option("--corpus", index.corpus, "Articles to index")
      ->required();
  index_command->add_option("--jobs", index.jobs, "Threads [all]");
  index_command->add_flag("--stories,!--no-stories", index.stories,
                          "Without grouping, to see what that costs");

  RelevanceOptions relevance;
  CLI::App* relevance_command = add_relevance_command(app, relevance);

  BackgroundOptions background;
  CLI::App* background_command = add_background_command(app, background);

  StoriesOptions stories;
  CLI::App* stories_command = add_stories_command(app, stories);

  SuggestRunOptions suggest;
  CLI::App* suggest_command = add_suggest_command(app, suggest);

  LoadOptions load;
  CLI::App* load_command = add_load_command(app, load);

  bool as_user = false;
  CLI::App* answer_command = app.add_subcommand(
      "answer", "Query lines on stdin, answer lines on stdout");
  answer_command->add_flag("--default", as_user,
                           "Answer as a user would be answered");

  return run_program(app, common, argc, argv, [&]() -> Result<int> {
    if (latency_command->parsed()) return run_latency(common, latency);
    if (relevance_command->parsed()) {
      return run_relevance_command(common, relevance);
    }
    if (background_command->parsed()) return run_background(background);
    if (stories_command->parsed()) return run_stories_command(stories);
    if (suggest_command->parsed()) return run_suggest_command(common, suggest);
    if (load_command->parsed()) return run_load_command(load);
    if (answer_command->parsed()) return run_answer(common, as_user);
    return run_index(index);
  });
}

}  // namespace lede::bench

int main(int argc, char** argv) {
  return lede::bench::main_of_bench(argc, argv);
}
