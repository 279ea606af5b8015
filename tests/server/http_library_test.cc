// SPDX-License-Identifier: GPL-3.0-or-later
//
// What is remembered must be what the library said.

#include "server/http_library.h"

#include <string>

#include <gtest/gtest.h>

namespace lede {
namespace {

std::string line(const std::string& method, const std::string& path) {
  return method + " " + path + " HTTP/1.1\r\n\r\n";
}

TEST(HttpLibrary, TellsTheMethodOfALine) {
  for (int time = 0; time < 2; ++time) {
    EXPECT_EQ(request_method(line("GET", "/search")), "GET");
    EXPECT_EQ(request_method(line("POST", "/search")), "POST");
  }
}

TEST(HttpLibrary, RefusesALineTheSameWayAgain) {
  for (int time = 0; time < 2; ++time) {
    EXPECT_EQ(request_method(line("BREW", "/pot")), "");
    EXPECT_EQ(request_method("GET /\r\n\r\n"), "");
    EXPECT_EQ(request_method(""), "");
  }
}

TEST(HttpLibrary, ReadsMoreLinesThanItRemembers) {
  for (int time = 0; time < 2; ++time) {
    for (int i = 0; i < 1000; ++i) {
      const std::string path = "/articles/" + std::to_string(i);
      ASSERT_EQ(request_method(line("GET", path)), "GET") << path;
      ASSERT_EQ(request_method(line("HEAD", path)), "HEAD") << path;
    }
    EXPECT_EQ(request_method(line("GET", "/" + std::string(5000, 'a'))), "GET");
  }
}

TEST(HttpLibrary, NamesStatuses) {
  for (int time = 0; time < 2; ++time) {
    EXPECT_EQ(status_line(200), "HTTP/1.1 200 OK\r\n");
    EXPECT_EQ(status_line(304), "HTTP/1.1 304 Not Modified\r\n");
    EXPECT_EQ(status_line(503), "HTTP/1.1 503 Service Unavailable\r\n");
  }
}

}  // namespace
}  // namespace lede
