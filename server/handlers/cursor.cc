// SPDX-License-Identifier: GPL-3.0-or-later

#include "server/handlers/cursor.h"

#include <array>
#include <bit>
#include <charconv>
#include <cstdint>

#include "server/resources.h"

namespace lede {

namespace {

constexpr std::size_t kTagBytes = 16;
constexpr std::size_t kIdentityBytes = 256;  // about
// More articles than an index holds; what is forged costs no more than a page.
constexpr std::uint64_t kMaxCursorOffset = 0xffffffff;

void add_hex(std::string& out, std::uint64_t number) {
  std::array<char, 16> digits{};
  const auto end =
      std::to_chars(digits.data(), digits.data() + digits.size(), number, 16);
  out.append(digits.data(), end.ptr);
}

bool take_hex(std::string_view& text, std::uint64_t& number) {
  const std::size_t dash = text.find('-');
  if (dash == std::string_view::npos) return false;
  const char* end = text.data() + dash;
  const auto [stop, error] = std::from_chars(text.data(), end, number, 16);
  if (error != std::errc() || stop != end) return false;
  text.remove_prefix(dash + 1);
  return true;
}

// All that decides which hits there are and in what order.
std::string identity(const SearchRequest& request) {
  std::string all;
  all.reserve(kIdentityBytes);
  const auto add = [&all](std::string_view part) {
    all.append(std::to_string(part.size())).append(":").append(part);
  };
  add(request.query);
  add(std::to_string(static_cast<int>(request.sort)));
  add(std::to_string(static_cast<int>(request.rank)));
  add(std::to_string(std::bit_cast<std::uint64_t>(request.freshness)));
  add(std::to_string(request.half_life_days));
  add(std::to_string(static_cast<int>(request.match)));
  add(std::to_string(static_cast<int>(request.spelling)));
  for (const FieldFilter& filter : request.filters) {
    add(filter.field);
    add(filter.value);
  }
  add("");
  add(request.from);
  add(request.to);
  add(request.time_zone);
  add(request.stories ? "1" : "0");
  return all;
}

}  // namespace

std::string print_cursor(const Cursor& cursor, const SearchRequest& request) {
  std::string text;
  add_hex(text, cursor.offset);
  text += '-';
  add_hex(text, static_cast<std::uint64_t>(cursor.as_of));
  text.append("-").append(cursor.index_state).append("-");
  return text + content_tag(text + identity(request));
}

std::optional<Cursor> read_cursor(std::string_view text,
                                  const SearchRequest& request) {
  std::uint64_t offset = 0;
  std::uint64_t as_of = 0;
  std::string_view rest = text;
  if (!take_hex(rest, offset) || !take_hex(rest, as_of) ||
      offset > kMaxCursorOffset || rest.size() != 2 * kTagBytes + 1) {
    return std::nullopt;
  }
  Cursor cursor{static_cast<std::size_t>(offset),
                static_cast<std::int64_t>(as_of),
                std::string(rest.substr(0, kTagBytes))};
  if (print_cursor(cursor, request) != text) return std::nullopt;
  return cursor;
}

}  // namespace lede
