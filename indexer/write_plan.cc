// SPDX-License-Identifier: GPL-3.0-or-later

#include "indexer/write_plan.h"

#include <algorithm>
#include <limits>
#include <map>

#include "common/date.h"
#include "common/natural_order.h"
#include "indexer/parallel.h"

namespace lede {
namespace {

constexpr std::size_t kArticlesAtATime = 64;

std::vector<PendingArticle> complete(std::vector<Article> articles,
                                     std::size_t jobs) {
  std::vector<PendingArticle> pending(articles.size());
  const std::size_t chunks =
      (articles.size() + kArticlesAtATime - 1) / kArticlesAtATime;
  parallel_for(jobs, chunks, [&](std::size_t, std::size_t chunk) {
    const std::size_t begin = chunk * kArticlesAtATime;
    const std::size_t end = std::min(begin + kArticlesAtATime, pending.size());
    for (std::size_t i = begin; i < end; ++i) {
      complete_language(articles[i]);
      pending[i].content_hash = content_hash(articles[i]);
      pending[i].key = article_key(articles[i].id);
      pending[i].article = std::move(articles[i]);
    }
  });
  return pending;
}

// What is known of a key: from the index, or from earlier in the batch.
struct Known {
  std::string content_hash;
  std::optional<Placed> placed;     // in the index
  std::optional<std::size_t> last;  // in the batch, to be written
};

Result<Known> look_up(const std::string& key, const FindArticle& find) {
  Result<std::optional<Placed>> found = find(key);
  if (!found) return found.error();
  Known known;
  if (*found) known.content_hash = (*found)->content_hash;
  known.placed = std::move(*found);
  return known;
}

std::int64_t sort_instant(const PendingArticle& pending) {
  const std::optional<Date>& published = pending.article.published;
  return published ? published->seconds
                   : std::numeric_limits<std::int64_t>::min();
}

}  // namespace

bool newest_first(const PendingArticle& a, const PendingArticle& b) {
  const std::int64_t a_instant = sort_instant(a);
  const std::int64_t b_instant = sort_instant(b);
  if (a_instant != b_instant) return a_instant > b_instant;
  return natural_less(a.article.id, b.article.id);
}

Result<WritePlan> plan_writes(std::vector<Article> articles, std::size_t jobs,
                              const FindArticle& find) {
  WritePlan plan;
  plan.articles = complete(std::move(articles), jobs);
  plan.outcomes.resize(plan.articles.size());
  std::map<std::string, Known, std::less<>> by_key;
  for (std::size_t i = 0; i < plan.articles.size(); ++i) {
    const PendingArticle& pending = plan.articles[i];
    auto it = by_key.find(pending.key);
    if (it == by_key.end()) {
      Result<Known> known = look_up(pending.key, find);
      if (!known) return known.error();
      it = by_key.emplace(pending.key, std::move(*known)).first;
    }
    Known& known = it->second;
    WriteOutcome& outcome = plan.outcomes[i].outcome;
    if (known.content_hash == pending.content_hash) {
      outcome = WriteOutcome::kUnchanged;
      continue;
    }
    outcome = known.content_hash.empty() ? WriteOutcome::kAdded
                                         : WriteOutcome::kUpdated;
    known.content_hash = pending.content_hash;
    known.last = i;
  }
  for (auto& [key, known] : by_key) {
    if (known.last) plan.writes.push_back({*known.last, known.placed});
  }
  std::ranges::sort(plan.writes, [&](const auto& a, const auto& b) {
    return newest_first(plan.articles[a.article], plan.articles[b.article]);
  });
  return plan;
}

}  // namespace lede
