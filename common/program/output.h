// SPDX-License-Identifier: GPL-3.0-or-later
//
// Standard output that notices when it is gone.

#pragma once

#include <ios>
#include <memory>
#include <streambuf>

namespace lede::internal {

// Thrown by std::cout under an OutputGuard. Not a std::exception, so that no
// handler meant for other failures takes it for one.
struct OutputFailed {
  int error_number = 0;  // errno of the failed write
};

// While it lives, std::cout writes to the file descriptor through a buffer of
// its own and throws OutputFailed when a write fails. Not copyable; one at a
// time.
class OutputGuard {
 public:
  explicit OutputGuard(int file_descriptor);
  // Drops what was not flushed.
  ~OutputGuard();
  OutputGuard(const OutputGuard&) = delete;
  OutputGuard& operator=(const OutputGuard&) = delete;

  // Writes what std::cout and stdio still hold; throws OutputFailed.
  void finish();

 private:
  std::unique_ptr<std::streambuf> buffer_;
  std::streambuf* previous_;
  std::ios_base::iostate previous_exceptions_;
};

}  // namespace lede::internal
