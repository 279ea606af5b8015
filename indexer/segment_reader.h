// SPDX-License-Identifier: GPL-3.0-or-later
//
// Looking into an index from the writing side: which version of an article it
// holds, and every article in turn.

#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <xapian.h>

#include "common/document_data.h"
#include "common/index_layout.h"
#include <lede/result.h>

namespace lede {

// Where an article stands, and which version of it.
struct Placed {
  std::size_t segment = 0;  // in Manifest::segments
  std::uint32_t document_id = 0;
  std::string content_hash;
};

// One stored document, as far as it is read.
class StoredDocument {
 public:
  StoredDocument(std::uint32_t id, Xapian::Document document)
      : id_(id), document_(std::move(document)) {}

  [[nodiscard]] std::uint32_t document_id() const { return id_; }
  [[nodiscard]] std::string article_id() const;
  [[nodiscard]] std::string origin() const;
  [[nodiscard]] std::string published() const;  // encode_instant() or empty
  [[nodiscard]] std::string language() const;
  // The whole article, origin and indexed_at included. kCorrupt.
  [[nodiscard]] Result<Article> article() const;
  // True if the document has the key term of its own id, and no other.
  [[nodiscard]] bool has_its_key() const;

 private:
  std::uint32_t id_;
  Xapian::Document document_;
};

// Read handles on the segments of one manifest. One thread at a time. Deletions
// committed to a segment make it stale for find(): open another. for_each()
// goes on through them.
class SegmentReader {
 public:
  // kCorrupt if a segment cannot be opened.
  static Result<SegmentReader> open(const std::filesystem::path& index,
                                    const Manifest& manifest);

  // The newest document with that key; nullopt if there is none.
  [[nodiscard]] Result<std::optional<Placed>> find(std::string_view key) const;

  // Calls `visit` for each document of a segment, ids ascending; false stops.
  // kCorrupt if the segment cannot be read to its end.
  Result<void> for_each(
      std::size_t segment,
      const std::function<bool(const StoredDocument&)>& visit) const;
  // The same for all segments: document order, newest first.
  Result<void> for_each(
      const std::function<bool(const StoredDocument&)>& visit) const;

 private:
  explicit SegmentReader(std::vector<Xapian::Database> databases)
      : databases_(std::move(databases)) {}

  std::vector<Xapian::Database> databases_;
};

}  // namespace lede
