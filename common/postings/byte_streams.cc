// SPDX-License-Identifier: GPL-3.0-or-later

#include "common/postings/byte_streams.h"

#include <algorithm>
#include <cassert>
#include <cstring>

namespace lede::internal {
namespace {

// A chunk begins with the address of the next. Addresses count units.
constexpr std::size_t kUnit = 4;
constexpr std::size_t kLinkBytes = sizeof(std::uint32_t);
constexpr std::size_t kFirstChunk = 16;
constexpr std::uint16_t kHighestRank = 5;  // 512 bytes
constexpr std::size_t kSlabBytes = std::size_t{1} << 20;
constexpr std::size_t kSlabUnits = kSlabBytes / kUnit;

constexpr std::size_t chunk_bytes(std::uint16_t rank) {
  return kFirstChunk << rank;
}

}  // namespace

std::uint8_t* ByteStreams::at(std::uint32_t address) const {
  return slabs_[address / kSlabUnits].get() + address % kSlabUnits * kUnit;
}

std::uint32_t ByteStreams::make_chunk(std::uint16_t rank) {
  const std::size_t size = chunk_bytes(rank);
  if (slabs_.empty() || slab_used_ + size > kSlabBytes) {
    slabs_.push_back(
        std::make_unique_for_overwrite<std::uint8_t[]>(kSlabBytes));
    slab_used_ = 0;
  }
  const std::size_t address =
      (slabs_.size() - 1) * kSlabUnits + slab_used_ / kUnit;
  assert(address < kNone);
  slab_used_ += size;
  return static_cast<std::uint32_t>(address);
}

void ByteStreams::append(Stream& stream, std::span<const std::uint8_t> bytes) {
  if (stream.first == kNone) {
    stream.first = stream.last = make_chunk(0);
    stream.used = kLinkBytes;
  }
  while (!bytes.empty()) {
    const std::size_t room = chunk_bytes(stream.rank) - stream.used;
    const std::size_t count = std::min(room, bytes.size());
    std::memcpy(at(stream.last) + stream.used, bytes.data(), count);
    stream.used = static_cast<std::uint16_t>(stream.used + count);
    bytes = bytes.subspan(count);
    if (bytes.empty()) break;
    if (stream.rank < kHighestRank) ++stream.rank;
    const std::uint32_t next = make_chunk(stream.rank);
    std::memcpy(at(stream.last), &next, sizeof next);
    stream.last = next;
    stream.used = kLinkBytes;
  }
}

void ByteStreams::read(const Stream& stream,
                       std::vector<std::uint8_t>& bytes) const {
  bytes.clear();
  std::uint16_t rank = 0;
  for (std::uint32_t address = stream.first; address != kNone;) {
    const std::uint8_t* const chunk = at(address);
    const bool last = address == stream.last;
    bytes.insert(bytes.end(), chunk + kLinkBytes,
                 chunk + (last ? stream.used : chunk_bytes(rank)));
    if (last) return;
    std::memcpy(&address, chunk, sizeof address);
    if (rank < kHighestRank) ++rank;
  }
}

std::size_t ByteStreams::bytes() const { return slabs_.size() * kSlabBytes; }

}  // namespace lede::internal
