// SPDX-License-Identifier: GPL-3.0-or-later
//
// A test over an index of three articles, in a folder of its own.

#pragma once

#include <string>

#include <gtest/gtest.h>

#include "tests/end_to_end/articles.h"
#include "tests/end_to_end/program_run.h"
#include "tests/support/temp_dir.h"

namespace lede::testing {

class IndexedTest : public ::testing::Test {
 protected:
  void SetUp() override {
    const std::string articles = folder_.write("a.jsonl", three_articles());
    ASSERT_EQ(
        run_program("lede-index", {"add", "--index", index_, articles}).status,
        0);
  }

  TempDir folder_;
  std::string index_ = (folder_.path() / "lede.db").string();
};

}  // namespace lede::testing
