// SPDX-License-Identifier: GPL-3.0-or-later
//
// What is known to bring down servers built on the HTTP library, sent to the
// program itself: each is refused or does nothing, and whoever comes next is
// answered.

#include <csignal>
#include <optional>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <zlib.h>

#include "tests/end_to_end/indexed_test.h"
#include "tests/end_to_end/program_run.h"
#include "tests/end_to_end/server_run.h"

namespace lede::testing {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

const std::string kHost = "Host: x\r\n";
const std::string kSearch = "/api/v1/search?q=ferries";

std::string many(const std::string& text, std::size_t times) {
  std::string all;
  all.reserve(text.size() * times);
  for (std::size_t i = 0; i < times; ++i) all += text;
  return all;
}

std::string get_with(const std::string& target, const std::string& fields) {
  return "GET " + target + " HTTP/1.1\r\n" + kHost + fields + "\r\n";
}

std::string post_with(const std::string& fields, const std::string& body) {
  return "POST /api/v1/search HTTP/1.1\r\n" + kHost +
         "Content-Type: application/json\r\n" + fields + "\r\n" + body;
}

// A hundred megabytes of one letter, as gzip.
std::string gzip_bomb() {
  std::string packed(1 << 20, '\0');
  z_stream stream{};
  deflateInit2(&stream, 9, Z_DEFLATED, 15 + 16, 9, Z_DEFAULT_STRATEGY);
  stream.next_out = reinterpret_cast<Bytef*>(packed.data());
  stream.avail_out = static_cast<uInt>(packed.size());
  std::string piece(1 << 20, 'a');
  for (int i = 0; i < 100; ++i) {
    stream.next_in = reinterpret_cast<Bytef*>(piece.data());
    stream.avail_in = static_cast<uInt>(piece.size());
    deflate(&stream, i == 99 ? Z_FINISH : Z_NO_FLUSH);
  }
  packed.resize(packed.size() - stream.avail_out);
  deflateEnd(&stream);
  return packed;
}

class Attacks : public IndexedTest {
 protected:
  void SetUp() override {
    ASSERT_NO_FATAL_FAILURE(IndexedTest::SetUp());
    log_ = folder_.write("log", "").string();
    server_.emplace(
        "lede-server",
        std::vector<std::string>{"--index", index_, "--listen", address_},
        log_);
    ASSERT_EQ(get(address_, "/readyz").status, 200);
  }
  void TearDown() override {
    EXPECT_EQ(get(address_, kSearch).status, 200);
    EXPECT_TRUE(server_->running());
    EXPECT_EQ(server_->end(SIGTERM), 0);
  }

  // What the attack gets for an answer; 0 if only a closed connection.
  [[nodiscard]] RawAnswer attack(const std::string& bytes) const {
    return RawClient(address_).ask(bytes);
  }

