// SPDX-License-Identifier: GPL-3.0-or-later

#include "common/postings/section_writer.h"

#include <algorithm>
#include <array>
#include <cassert>
#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <system_error>
#include <unistd.h>

#include <xxhash.h>

#include "common/write_all.h"

namespace lede::internal {
namespace {

// Written at once, at a multiple of it: where a file system caches what is
// written in pages as large, a reader maps those, and a processor looks up few.
// Linux does from 2 MiB on.
constexpr std::size_t kBufferBytes = std::size_t{4} << 20;

}  // namespace

struct SectionWriter::HashState {
  HashState() : state(XXH3_createState()) { reset(); }
  ~HashState() { XXH3_freeState(state); }
  HashState(const HashState&) = delete;
  HashState& operator=(const HashState&) = delete;

  void reset() const { XXH3_64bits_reset(state); }

  XXH3_state_t* state;
};

SectionWriter::SectionWriter(std::filesystem::path path)
    : path_(std::move(path)),
      temporary_(path_.string() + ".tmp"),
      hash_(std::make_unique<HashState>()) {
  file_ = UniqueFd(
      open(temporary_.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0666));
  if (!file_.is_open()) fail(errno);
  buffer_.reserve(kBufferBytes);
  put_zeros(sizeof(FileHeader));
}

SectionWriter::~SectionWriter() {
  if (!file_.is_open()) return;
  std::error_code ignored;
  std::filesystem::remove(temporary_, ignored);
}

void SectionWriter::fail(int code) {
  if (error_ == 0) error_ = code;
}

void SectionWriter::begin_section(SectionKind kind, std::uint32_t slot) {
  end_section();
  put_zeros((kSectionAlignment - at_ % kSectionAlignment) % kSectionAlignment);
  section_ = {};
  section_.kind = static_cast<std::uint32_t>(kind);
  section_.slot = slot;
  section_.offset = at_;
  hash_->reset();
  hashed_ = buffer_.size();
}

void SectionWriter::end_section() {
  hash_buffer();
  if (section_.kind == 0) return;
  assert(header_.sections < kMaxSections);
  section_.checksum = XXH3_64bits_digest(hash_->state);
  header_.table[header_.sections++] = section_;
  section_ = {};
}

void SectionWriter::write(std::string_view bytes) {
  section_.bytes += bytes.size();
  put(bytes);
}

// Hashes what the buffer holds of the section: many writes at once.
void SectionWriter::hash_buffer() {
  if (section_.kind != 0) {
    const std::string_view bytes = std::string_view(buffer_).substr(hashed_);
    XXH3_64bits_update(hash_->state, bytes.data(), bytes.size());
  }
  hashed_ = buffer_.size();
}

void SectionWriter::align(std::size_t alignment) {
  static constexpr std::array<char, kSectionAlignment> kZeros{};
  const std::size_t over = section_.bytes % alignment;
  if (over > 0) write({kZeros.data(), alignment - over});
}

void SectionWriter::put(std::string_view bytes) {
  at_ += bytes.size();
  while (!bytes.empty()) {
    const std::size_t room = kBufferBytes - buffer_.size();
    buffer_.append(bytes.substr(0, room));
    bytes.remove_prefix(std::min(room, bytes.size()));
    if (buffer_.size() == kBufferBytes) flush();
  }
}

void SectionWriter::put_zeros(std::uint64_t count) {
  put(std::string(count, '\0'));
}

void SectionWriter::flush() {
  hash_buffer();
  if (error_ == 0 && !lede::write_all(file_.get(), buffer_)) fail(errno);
  buffer_.clear();
  hashed_ = 0;
}

Result<void> SectionWriter::finish(FileHeader header) {
  end_section();
  put_zeros(kTrailingBytes);
  flush();
  std::ranges::copy(kPostingsMagic, header.magic.begin());
  header.version = kPostingsVersion;
  header.sections = header_.sections;
  header.table = header_.table;
  header.file_bytes = at_;
  const auto* bytes = reinterpret_cast<const char*>(&header);
  header.checksum = checksum_of({bytes, offsetof(FileHeader, checksum)});
  if (error_ == 0 &&
      pwrite(file_.get(), bytes, sizeof header, 0) != ssize_t{sizeof header}) {
    fail(errno);
  }
  if (!file_.close_now()) fail(errno);
  if (error_ == 0 && rename(temporary_.c_str(), path_.c_str()) != 0) {
    fail(errno);
  }
  if (error_ == 0) return {};
  std::error_code ignored;
  std::filesystem::remove(temporary_, ignored);
  return Error{ErrorCode::kIo, "cannot write " + path_.string() + ": " +
                                   std::generic_category().message(error_)};
}

}  // namespace lede::internal
