// SPDX-License-Identifier: GPL-3.0-or-later
//
// Many queries, answered by several threads and printed in order.

#include "searcher/cli/batch.h"

#include <algorithm>
#include <atomic>
#include <chrono>
#include <cmath>
#include <condition_variable>
#include <cstdio>
#include <fstream>
#include <iostream>
#include <istream>
#include <mutex>
#include <optional>
#include <ostream>
#include <thread>
#include <utility>

#include "searcher/cli/output.h"

namespace lede {
namespace {

using Clock = std::chrono::steady_clock;

// The answer to one query, as far as it is known.
struct Answer {
  std::optional<Error> error;
  std::string lines;
  std::string remarks;
  std::uint64_t hits = 0;
  bool cut = false;
  std::uint64_t micros = 0;
  bool ready = false;
};

// Threads that answer one query after another. The destructor stops them.
class Workers {
 public:
  Workers(const Searcher& searcher, const SearchOptions& options,
          const std::vector<BatchQuery>& queries, bool color)
      : searcher_(searcher),
        options_(options),
        queries_(queries),
        color_(color),
        answers_(queries.size()) {
    for (std::size_t i = 0; i < options.threads; ++i) {
      threads_.emplace_back([this] { work(); });
    }
  }
  ~Workers() {
    next_ = queries_.size();
    for (std::thread& thread : threads_) thread.join();
  }
  Workers(const Workers&) = delete;
  Workers& operator=(const Workers&) = delete;

  // Waits for the answer to query `i` and takes it.
  Answer take(std::size_t i) {
    std::unique_lock lock(mutex_);
    ready_.wait(lock, [&] { return answers_[i].ready; });
    return std::move(answers_[i]);
  }

 private:
  void work() {
    for (;;) {
      const std::size_t i = next_.fetch_add(1);
      if (i >= queries_.size()) return;
      Answer answer = answer_one(queries_[i]);
      const std::lock_guard lock(mutex_);
      answers_[i] = std::move(answer);
      ready_.notify_one();
    }
  }

  Answer answer_one(const BatchQuery& query) const {
    SearchRequest request = options_.request;
    request.query = query.text;
    Answer answer;
    const auto start = Clock::now();
    const Result<SearchResponse> response = searcher_.search(request);
    answer.micros = static_cast<std::uint64_t>(
        std::chrono::duration_cast<std::chrono::microseconds>(Clock::now() -
                                                              start)
            .count());
    answer.ready = true;
    if (!response) {
      answer.error = response.error().with_context("query " + query.id);
      return answer;
    }
    answer.lines =
        format_answer(*response, request, options_.format, query.id, color_);
    answer.remarks = why_not_beside(*response, options_.format, query.id);
    answer.hits = response->documents;
    const std::uint64_t hits =
        request.stories ? response->stories : response->documents;
    answer.cut = hits > request.offset + response->hits.size();
    return answer;
  }

  const Searcher& searcher_;
  const SearchOptions& options_;
  const std::vector<BatchQuery>& queries_;
  bool color_;
  std::atomic<std::size_t> next_ = 0;
  std::mutex mutex_;
  std::condition_variable ready_;
  std::vector<Answer> answers_;  // guarded by mutex_
  std::vector<std::thread> threads_;
};

Result<std::vector<BatchQuery>> read_lines(std::istream& input,
                                           const std::string& name,
                                           std::ostream& errors) {
  std::vector<BatchQuery> queries;
  std::string line;
  for (std::size_t number = 1; std::getline(input, line); ++number) {
    if (!line.empty() && line.back() == '\r') line.pop_back();
    if (line.empty()) continue;
    const std::size_t tab = line.find('\t');
    if (tab == std::string::npos || tab == 0) {
      errors << "lede-search: " << name << ':' << number
             << ": not of the form ID<TAB>QUERY\n";
      continue;
    }
    queries.push_back({line.substr(0, tab), line.substr(tab + 1)});
  }
  if (input.bad()) {
    return Error{ErrorCode::kIo, "reading " + name + " failed"};
  }
  return queries;
}

}  // namespace

Result<std::vector<BatchQuery>> read_batch(const std::string& file,
                                           std::ostream& errors) {
  if (file == "-") return read_lines(std::cin, "<stdin>", errors);
  std::ifstream input(file, std::ios::binary);
  if (!input || input.peek() == std::ifstream::traits_type::eof()) {
    if (input.eof() && !input.bad()) return std::vector<BatchQuery>{};
    return Error{ErrorCode::kIo, "cannot read " + file};
  }
  return read_lines(input, file, errors);
}

Result<BatchReport> run_batch(const Searcher& searcher,
                              const SearchOptions& options,
                              const std::vector<BatchQuery>& queries,
                              bool color, std::ostream& output,
                              std::ostream& remarks) {
  BatchReport report;
  const auto start = Clock::now();
  Workers workers(searcher, options, queries, color);
  for (std::size_t i = 0; i < queries.size(); ++i) {
    Answer answer = workers.take(i);
    if (answer.error) return *answer.error;
    output << answer.lines;
    remarks << answer.remarks;
    report.hits += answer.hits;
    report.cut += answer.cut ? 1 : 0;
    report.micros.push_back(answer.micros);
  }
  report.seconds = std::chrono::duration<double>(Clock::now() - start).count();
  return report;
}

std::string timings_line(BatchReport report) {
  std::ranges::sort(report.micros);
  const auto percentile = [&](double share) -> std::uint64_t {
    if (report.micros.empty()) return 0;
    const auto rank = static_cast<std::size_t>(
        std::ceil(share * static_cast<double>(report.micros.size())));
    return report.micros[std::max<std::size_t>(rank, 1) - 1];
  };
  const double qps =
      report.seconds > 0
          ? static_cast<double>(report.micros.size()) / report.seconds
          : 0.0;
  char line[200];
  std::snprintf(line, sizeof line, "queries %zu %ju %ju %ju %ju %.1f",
                report.micros.size(),
                static_cast<std::uintmax_t>(percentile(0.50)),
                static_cast<std::uintmax_t>(percentile(0.95)),
                static_cast<std::uintmax_t>(percentile(0.99)),
                static_cast<std::uintmax_t>(percentile(1.0)), qps);
  return line;
}

}  // namespace lede
