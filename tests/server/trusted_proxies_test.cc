// SPDX-License-Identifier: GPL-3.0-or-later

#include "server/trusted_proxies.h"

#include <set>

#include <gtest/gtest.h>

#include "server/request_id.h"

namespace lede {
namespace {

std::string client(const std::vector<std::string>& trusted,
                   const std::string& peer,
                   const std::vector<std::string>& forwarded) {
  const auto proxies = TrustedProxies::parse(trusted);
  if (!proxies) return proxies.error().message;
  HttpRequest request;
  request.client = peer;
  for (const std::string& field : forwarded) {
    request.headers.emplace_back("x-forwarded-for", field);
  }
  return proxies->client_of(request);
}

TEST(TrustedProxies, AreBelievedAndNobodyElse) {
  EXPECT_EQ(client({}, "192.0.2.1", {"198.51.100.7"}), "192.0.2.1");
  EXPECT_EQ(client({"192.0.2.1"}, "192.0.2.1", {"198.51.100.7"}),
            "198.51.100.7");
  EXPECT_EQ(client({"192.0.2.0/24"}, "192.0.2.77", {"198.51.100.7"}),
            "198.51.100.7");
  EXPECT_EQ(client({"192.0.2.0/25"}, "192.0.2.200", {"198.51.100.7"}),
            "192.0.2.200");
  EXPECT_EQ(client({"2001:db8::/32"}, "2001:db8::5", {"2001:db9::1"}),
            "2001:db9::1");
  EXPECT_EQ(client({"unix"}, "", {"198.51.100.7"}), "198.51.100.7");
  EXPECT_EQ(client({"192.0.2.1"}, "", {"198.51.100.7"}), "");
}

// What a client writes itself stands before what the proxies add.
TEST(TrustedProxies, AreNotFooledByWhatTheClientWrites) {
  EXPECT_EQ(client({"192.0.2.1"}, "192.0.2.1", {"127.0.0.1, 198.51.100.7"}),
            "198.51.100.7");
  EXPECT_EQ(client({"192.0.2.1"}, "192.0.2.1", {"127.0.0.1", "198.51.100.7"}),
            "198.51.100.7")
      << "a proxy may add a field of its own";
  EXPECT_EQ(client({"192.0.2.1", "192.0.2.2"}, "192.0.2.1",
                   {"10.0.0.1, 198.51.100.7, 192.0.2.2"}),
            "198.51.100.7");
  for (const char* nonsense : {"", "unknown", "1.2.3.4:80", "[::1]", "a\nb",
                               "1.2.3.4.5", "::1%eth0", ","}) {
    EXPECT_EQ(client({"192.0.2.1"}, "192.0.2.1", {nonsense}), "192.0.2.1")
        << nonsense;
  }
}

TEST(TrustedProxies, AreAddressesOrNetworks) {
  for (const char* text : {"", "example.org", "10.0.0.0/33", "10.0.0.0/-1",
                           "10.0.0.0/8x", "::/129", "10.0.0"}) {
    EXPECT_FALSE(TrustedProxies::parse({text})) << text;
  }
}

TEST(RequestId, IsTakenOnlyIfItMayStandInALog) {
  EXPECT_TRUE(is_request_id("7f3c-1_A.b:c+/="));
  EXPECT_TRUE(is_request_id(std::string(128, 'a')));
  for (const std::string& text :
       {std::string(), std::string(129, 'a'), std::string("a b"),
        std::string("a\"b"), std::string("a\r\nb"), std::string("a\0b", 3),
        std::string("é"), std::string("a\x7f")}) {
    EXPECT_FALSE(is_request_id(text)) << text;
  }
}

TEST(RequestId, IsAnotherEachTime) {
  std::set<std::string> ids;
  for (int i = 0; i < 1000; ++i) {
    ids.insert(make_request_id());
    EXPECT_TRUE(is_request_id(*ids.begin()));
  }
  EXPECT_EQ(ids.size(), 1000U);
  EXPECT_EQ(ids.begin()->size(), 32U);
}

}  // namespace
}  // namespace lede
