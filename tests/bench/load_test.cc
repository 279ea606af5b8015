// SPDX-License-Identifier: GPL-3.0-or-later

#include <atomic>
#include <ctime>
#include <mutex>
#include <optional>
#include <thread>

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include "bench/load/load_report.h"
#include "bench/load/load_run.h"
#include "bench/load/target.h"
#include "server/front/listener.h"
#include "tests/server/echo_server.h"

namespace lede::bench {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

LoadTarget target_of(const HttpServer& server) {
  return *parse_load_url("http://" + server.address());
}

TEST(LoadTarget, IsAnAddressWithOrWithoutAPath) {
  EXPECT_EQ(parse_load_url("http://127.0.0.1:8080")->path, "/api/v1/search");
  EXPECT_EQ(parse_load_url("http://127.0.0.1:8080/")->path, "/api/v1/search");
  const auto whole = parse_load_url("http://[::1]:80/search?limit=3");
  ASSERT_TRUE(whole) << whole.error().message;
  EXPECT_EQ(whole->path, "/search?limit=3");
  EXPECT_EQ(whole->host, "[::1]:80");
  EXPECT_EQ(whole->address.ss_family, AF_INET6);
  EXPECT_EQ(parse_load_url("unix:/run/lede.sock")->address.ss_family, AF_UNIX);
  for (const char* url : {"", "127.0.0.1:80", "https://a.example",
                          "unix:", "http://", "http://127.0.0.1:80?q=a"}) {
    EXPECT_FALSE(parse_load_url(url)) << url;
  }
  const auto requests = make_requests(*whole, {"芯片 a&b"}, "lede_x");
  ASSERT_EQ(requests.size(), 1U);
  EXPECT_EQ(requests[0],
            "GET /search?limit=3&q=%E8%8A%AF%E7%89%87%20a%26b HTTP/1.1\r\n"
            "Host: [::1]:80\r\nAuthorization: Bearer lede_x\r\n\r\n");
}

TEST(LoadRun, SendsWhatFallsDueAndCountsAnswersByStatus) {
  std::atomic<int> asked = 0;
  HttpServer server = testing::start([&](const HttpRequest& request) {
    HttpResponse response = testing::echo(request);
    if (asked++ % 4 == 3) response.status = 503;
    return response;
  });
  const LoadTarget target = target_of(server);
  LoadPlan plan;
  plan.rate = 200;
  plan.seconds = 0.5;
  plan.timeout_seconds = 60;
  const LoadOutcome outcome =
      run_load(target, make_requests(target, {"a", "b"}, ""), plan, 0);
  EXPECT_EQ(outcome.sent, 100U);
  EXPECT_EQ(outcome.lost, 0U);
  EXPECT_EQ(outcome.unanswered, 0U);
  EXPECT_EQ(outcome.answers.at(200).size(), 75U);
  EXPECT_EQ(outcome.answers.at(503).size(), 25U);
}

// The server stands still once, until long after others fell due. These waited
// too, though a client that waits for its answers would not have sent them.
TEST(LoadRun, TakesTheTimeFromWhenARequestWasDue) {
  std::once_flag once;
  HttpServer server = testing::start([&](const HttpRequest& request) {
    std::call_once(once, [] {
      std::this_thread::sleep_for(std::chrono::milliseconds(500));
    });
    return testing::echo(request);
  });
  const LoadTarget target = target_of(server);
  LoadPlan plan;
  plan.rate = 100;
  plan.seconds = 0.5;
  plan.timeout_seconds = 60;
  plan.connections = 1;
  const LoadOutcome outcome =
      run_load(target, make_requests(target, {"a"}, ""), plan, 0);
  const auto& answers = outcome.answers.at(200);
  ASSERT_EQ(answers.size(), 50U);
  for (std::size_t i = 0; i < answers.size(); ++i) {
    // Due after 10 ms each, answered after 500 at the earliest.
    EXPECT_GE(answers[i], 490.0 - 10.0 * static_cast<double>(i)) << i;
  }
}

TEST(LoadRun, AsksAgainOnEachConnectionWhereNoRateIsGiven) {
  HttpServer server = testing::start();
  const LoadTarget target = target_of(server);
  LoadPlan plan;
  plan.seconds = 0.2;
  plan.connections = 3;
  plan.timeout_seconds = 60;
  const LoadOutcome outcome =
      run_load(target, make_requests(target, {"a"}, ""), plan, 0);
  EXPECT_EQ(outcome.answers.at(200).size(), outcome.sent);
  EXPECT_GT(outcome.sent, 3U);
}

TEST(LoadPlot, IsOverTheRateAndOfOneRateOverTime) {
  LoadRow row;
  row.rate = 60;
  row.seconds = 90;
  row.statuses[200] = {5400, 1, 2, 3, 4};
  row.server = ProcessUse{1, 448};
  LoadRow faster = row;
  faster.rate = 120;
  const std::string rates = load_plot_script({row, faster}, "a.svg");
  EXPECT_THAT(rates, HasSubstr("60 1 2 3\n120 1 2 3\n"));
  EXPECT_THAT(rates, HasSubstr("'requests a second'"));
  EXPECT_THAT(rates, Not(HasSubstr("$memory")));
  const std::string soak = load_plot_script({row, row}, "a.svg");
  EXPECT_THAT(soak, HasSubstr("$accepted << END\n1.5 1 2 3\n3 1 2 3\n"));
  EXPECT_THAT(soak, HasSubstr("$memory << END\n1.5 448\n3 448\n"));
  EXPECT_THAT(soak, HasSubstr("'minutes'"));
}

TEST(LoadRun, TellsWhatWasNeverAnswered) {
  // Nobody accepts: the kernel does, and nothing more comes.
  std::optional<Result<internal::Listener>> listener =

      internal::Listener::open(*internal::parse_listen_address("127.0.0.1:0"));
  ASSERT_TRUE(*listener) << listener->error().message;
  const auto target = parse_load_url("http://" + (**listener).address().text());
  ASSERT_TRUE(target);
  LoadPlan plan;
  plan.rate = 100;
  plan.seconds = 0.1;
  plan.timeout_seconds = 0.1;
  const auto requests = make_requests(*target, {"a"}, "");
  EXPECT_EQ(run_load(*target, requests, plan, 0).unanswered, 10U);
  listener.reset();
  const LoadOutcome refused = run_load(*target, requests, plan, 0);
  EXPECT_EQ(refused.lost, 10U);
  EXPECT_EQ(refused.unanswered, 0U);
}

TEST(LoadReport, SumsUpEachStatus) {
  LoadOutcome outcome;
  for (int i = 1; i <= 100; ++i) {
    outcome.answers[200].push_back(101 - i);
  }
  outcome.answers[503] = {2.0};
  outcome.sent = 102;
  outcome.lost = 1;
  outcome.accepted_in_time = 90;
  LoadPlan plan;
  plan.rate = 51;
  plan.seconds = 2;
  const LoadRow row = summarize(outcome, plan);
  ASSERT_NE(row.accepted(), nullptr);
  EXPECT_EQ(row.accepted()->p50_ms, 50);
  EXPECT_EQ(row.accepted()->p99_ms, 99);
  EXPECT_EQ(row.accepted()->max_ms, 100);
  EXPECT_EQ(row.accepted_per_second, 45);
  EXPECT_THAT(print_load(row), HasSubstr("503"));
  const auto json = nlohmann::json::parse(load_to_json({row}, 60.0));
  EXPECT_EQ(json["saturation_per_second"], 60.0);
  EXPECT_EQ(json["rates"][0]["statuses"]["503"]["count"], 1);
  EXPECT_EQ(json["rates"][0]["lost"], 1);
  EXPECT_TRUE(json["rates"][0]["server"].is_null());
}

double own_seconds() {
  timespec taken{};
  ::clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &taken);
  return static_cast<double>(taken.tv_sec) +
         static_cast<double>(taken.tv_nsec) / 1e9;
}

TEST(LoadReport, KnowsWhatAProcessUses) {
  const double before = own_seconds();
  const auto use = process_use(::getpid());
  ASSERT_TRUE(use) << use.error().message;
  EXPECT_GT(use->memory_mib, 1);
  EXPECT_GE(use->cpu_seconds, before);
  EXPECT_LE(use->cpu_seconds, own_seconds());
  EXPECT_FALSE(process_use(-1));
}

}  // namespace
}  // namespace lede::bench
