// SPDX-License-Identifier: GPL-3.0-or-later
//
// The server behind nginx, as server/nginx.conf.example has it.

#include <csignal>
#include <filesystem>
#include <optional>
#include <stdexcept>
#include <unistd.h>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/end_to_end/indexed_test.h"
#include "tests/end_to_end/program_run.h"
#include "tests/end_to_end/server_run.h"

namespace lede::testing {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;
using ::testing::StartsWith;

constexpr const char* kNginx = "/usr/sbin/nginx";

// Replaces the one place where `from` stands.
void put(std::string& text, const std::string& from, const std::string& to) {
  const std::size_t at = text.find(from);
  if (at == std::string::npos || text.find(from, at + 1) != std::string::npos) {
    throw std::runtime_error("not once in the example: " + from);
  }
  text.replace(at, from.size(), to);
}

class Nginx : public IndexedTest {
 protected:
  void SetUp() override {
    ASSERT_TRUE(std::filesystem::exists(kNginx))
        << "Debian's nginx-light is needed, see packages.txt";
    ASSERT_NO_FATAL_FAILURE(IndexedTest::SetUp());
    folder_.write("server.log", "");
    server_.emplace(
        "lede-server",
        std::vector<std::string>{
            "--index", index_, "--listen", "unix:" + socket_, "--public-url",
            "https://news.example/news", "--trusted-proxies", "unix",
            "--rate-limit", "0.01", "--rate-burst", "20"},
        server_log_);
    ASSERT_EQ(get("unix:" + socket_, "/readyz").status, 200);
    start_nginx("listen " + address_ + ";");
    ASSERT_EQ(get(address_, "/news/healthz").status, 200);
  }

  // In place of any that runs.
  void start_nginx(const std::string& listen) {
    if (nginx_) nginx_->end(SIGTERM);
    nginx_.emplace(
        kNginx, std::vector<std::string>{"-p", folder_.path().string(), "-e",
                                         "stderr", "-c", write_config(listen)});
  }

  // The example as it is, but for where it listens, its socket, its log and
  // where its certificate lies; without one unless `listen` asks for it.
  [[nodiscard]] std::string write_config(const std::string& listen) const {
    std::string example =
        read_file(LEDE_SOURCE_DIR "/server/nginx.conf.example");
    put(example, "listen 443 ssl http2;", listen);
    put(example, "/run/lede/lede.sock", socket_);
    put(example, "/var/log/nginx/lede.log", nginx_log_);
    put(example, "/etc/letsencrypt/live/news.example/fullchain.pem",
        certificate_);
    put(example, "/etc/letsencrypt/live/news.example/privkey.pem", key_);
    if (listen.find(" ssl") == std::string::npos) {
      for (const char* name : {"ssl_certificate ", "ssl_certificate_key "}) {
        const std::size_t at = example.find(name);
        example.erase(at, example.find('\n', at) - at);
      }
    }
    const std::string root = (folder_.path() / "").string();
    std::string main =
        "daemon off;\npid " + root + "nginx.pid;\nworker_processes 1;\n";
    if (::geteuid() == 0) main += "user root;\n";
    main += "events {}\nhttp {\n";
    for (const char* kind :
         {"client_body", "proxy", "fastcgi", "uwsgi", "scgi"}) {
      main += std::string(kind) + "_temp_path " + root + kind + ";\n";
    }
    return folder_.write("nginx.conf", main + example + "}\n").string();
  }

  // Asks from the loopback address `from`.
  [[nodiscard]] RawAnswer ask_from(const std::string& from,
                                   const std::string& request) const {
    return RawClient(address_, from).ask(request);
  }

