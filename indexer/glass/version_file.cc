// SPDX-License-Identifier: GPL-3.0-or-later
//
//   magic, version, uuid           14, 2, 16 bytes
//   revision                       a number, as all that follows
//   for each of six tables
//     root
//     level << 2 | 2 if leaves lie in the order of keys | 1 if there is no root
//     keys
//     block bytes >> 11
//     shortest tag that is deflated
//     free list, as text           revision, blocks, four numbers of where it
//     is
//   documents
//   last id - documents
//   shortest length
//   highest wdf
//   longest length - highest wdf
//   oldest change set, 0
//   total length
//   highest frequency of a spelling, 0

#include "indexer/glass/version_file.h"

#include <fstream>
#include <iterator>

#include "indexer/glass/packing.h"

namespace lede::internal {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view kMagic{"\x0f\x0dXapian Glass", 14};
// (2016 - 2014) << 9 | 3 << 5 | 14: the date the format was last changed.
constexpr std::string_view kGlassVersion{"\x04\x6e", 2};
constexpr std::size_t kUuidBytes = 16;
constexpr std::string_view kFileName = "iamglass";

constexpr std::uint64_t kSequential = 2;
constexpr std::uint64_t kNoRoot = 1;
constexpr std::size_t kUnusedTables = 2;
// What Xapian writes later it deflates if it is longer.
constexpr std::size_t kShortestDeflated = 18;

bool deflates(std::size_t table) {
  return kTableNames[table] == "docdata" || kTableNames[table] == "termlist";
}

void put_table(const TableRoot& table, std::size_t shortest_deflated,
               std::string& out) {
  put_number(table.root, out);
  put_number(std::uint64_t{table.level} << 2 | kSequential |
                 (table.blocks == 0 ? kNoRoot : 0),
             out);
  put_number(table.keys, out);
  put_number(kTableBlock >> 11, out);
  put_number(shortest_deflated, out);
  std::string free_list;
  if (table.blocks > 0) {
    put_number(kTableRevision, free_list);
    put_number(table.blocks, free_list);
    free_list.append(4, '\0');  // no block is free
  }
  put_text(free_list, out);
}

std::string bytes_of_uuid(std::string_view uuid) {
  const auto digit = [](char c) { return c <= '9' ? c - '0' : c - 'a' + 10; };
  std::string bytes;
  int high = -1;
  for (const char c : uuid) {
    if (c == '-') continue;
    if (high < 0) {
      high = digit(c);
    } else {
      bytes += static_cast<char>(high << 4 | digit(c));
      high = -1;
    }
  }
  return bytes;
}

void put_statistics(const DatabaseStatistics& statistics, std::string& out) {
  put_number(statistics.documents, out);
  put_number(statistics.last_id - statistics.documents, out);
  put_number(statistics.shortest, out);
  put_number(statistics.highest_wdf, out);
  put_number(statistics.longest - statistics.highest_wdf, out);
  put_number(0, out);
  put_number(statistics.total_length, out);
  put_number(0, out);
}

// Reads the numbers of a version file; false for good once one does not read.
class VersionReader {
 public:
  explicit VersionReader(std::string_view bytes) : rest_(bytes) {}

  template <typename Number>
  bool number(Number& value) {
    std::uint64_t read = 0;
    if (!take_number(rest_, read)) return false;
    value = static_cast<Number>(read);
    return value == read;
  }
  bool table(TableRoot& table) {
    std::uint64_t shape = 0;
    std::uint64_t block = 0;
    std::uint64_t skipped = 0;
    std::string_view free_list;
    if (!number(table.root) || !number(shape) || !number(table.keys) ||
        !number(block) || !number(skipped) || !take_text(rest_, free_list)) {
      return false;
    }
    table.level = static_cast<unsigned>(shape >> 2);
    if ((shape & kNoRoot) != 0) return true;
    VersionReader list(free_list);
    return block << 11 == kTableBlock && list.number(skipped) &&
           list.number(table.blocks);
  }
  bool statistics(DatabaseStatistics& statistics) {
    std::uint64_t left_out = 0;
    std::uint64_t above_wdf = 0;
    std::uint64_t unused = 0;
    if (!number(statistics.documents) || !number(left_out) ||
        !number(statistics.shortest) || !number(statistics.highest_wdf) ||
        !number(above_wdf) || !number(unused) ||
        !number(statistics.total_length) || !number(unused)) {
      return false;
    }
    statistics.last_id =
        static_cast<std::uint32_t>(statistics.documents + left_out);
    statistics.longest =
        static_cast<std::uint32_t>(statistics.highest_wdf + above_wdf);
    return rest_.empty();
  }

 private:
  std::string_view rest_;
};

bool parse(std::string_view bytes, DatabaseVersion& version) {
  const std::size_t head = kMagic.size() + kGlassVersion.size();
  if (!bytes.starts_with(kMagic) || bytes.size() < head + kUuidBytes ||
      bytes.substr(kMagic.size(), kGlassVersion.size()) != kGlassVersion) {
    return false;
  }
  VersionReader reader(bytes.substr(head + kUuidBytes));
  if (!reader.number(version.revision)) return false;
  for (TableRoot& table : version.tables) {
    if (!reader.table(table)) return false;
  }
  for (std::size_t i = 0; i < kUnusedTables; ++i) {
    TableRoot unused;
    if (!reader.table(unused) || unused.keys > 0) return false;
  }
  return reader.statistics(version.statistics);
}

}  // namespace

fs::path table_path(const fs::path& folder, std::size_t table) {
  return folder / (std::string(kTableNames[table]) + ".glass");
}

void DatabaseStatistics::add(const DatabaseStatistics& other) {
  documents += other.documents;
  last_id = std::max(last_id, other.last_id);
  note_shortest(other.shortest);
  longest = std::max(longest, other.longest);
  highest_wdf = std::max(highest_wdf, other.highest_wdf);
  total_length += other.total_length;
}

Result<void> write_version(const fs::path& folder,
                           const DatabaseVersion& version) {
  std::string bytes(kMagic);
  bytes.append(kGlassVersion).append(bytes_of_uuid(version.uuid));
  put_number(kTableRevision, bytes);
  for (std::size_t i = 0; i < version.tables.size(); ++i) {
    put_table(version.tables[i], deflates(i) ? kShortestDeflated : 0, bytes);
  }
  for (std::size_t i = 0; i < kUnusedTables; ++i) {
    put_table({}, kShortestDeflated, bytes);
  }
  put_statistics(version.statistics, bytes);
  const fs::path path = folder / kFileName;
  std::ofstream file(path, std::ios::binary | std::ios::trunc);
  file.write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
  file.close();
  if (file) return {};
  return Error{ErrorCode::kIo, "cannot write " + path.string()};
}

Result<DatabaseVersion> read_version(const fs::path& folder) {
  const fs::path path = folder / kFileName;
  std::ifstream file(path, std::ios::binary);
  const std::string bytes{std::istreambuf_iterator<char>(file), {}};
  if (!file) return Error{ErrorCode::kIo, "cannot read " + path.string()};
  DatabaseVersion version;
  if (parse(bytes, version)) return version;
  return Error{ErrorCode::kCorrupt,
               path.string() + " is no database's of a segment"};
}

}  // namespace lede::internal