  std::string address_ = free_address();
  std::string log_;
  std::optional<Background> server_;
};

// CVE-2023-26130: line ends in what is sent back.
TEST_F(Attacks, LineEndsInParametersMakeNoFields) {
  for (const char* target :
       {"/search?q=a%0d%0aX-Evil:%201&hl=%0d%0aX-Evil:%201",
        "/api/v1/search?q=a&%0d%0aX-Evil:=1", "/articles/a%0d%0aX-Evil:%201",
        "/%0d%0aX-Evil:%201", "/api/v1/articles?id=%0d%0aX-Evil:%201"}) {
    EXPECT_THAT(attack(get_with(target, "")).head, Not(HasSubstr("X-Evil")))
        << target;
  }
}

// CVE-2025-46728, CVE-2025-53629: a body without a length, or with a false one.
TEST_F(Attacks, AnEndlessBodyIsCutOff) {
  const std::string chunks =
      many("1000\r\n" + std::string(0x1000, 'a') + "\r\n", 1000);
  EXPECT_EQ(attack(post_with("Transfer-Encoding: chunked\r\n", chunks)).status,
            413);
  EXPECT_EQ(attack(post_with("Content-Length: 99999999999\r\n", "a")).status,
            413);
  EXPECT_EQ(
      attack(post_with("Content-Length: 99999999999999999999999\r\n", "a"))
          .status,
      413);
  EXPECT_EQ(attack(post_with("Transfer-Encoding: chunked\r\n",
                             "ffffffffffffffffff\r\n"))
                    .status /
                100,
            4);
}

// CVE-2025-53628, CVE-2025-52887: lines and fields without end.
TEST_F(Attacks, AnEndlessHeadIsCutOff) {
  EXPECT_EQ(attack("GET /" + std::string(10'000'000, 'a')).status, 414);
  EXPECT_EQ(
      attack("GET / HTTP/1.1\r\nX: " + std::string(10'000'000, 'a')).status,
      431);
  EXPECT_EQ(
      attack("GET / HTTP/1.1\r\n" + kHost + many("X: y\r\n", 400'000)).status,
      431);
  EXPECT_EQ(attack(get_with("/", many("X: y\r\n", 120))).status, 431);
}

// CVE-2026-22776, CVE-2026-28435: a body that unpacks to a thousand times as
// much.
TEST_F(Attacks, APackedBodyIsNotUnpacked) {
  const std::string bomb = gzip_bomb();
  for (const char* coding : {"gzip", "deflate", "br", "GZip, gzip"}) {
    EXPECT_EQ(attack(post_with("Content-Encoding: " + std::string(coding) +
                                   "\r\nContent-Length: " +
                                   std::to_string(bomb.size()) + "\r\n",
                               bomb))
                  .status,
              415)
        << coding;
  }
}

// CVE-2025-66570: fields that pretend to be the peer's address.
TEST_F(Attacks, AFieldIsNotTakenForThePeersAddress) {
  EXPECT_EQ(attack(get_with(kSearch,
                            "REMOTE_ADDR: 198.51.100.9\r\n"
                            "REMOTE_PORT: 1\r\n"
                            "LOCAL_ADDR: 198.51.100.9\r\n"
                            "X-Forwarded-For: 198.51.100.9\r\n"
                            "X-Real-IP: 198.51.100.9\r\n"))
                .status,
            200);
  EXPECT_EQ(server_->end(SIGTERM), 0);
  const std::string log = read_file(log_);
  EXPECT_THAT(log, HasSubstr("\"client\":\"127.0.0.1\""));
  EXPECT_THAT(log, Not(HasSubstr("198.51.100.9")));
  server_.emplace(
      "lede-server",
      std::vector<std::string>{"--index", index_, "--listen", address_}, log_);
}

// CVE-2026-45372: line ends that hide in percent-encoded fields.
TEST_F(Attacks, EncodedLineEndsInFieldsReachNobody) {
  for (const char* name :
       {"X-Request-Id", "Origin", "If-None-Match", "Accept-Language",
        "User-Agent", "Accept", "Authorization", "Accept-Encoding"}) {
    const RawAnswer answer = attack(
        get_with(kSearch, std::string(name) + ": a%0d%0aX-Evil:%201\r\n"));
    EXPECT_EQ(answer.status, 200) << name;
    EXPECT_THAT(answer.head, Not(HasSubstr("X-Evil"))) << name;
  }
}

// Many overlapping ranges would multiply an answer.
TEST_F(Attacks, RangesAreNotServed) {
  const RawAnswer whole = attack(get_with("/search?q=ferries", ""));
  const RawAnswer answer = attack(get_with(
      "/search?q=ferries", "Range: bytes=0-" + many(",0-", 1500) + "\r\n"));
  EXPECT_EQ(answer.status, 200);
  EXPECT_EQ(answer.body.size(), whole.body.size());
}

// Regular expressions as routes run out of stack on long paths.
TEST_F(Attacks, LongPathsAreNoTrouble) {
  for (const std::string& path :
       {std::string(7'900, 'a'), many("ab", 3'900), many("/", 7'900),
        many("/a", 3'900), "api/v1/articles/" + std::string(7'900, 'a'),
        "api/v1/" + many("%2F", 2'600), many("..%2f", 1'500)}) {
    const int status = attack(get_with("/" + path, "")).status;
    EXPECT_TRUE(status == 200 || status == 400 || status == 404)
        << status << " to " << path.substr(0, 40);
  }
}

// What a proxy in front may read otherwise: one request to it, two to us.
TEST_F(Attacks, AmbiguousFramingIsRefused) {
  const std::string smuggled = "GET /metrics HTTP/1.1\r\nHost: x\r\n\r\n";
  for (const std::string& request :
       {post_with("Content-Length: 2\r\nContent-Length: 40\r\n", smuggled),
        post_with("Content-Length: 2\r\nContent-Length: 2\r\n", "{}"),
        post_with("Content-Length: 2, 40\r\n", smuggled),
        post_with("Content-Length: +2\r\n", "{}"),
        post_with("Content-Length: 40\r\nTransfer-Encoding: chunked\r\n",
                  "0\r\n\r\n" + smuggled),
        post_with("Transfer-Encoding: chunked\r\nTransfer-Encoding: "
                  "identity\r\n",
                  "0\r\n\r\n" + smuggled),
        post_with("Transfer-Encoding: xchunked\r\n", "0\r\n\r\n" + smuggled),
        post_with("Transfer-Encoding : chunked\r\n", "0\r\n\r\n" + smuggled),
        post_with("Content-Length: 2\r\n Content-Length: 40\r\n", smuggled),
        std::string("GET /readyz HTTP/1.1\nHost: x\n\n") + smuggled,
        get_with("/readyz", "Host: y\r\n")}) {
    RawClient client(address_);
    const RawAnswer answer = client.ask(request);
    EXPECT_TRUE(answer.status == 400 || answer.status == 501)
        << answer.status << " to " << request;
    EXPECT_EQ(client.receive().status, 0) << "answered twice: " << request;
  }
}

// CVE-2026-29076 and its like: the parser of multipart bodies.
TEST_F(Attacks, MultipartBodiesAreNotRead) {
  const std::string body =
      "--b\r\nContent-Disposition: form-data; name=\"a\"; filename*=" +
      many("UTF-8''%", 5'000) + "\r\n\r\nx\r\n--b--\r\n";
  EXPECT_EQ(attack("POST /api/v1/search HTTP/1.1\r\n" + kHost +
                   "Content-Type: multipart/form-data; boundary=b\r\n"
                   "Content-Length: " +
                   std::to_string(body.size()) + "\r\n\r\n" + body)
                .status,
            415);
}

// Bodies that cost far more memory or stack than their bytes.
TEST_F(Attacks, DeepAndWideBodiesAreRefused) {
  for (const std::string& body : {many("[", 30'000), many("{\"a\":", 10'000),
                                  "[" + many("{},", 20'000)}) {
    EXPECT_EQ(attack(post_with("Content-Length: " +
                                   std::to_string(body.size()) + "\r\n",
                               body))
                  .status,
              400)
        << body.substr(0, 20);
  }
}

// Clients that say nothing, or a byte now and then, hold no thread.
TEST_F(Attacks, SilentClientsDelayNobody) {
  std::vector<RawClient> silent;
  for (int i = 0; i < 200; ++i) {
    silent.emplace_back(address_);
    silent.back().send(i % 2 == 0 ? "" : "GET /search?q=a HTTP/1.1\r\nHost:");
  }
  for (int i = 0; i < 20; ++i) EXPECT_EQ(get(address_, kSearch).status, 200);
}

}  // namespace
}  // namespace lede::testing
