// SPDX-License-Identifier: GPL-3.0-or-later

#include "indexer/segment_deletes.h"

#include <algorithm>

#include <xapian.h>

#include "indexer/xapian_errors.h"

namespace lede {

void note_deletes(Manifest& manifest, const std::vector<Segment>& segments,
                  const std::vector<Placed>& replaced) {
  std::vector<PendingDelete> deletes(segments.size());
  for (const Placed& placed : replaced) {
    deletes[placed.segment].document_ids.push_back(placed.document_id);
  }
  for (std::size_t i = 0; i < segments.size(); ++i) {
    if (deletes[i].document_ids.empty()) continue;
    if (deletes[i].document_ids.size() == segments[i].documents) {
      std::erase(manifest.segments, segments[i]);
      continue;
    }
    deletes[i].segment = segments[i].name;
    std::ranges::sort(deletes[i].document_ids);
    manifest.pending_deletes.push_back(std::move(deletes[i]));
  }
}

Result<std::uint64_t> delete_documents(
    const std::filesystem::path& folder,
    const std::vector<std::uint32_t>& document_ids) {
  return guard_xapian("deleting from " + folder.string(), StoreAccess::kWrite,
                      [&]() -> Result<std::uint64_t> {
                        Xapian::WritableDatabase database(folder.string(),
                                                          Xapian::DB_OPEN);
                        for (const std::uint32_t id : document_ids) {
                          try {
                            database.delete_document(id);
                          } catch (const Xapian::DocNotFoundError&) {
                            // Deleted before a crash that came before step 4.
                          }
                        }
                        database.commit();
                        const std::uint64_t left = database.get_doccount();
                        database.close();
                        return left;
                      });
}

}  // namespace lede
