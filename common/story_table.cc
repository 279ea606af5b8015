// SPDX-License-Identifier: GPL-3.0-or-later
//
//   table := Header Row... TableMember... Former... number...
//
// Little-endian, read in place; the checksum (XXH3-64) is of all that follows
// it. Documents are numbered without gaps from the lowest in any story to the
// highest.

#include "common/story_table.h"

#include <algorithm>
#include <bit>
#include <string_view>

#include "common/postings/format.h"

namespace lede {
namespace {

static_assert(std::endian::native == std::endian::little,
              "story tables are read in place");

constexpr std::array<char, 8> kMagic = {'l', 'e', 'd', 'e', 's', 't', 'b', 'l'};
constexpr std::uint32_t kVersion = 1;

struct Header {
  std::array<char, 8> magic = kMagic;
  std::uint64_t checksum = 0;
  std::uint32_t version = kVersion;
  std::uint32_t stories = 0;
  std::uint32_t members = 0;
  std::uint32_t former = 0;
  std::uint32_t first_document = 0;
  std::uint32_t numbers = 0;
};

constexpr std::size_t kHashedFrom = offsetof(Header, version);

template <typename T>
void put(const T& value, std::string& bytes) {
  bytes.append(reinterpret_cast<const char*>(&value), sizeof value);
}

std::uint64_t checksum_of(std::string_view table) {
  return internal::checksum_of(table.substr(kHashedFrom));
}

// Takes `count` of T off the front; empty if there are too few bytes.
template <typename T>
std::span<const T> take(std::span<const std::uint8_t>& bytes,
                        std::size_t count) {
  const std::size_t size = count * sizeof(T);
  if (size > bytes.size()) return {};
  const std::span<const T> taken(reinterpret_cast<const T*>(bytes.data()),
                                 count);
  bytes = bytes.subspan(size);
  return taken;
}

// The lowest document of all, and how far from it the highest is, and one.
void measure(std::span<const TableStory> stories, Header& header) {
  std::uint32_t lowest = UINT32_MAX;
  std::uint32_t highest = 0;
  for (const TableStory& story : stories) {
    for (const TableMember& member : story.members) {
      lowest = std::min(lowest, member.document);
      highest = std::max(highest, member.document);
      ++header.members;
    }
  }
  if (header.members == 0) return;
  header.first_document = lowest;
  header.numbers = highest - lowest + 1;
}

}  // namespace

std::string encode_story_table(
    std::span<const TableStory> stories,
    std::span<const std::pair<ArticleKey, ArticleKey>> former_ids) {
  Header header;
  header.stories = static_cast<std::uint32_t>(stories.size());
  header.former = static_cast<std::uint32_t>(former_ids.size());
  measure(stories, header);
  std::vector<std::uint32_t> numbers(header.numbers, StoryTable::kAlone);
  std::string bytes;
  put(header, bytes);
  std::uint32_t first_member = 0;
  for (const TableStory& story : stories) {
    put(StoryTable::Row{story.id, first_member, story.certain ? 1U : 0U},
        bytes);
    first_member += static_cast<std::uint32_t>(story.members.size());
  }
  for (std::uint32_t i = 0; i < stories.size(); ++i) {
    for (const TableMember& member : stories[i].members) {
      put(member, bytes);
      numbers[member.document - header.first_document] = i;
    }
  }
  std::vector<StoryTable::Former> former;
  for (const auto& [id, article] : former_ids) former.push_back({id, article});
  std::ranges::sort(former, {}, &StoryTable::Former::id);
  for (const StoryTable::Former& each : former) put(each, bytes);
  for (const std::uint32_t number : numbers) put(number, bytes);
  header.checksum = checksum_of(bytes);
  bytes.replace(0, sizeof header, reinterpret_cast<const char*>(&header),
                sizeof header);
  return bytes;
}

Result<StoryTable> StoryTable::open(const std::filesystem::path& path) {
  Result<internal::MappedFile> map = internal::MappedFile::open(path);
  if (!map) return map.error();
  StoryTable table;
  table.map_ = std::move(*map);
  if (auto read = table.read(); !read) {
    return read.error().with_context("reading " + path.string());
  }
  return table;
}

Result<void> StoryTable::read() {
  const Error damaged{ErrorCode::kCorrupt, "it is damaged"};
  std::span<const std::uint8_t> rest = map_.bytes();
  const std::string_view all(reinterpret_cast<const char*>(rest.data()),
                             rest.size());
  const auto headers = take<Header>(rest, 1);
  if (headers.empty() || headers[0].magic != kMagic) return damaged;
  const Header& header = headers[0];
  if (header.version != kVersion) {
    return Error{ErrorCode::kVersionMismatch,
                 "it has version " + std::to_string(header.version) +
                     ", this program reads " + std::to_string(kVersion)};
  }
  if (header.checksum != checksum_of(all)) return damaged;
  rows_ = take<Row>(rest, header.stories);
  members_ = take<TableMember>(rest, header.members);
  former_ = take<Former>(rest, header.former);
  numbers_ = take<std::uint32_t>(rest, header.numbers);
  first_document_ = header.first_document;
  const bool whole = rows_.size() == header.stories &&
                     members_.size() == header.members &&
                     former_.size() == header.former &&
                     numbers_.size() == header.numbers && rest.empty();
  return whole && is_sound() ? Result<void>() : damaged;
}

// A checksum that holds says that the table is as it was written; this, that it
// was written as it should be.
bool StoryTable::is_sound() const {
  std::uint32_t next = 0;
  for (const Row& row : rows_) {
    if (row.first_member != next || next >= members_.size()) return false;
    ++next;
    while (next < members_.size() && members_[next].kind != LinkKind::kNone) {
      ++next;
    }
  }
  return next == members_.size() &&
         std::ranges::all_of(numbers_, [&](std::uint32_t number) {
           return number == kAlone || number < rows_.size();
         });
}

StoryTable::Story StoryTable::story(std::uint32_t number) const {
  const Row& row = rows_[number];
  const std::size_t end = number + std::size_t{1} < rows_.size()
                              ? rows_[number + 1].first_member
                              : members_.size();
  return {row.id, row.certain != 0,
          members_.subspan(row.first_member, end - row.first_member)};
}

std::optional<ArticleKey> StoryTable::former(const ArticleKey& id) const {
  const auto found = std::ranges::lower_bound(former_, id, {}, &Former::id);
  if (found == former_.end() || found->id != id) return std::nullopt;
  return found->article;
}

std::uint64_t count_stories(const StoryTable& table, std::uint64_t documents) {
  return documents - std::min<std::uint64_t>(documents, table.members()) +
         table.size();
}

}  // namespace lede
