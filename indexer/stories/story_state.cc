// SPDX-License-Identifier: GPL-3.0-or-later
//
//   state   := "ledestry" version checksum blocks block... aliases-block
//   block   := compressed-size bytes of up to kBlockArticles articles
//   article := key document signature links parent earliest
//   alias   := key key
//
// Articles stand in their order, and links name them by their place in it.
// Numbers are little-endian; the checksum (XXH3-64) is of all that follows it;
// blocks are compressed as stored articles are.

#include <algorithm>
#include <utility>

#include <xxhash.h>

#include "common/document_codec.h"
#include "indexer/stories/internal/bytes.h"
#include "indexer/stories/internal/grouper_state.h"
#include "indexer/stories/story_grouper.h"

namespace lede {
namespace {

using internal::compress_document;
using internal::decompress_document;
using internal::EntryLink;
using internal::kNoSlot;
using internal::put_fixed;
using internal::Slot;
using internal::take_fixed;

constexpr std::string_view kMagic = "ledestry";
constexpr std::uint32_t kStateVersion = 1;
constexpr std::size_t kBlockArticles = 65'536;

void put_key(const ArticleKey& key, std::string& bytes) { bytes += key.text(); }

bool take_key(std::string_view& bytes, ArticleKey& key) {
  const auto taken = ArticleKey::from(bytes.substr(0, key.bytes.size()));
  if (!taken) return false;
  key = *taken;
  bytes.remove_prefix(key.bytes.size());
  return true;
}

void put_block(std::string_view bytes, std::string& out) {
  const std::string compressed = compress_document(bytes);
  put_fixed<std::uint64_t>(compressed.size(), out);
  out += compressed;
}

std::optional<std::string> take_block(std::string_view& bytes) {
  std::uint64_t size = 0;
  if (!take_fixed(bytes, size) || size > bytes.size()) return std::nullopt;
  auto block = decompress_document(bytes.substr(0, size));
  bytes.remove_prefix(size);
  return block;
}

// `places` gives each slot its place in the order.
void put_link(const EntryLink& link, const std::vector<Slot>& places,
              std::string& bytes) {
  put_fixed(link.to == kNoSlot ? kNoSlot : places[link.to], bytes);
  put_fixed(static_cast<std::uint8_t>(link.score.kind), bytes);
  put_fixed(link.score.score, bytes);
}

bool take_link(std::string_view& bytes, EntryLink& link) {
  std::uint8_t kind = 0;
  if (!take_fixed(bytes, link.to) || !take_fixed(bytes, kind) ||
      !take_fixed(bytes, link.score.score) ||
      kind > static_cast<std::uint8_t>(LinkKind::kCopy)) {
    return false;
  }
  link.score.kind = static_cast<LinkKind>(kind);
  return true;
}

void put_entry(const internal::StoryEntry& entry,
               const std::vector<Slot>& places, std::string& bytes) {
  put_key(entry.key, bytes);
  put_fixed(entry.document, bytes);
  append_signature(entry.signature, bytes);
  put_fixed(static_cast<std::uint8_t>(entry.links.size()), bytes);
  for (const EntryLink& link : entry.links) put_link(link, places, bytes);
  put_link(entry.parent, places, bytes);
  put_fixed(places[entry.earliest], bytes);
}

bool take_entry(std::string_view& bytes, internal::StoryEntry& entry) {
  std::uint8_t links = 0;
  if (!take_key(bytes, entry.key) || !take_fixed(bytes, entry.document)) {
    return false;
  }
  auto signature = take_signature(bytes);
  if (!signature || !take_fixed(bytes, links)) return false;
  entry.signature = std::move(*signature);
  entry.live = true;
  entry.links.resize(links);
  for (EntryLink& link : entry.links) {
    if (!take_link(bytes, link)) return false;
  }
  return take_link(bytes, entry.parent) && take_fixed(bytes, entry.earliest);
}

bool take_entries(std::string_view bytes,
                  std::vector<internal::StoryEntry>& out) {
  while (!bytes.empty()) {
    out.emplace_back();
    if (!take_entry(bytes, out.back())) return false;
  }
  return true;
}

// Links lead to earlier entries; the earliest of a story is its own.
bool is_sound(const std::vector<internal::StoryEntry>& entries) {
  for (Slot slot = 0; slot < entries.size(); ++slot) {
    const internal::StoryEntry& entry = entries[slot];
    const bool alone = entry.parent.to == kNoSlot;
    if (entry.earliest > slot || (!alone && entry.parent.to >= slot) ||
        alone != (entry.earliest == slot) ||
        entries[entry.earliest].earliest != entry.earliest) {
      return false;
    }
    for (const EntryLink& link : entry.links) {
      if (link.to >= slot) return false;
    }
    if (slot > 0 && !before(entries[slot - 1], entry)) return false;
  }
  return true;
}

}  // namespace

// Fills the tables that follow from the entries.
void StoryGrouper::State::index_entries() {
  met.assign(entries.size(), {});
  for (Slot slot = 0; slot < entries.size(); ++slot) {
    slots[entries[slot].key] = slot;
    lists.insert(slot);
    join(slot, entries[slot].earliest);
    for (const EntryLink& link : entries[slot].links) {
      entries[link.to].linked_by.push_back(slot);
    }
  }
}

std::string StoryGrouper::save() const {
  const std::vector<Slot> order = state_->in_order();
  std::vector<Slot> places(state_->entries.size(), kNoSlot);
  for (Slot place = 0; place < order.size(); ++place) {
    places[order[place]] = place;
  }
  std::string body;
  const std::size_t blocks =
      (order.size() + kBlockArticles - 1) / kBlockArticles;
  put_fixed<std::uint64_t>(blocks, body);
  for (std::size_t begin = 0; begin < order.size(); begin += kBlockArticles) {
    std::string block;
    const std::size_t end = std::min(order.size(), begin + kBlockArticles);
    for (std::size_t i = begin; i < end; ++i) {
      put_entry(state_->entries[order[i]], places, block);
    }
    put_block(block, body);
  }
  std::vector<std::pair<ArticleKey, ArticleKey>> aliases(
      state_->aliases.begin(), state_->aliases.end());
  std::ranges::sort(aliases);
  std::string block;
  for (const auto& [from, to] : aliases) {
    put_key(from, block);
    put_key(to, block);
  }
  put_block(block, body);
  std::string bytes(kMagic);
  put_fixed(kStateVersion, bytes);
  put_fixed(kSignatureVersion, bytes);
  put_fixed<std::uint64_t>(XXH3_64bits(body.data(), body.size()), bytes);
  return bytes + body;
}

Result<StoryGrouper> StoryGrouper::load(std::string_view bytes) {
  const Error corrupt{ErrorCode::kCorrupt, "the stories do not read"};
  std::uint32_t version = 0;
  std::uint32_t signatures = 0;
  std::uint64_t checksum = 0;
  std::uint64_t blocks = 0;
  if (!bytes.starts_with(kMagic)) return corrupt;
  bytes.remove_prefix(kMagic.size());
  if (!take_fixed(bytes, version) || !take_fixed(bytes, signatures)) {
    return corrupt;
  }
  if (version != kStateVersion || signatures != kSignatureVersion) {
    return Error{ErrorCode::kVersionMismatch,
                 "another version wrote the stories"};
  }
  if (!take_fixed(bytes, checksum) ||
      checksum != XXH3_64bits(bytes.data(), bytes.size()) ||
      !take_fixed(bytes, blocks)) {
    return corrupt;
  }
  auto state = std::make_unique<State>();
  for (std::uint64_t i = 0; i < blocks; ++i) {
    const auto block = take_block(bytes);
    if (!block || !take_entries(*block, state->entries)) return corrupt;
  }
  const auto aliases = take_block(bytes);
  if (!aliases || !bytes.empty() || !is_sound(state->entries)) return corrupt;
  for (std::string_view rest = *aliases; !rest.empty();) {
    ArticleKey from;
    ArticleKey to;
    if (!take_key(rest, from) || !take_key(rest, to)) return corrupt;
    state->aliases[from] = to;
  }
  state->index_entries();
  return StoryGrouper(std::move(state));
}

}  // namespace lede
