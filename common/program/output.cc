// SPDX-License-Identifier: GPL-3.0-or-later

#include "common/program/output.h"

#include <array>
#include <cerrno>
#include <cstddef>
#include <cstdio>
#include <iostream>
#include <unistd.h>

namespace lede::internal {
namespace {

class DescriptorBuffer : public std::streambuf {
 public:
  explicit DescriptorBuffer(int file_descriptor)
      : file_descriptor_(file_descriptor) {
    setp(bytes_.data(), bytes_.data() + bytes_.size());
  }

 protected:
  int_type overflow(int_type byte) override {
    write_out();
    if (!traits_type::eq_int_type(byte, traits_type::eof())) {
      sputc(traits_type::to_char_type(byte));
    }
    return traits_type::not_eof(byte);
  }

  int sync() override {
    write_out();
    return 0;
  }

 private:
  void write_out() {
    const char* from = pbase();
    while (from < pptr()) {
      const ssize_t written = ::write(file_descriptor_, from,
                                      static_cast<std::size_t>(pptr() - from));
      if (written >= 0) {
        from += written;
      } else if (errno != EINTR) {
        const int error_number = errno;
        setp(bytes_.data(), bytes_.data() + bytes_.size());
        throw OutputFailed{error_number};
      }
    }
    setp(bytes_.data(), bytes_.data() + bytes_.size());
  }

  int file_descriptor_;
  std::array<char, std::size_t{1} << 16> bytes_;
};

}  // namespace

OutputGuard::OutputGuard(int file_descriptor)
    : buffer_(std::make_unique<DescriptorBuffer>(file_descriptor)),
      previous_(std::cout.rdbuf(buffer_.get())),
      previous_exceptions_(std::cout.exceptions()) {
  std::cout.clear();
  std::cout.exceptions(std::ios_base::badbit);
}

OutputGuard::~OutputGuard() {
  std::cout.exceptions(std::ios_base::goodbit);
  std::cout.rdbuf(previous_);
  std::cout.exceptions(previous_exceptions_);
}

void OutputGuard::finish() {
  std::cout.flush();
  if (std::fflush(stdout) != 0) throw OutputFailed{errno};
}

}  // namespace lede::internal
