// SPDX-License-Identifier: GPL-3.0-or-later
//
// A watched file must never look as it was before a change that was done, but
// where the system does not tell, within a stated time.

#include "searcher/file_stamps.h"

#include <atomic>
#include <fstream>
#include <functional>
#include <thread>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "common/state_file.h"
#include "tests/support/temp_dir.h"

namespace lede {
namespace {

namespace fs = std::filesystem;
using ::testing::ElementsAre;
using testing::TempDir;

void write(const fs::path& file, std::string_view text) {
  std::ofstream(file) << text;
}

class FileStampsTest : public ::testing::TestWithParam<bool> {
 protected:
  // Of the stamps that the file had, none may be told again after `change`.
  void expect_seen_at_once(const fs::path& file,
                           const std::function<void()>& change) {
    const std::uint64_t before = stamp(file);
    ASSERT_EQ(stamp(file), before);
    change();
    EXPECT_NE(stamp(file), before);
    EXPECT_EQ(stamp(file), file_stamp(file));
  }

  std::uint64_t stamp(const fs::path& file) { return stamps_.of({file})[0]; }

  TempDir dir_;
  FileStamps stamps_{GetParam()};
};

TEST_P(FileStampsTest, SeesChangesAtOnce) {
  const fs::path file = dir_.path() / "a";
  expect_seen_at_once(file, [&] { write(file, "1"); });
  expect_seen_at_once(file, [&] { write(file, "in place"); });
  expect_seen_at_once(
      file, [&] { ASSERT_TRUE(replace_state_file(file, "replaced")); });
  expect_seen_at_once(file, [&] {
    fs::last_write_time(
        file, fs::file_time_type::clock::now() - std::chrono::hours(1));
  });
  expect_seen_at_once(file, [&] { fs::remove(file); });
  EXPECT_EQ(stamp(file), 0U);
}

TEST_P(FileStampsTest, SeesAFolderComeAndGo) {
  const fs::path folder = dir_.path() / "index";
  const fs::path file = folder / "a";
  EXPECT_EQ(stamp(file), 0U);
  fs::create_directory(folder);
  expect_seen_at_once(file, [&] { write(file, "1"); });
  expect_seen_at_once(file, [&] { fs::remove_all(folder); });
  fs::create_directory(folder);
  expect_seen_at_once(file, [&] { write(file, "2"); });
  const fs::path next = dir_.path() / "next";
  fs::create_directory(next);
  write(next / "a", "3");
  expect_seen_at_once(file, [&] {
    fs::rename(folder, dir_.path() / "old");
    fs::rename(next, folder);
  });
  expect_seen_at_once(file, [&] { write(file, "4"); });
}

TEST_P(FileStampsTest, KeepsFilesApart) {
  write(dir_.path() / "a", "1");
  write(dir_.path() / "b", "22");
  for (int time = 0; time < 2; ++time) {
    EXPECT_THAT(stamps_.of({dir_.path() / "a", dir_.path() / "b"}),
                ElementsAre(file_stamp(dir_.path() / "a"),
                            file_stamp(dir_.path() / "b")));
  }
}

TEST_P(FileStampsTest, SeesATurnedLinkSoon) {
  for (const char* name : {"one", "two"}) {
    fs::create_directory(dir_.path() / name);
    write(dir_.path() / name / "a", name);
  }
  const fs::path link = dir_.path() / "link";
  fs::create_directory_symlink("one", link);
  ASSERT_EQ(stamp(link / "a"), file_stamp(dir_.path() / "one" / "a"));
  fs::create_directory_symlink("two", dir_.path() / "turned");
  fs::rename(dir_.path() / "turned", link);
  std::this_thread::sleep_for(FileStamps::kUnseen);
  EXPECT_EQ(stamp(link / "a"), file_stamp(dir_.path() / "two" / "a"));
  expect_seen_at_once(link / "a",
                      [&] { write(dir_.path() / "two" / "a", "changed"); });
}

// Others that ask meanwhile must not take the news away.
TEST_P(FileStampsTest, SeesChangesWhileOthersAsk) {
  const fs::path file = dir_.path() / "a";
  std::atomic<bool> done = false;
  const auto ask = [&] {
    while (!done) stamp(file);
  };
  std::thread others[] = {std::thread(ask), std::thread(ask), std::thread(ask)};
  for (std::size_t i = 0; i < 300; ++i) {
    write(file, std::string(i + 1, 'x'));
    EXPECT_EQ(stamp(file), file_stamp(file)) << i;
  }
  done = true;
  for (std::thread& other : others) other.join();
}

INSTANTIATE_TEST_SUITE_P(Common, FileStampsTest, ::testing::Bool());

}  // namespace
}  // namespace lede
