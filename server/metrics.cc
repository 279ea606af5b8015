// SPDX-License-Identifier: GPL-3.0-or-later
//
// See metrics.h.

#include "server/metrics.h"

#include <algorithm>
#include <mutex>
#include <sstream>
#include <vector>

#include <prometheus/counter.h>
#include <prometheus/gauge.h>
#include <prometheus/histogram.h>
#include <prometheus/registry.h>
#include <prometheus/text_serializer.h>

namespace lede {

namespace {

// Seconds; from a cached page to a search near its deadline.
const prometheus::Histogram::BucketBoundaries kBuckets = {
    0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5};

// Some stages are hardly there.
const prometheus::Histogram::BucketBoundaries kStageBuckets = {
    0.00001, 0.000025, 0.00005, 0.0001, 0.00025, 0.0005, 0.001, 0.0025,
    0.005,   0.01,     0.025,   0.05,   0.1,     0.25,   0.5,   1};

constexpr int kNoCode = 0;  // of what has no status

double seconds(std::chrono::nanoseconds duration) {
  return std::chrono::duration<double>(duration).count();
}

// Classes that differ in what they cost.
std::string_view class_of(const SearchResponse& response) {
  const auto words = std::ranges::count_if(
      response.query.parts,
      [](const ReadAsPart& part) { return !part.filter; });
  if (words == 0) return "everything";
  return words == 1 ? "one_word" : "several_words";
}

// The histograms of a family by what their labels say. The family itself finds
// one by a map of strings that has to be made each time. Thread-safe.
class Histograms {
 public:
  using Family = prometheus::Family<prometheus::Histogram>;
  using LabelsOf = prometheus::Labels (*)(std::string_view name, int code);

  // `buckets` outlive it.
  Histograms(Family& family, LabelsOf labels_of,
             const prometheus::Histogram::BucketBoundaries& buckets)
      : family_(family), labels_of_(labels_of), buckets_(buckets) {}

  void observe(std::string_view name, int code,
               std::chrono::nanoseconds duration) {
    at(name, code).Observe(seconds(duration));
  }

 private:
  struct Known {
    int code;
    std::string name;
    prometheus::Histogram* histogram;
  };

  prometheus::Histogram& at(std::string_view name, int code) {
    const std::lock_guard lock(mutex_);
    for (const Known& known : known_) {
      if (known.code == code && known.name == name) return *known.histogram;
    }
    auto& made = family_.Add(labels_of_(name, code), buckets_);
    known_.push_back({code, std::string(name), &made});
    return made;
  }

  Family& family_;
  LabelsOf labels_of_;
  const prometheus::Histogram::BucketBoundaries& buckets_;
  std::mutex mutex_;
  std::vector<Known> known_;  // guarded by mutex_; a few of each
};

}  // namespace

struct Metrics::State {
  // Of a counter that follows what is counted elsewhere; it never goes back.
  void catch_up(prometheus::Counter& counter, double value) {
    const std::lock_guard lock(catching_up);
    counter.Increment(value - counter.Value());
  }

