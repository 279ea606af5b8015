// SPDX-License-Identifier: GPL-3.0-or-later

#include "common/write_all.h"

#include <array>
#include <cerrno>
#include <fcntl.h>
#include <string>
#include <thread>
#include <unistd.h>

#include <gtest/gtest.h>

namespace lede {
namespace {

TEST(WriteAll, GoesOnWhereTheSystemTookAPart) {
  std::array<int, 2> ends{};
  ASSERT_EQ(::pipe(ends.data()), 0);
  // A pipe takes what it has room for: far less than this.
  const std::string bytes(std::size_t{1} << 20, 'x');
  std::size_t read = 0;
  std::thread reader([&] {
    std::array<char, 4096> buffer{};
    for (ssize_t count = 0;
         (count = ::read(ends[0], buffer.data(), buffer.size())) > 0;) {
      read += static_cast<std::size_t>(count);
    }
  });
  EXPECT_TRUE(write_all(ends[1], bytes));
  ::close(ends[1]);
  reader.join();
  ::close(ends[0]);
  EXPECT_EQ(read, bytes.size());
}

TEST(WriteAll, FailsWhereThereIsNoRoom) {
  const int full = ::open("/dev/full", O_WRONLY);
  if (full < 0) FAIL() << "no /dev/full";
  EXPECT_FALSE(write_all(full, "x"));
  EXPECT_EQ(errno, ENOSPC);
  ::close(full);
}

}  // namespace
}  // namespace lede
