// SPDX-License-Identifier: GPL-3.0-or-later

#include "server/request_id.h"

#include <algorithm>
#include <cstdint>
#include <random>

namespace lede {

namespace {

constexpr std::size_t kMaxIdBytes = 128;
constexpr std::string_view kMarks = "-_.:+/=";

// Seeded once a thread: the system's own source costs a call each time.
std::mt19937_64& generator() {
  thread_local std::mt19937_64 made([] {
    std::random_device device;
    return (std::uint64_t{device()} << 32) | device();
  }());
  return made;
}

void append_hex(std::uint64_t number, std::string& out) {
  constexpr std::string_view kDigits = "0123456789abcdef";
  for (int shift = 60; shift >= 0; shift -= 4) {
    out += kDigits[(number >> shift) & 15];
  }
}

}  // namespace

std::string make_request_id() {
  std::string id;
  id.reserve(32);
  append_hex(generator()(), id);
  append_hex(generator()(), id);
  return id;
}

bool is_request_id(std::string_view text) {
  return !text.empty() && text.size() <= kMaxIdBytes &&
         std::ranges::all_of(text, [](char c) {
           return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') ||
                  (c >= 'A' && c <= 'Z') ||
                  kMarks.find(c) != std::string_view::npos;
         });
}

}  // namespace lede