  std::mutex catching_up;
  prometheus::Registry registry;
  Histograms requests{
      prometheus::BuildHistogram()
          .Name("lede_http_request_duration_seconds")
          .Help("Time from the whole request to the whole answer")
          .Register(registry),
      [](std::string_view route, int status) {
        return prometheus::Labels{{"route", std::string(route)},
                                  {"code", std::to_string(status)}};
      },
      kBuckets};
  Histograms searches{prometheus::BuildHistogram()
                          .Name("lede_search_duration_seconds")
                          .Help("Time of a search, by class of query")
                          .Register(registry),
                      [](std::string_view name, int) {
                        return prometheus::Labels{{"class", std::string(name)}};
                      },
                      kBuckets};
  Histograms stages{prometheus::BuildHistogram()
                        .Name("lede_search_stage_duration_seconds")
                        .Help("Time of a stage of answering a search")
                        .Register(registry),
                    [](std::string_view name, int) {
                      return prometheus::Labels{{"stage", std::string(name)}};
                    },
                    kStageBuckets};
  prometheus::Counter& search_cpu =
      prometheus::BuildCounter()
          .Name("lede_search_cpu_seconds_total")
          .Help(
              "Processor time of searches; what the process has used beyond "
              "it went into HTTP, JSON and pages")
          .Register(registry)
          .Add({});
  prometheus::Counter& process_cpu =
      prometheus::BuildCounter()
          .Name("process_cpu_seconds_total")
          .Help("Processor time of the process, user and system")
          .Register(registry)
          .Add({});
  prometheus::Family<prometheus::Counter>& rejected =
      prometheus::BuildCounter()
          .Name("lede_rejected_total")
          .Help("Requests refused before they were looked at")
          .Register(registry);
  prometheus::Family<prometheus::Counter>& cache_asked =
      prometheus::BuildCounter()
          .Name("lede_answer_cache_requests_total")
          .Help("Searches asked for, by whether their answer was kept")
          .Register(registry);
  prometheus::Counter& cache_hits = cache_asked.Add({{"result", "hit"}});
  prometheus::Counter& cache_misses = cache_asked.Add({{"result", "miss"}});
  prometheus::Gauge& cache_entries = prometheus::BuildGauge()
                                         .Name("lede_answer_cache_entries")
                                         .Help("Finished answers kept")
                                         .Register(registry)
                                         .Add({});
  prometheus::Gauge& cache_bytes = prometheus::BuildGauge()
                                       .Name("lede_answer_cache_bytes")
                                       .Help("Bytes of finished answers kept")
                                       .Register(registry)
                                       .Add({});
  prometheus::Counter& cache_evictions =
      prometheus::BuildCounter()
          .Name("lede_answer_cache_evictions_total")
          .Help("Finished answers let go for others")
          .Register(registry)
          .Add({});
  prometheus::Gauge& in_flight = prometheus::BuildGauge()
                                     .Name("lede_requests_in_flight")
                                     .Help("Requests being answered")
                                     .Register(registry)
                                     .Add({});
  prometheus::Gauge& documents = prometheus::BuildGauge()
                                     .Name("lede_index_documents")
                                     .Help("Articles in the index")
                                     .Register(registry)
                                     .Add({});
  prometheus::Gauge& revision = prometheus::BuildGauge()
                                    .Name("lede_index_revision")
                                    .Help("Revision of the index")
                                    .Register(registry)
                                    .Add({});
  prometheus::Gauge& age = prometheus::BuildGauge()
                               .Name("lede_index_age_seconds")
                               .Help("Time since the index last changed")
                               .Register(registry)
                               .Add({});
};

Metrics::Metrics(std::string_view version) : state_(std::make_unique<State>()) {
  prometheus::BuildGauge()
      .Name("lede_build_info")
      .Help("The running version")
      .Register(state_->registry)
      .Add({{"version", std::string(version)}})
      .Set(1);
}

Metrics::~Metrics() = default;

void Metrics::request_begun() { state_->in_flight.Increment(); }

void Metrics::request_answered(std::string_view route, int status,
                               std::chrono::nanoseconds duration) {
  state_->in_flight.Decrement();
  state_->requests.observe(route, status, duration);
}

void Metrics::request_rejected(std::string_view reason) {
  state_->rejected.Add({{"reason", std::string(reason)}}).Increment();
}

void Metrics::search_answered(const SearchResponse& response,
                              const SearchTimes& times) {
  state_->searches.observe(class_of(response), kNoCode, times.wall);
  state_->search_cpu.Increment(seconds(times.cpu));
  stage_ended("parse", times.stages.parse);
  stage_ended("match", times.stages.match);
  stage_ended("fold", times.stages.fold);
  stage_ended("facet", times.stages.facet);
  stage_ended("snippet", times.stages.snippet);
}

void Metrics::stage_ended(std::string_view stage,
                          std::chrono::nanoseconds duration) {
  state_->stages.observe(stage, kNoCode, duration);
}

void Metrics::cache_asked(bool hit) {
  (hit ? state_->cache_hits : state_->cache_misses).Increment();
}

void Metrics::cache_holds(const AnswerCache::Usage& usage) {
  state_->cache_entries.Set(static_cast<double>(usage.entries));
  state_->cache_bytes.Set(static_cast<double>(usage.bytes));
  state_->catch_up(state_->cache_evictions,
                   static_cast<double>(usage.evictions));
}

std::string Metrics::text(const IndexStats* stats, std::int64_t now) {
  if (stats != nullptr) {
    state_->documents.Set(static_cast<double>(stats->documents));
    state_->revision.Set(static_cast<double>(stats->revision));
    state_->age.Set(static_cast<double>(
        std::max<std::int64_t>(0, now - stats->updated_at)));
  }
  state_->catch_up(state_->process_cpu,
                   seconds(cpu_time(CLOCK_PROCESS_CPUTIME_ID)));
  std::ostringstream out;
  prometheus::TextSerializer().Serialize(out, state_->registry.Collect());
  return out.str();
}

}  // namespace lede
