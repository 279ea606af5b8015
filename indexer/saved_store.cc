// SPDX-License-Identifier: GPL-3.0-or-later

#include "indexer/saved_store.h"

#include "common/index_layout.h"
#include "indexer/durable_files.h"

namespace lede {

Result<void> change_saved_queries(
    const std::filesystem::path& index, std::chrono::milliseconds wait,
    const std::function<bool(SavedQueries& queries)>& change) {
  if (const auto manifest = load_manifest(index); !manifest) {
    return manifest.error();
  }
  // The index's own lock may be held for hours, by what never touches this
  // file.
  const Result<IndexLock> lock = IndexLock::take(index / "saved.lock", wait);
  if (!lock) return lock.error();
  Result<SavedQueries> queries = load_saved_queries(index);
  if (!queries) return queries.error();
  if (!change(*queries)) return {};
  return save_saved_queries(index, *queries);
}

}  // namespace lede
