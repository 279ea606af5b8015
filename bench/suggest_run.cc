// SPDX-License-Identifier: GPL-3.0-or-later

#include "bench/suggest_run.h"

#include <algorithm>
#include <chrono>
#include <ctime>
#include <iomanip>
#include <map>
#include <sstream>
#include <string_view>

#include <CLI/CLI.hpp>

#include "bench/text_lines.h"

namespace lede::bench {
namespace {

constexpr std::size_t kLongest = 12;
constexpr std::size_t kPage = 100;

bool begins_code_point(char byte) {
  return (static_cast<unsigned char>(byte) & 0xC0) != 0x80;
}

// Headlines from all over the index's time: the newest, the oldest, by turns.
Result<std::vector<std::string>> headlines(const Searcher& searcher,
                                           std::size_t wanted) {
  std::vector<std::string> found;
  for (std::size_t offset = 0; found.size() < wanted; offset += kPage) {
    const std::size_t before = found.size();
    for (const SortOrder sort : {SortOrder::kNewest, SortOrder::kOldest}) {
      SearchRequest request;
      request.sort = sort;
      request.offset = offset;
      request.limit = kPage;
      request.highlights = false;
      const auto response = searcher.search(request);
      if (!response) return response.error();
      for (const Hit& hit : response->hits) {
        if (hit.title && found.size() < wanted) found.push_back(*hit.title);
      }
    }
    if (found.size() == before) break;
  }
  return found;
}

Result<std::vector<ClassQuery>> texts_of(const Searcher& searcher,
                                         const SuggestRunOptions& options) {
  std::vector<ClassQuery> queries;
  if (!options.queries.empty()) {
    const auto text = read_text(options.queries);
    if (!text) return text.error();
    for (const std::string_view line : split(*text, '\n')) {
      if (!line.empty()) queries.push_back({"typed", std::string(line)});
    }
    return queries;
  }
  const auto titles = headlines(searcher, options.headlines);
  if (!titles) return titles.error();
  for (const std::string& title : *titles) {
    const auto typed = typed_prefixes(title, kLongest);
    queries.insert(queries.end(), typed.begin(), typed.end());
  }
  return queries;
}

// Whatever else runs on the machine hardly counts in it.
std::string print_cpu(const std::map<std::string, double>& by_text) {
  const auto slowest = std::ranges::max_element(
      by_text, {}, [](const auto& its) { return its.second; });
  std::vector<double> sorted;
  for (const auto& [text, microseconds] : by_text) {
    sorted.push_back(microseconds);
  }
  std::ranges::sort(sorted);
  std::ostringstream line;
  line << std::fixed << std::setprecision(1) << "processor time of "
       << sorted.size() << " texts, the least of each, us: p50 "
       << percentile(sorted, 0.50) << ", p95 " << percentile(sorted, 0.95)
       << ", p99 " << percentile(sorted, 0.99) << ", max " << sorted.back()
       << " (" << slowest->first << ")\n";
  return line.str();
}

}  // namespace

CLI::App* add_suggest_command(CLI::App& app, SuggestRunOptions& options) {
  CLI::App* command = app.add_subcommand(
      "suggest", "Time of completing what is being typed, in process");
  command->add_option("--queries", options.queries,
                      "Texts to complete, one a line [headlines, typed]");
  command->add_option("--headlines", options.headlines,
                      "Headlines of the index to type [300]");
  command
      ->add_option("--repeat", options.repeats, "Times each text is asked [3]")
      ->check(CLI::Range(1, 1'000'000));
  return command;
}

std::vector<ClassQuery> typed_prefixes(const std::string& headline,
                                       std::size_t longest) {
  std::vector<ClassQuery> typed;
  for (std::size_t end = 0; end < headline.size() && typed.size() < longest;) {
    ++end;
    while (end < headline.size() && !begins_code_point(headline[end])) ++end;
    const std::string number = std::to_string(typed.size() + 1);
    typed.push_back({(number.size() < 2 ? " " : "") + number + " typed",
                     headline.substr(0, end)});
  }
  return typed;
}

Result<void> run_suggest_bench(const Searcher& searcher,
                               const SuggestRunOptions& options,
                               std::ostream& output) {
  auto queries = texts_of(searcher, options);
  if (!queries) return queries.error();
  if (queries->empty()) {
    return Error{ErrorCode::kInvalidArgument, "there is nothing to complete"};
  }
  const auto start = std::chrono::steady_clock::now();
  SuggestRequest first;
  first.deadline_ms = 0;
  if (const auto ready = searcher.suggest(first); !ready) return ready.error();
  const std::chrono::duration<double> made =
      std::chrono::steady_clock::now() - start;
  output << "made ready in " << made.count() << " s\n";
  std::map<std::string, double> cpu_us;  // by text: the least
  const Ask ask = [&](const std::string& text) -> Result<void> {
    SuggestRequest request;
    request.text = text;
    const std::clock_t before = std::clock();
    const auto response = searcher.suggest(request);
    if (!response) return response.error();
    const double its =
        static_cast<double>(std::clock() - before) * (1e6 / CLOCKS_PER_SEC);
    double& least = cpu_us.try_emplace(text, its).first->second;
    least = std::min(least, its);
    return {};
  };
  const std::size_t texts = queries->size();
  for (std::size_t i = 0; i < texts; ++i) {
    queries->push_back({"all", (*queries)[i].query});
  }
  const auto table = measure_latency(ask, *queries, options.repeats);
  if (!table) return table.error();
  output << print_latency(*table, nullptr) << print_cpu(cpu_us);
  return {};
}

}  // namespace lede::bench
