// SPDX-License-Identifier: GPL-3.0-or-later
//
// Article -> Xapian::Document, by the table in common/schema.h.

#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include <xapian.h>

#include "common/analysis/analyzer.h"
#include "common/document_data.h"
#include "common/lexicon/lexicon.h"
#include "common/schema.h"
#include "indexer/figure_terms.h"
#include "indexer/posting_table.h"
#include "indexer/stories/signature_builder.h"
#include "indexer/stories/story_signature.h"
#include <lede/article.h>
#include <lede/result.h>

namespace lede {

// Stored articles larger than this are refused; Xapian's own limit is not far
// above, and running into it costs the whole batch.
inline constexpr std::size_t kMaxDocumentData = std::size_t{100} << 20;

// Fills in `lang` by detection if the article has none.
void complete_language(Article& article);

// Eight bytes that change with anything of the article but where it was read
// and when it was indexed: equal hashes mean there is nothing to write.
//
// REQUIRES: complete_language() was called, so that an exported article, which
// names its language, is equal to the one it was exported from.
std::string content_hash(const Article& article);

// A document ready for the index.
struct BuiltDocument {
  Xapian::Document document;  // values and data, no terms
  std::string_view stemmer;   // language whose stems it holds
  // Never null; valid until its builder makes the next one.
  const PostingTable* terms = nullptr;
  StorySignature signature;  // what it is grouped by
};

// Makes documents of articles, and signs them on the way; holds an Analyzer.
// One a thread.
class DocumentBuilder {
 public:
  explicit DocumentBuilder(std::shared_ptr<const Lexicon> lexicon);

  // The document of an article, all terms, values and data. kInvalidArgument
  // if it is too large to be stored.
  //
  // REQUIRES: complete_language(article); article.indexed_at is set; texts are
  // valid UTF-8 without NUL.
  Result<BuiltDocument> build(const Article& article,
                              std::string_view content_hash);

 private:
  struct EntityCount {
    const Entity* entity = nullptr;
    std::uint32_t mentions = 0;
  };
  // A term of a short field, and where it stands.
  struct ShortToken {
    PostingTable::TermId term = 0;
    std::uint32_t position = 0;
  };

  StorySignature sign();
  void add_text(const TextFieldRow& field, std::string_view text,
                std::string_view lang);
  void add_token(const TextFieldRow& field, const Token& token);
  void add_passages(std::string_view text);
  void add_passages(std::string_view start, std::string_view end,
                    std::span<const Span> passages);
  void add_mentions();
  void add_entity(const Mention& mention);
  void add_shared(const TextFieldRow& field, std::string_view term,
                  std::uint32_t position, std::uint32_t wdf);
  void note_field(TextField field, PostingTable::TermId term);
  void mark_absent_from_body();
  void mark_pairs_absent_from_body();
  void add_filters(const Article& article);
  void add_filter(std::string_view prefix, std::string_view value);
  [[nodiscard]] std::vector<StoredEntity> stored_entities();
  void add_entity_values(Xapian::Document& document) const;

  // One of the texts added: where its positions begin.
  struct AddedText {
    const TextFieldRow* field = nullptr;
    std::uint32_t position = 0;
  };

  std::shared_ptr<const Lexicon> lexicon_;
  Analyzer analyzer_;

  // Of the article at hand; kept to reuse their memory.
  TokenStream stream_;
  std::vector<AddedText> texts_;
  ArticleMentions article_mentions_;
  std::vector<Mention> mentions_;
  Figures figures_;
  SignatureBuilder signature_builder_;
  PostingTable table_;
  std::vector<std::uint8_t> seen_in_;  // by term: kInBody, kInShortField
  std::vector<ShortToken> short_tokens_;
  std::vector<EntityCount> entities_;
  std::uint32_t position_ = kFirstPosition;  // of the next text
  std::uint32_t body_begin_ = 0;
};

}  // namespace lede
