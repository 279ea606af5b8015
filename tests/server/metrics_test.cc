// SPDX-License-Identifier: GPL-3.0-or-later

#include "server/metrics.h"

#include <chrono>
#include <cstddef>
#include <fstream>
#include <iterator>
#include <regex>
#include <set>
#include <string>
#include <string_view>

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include "tests/server/fake_backend.h"

namespace lede {
namespace {

using ::testing::HasSubstr;
using testing::make_hit;
using ::testing::Not;
using testing::Site;

// All metrics, once each has something to tell.
std::string exported() {
  Site site;
  site.backend.response.hits = {make_hit("Headline")};
  site.get("/api/v1/search?q=a");
  SearchTimes times;
  times.wall = std::chrono::milliseconds(1);
  times.cpu = std::chrono::milliseconds(250);
  site.metrics.search_answered(site.backend.response, times);
  site.metrics.request_begun();
  site.metrics.request_answered("/api/v1/search", 200,
                                std::chrono::milliseconds(2));
  site.metrics.request_rejected("busy");
  return site.get("/metrics").body;
}

TEST(Metrics, HaveTheNamesAndLabelsThatWerePromised) {
  const std::string text = exported();
  for (const char* line :
       {"lede_http_request_duration_seconds_count{", "route=\"/api/v1/search\"",
        "code=\"200\"", "lede_search_duration_seconds_bucket{class=\"",
        "lede_search_stage_duration_seconds_count{stage=\"parse\"} 1",
        "stage=\"match\"", "stage=\"fold\"", "stage=\"facet\"",
        "stage=\"snippet\"", "stage=\"encode\"", "lede_requests_in_flight 0",
        "lede_search_cpu_seconds_total 0.25", "\nprocess_cpu_seconds_total ",
        "lede_rejected_total{reason=\"busy\"} 1", "lede_index_documents 1",
        "lede_index_revision 1", "lede_index_age_seconds ",
        "lede_build_info{version=\"test\"} 1"}) {
    EXPECT_THAT(text, HasSubstr(line));
  }
}

double process_seconds() {
  return std::chrono::duration<double>(cpu_time(CLOCK_PROCESS_CPUTIME_ID))
      .count();
}

TEST(Metrics, TellTheProcessorTimeOfTheProcess) {
  constexpr double kRounding = 1e-6;
  constexpr std::string_view kName = "\nprocess_cpu_seconds_total ";
  Metrics metrics("test");
  const double before = process_seconds();
  const std::string text = metrics.text(nullptr, 0);
  const double after = process_seconds();
  const std::size_t at = text.find(kName);
  ASSERT_NE(at, std::string::npos);
  const double told = std::stod(text.substr(at + kName.size()));
  EXPECT_GT(told, 0);
  EXPECT_GE(told, before - kRounding);
  EXPECT_LE(told, after + kRounding);
}

TEST(Metrics, CountEachRouteAndStatusByItself) {
  Metrics metrics("test");
  EXPECT_THAT(metrics.text(nullptr, 0), Not(HasSubstr("route=")));
  for (const auto& [route, status] :
       {std::pair{"/a", 200}, {"/b", 200}, {"/a", 404}, {"/a", 200}}) {
    metrics.request_begun();
    metrics.request_answered(route, status, std::chrono::milliseconds(2));
  }
  metrics.stage_ended("encode", std::chrono::microseconds(20));
  const std::string text = metrics.text(nullptr, 0);
  const std::string count = "lede_http_request_duration_seconds_count";
  EXPECT_THAT(text, HasSubstr(count + R"({code="200",route="/a"} 2)"));
  EXPECT_THAT(text, HasSubstr(count + R"({code="200",route="/b"} 1)"));
  EXPECT_THAT(text, HasSubstr(count + R"({code="404",route="/a"} 1)"));
  EXPECT_THAT(
      text,
      HasSubstr(R"(duration_seconds_bucket{stage="encode",le="1e-05"} 0)"));
  EXPECT_THAT(
      text,
      HasSubstr(R"(duration_seconds_bucket{stage="encode",le="2.5e-05"} 1)"));
}

TEST(Metrics, AreAllThatTheDashboardAsksFor) {
  const std::string text = exported();
  std::ifstream file(LEDE_SOURCE_DIR "/server/grafana.json");
  const auto dashboard = nlohmann::json::parse(file, nullptr, false);
  ASSERT_TRUE(dashboard.is_object());
  std::set<std::string> names;
  const std::regex name("lede_[a-z_]+");
  for (const auto& panel : dashboard["panels"]) {
    for (const auto& target : panel["targets"]) {
      const auto expression = target["expr"].get<std::string>();
      for (std::sregex_iterator at(expression.begin(), expression.end(), name);
           at != std::sregex_iterator(); ++at) {
        names.insert(at->str());
      }
    }
  }
  EXPECT_GE(names.size(), 9U);
  for (const std::string& asked : names) {
    EXPECT_TRUE(text.find("\n" + asked + "{") != std::string::npos ||
                text.find("\n" + asked + " ") != std::string::npos)
        << asked;
  }
}

}  // namespace
}  // namespace lede
