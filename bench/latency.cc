// SPDX-License-Identifier: GPL-3.0-or-later

#include "bench/latency.h"

#include <algorithm>
#include <chrono>
#include <cmath>
#include <ctime>
#include <iomanip>
#include <numeric>
#include <set>
#include <sstream>
#include <utility>

#include <nlohmann/json.hpp>

namespace lede::bench {
namespace {

using Clock = std::chrono::steady_clock;

struct Samples {
  std::vector<double> microseconds;
  std::map<std::size_t, double> cpu_us;  // by query: the least
};

// Of the process, threads of a search included.
double cpu_microseconds() {
  return static_cast<double>(std::clock()) * (1e6 / CLOCKS_PER_SEC);
}

Result<double> ask_once(const Ask& ask, const std::string& query) {
  const Clock::time_point start = Clock::now();
  const auto answered = ask(query);
  if (!answered) return answered.error().with_context(query);
  return std::chrono::duration<double, std::micro>(Clock::now() - start)
      .count();
}

LatencyRow summarise(Samples all) {
  std::vector<double>& samples = all.microseconds;
  std::ranges::sort(samples);
  const double sum = std::accumulate(samples.begin(), samples.end(), 0.0);
  LatencyRow row;
  row.queries = samples.size();
  row.p50_us = percentile(samples, 0.50);
  row.p95_us = percentile(samples, 0.95);
  row.p99_us = percentile(samples, 0.99);
  row.max_us = samples.back();
  row.per_second = static_cast<double>(samples.size()) * 1e6 / sum;
  for (const auto& [query, cpu_us] : all.cpu_us) row.cpu_us += cpu_us;
  row.cpu_us /= static_cast<double>(all.cpu_us.size());
  return row;
}

}  // namespace

Result<std::vector<ClassQuery>> parse_queries(std::string_view text) {
  std::vector<ClassQuery> queries;
  std::set<std::string> firsts;
  std::istringstream input{std::string(text)};
  std::size_t number = 0;
  for (std::string line; std::getline(input, line);) {
    ++number;
    if (line.ends_with('\r')) line.pop_back();
    if (line.empty() || line[0] == '#') continue;
    const std::size_t tab = line.find('\t');
    if (tab == std::string::npos) {
      return Error{ErrorCode::kInvalidArgument,
                   "line " + std::to_string(number) + " has no TAB"};
    }
    queries.push_back({line.substr(0, tab), line.substr(tab + 1)});
    firsts.insert(queries.back().query_class);
  }
  if (firsts.size() == queries.size()) {
    for (ClassQuery& query : queries) query.query_class = "all";
  }
  return queries;
}

double percentile(const std::vector<double>& sorted, double share) {
  const double rank = std::ceil(share * static_cast<double>(sorted.size()));
  return sorted[static_cast<std::size_t>(std::max(rank, 1.0)) - 1];
}

Result<LatencyTable> measure_latency(const Ask& ask,
                                     const std::vector<ClassQuery>& queries,
                                     std::size_t repeats) {
  std::map<std::string, Samples> samples;
  for (std::size_t round = 0; round <= repeats; ++round) {
    for (std::size_t i = 0; i < queries.size(); ++i) {
      const double cpu_before = cpu_microseconds();
      const auto microseconds = ask_once(ask, queries[i].query);
      if (!microseconds) return microseconds.error();
      if (round == 0) continue;
      const double cpu_us = cpu_microseconds() - cpu_before;
      Samples& of_class = samples[queries[i].query_class];
      of_class.microseconds.push_back(*microseconds);
      double& least = of_class.cpu_us.try_emplace(i, cpu_us).first->second;
      least = std::min(least, cpu_us);
    }
  }
  LatencyTable table;
  for (auto& [name, values] : samples) {
    table[name] = summarise(std::move(values));
  }
  return table;
}

Result<LatencyTable> measure_latency(const Searcher& searcher,
                                     const std::vector<ClassQuery>& queries,
                                     std::size_t repeats) {
  const Ask search = [&](const std::string& query) -> Result<void> {
    SearchRequest request;
    request.query = query;
    const auto response = searcher.search(request);
    if (!response) return response.error();
    return {};
  };
  return measure_latency(search, queries, repeats);
}

std::string print_latency(const LatencyTable& table,
                          const LatencyTable* before) {
  std::ostringstream text;
  text << std::fixed << std::left << std::setw(16) << "class" << std::right
       << std::setw(9) << "queries" << std::setw(11) << "p50 us"
       << std::setw(11) << "p95 us" << std::setw(11) << "p99 us"
       << std::setw(11) << "max us" << std::setw(10) << "per s" << std::setw(11)
       << "cpu us";
  if (before != nullptr)
    text << std::setw(10) << "p50 x" << std::setw(8) << "p99 x";
  text << '\n';
  for (const auto& [name, row] : table) {
    text << std::left << std::setw(16) << name << std::right << std::setw(9)
         << row.queries << std::setprecision(1);
    for (const double value :
         {row.p50_us, row.p95_us, row.p99_us, row.max_us}) {
      text << std::setw(11) << value;
    }
    text << std::setw(10) << std::setprecision(0) << row.per_second
         << std::setw(11) << std::setprecision(1) << row.cpu_us;
    const auto old = before == nullptr ? table.end() : before->find(name);
    if (before != nullptr && old != before->end()) {
      text << std::setprecision(2) << std::setw(10)
           << row.p50_us / old->second.p50_us << std::setw(8)
           << row.p99_us / old->second.p99_us;
    }
    text << '\n';
  }
  return text.str();
}

std::string latency_to_json(const LatencyTable& table) {
  nlohmann::ordered_json classes = nlohmann::ordered_json::object();
  for (const auto& [name, row] : table) {
    classes[name] = {{"queries", row.queries}, {"p50_us", row.p50_us},
                     {"p95_us", row.p95_us},   {"p99_us", row.p99_us},
                     {"max_us", row.max_us},   {"per_second", row.per_second},
                     {"cpu_us", row.cpu_us}};
  }
  const nlohmann::ordered_json document = {{"classes", std::move(classes)}};
  return document.dump(2, ' ', false,
                       nlohmann::ordered_json::error_handler_t::replace);
}

Result<LatencyTable> latency_from_json(std::string_view text) {
  try {
    LatencyTable table;
    const auto document = nlohmann::json::parse(text);
    for (const auto& [name, values] : document.at("classes").items()) {
      LatencyRow row;
      row.queries = values.at("queries").get<std::size_t>();
      row.p50_us = values.at("p50_us").get<double>();
      row.p95_us = values.at("p95_us").get<double>();
      row.p99_us = values.at("p99_us").get<double>();
      row.max_us = values.at("max_us").get<double>();
      row.per_second = values.at("per_second").get<double>();
      row.cpu_us = values.value("cpu_us", 0.0);
      table[name] = row;
    }
    return table;
  } catch (const nlohmann::json::exception&) {
    return Error{ErrorCode::kCorrupt,
                 "this is no report of lede-bench latency"};
  }
}

}  // namespace lede::bench
