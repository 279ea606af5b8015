// SPDX-License-Identifier: GPL-3.0-or-later
//
// Writing the sections of a postings file one after another, with a checksum of
// each, and the header last.

#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <memory>
#include <span>
#include <string>
#include <string_view>

#include "common/postings/format.h"
#include "common/unique_fd.h"
#include <lede/result.h>

namespace lede::internal {

// Writes beside the path it is made for and renames at the end: the path holds
// the whole file or what it held before. Failures are kept until finish(). One
// thread at a time.
class SectionWriter {
 public:
  explicit SectionWriter(std::filesystem::path path);
  // Unless finish() was called, removes what was written.
  ~SectionWriter();
  SectionWriter(const SectionWriter&) = delete;
  SectionWriter& operator=(const SectionWriter&) = delete;

  // Ends the section before it, if any.
  void begin_section(SectionKind kind, std::uint32_t slot = 0);
  void write(std::string_view bytes);
  template <typename T>
  void write_all(std::span<const T> values) {
    write({reinterpret_cast<const char*>(values.data()), values.size_bytes()});
  }
  // Zeros until the section's bytes are a multiple of `alignment`.
  void align(std::size_t alignment);
  // Bytes of the section so far.
  [[nodiscard]] std::uint64_t section_bytes() const { return section_.bytes; }

  // Fills in what the header says of the file itself, writes it and renames.
  // Not synced. kIo.
  Result<void> finish(FileHeader header);

 private:
  struct HashState;

  void put(std::string_view bytes);
  void put_zeros(std::uint64_t count);
  void flush();
  void hash_buffer();
  void end_section();
  void fail(int code);

  std::filesystem::path path_;
  std::filesystem::path temporary_;
  UniqueFd file_;
  int error_ = 0;  // errno of the first failure
  std::string buffer_;
  std::size_t hashed_ = 0;  // bytes of the buffer that are, or need not be
  std::uint64_t at_ = 0;    // in the file, the buffer included
  FileHeader header_;
  SectionEntry section_;  // the one being written; kind 0: none
  std::unique_ptr<HashState> hash_;
};

}  // namespace lede::internal
