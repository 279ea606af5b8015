// SPDX-License-Identifier: GPL-3.0-or-later
//
// The memory a page may take in the HTML parser, given back all at once: the
// parser's own way of freeing a tree is by recursion.

#pragma once

#include <csetjmp>
#include <cstddef>
#include <memory>
#include <vector>

namespace lede::internal {

// Not shared between threads. The parser is C and takes no failure for an
// answer, so running out leaves it by longjmp() to `out_of_memory`.
class HtmlArena {
 public:
  explicit HtmlArena(std::size_t max_bytes) : max_bytes_(max_bytes) {}

  // Aligned for any object. Uninitialised.
  void* allocate(std::size_t bytes);

  std::jmp_buf out_of_memory{};

 private:
  const std::size_t max_bytes_;
  std::size_t used_bytes_ = 0;
  std::vector<std::unique_ptr<std::byte[]>> chunks_;
  std::byte* free_ = nullptr;
  std::size_t free_bytes_ = 0;
};

}  // namespace lede::internal
