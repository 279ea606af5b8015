// SPDX-License-Identifier: GPL-3.0-or-later
//
// What a document carries besides its terms: the stored article, in a form
// from which one field or one passage is read without parsing the rest.

#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <lede/article.h>
#include <lede/result.h>

namespace lede {

// An entity found in an article, as stored and shown with a hit.
struct StoredEntity {
  std::string id;    // "company:alibaba"
  std::string name;  // as the lexicon calls it: "Alibaba"
  std::uint32_t mentions = 0;

  friend bool operator==(const StoredEntity&, const StoredEntity&) = default;
};

struct StoredArticle {
  Article article;
  std::vector<StoredEntity> entities;  // most mentioned first
};

// Returns the bytes to store. Never fails.
std::string encode_document_data(const StoredArticle& stored);

// A view of stored bytes. It owns them; the views it returns live as long as it
// does. Movable, not shared between threads. Opening reads the header alone
// (and decompresses, if the codec says so); each accessor is one slice.
class DocumentData {
 public:
  // kCorrupt if the bytes are not what encode_document_data() writes.
  static Result<DocumentData> open(std::string bytes);

  [[nodiscard]] bool has_title() const;
  [[nodiscard]] std::string_view title() const;
  [[nodiscard]] std::string_view summary() const;
  [[nodiscard]] std::string_view text() const;
  [[nodiscard]] std::string_view url() const;
  [[nodiscard]] std::string_view source() const;
  [[nodiscard]] std::string_view lang() const;
  [[nodiscard]] std::string_view id() const;
  [[nodiscard]] std::vector<std::string_view> key_points() const;
  [[nodiscard]] std::vector<std::string_view> topics() const;
  [[nodiscard]] std::vector<StoredEntity> entities() const;
  // Published date with its precision; nullopt if undated.
  [[nodiscard]] std::optional<Date> published() const;
  [[nodiscard]] bool published_inferred() const;
  // The whole record. kCorrupt if a field's bytes do not read.
  [[nodiscard]] Result<Article> article() const;

 private:
  explicit DocumentData(std::string bytes) : bytes_(std::move(bytes)) {}

  // The slice of field `index` of the offset table; empty if it has none.
  [[nodiscard]] std::string_view field(std::size_t index) const;

  std::string bytes_;  // decompressed
};

}  // namespace lede
