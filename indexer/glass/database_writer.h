// SPDX-License-Identifier: GPL-3.0-or-later
//
// A new Xapian database, written from documents and postings in order.
//
// Xapian itself inverts documents in maps of strings to maps, which takes two
// thirds of all the time that indexing takes. What it has to invert is inverted
// already, for the postings file: here the same lists go into its tables
// (glass, the format of Xapian 1.4) in one pass over each. The result is what a
// compacted database is; Xapian reads, changes, merges and checks it like any
// other.

#pragma once

#include <cstdint>
#include <filesystem>
#include <map>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include <xapian.h>

#include "common/postings/list_sink.h"
#include "common/postings/postings_writer.h"
#include "indexer/glass/table_writer.h"
#include <lede/result.h>

namespace lede {

// All documents first, then all terms, then finish(). One thread at a time.
class DatabaseWriter final : public ListSink {
 public:
  // Makes `folder`, in place of any that is there.
  explicit DatabaseWriter(const std::filesystem::path& folder);
  ~DatabaseWriter() override;

  // Of `document` values and data are read; `terms` are its terms.
  //
  // REQUIRES: ids ascend, and terms by their bytes; each is_storable_term();
  // the data has 100 MiB at most.
  void add_document(std::uint32_t id, std::span<const DocumentTerm> terms,
                    const Xapian::Document& document);

  // REQUIRES: terms ascend by their bytes; ordinals count the documents as they
  // were added.
  void take(std::string_view term, const ListView& list) override;

  [[nodiscard]] std::uint32_t documents() const {
    return static_cast<std::uint32_t>(ids_.size());
  }
  // get_uuid() of the database.
  [[nodiscard]] const std::string& uuid() const { return uuid_; }

  // Writes what is left; the folder is then a database. Not synced. kIo.
  //
  // REQUIRES: documents() > 0.
  Result<void> finish();

 private:
  class Deflater;
  struct ValueStream;

  void put_values(std::uint32_t id, const Xapian::Document& document);
  void put_value_streams();
  void put_lengths();
  void put_termlist(std::span<const DocumentTerm> terms, std::uint32_t length);
  void put_list(std::string_view first_key, std::string_view other_keys,
                std::string_view totals, std::span<const std::uint32_t> ids,
                std::span<const std::uint32_t> numbers);
  void put_term_positions(std::string_view term, const ListView& list);
  [[nodiscard]] internal::DatabaseStatistics statistics() const;

  std::filesystem::path folder_;
  std::string uuid_;
  internal::TableWriter postlist_;
  internal::TableWriter docdata_;
  internal::TableWriter termlist_;
  internal::TableWriter position_;
  std::unique_ptr<Deflater> deflater_;

  std::vector<std::uint32_t> ids_;  // by ordinal
  std::vector<std::uint32_t> lengths_;
  std::map<unsigned, ValueStream> values_;  // by slot
  bool documents_done_ = false;
  std::uint64_t total_length_ = 0;
  std::uint32_t highest_wdf_ = 0;

  // Kept to reuse their memory.
  std::string key_;
  std::string tag_;
  std::string chunk_;
  std::vector<std::uint32_t> list_ids_;
  std::vector<std::uint32_t> positions_;
};

}  // namespace lede
