// SPDX-License-Identifier: GPL-3.0-or-later
//
// The door to Zstandard for stored articles.

#include "common/document_codec.h"

#include <cstddef>
#include <memory>

#include <zstd.h>

namespace lede::internal {
namespace {

constexpr int kLevel = 3;
// Above what the engine stores for one document.
constexpr std::size_t kMaxBytes = std::size_t{256} << 20;

struct FreeContext {
  void operator()(ZSTD_CCtx* context) const { ZSTD_freeCCtx(context); }
  void operator()(ZSTD_DCtx* context) const { ZSTD_freeDCtx(context); }
};

}  // namespace

std::string compress_document(std::string_view bytes) {
  static thread_local const std::unique_ptr<ZSTD_CCtx, FreeContext> context(
      ZSTD_createCCtx());
  std::string out(ZSTD_compressBound(bytes.size()), '\0');
  out.resize(ZSTD_compressCCtx(context.get(), out.data(), out.size(),
                               bytes.data(), bytes.size(), kLevel));
  return out;
}

std::optional<std::string> decompress_document(std::string_view compressed) {
  static thread_local const std::unique_ptr<ZSTD_DCtx, FreeContext> context(
      ZSTD_createDCtx());
  // The two values for "unknown" and "error" are above any limit.
  const unsigned long long size =
      ZSTD_getFrameContentSize(compressed.data(), compressed.size());
  if (size > kMaxBytes) return std::nullopt;
  std::string out(size, '\0');
  const std::size_t made =
      ZSTD_decompressDCtx(context.get(), out.data(), out.size(),
                          compressed.data(), compressed.size());
  if (ZSTD_isError(made) != 0 || made != size) return std::nullopt;
  return out;
}

}  // namespace lede::internal
