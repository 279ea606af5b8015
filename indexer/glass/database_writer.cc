// SPDX-License-Identifier: GPL-3.0-or-later

#include "indexer/glass/database_writer.h"

#include <algorithm>
#include <cassert>
#include <utility>

#include <zlib.h>

#include "common/postings/position_cursor.h"
#include "indexer/glass/database_layout.h"
#include "indexer/glass/packing.h"
#include "indexer/index_names.h"

namespace lede {
namespace {

using internal::kChunkBytes;
using internal::put_number;

namespace fs = std::filesystem;

// Shorter term lists do not get shorter.
constexpr std::size_t kShortestDeflated = 18;

}  // namespace

// Raw deflate streams, one after another.
class DatabaseWriter::Deflater {
 public:
  Deflater() {
    // More memory gains nothing on some kilobytes, and takes twice the time.
    constexpr int kRawWindow = -13;
    constexpr int kMemory = 8;
    [[maybe_unused]] const int made =
        deflateInit2(&stream_, Z_BEST_SPEED, Z_DEFLATED, kRawWindow, kMemory,
                     Z_DEFAULT_STRATEGY);
    assert(made == Z_OK);
  }
  ~Deflater() { deflateEnd(&stream_); }
  Deflater(const Deflater&) = delete;
  Deflater& operator=(const Deflater&) = delete;

  // Empty if that would not be shorter. Valid until the next call.
  std::string_view deflate(std::string_view bytes) {
    if (bytes.size() <= kShortestDeflated) return {};
    out_.resize(bytes.size());
    stream_.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(bytes.data()));
    stream_.avail_in = static_cast<uInt>(bytes.size());
    stream_.next_out = reinterpret_cast<Bytef*>(out_.data());
    stream_.avail_out = static_cast<uInt>(out_.size() - 1);
    const bool shorter = ::deflate(&stream_, Z_FINISH) == Z_STREAM_END;
    const std::size_t size = stream_.total_out;
    deflateReset(&stream_);
    return shorter ? std::string_view(out_).substr(0, size)
                   : std::string_view();
  }

 private:
  z_stream stream_{};
  std::string out_;
};

// The values of a slot on their way into the postlist table.
struct DatabaseWriter::ValueStream {
  std::uint64_t count = 0;
  std::string lowest;
  std::string highest;
  std::uint32_t last_id = 0;
  std::uint32_t first_id = 0;  // of the chunk at hand
  std::string chunk;
  std::vector<std::pair<std::uint32_t, std::string>> chunks;  // by first id

  void add(std::uint32_t id, const std::string& value) {
    if (count == 0 || value < lowest) lowest = value;
    if (count == 0 || value > highest) highest = value;
    ++count;
    if (chunk.empty()) {
      first_id = id;
    } else {
      put_number(id - last_id - 1, chunk);
    }
    internal::put_text(value, chunk);
    last_id = id;
    if (chunk.size() >= kChunkBytes) end_chunk();
  }
  void end_chunk() {
    if (chunk.empty()) return;
    chunks.emplace_back(first_id, std::exchange(chunk, {}));
  }
};

DatabaseWriter::DatabaseWriter(const fs::path& folder)
    : folder_(folder),
      uuid_(new_uuid()),
      postlist_(internal::table_path(folder, 0)),
      docdata_(internal::table_path(folder, 1)),
      termlist_(internal::table_path(folder, 2)),
      position_(internal::table_path(folder, 3)),
      deflater_(std::make_unique<Deflater>()) {
  std::error_code ignored;  // the first write tells
  fs::remove_all(folder_, ignored);
  fs::create_directories(folder_, ignored);
}

DatabaseWriter::~DatabaseWriter() = default;

void DatabaseWriter::add_document(std::uint32_t id,
                                  std::span<const DocumentTerm> terms,
                                  const Xapian::Document& document) {
  assert(ids_.empty() || ids_.back() < id);
  std::uint64_t length = 0;
  for (const DocumentTerm& term : terms) {
    length += term.wdf;
    highest_wdf_ = std::max(highest_wdf_, term.wdf);
  }
  ids_.push_back(id);
  lengths_.push_back(static_cast<std::uint32_t>(length));
  total_length_ += lengths_.back();
  key_.clear();
  internal::put_sortable_number(id, key_);
  if (const std::string data = document.get_data(); !data.empty()) {
    docdata_.add(key_, data);  // which is compressed as it is
  }
  put_termlist(terms, lengths_.back());
  put_values(id, document);
}

void DatabaseWriter::put_termlist(std::span<const DocumentTerm> terms,
                                  std::uint32_t length) {
  tag_.clear();
  if (!terms.empty()) {
    put_number(length, tag_);
    put_number(terms.size(), tag_);
  }
  std::string_view before;
  for (std::size_t i = 0; i < terms.size(); ++i) {
    const std::string_view term = terms[i].term;
    const std::uint64_t wdf = terms[i].wdf;
    const auto shared = static_cast<std::size_t>(
        std::ranges::mismatch(before, term).in2 - term.begin());
    // Wdf and what is shared in one byte, if they fit; less than the longest
    // share stands for the share alone.
    const std::uint64_t both = (wdf + 1) * (before.size() + 1) + shared;
    const bool fits = i > 0 && wdf < 127 && both < 256;
    if (i > 0) tag_ += static_cast<char>(fits ? both : shared);
    tag_ += static_cast<char>(term.size() - shared);
    tag_ += term.substr(shared);
    if (!fits) put_number(wdf, tag_);
    before = term;
  }
  const std::string_view deflated = deflater_->deflate(tag_);
  termlist_.add(key_, deflated.empty() ? tag_ : deflated, !deflated.empty());
}

