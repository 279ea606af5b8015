// SPDX-License-Identifier: GPL-3.0-or-later
//
// gzip and Zstandard as sources of bytes: the door to both libraries.

#include <algorithm>
#include <utility>

#include <zlib.h>
#include <zstd.h>

#include "indexer/readers/buffered_source.h"
#include "indexer/readers/byte_source.h"

namespace lede::internal {
namespace {

constexpr std::string_view kGzipMagic = "\x1f\x8b";
constexpr std::string_view kZstdMagic = "\x28\xb5\x2f\xfd";
// Frames compressed with a larger window need more memory than a reader gives.
constexpr int kMaxZstdWindowLog = 27;

Error cut_off() {
  return {ErrorCode::kCorrupt, "the compressed data ends early"};
}

Error damaged(std::string_view what) {
  return {ErrorCode::kCorrupt,
          "the compressed data is damaged: " + std::string(what)};
}

// Skippable frames may stand before, between and after data frames (RFC 8878
// section 3.1.2).
bool begins_zstd(std::string_view bytes) {
  if (bytes.starts_with(kZstdMagic)) return true;
  return bytes.size() >= 4 && (bytes[0] & 0xf0) == 0x50 &&
         bytes.substr(1).starts_with("\x2a\x4d\x18");
}

class GzipSource final : public ByteSource {
 public:
  explicit GzipSource(std::unique_ptr<BufferedSource> stored)
      : stored_(std::move(stored)) {
    constexpr int kGzipOnly = 16 + MAX_WBITS;
    ready_ = inflateInit2(&stream_, kGzipOnly) == Z_OK;
  }
  ~GzipSource() override { inflateEnd(&stream_); }
  GzipSource(const GzipSource&) = delete;
  GzipSource& operator=(const GzipSource&) = delete;

  Result<std::size_t> read(std::span<char> buffer) override {
    if (!ready_) return Error{ErrorCode::kInternal, "zlib does not start"};
    constexpr std::size_t kMost = std::size_t{1} << 30;
    const std::size_t room = std::min(buffer.size(), kMost);
    stream_.next_out = reinterpret_cast<Bytef*>(buffer.data());
    stream_.avail_out = static_cast<uInt>(room);
    for (;;) {
      if (member_ended_) {
        const Result<bool> next = begin_next_member();
        if (!next) return next.error();
        if (!*next) return std::size_t{0};
      }
      const Result<void> step = inflate_ahead();
      const std::size_t made = room - stream_.avail_out;
      if (made > 0) return made;  // a fault comes up again at the next call
      if (!step) return step.error();
    }
  }

 private:
  // False at the proper end of the data. Zeros are padding, as tapes and disk
  // blocks leave it.
  Result<bool> begin_next_member() {
    for (;;) {
      const std::string_view ahead = stored_->peek(kGzipMagic.size());
      if (ahead.empty()) {
        const Result<std::size_t> more = stored_->read_more();
        if (!more) return more.error();
        if (*more == 0) return false;
        continue;
      }
      if (ahead.find_first_not_of('\0') == std::string_view::npos) {
        stored_->take(ahead.size());
        continue;
      }
      if (!ahead.starts_with(kGzipMagic)) {
        return damaged("something else stands behind it");
      }
      inflateReset(&stream_);
      member_ended_ = false;
      return true;
    }
  }

  Result<void> inflate_ahead() {
    if (stored_->ahead().empty() && !output_was_full_) {
      const Result<std::size_t> more = stored_->read_more();
      if (!more) return more.error();
      if (*more == 0) return cut_off();
    }
    const std::string_view ahead = stored_->ahead();
    stream_.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(ahead.data()));
    stream_.avail_in = static_cast<uInt>(ahead.size());
    const int status = inflate(&stream_, Z_NO_FLUSH);
    stored_->take(ahead.size() - stream_.avail_in);
    member_ended_ = status == Z_STREAM_END;
    output_was_full_ = stream_.avail_out == 0;
    if (status == Z_OK || status == Z_STREAM_END || status == Z_BUF_ERROR) {
      return {};
    }
    return damaged(stream_.msg == nullptr ? "no gzip" : stream_.msg);
  }

  std::unique_ptr<BufferedSource> stored_;
  z_stream stream_{};
  bool ready_ = false;
  bool member_ended_ = false;
  bool output_was_full_ = false;  // more may come without further input
};

class ZstdSource final : public ByteSource {
 public:
  explicit ZstdSource(std::unique_ptr<BufferedSource> stored)
      : stored_(std::move(stored)), stream_(ZSTD_createDStream()) {
    ZSTD_DCtx_setParameter(stream_, ZSTD_d_windowLogMax, kMaxZstdWindowLog);
  }
  ~ZstdSource() override { ZSTD_freeDStream(stream_); }
  ZstdSource(const ZstdSource&) = delete;
  ZstdSource& operator=(const ZstdSource&) = delete;

  Result<std::size_t> read(std::span<char> buffer) override {
    ZSTD_outBuffer out{buffer.data(), buffer.size(), 0};
    while (out.pos == 0) {
      if (stored_->ahead().empty() && !output_was_full_) {
        const Result<std::size_t> more = stored_->read_more();
        if (!more) return more.error();
        if (*more == 0 && frame_ended_) return std::size_t{0};
        if (*more == 0) return cut_off();
      }
      const std::string_view ahead = stored_->ahead();
      ZSTD_inBuffer in{ahead.data(), ahead.size(), 0};
      const std::size_t status = ZSTD_decompressStream(stream_, &out, &in);
      stored_->take(in.pos);
      if (ZSTD_isError(status) != 0) return damaged(ZSTD_getErrorName(status));
      frame_ended_ = status == 0;
      output_was_full_ = out.pos == out.size;
    }
    return out.pos;
  }

 private:
  std::unique_ptr<BufferedSource> stored_;
  ZSTD_DStream* stream_;
  bool frame_ended_ = true;
  bool output_was_full_ = false;  // more may come without further input
};

}  // namespace

Result<std::unique_ptr<ByteSource>> decompressed(
    std::unique_ptr<ByteSource> stored) {
  auto buffered = std::make_unique<BufferedSource>(std::move(stored));
  const std::string_view head = buffered->peek(kZstdMagic.size());
  std::unique_ptr<ByteSource> source;
  if (head.starts_with(kGzipMagic)) {
    source = std::make_unique<GzipSource>(std::move(buffered));
  } else if (begins_zstd(head)) {
    source = std::make_unique<ZstdSource>(std::move(buffered));
  } else {
    source = std::move(buffered);
  }
  return source;
}

}  // namespace lede::internal
