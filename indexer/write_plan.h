// SPDX-License-Identifier: GPL-3.0-or-later
//
// What has to be written for a batch of articles, and in which order.

#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "indexer/segment_builder.h"
#include "indexer/segment_reader.h"
#include <lede/article.h>
#include <lede/result.h>

namespace lede {

// What became, or is to become, of one article of a batch.
enum class WriteOutcome : std::uint8_t {
  kAdded,
  kUpdated,    // another version of it was there, in the index or in the batch
  kUnchanged,  // so was this very one
  kRejected,   // the index cannot hold it
};

struct ArticleOutcome {
  WriteOutcome outcome = WriteOutcome::kAdded;
  std::string where;   // of a rejection: the article's origin
  std::string reason;  // and why
};

// An article that has to be written, and the version it replaces.
struct PlannedWrite {
  std::size_t article = 0;  // in WritePlan::articles
  std::optional<Placed> replaces;
};

struct WritePlan {
  std::vector<PendingArticle> articles;  // the batch in its order
  std::vector<ArticleOutcome> outcomes;  // one each
  std::vector<PlannedWrite> writes;      // newest first, undated last
};

// The version of the article with a key that the index holds.
using FindArticle =
    std::function<Result<std::optional<Placed>>(std::string_view key)>;

// Completes each article (language, hash, key; `jobs` threads) and compares it
// with what `find` knows and with those before it in the batch: of several with
// one id the last counts, each being compared with the one before. Fails only
// as `find` does.
Result<WritePlan> plan_writes(std::vector<Article> articles, std::size_t jobs,
                              const FindArticle& find);

// Document order, which also settles equal scores: newest publication first,
// undated last, then by id in natural order; never by that of arrival.
bool newest_first(const PendingArticle& a, const PendingArticle& b);

}  // namespace lede
