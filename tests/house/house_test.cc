// SPDX-License-Identifier: GPL-3.0-or-later
//
// The house rules, held against the source tree itself.

#include <algorithm>
#include <iostream>

#include <gtest/gtest.h>

#include "tests/house/include_rules.h"
#include "tests/house/layout_rules.h"
#include "tests/house/name_rules.h"
#include "tests/house/source_tree.h"

namespace lede::house {
namespace {

const std::vector<SourceFile>& tree() {
  static const std::vector<SourceFile> files = read_tree(LEDE_SOURCE_DIR);
  return files;
}

TEST(House, IncludesFollowTheArrowsAndTheDoors) {
  const auto table =
      std::ranges::find(tree(), "tests/house/doors.txt", &SourceFile::path);
  ASSERT_NE(table, tree().end());
  EXPECT_EQ(to_text(check_includes(tree(), parse_doors(table->text))), "");
}

TEST(House, FunctionsAndFilesStaySmall) {
  std::cout << describe_sizes(tree());
  EXPECT_EQ(to_text(check_sizes(tree())), "");
}

TEST(House, FilesOpenWithTheirLicenceAndHeadersWithTheirPurpose) {
  EXPECT_EQ(to_text(check_comments(tree())), "");
}

TEST(House, NoTwoTypesShareANameInANamespace) {
  EXPECT_EQ(to_text(check_type_names(tree())), "");
}

TEST(House, TheTopLevelIsClosed) {
  EXPECT_EQ(to_text(check_top_level(top_level_entries(LEDE_SOURCE_DIR))), "");
}

}  // namespace
}  // namespace lede::house
