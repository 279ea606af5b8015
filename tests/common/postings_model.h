// SPDX-License-Identifier: GPL-3.0-or-later
//
// Documents in maps, for comparing a postings file with.

#pragma once

#include <cstdint>
#include <filesystem>
#include <map>
#include <memory>
#include <random>
#include <string>
#include <vector>

#include "common/postings/postings_file.h"
#include "common/postings/postings_writer.h"

namespace lede::testing {

struct ModelPosting {
  std::uint32_t wdf = 0;
  std::vector<std::uint32_t> positions;
};

struct ModelDocument {
  std::uint32_t id = 0;
  std::int64_t published = kNoDate;
  std::string id_text;
  std::vector<std::string> columns;
  std::map<std::string, ModelPosting> terms;

  [[nodiscard]] std::uint32_t length() const;
};

// One without values that has no terms yet.
ModelDocument empty_document(std::uint32_t id);

// Draws documents whose terms are of all kinds: rare and frequent, without wdf,
// without positions, with very many of either.
class ModelMaker {
 public:
  explicit ModelMaker(std::uint32_t seed) : random_(seed) {}

  // Ids ascend from `first_id` with gaps.
  std::vector<ModelDocument> make(std::size_t documents,
                                  std::uint32_t first_id);
  std::uint32_t below(std::uint32_t end) {
    return static_cast<std::uint32_t>(random_() % end);
  }

 private:
  ModelPosting make_posting(std::uint32_t kind);

  std::mt19937 random_;
};

// Writes the documents' file into `folder`; fails the test if it cannot.
void write_postings(const std::vector<ModelDocument>& documents,
                    const std::filesystem::path& folder,
                    std::string_view uuid = "uuid");

// Opens it, failing the test if it does not open or verify.
std::shared_ptr<const PostingsFile> open_postings(
    const std::filesystem::path& folder);

// Fails the test unless the file holds just these documents, down to every
// position and every bound.
void expect_holds(const PostingsFile& file,
                  const std::vector<ModelDocument>& documents);

// The positions a cursor gives.
std::vector<std::uint32_t> all_of(PositionCursor cursor);

}  // namespace lede::testing
