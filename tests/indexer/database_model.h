// SPDX-License-Identifier: GPL-3.0-or-later
//
// Drawn documents, written as a database by a DatabaseWriter and by Xapian, and
// all that can be read of either.

#pragma once

#include <cstdint>
#include <filesystem>
#include <map>
#include <random>
#include <string>
#include <vector>

#include <gtest/gtest.h>
#include <xapian.h>

#include "tests/support/temp_dir.h"
#include <lede/result.h>

namespace lede::testing {

inline constexpr std::uint32_t kFirstId = 134'000'000;

struct MadeTerm {
  std::uint32_t wdf = 0;
  std::vector<std::uint32_t> positions;
};
struct MadeDocument {
  std::map<std::string, MadeTerm> terms;
  std::map<unsigned, std::string> values;
  std::string data;
};
using MadeDocuments = std::map<std::uint32_t, MadeDocument>;

// A number below `bound`.
std::uint32_t draw(std::mt19937& random, std::uint32_t bound);

// Of common and rare words, words of one beginning, bytes of all kinds; with
// none, one and many positions, near and far; values that are there or not; and
// data up to many blocks.
MadeDocument made_document(std::mt19937& random);
// By ids that ascend from kFirstId, with gaps.
MadeDocuments made_documents(unsigned seed, int count);

Xapian::Document whole(const MadeDocument& made);

void write_by_xapian(const std::filesystem::path& folder,
                     const MadeDocuments& documents);
Result<void> write_ours(const std::filesystem::path& folder,
                        const MadeDocuments& documents);

// Fails the test unless both databases hold the same and Xapian finds the same
// faults in both.
void expect_alike(const std::filesystem::path& ours,
                  const std::filesystem::path& theirs);

class DatabaseTest : public ::testing::Test {
 protected:
  [[nodiscard]] std::filesystem::path at(const std::string& name) const {
    return folder_.path() / name;
  }
  TempDir folder_;
};

}  // namespace lede::testing