  std::string socket_ = (folder_.path() / "lede.sock").string();
  std::string server_log_ = (folder_.path() / "server.log").string();
  std::string nginx_log_ = (folder_.path() / "nginx.log").string();
  std::string certificate_ = (folder_.path() / "news.pem").string();
  std::string key_ = (folder_.path() / "news.key").string();
  std::string address_ = free_address();
  std::optional<Background> server_;
  std::optional<Background> nginx_;
};

TEST_F(Nginx, ServesPagesAndApiUnderItsPath) {
  const RawAnswer page = get(address_, "/news/search?q=ferries");
  EXPECT_EQ(page.status, 200);
  EXPECT_THAT(page.body, HasSubstr("Harbour reopens"));
  EXPECT_THAT(page.body, HasSubstr("href=\"/news/articles/"));
  EXPECT_THAT(page.body, HasSubstr("action=\"/news/search\""));
  EXPECT_THAT(page.body, HasSubstr("data-suggest=\"/news/suggest\""));
  for (const char* local :
       {"href=\"/search", "href=\"/articles", "src=\"/assets", "href=\"/assets",
        "href=\"/help"}) {
    EXPECT_THAT(page.body, Not(HasSubstr(local)));
  }
  EXPECT_EQ(get(address_, "/news/suggest?q=harb").status, 200);
  EXPECT_THAT(get(address_, "/news/opensearch.xml").body,
              HasSubstr("https://news.example/news/search"));
  EXPECT_THAT(get(address_, "/news/api/v1/search?q=ferries&limit=1").body,
              HasSubstr("\"port-1\""));
  const RawAnswer bare = get(address_, "/news");
  EXPECT_EQ(bare.status, 301);
  EXPECT_TRUE(bare.has("/news/\r\n")) << bare.head;
  EXPECT_EQ(get(address_, "/search?q=ferries").status, 404);
  EXPECT_EQ(get(address_, "/news/metrics").status, 404);
}

TEST_F(Nginx, SpeaksTls) {
  const ProgramRun made = run_program(
      "/usr/bin/openssl",
      {"req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256",
       "-nodes", "-keyout", key_, "-out", certificate_, "-days", "2", "-subj",
       "/CN=news.example", "-addext", "subjectAltName=DNS:news.example"});
  ASSERT_EQ(made.status, 0) << made.err;
  start_nginx("listen " + address_ + " ssl http2;");
  const std::string port = address_.substr(address_.rfind(':') + 1);
  const auto ask = [&](const std::string& host) {
    return run_program(
        "/usr/bin/curl",
        {"--silent", "--show-error", "--include", "--cacert", certificate_,
         "--resolve", host + ":" + port + ":127.0.0.1", "--retry", "50",
         "--retry-connrefused", "--retry-delay", "1", "--retry-max-time", "30",
         "https://" + host + ":" + port + "/news/api/v1/search?q=ferries"});
  };
  const ProgramRun answer = ask("news.example");
  EXPECT_EQ(answer.status, 0) << answer.err;
  EXPECT_THAT(answer.out, StartsWith("HTTP/2 200"));
  EXPECT_THAT(answer.out, HasSubstr("\"port-1\""));
  // That it is the certificate that was looked at.
  EXPECT_NE(ask("other.example").status, 0);
}

TEST_F(Nginx, TellsItsClientsApart) {
  const std::string request = request_for("/news/api/v1/search?q=ferries");
  int granted = 0;
  while (ask_from("127.0.0.2", request).status == 200) ++granted;
  EXPECT_EQ(granted, 20);
  const RawAnswer refused = ask_from("127.0.0.2", request);
  EXPECT_EQ(refused.status, 429);
  EXPECT_TRUE(refused.has("Retry-After: ")) << refused.head;
  EXPECT_EQ(ask_from("127.0.0.3", request).status, 200);
  std::string lying = request;
  lying.insert(lying.size() - 2, "X-Forwarded-For: 198.51.100.9\r\n");
  EXPECT_EQ(ask_from("127.0.0.2", lying).status, 429);
  EXPECT_EQ(server_->end(SIGTERM), 0);
  const std::string log = read_file(server_log_);
  EXPECT_THAT(log, HasSubstr("\"client\":\"127.0.0.3\""));
  EXPECT_THAT(log, Not(HasSubstr("198.51.100.9")));
}

TEST_F(Nginx, KeepsKeysAndQueriesOutOfItsLog) {
  std::string request = request_for("/news/feed.atom?q=harbour&key=hunter2");
  request.insert(request.size() - 2,
                 "Referer: https://a.example/?key=hunter2\r\n");
  const RawAnswer answer = ask_from("127.0.0.2", request);
  nginx_->end(SIGTERM);
  const std::string log = read_file(nginx_log_);
  EXPECT_THAT(log, HasSubstr("127.0.0.2"));
  EXPECT_THAT(log, Not(HasSubstr("hunter2")));
  // By the id that the client got, both logs are searched.
  const std::size_t at = answer.head.find("X-Request-Id: ");
  ASSERT_NE(at, std::string::npos) << answer.head;
  const std::string id = answer.head.substr(at + 14, 32);
  EXPECT_THAT(log, HasSubstr(id));
  EXPECT_EQ(server_->end(SIGTERM), 0);
  EXPECT_THAT(read_file(server_log_), HasSubstr(id));
}

TEST_F(Nginx, RefusesWhatIsTooLarge) {
  const auto post = [](std::size_t bytes) {
    return "POST /news/api/v1/search HTTP/1.1\r\nHost: x\r\nConnection: close"
           "\r\nContent-Type: application/json\r\nContent-Length: " +
           std::to_string(bytes) + "\r\n\r\n";
  };
  EXPECT_EQ(ask_from("127.0.0.2", post(1'000'000)).status, 413);
  const std::string chunked =
      "POST /news/api/v1/search HTTP/1.1\r\nHost: x\r\nConnection: close\r\n"
      "Content-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n"
      "20000\r\n" +
      std::string(0x20000, 'a') + "\r\n0\r\n\r\n";
  EXPECT_EQ(ask_from("127.0.0.2", chunked).status, 413);
  EXPECT_EQ(
      ask_from("127.0.0.2", request_for("/news/" + std::string(20'000, 'a')))
          .status,
      414);
  const std::string query = R"({"q":"ferries"})";
  EXPECT_EQ(ask_from("127.0.0.2", post(query.size()) + query).status, 200);
}

}  // namespace
}  // namespace lede::testing
