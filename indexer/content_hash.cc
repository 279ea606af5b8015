// SPDX-License-Identifier: GPL-3.0-or-later
//
// What makes an article another than the one the index already holds.

#include <memory>
#include <new>

#include <xxhash.h>

#include "common/analysis/text.h"
#include "indexer/document_builder.h"

namespace lede {
namespace {

// Puts each field with its size in front, so that no two articles give the same
// bytes by a text moving from one field to the next.
class FieldHash {
 public:
  FieldHash() : state_(XXH3_createState(), &XXH3_freeState) {
    if (!state_) throw std::bad_alloc();
    XXH3_64bits_reset(state_.get());
  }

  void add(std::string_view text) {
    add_number(static_cast<std::int64_t>(text.size()));
    XXH3_64bits_update(state_.get(), text.data(), text.size());
  }
  void add(const std::vector<std::string>& texts) {
    add_number(static_cast<std::int64_t>(texts.size()));
    for (const std::string& text : texts) add(text);
  }
  void add(const std::optional<Date>& date) {
    add_number(date ? static_cast<std::int64_t>(date->precision) : -1);
    add_number(date ? date->seconds : 0);
  }
  void add_number(std::int64_t number) {
    XXH3_64bits_update(state_.get(), &number, sizeof number);
  }

  std::string digest() {
    XXH64_canonical_t canonical;
    XXH64_canonicalFromHash(&canonical, XXH3_64bits_digest(state_.get()));
    return {reinterpret_cast<const char*>(canonical.digest),
            sizeof canonical.digest};
  }

 private:
  std::unique_ptr<XXH3_state_t, decltype(&XXH3_freeState)> state_;
};

}  // namespace

void complete_language(Article& article) {
  if (!article.lang.empty()) return;
  article.lang = detect_language(article.title.value_or(""), article.text);
}

std::string content_hash(const Article& article) {
  FieldHash hash;
  hash.add(article.id);
  hash.add_number(article.title.has_value() ? 1 : 0);
  hash.add(article.title.value_or(""));
  hash.add(article.summary);
  hash.add(article.key_points);
  hash.add(article.text);
  hash.add(article.url);
  hash.add(article.source);
  hash.add(article.authors);
  hash.add(article.topics);
  hash.add(article.published);
  hash.add_number(article.published_inferred ? 1 : 0);
  hash.add(article.updated);
  hash.add(article.lang);
  hash.add(article.extra);
  return hash.digest();
}

}  // namespace lede
