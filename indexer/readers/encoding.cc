// SPDX-License-Identifier: GPL-3.0-or-later
//
// UTF-16 as UTF-8, and byte order marks taken off.

#include <algorithm>
#include <array>
#include <cstring>
#include <utility>

#include "indexer/readers/buffered_source.h"
#include "indexer/readers/byte_source.h"

namespace lede::internal {
namespace {

void append_utf8(std::string& out, char32_t c) {
  const auto tail = [&](int shift) {
    out += static_cast<char>(0x80 | ((c >> shift) & 0x3f));
  };
  if (c < 0x80) {
    out += static_cast<char>(c);
  } else if (c < 0x800) {
    out += static_cast<char>(0xc0 | (c >> 6));
    tail(0);
  } else if (c < 0x10000) {
    out += static_cast<char>(0xe0 | (c >> 12));
    tail(6);
    tail(0);
  } else {
    out += static_cast<char>(0xf0 | (c >> 18));
    tail(12);
    tail(6);
    tail(0);
  }
}

// Halves of surrogate pairs that stand alone become U+FFFD.
class Utf16Source final : public ByteSource {
 public:
  Utf16Source(std::unique_ptr<BufferedSource> source, bool big_endian)
      : source_(std::move(source)), big_endian_(big_endian) {}

  Result<std::size_t> read(std::span<char> buffer) override {
    while (given_ == utf8_.size() && !ended_) {
      utf8_.clear();
      given_ = 0;
      if (source_->ahead().size() < 2) {
        const Result<std::size_t> more = source_->read_more();
        if (!more) return more.error();
        ended_ = *more == 0;
      }
      ended_ ? finish() : convert_ahead();
    }
    const std::size_t count = std::min(buffer.size(), utf8_.size() - given_);
    std::memcpy(buffer.data(), utf8_.data() + given_, count);
    given_ += count;
    return count;
  }

 private:
  void convert_ahead() {
    const std::string_view bytes = source_->ahead();
    std::size_t at = 0;
    for (; at + 2 <= bytes.size(); at += 2) {
      const auto first = static_cast<unsigned char>(bytes[at]);
      const auto second = static_cast<unsigned char>(bytes[at + 1]);
      take_unit(static_cast<char32_t>(big_endian_ ? first << 8 | second
                                                  : second << 8 | first));
    }
    source_->take(at);
  }

  void take_unit(char32_t unit) {
    if (high_ != 0) {
      const char32_t high = std::exchange(high_, 0);
      if (unit >= 0xdc00 && unit < 0xe000) {
        append_utf8(utf8_, 0x10000 + ((high - 0xd800) << 10) + (unit - 0xdc00));
        return;
      }
      append_utf8(utf8_, 0xfffd);
    }
    if (unit >= 0xd800 && unit < 0xdc00) {
      high_ = unit;
    } else {
      append_utf8(utf8_, unit >= 0xdc00 && unit < 0xe000 ? 0xfffd : unit);
    }
  }

  void finish() {
    const bool odd_byte = !source_->ahead().empty();
    source_->take(source_->ahead().size());
    if (std::exchange(high_, 0) != 0 || odd_byte) append_utf8(utf8_, 0xfffd);
  }

  std::unique_ptr<BufferedSource> source_;
  bool big_endian_;
  bool ended_ = false;
  char32_t high_ = 0;  // first half of a pair, waiting for its second
  std::string utf8_;
  std::size_t given_ = 0;
};

}  // namespace

Result<std::unique_ptr<ByteSource>> as_utf8(std::unique_ptr<ByteSource> text) {
  auto buffered = std::make_unique<BufferedSource>(std::move(text));
  const std::string_view head = buffered->peek(3);
  std::unique_ptr<ByteSource> source;
  if (head.starts_with("\xff\xfe") || head.starts_with("\xfe\xff")) {
    const bool big_endian = head.starts_with("\xfe\xff");
    buffered->take(2);
    source = std::make_unique<Utf16Source>(std::move(buffered), big_endian);
  } else {
    if (head.starts_with("\xef\xbb\xbf")) buffered->take(3);
    source = std::move(buffered);
  }
  return source;
}

}  // namespace lede::internal
