// SPDX-License-Identifier: GPL-3.0-or-later

#include "indexer/glass/packing.h"

#include <bit>
#include <cassert>
#include <cstddef>

namespace lede::internal {
namespace {

// Up to so many bits a number is spelt in two bytes.
constexpr std::uint32_t kTwoByteNumbers = 0x8000;

class BitWriter {
 public:
  explicit BitWriter(std::string& out) : out_(out) {}
  BitWriter(const BitWriter&) = delete;
  BitWriter& operator=(const BitWriter&) = delete;
  ~BitWriter() {
    if (count_ > 0) out_ += static_cast<char>(bits_);
  }

  // A number below `bound`. The codes that are left over make those in the
  // middle of the range a bit shorter.
  void put(std::uint32_t number, std::uint32_t bound) {
    assert(number < bound);
    auto width = static_cast<unsigned>(std::bit_width(bound - 1));
    const std::uint64_t spare = (std::uint64_t{1} << width) - bound;
    std::uint64_t code = number;
    if (spare > 0) {
      const std::uint64_t short_from = (bound - spare) / 2;
      if (number >= short_from + spare) {
        code = (number - short_from - spare) | std::uint64_t{1} << (width - 1);
      } else if (number >= short_from) {
        --width;
      }
    }
    bits_ |= code << count_;
    count_ += width;
    for (; count_ >= 8; count_ -= 8, bits_ >>= 8) {
      out_ += static_cast<char>(bits_);
    }
  }

  // What lies between the first and the last of `positions`, the middle first.
  void put_between(std::span<const std::uint32_t> positions) {
    while (positions.size() > 2) {
      const std::size_t middle = (positions.size() - 1) / 2;
      const auto inner = static_cast<std::uint32_t>(positions.size() - 2);
      put(positions[middle] - positions.front() -
              static_cast<std::uint32_t>(middle),
          positions.back() - positions.front() - inner);
      put_between(positions.first(middle + 1));
      positions = positions.subspan(middle);
    }
  }

 private:
  std::string& out_;
  std::uint64_t bits_ = 0;
  unsigned count_ = 0;  // of them, below 8 between calls
};

void put_escaped(std::string_view text, std::string& out) {
  for (std::size_t nul = text.find('\0'); nul != std::string_view::npos;
       nul = text.find('\0')) {
    out.append(text.substr(0, nul + 1)).append(1, '\xff');
    text.remove_prefix(nul + 1);
  }
  out += text;
}

}  // namespace

bool take_number(std::string_view& bytes, std::uint64_t& number) {
  number = 0;
  for (unsigned shift = 0; shift < 63 && !bytes.empty(); shift += 7) {
    const auto byte = static_cast<std::uint8_t>(bytes.front());
    bytes.remove_prefix(1);
    number |= std::uint64_t{byte & 0x7fU} << shift;
    if (byte < 0x80) return true;
  }
  return false;
}

bool take_text(std::string_view& bytes, std::string_view& text) {
  std::uint64_t size = 0;
  if (!take_number(bytes, size) || size > bytes.size()) return false;
  text = bytes.substr(0, size);
  bytes.remove_prefix(size);
  return true;
}

void put_last_number(std::uint64_t number, std::string& out) {
  for (; number > 0; number >>= 8) out += static_cast<char>(number);
}

void put_sortable_number(std::uint32_t number, std::string& out) {
  // So many leading ones in the first byte, then a zero, tell the bytes beyond
  // the second.
  unsigned more = 0;
  if (number >= kTwoByteNumbers) {
    more = (static_cast<unsigned>(std::bit_width(number)) - 9) / 7;
  }
  const std::uint64_t marked =
      std::uint64_t{number} | std::uint64_t{0xffU & (0xff00U >> more)}
                                  << (8 * (more + 1));
  for (unsigned i = more + 2; i-- > 0;) {
    out += static_cast<char>(marked >> (8 * i));
  }
}

bool take_sortable_number(std::string_view& bytes, std::uint32_t& number) {
  if (bytes.empty()) return false;
  const auto first = static_cast<std::uint8_t>(bytes.front());
  const auto more = static_cast<unsigned>(std::countl_one(first));
  const std::size_t size = more + std::size_t{2};
  if (more > 4 || bytes.size() < size) return false;
  std::uint64_t value = first & (0xffU >> more);
  for (std::size_t i = 1; i < size; ++i) {
    value = value << 8 | static_cast<std::uint8_t>(bytes[i]);
  }
  if (value > UINT32_MAX) return false;
  bytes.remove_prefix(size);
  number = static_cast<std::uint32_t>(value);
  return true;
}

void put_sortable_text(std::string_view text, std::string& out) {
  put_escaped(text, out);
  out += '\0';
}

void put_sortable_last_text(std::string_view text, std::string& out) {
  put_escaped(text, out);
}

void put_positions(std::span<const std::uint32_t> positions, std::string& out) {
  assert(!positions.empty());
  put_number(positions.back(), out);
  if (positions.size() == 1) return;
  BitWriter bits(out);
  bits.put(positions.front(), positions.back());
  bits.put(static_cast<std::uint32_t>(positions.size()) - 2,
           positions.back() - positions.front());
  bits.put_between(positions);
}

}  // namespace lede::internal