void DatabaseWriter::put_values(std::uint32_t id,
                                const Xapian::Document& document) {
  tag_.clear();
  unsigned next_slot = 0;
  for (auto it = document.values_begin(); it != document.values_end(); ++it) {
    const unsigned slot = it.get_valueno();
    put_number(slot - next_slot, tag_);
    next_slot = slot + 1;
    values_[slot].add(id, *it);
  }
  if (tag_.empty()) return;
  key_ += '\0';
  termlist_.add(key_, tag_);
}

void DatabaseWriter::put_value_streams() {
  for (auto& [slot, stream] : values_) {
    assert(slot < 128);  // beyond, keys do not order as slots do
    stream.end_chunk();
    key_ = internal::kValueStatistics;
    internal::put_last_number(slot, key_);
    tag_.clear();
    put_number(stream.count, tag_);
    internal::put_text(stream.lowest, tag_);
    if (stream.highest != stream.lowest) tag_ += stream.highest;
    postlist_.add(key_, tag_);
  }
  for (const auto& [slot, stream] : values_) {
    for (const auto& [first_id, chunk] : stream.chunks) {
      key_ = internal::kValues;
      put_number(slot, key_);
      internal::put_sortable_number(first_id, key_);
      postlist_.add(key_, chunk);
    }
  }
  values_.clear();
}

void DatabaseWriter::put_lengths() {
  // They are a list whose totals nobody reads.
  put_list(internal::kLengths, internal::kLengths, std::string_view("\0\0", 2),
           ids_, lengths_);
}

void DatabaseWriter::put_list(std::string_view first_key,
                              std::string_view other_keys,
                              std::string_view totals,
                              std::span<const std::uint32_t> ids,
                              std::span<const std::uint32_t> numbers) {
  for (std::size_t begin = 0; begin < ids.size();) {
    chunk_.clear();
    put_number(numbers[begin], chunk_);
    std::size_t end = begin + 1;
    for (; end < ids.size() && chunk_.size() < kChunkBytes; ++end) {
      put_number(ids[end] - ids[end - 1] - 1, chunk_);
      put_number(numbers[end], chunk_);
    }
    tag_.clear();
    key_ = begin == 0 ? first_key : other_keys;
    if (begin == 0) {
      tag_ += totals;
      put_number(ids[0] - 1, tag_);
    } else {
      internal::put_sortable_number(ids[begin], key_);
    }
    tag_ += end == ids.size() ? '1' : '0';
    put_number(ids[end - 1] - ids[begin], tag_);
    tag_ += chunk_;
    postlist_.add(key_, tag_);
    begin = end;
  }
}

void DatabaseWriter::take(std::string_view term, const ListView& list) {
  if (!std::exchange(documents_done_, true)) {
    put_value_streams();
    put_lengths();
  }
  list_ids_.clear();
  for (const std::uint32_t ordinal : list.ordinals) {
    list_ids_.push_back(ids_[ordinal]);
  }
  std::uint64_t occurrences = 0;
  for (const std::uint32_t wdf : list.wdf) occurrences += wdf;
  std::string first_key;
  std::string other_keys;
  std::string totals;
  internal::put_sortable_last_text(term, first_key);
  internal::put_sortable_text(term, other_keys);
  put_number(list_ids_.size(), totals);
  put_number(static_cast<std::uint32_t>(occurrences), totals);
  put_list(first_key, other_keys, totals, list_ids_, list.wdf);
  if (!list.position_bytes.empty()) put_term_positions(term, list);
}

void DatabaseWriter::put_term_positions(std::string_view term,
                                        const ListView& list) {
  key_.clear();
  internal::put_sortable_text(term, key_);
  const std::size_t term_bytes = key_.size();
  const std::uint8_t* at = list.position_bytes.data();
  for (std::size_t i = 0; i < list.ordinals.size(); ++i) {
    const std::uint8_t* const end = at + list.position_sizes[i];
    positions_.clear();
    for (PositionCursor it(at, end); !it.done(); it.next()) {
      positions_.push_back(it.position());
    }
    at = end;
    if (positions_.empty()) continue;
    key_.resize(term_bytes);
    internal::put_sortable_number(list_ids_[i], key_);
    tag_.clear();
    internal::put_positions(positions_, tag_);
    position_.add(key_, tag_);
  }
}

Result<void> DatabaseWriter::finish() {
  assert(!ids_.empty());
  if (!documents_done_) {
    put_value_streams();
    put_lengths();
  }
  internal::DatabaseVersion version;
  version.uuid = uuid_;
  version.statistics = statistics();
  internal::TableWriter* const tables[] = {&postlist_, &docdata_, &termlist_,
                                           &position_};
  for (std::size_t i = 0; i < std::size(tables); ++i) {
    Result<internal::TableRoot> root = tables[i]->finish();
    if (!root) return root.error();
    version.tables[i] = *root;
  }
  return internal::write_version(folder_, version);
}

internal::DatabaseStatistics DatabaseWriter::statistics() const {
  internal::DatabaseStatistics statistics;
  statistics.documents = documents();
  statistics.last_id = ids_.back();
  for (const std::uint32_t length : lengths_) {
    statistics.note_shortest(length);
    statistics.longest = std::max(statistics.longest, length);
  }
  statistics.highest_wdf = highest_wdf_;
  statistics.total_length = total_length_;
  return statistics;
}

}  // namespace lede
