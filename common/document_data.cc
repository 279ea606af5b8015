// SPDX-License-Identifier: GPL-3.0-or-later
//
// The stored bytes of a document:
//
//   byte 0      kVersion
//   byte 1      codec: 0, the rest follows as it is; 1, compressed
//   byte 2      number of fields, kFieldCount when written
//   then        end of each field, 4 bytes little-endian, counted from the
//               first field's begin
//   then        the fields, in the order of StoredField
//
// A list is its items, each with its size in bytes before it; sizes and counts
// are base-128 numbers, low groups first. Dates and instants are 8 bytes
// little-endian, a date with its precision after it. A reader takes fields it
// does not know for absent and ignores those beyond its own count.
//
// Records from kMinCompressedBytes on are compressed here; the engine's own
// compression of the rest is denser on short ones, and on long ones several
// times slower to undo.

#include "common/document_data.h"

#include <array>
#include <utility>

#include "common/document_codec.h"

namespace lede {
namespace {

constexpr char kVersion = 1;
constexpr char kPlain = 0;
constexpr char kCompressed = 1;
constexpr std::size_t kHeadBytes = 2;  // version and codec
constexpr std::size_t kMinCompressedBytes = 2048;
constexpr std::size_t kTableBegin = 3;
constexpr std::size_t kOffsetBytes = 4;

enum StoredField : std::size_t {
  kFlags,
  kId,
  kTitle,
  kPublished,
  kUrl,
  kSource,
  kLang,
  kEntities,
  kTopics,
  kSummary,
  kKeyPoints,
  kSentenceStarts,   // reserved
  kParagraphStarts,  // reserved
  kText,
  kAuthors,
  kUpdated,
  kExtra,
  kOrigin,
  kIndexedAt,
  kFieldCount,
};

enum Flag : char { kHasTitle = 1, kPublishedInferred = 2 };

void append_fixed(std::string& out, std::uint64_t value, std::size_t bytes) {
  for (; bytes > 0; --bytes, value >>= 8) {
    out += static_cast<char>(value & 0xff);
  }
}

std::uint64_t fixed_number(std::string_view bytes) {
  std::uint64_t value = 0;
  for (std::size_t i = bytes.size(); i-- > 0;) {
    value = value << 8 | static_cast<unsigned char>(bytes[i]);
  }
  return value;
}

void append_number(std::string& out, std::uint64_t value) {
  for (; value >= 0x80; value >>= 7) {
    out += static_cast<char>(0x80 | (value & 0x7f));
  }
  out += static_cast<char>(value);
}

void append_sized(std::string& out, std::string_view item) {
  append_number(out, item.size());
  out += item;
}

// Takes items off the front of a field; false, and nothing more, once they do
// not read.
class FieldReader {
 public:
  explicit FieldReader(std::string_view bytes) : bytes_(bytes) {}

  [[nodiscard]] bool at_end() const { return bytes_.empty(); }

  bool number(std::uint64_t& value) {
    value = 0;
    for (unsigned shift = 0; shift < 63 && !bytes_.empty(); shift += 7) {
      const auto byte = static_cast<unsigned char>(bytes_.front());
      bytes_.remove_prefix(1);
      value |= std::uint64_t{byte & 0x7fU} << shift;
      if (byte < 0x80) return true;
    }
    return fail();
  }
  bool sized(std::string_view& item) {
    std::uint64_t size = 0;
    if (!number(size) || size > bytes_.size()) return fail();
    item = bytes_.substr(0, size);
    bytes_.remove_prefix(size);
    return true;
  }

 private:
  bool fail() {
    bytes_ = {};
    return false;
  }

  std::string_view bytes_;
};

std::string encode_list(const std::vector<std::string>& items) {
  std::string out;
  for (const std::string& item : items) append_sized(out, item);
  return out;
}

// False if the bytes do not read; `items` then has those before the fault.
template <typename Item>
bool decode_list(std::string_view bytes, std::vector<Item>& items) {
  for (FieldReader reader(bytes); !reader.at_end();) {
    std::string_view item;
    if (!reader.sized(item)) return false;
    items.emplace_back(item);
  }
  return true;
}

std::string encode_entities(const std::vector<StoredEntity>& entities) {
  std::string out;
  for (const StoredEntity& entity : entities) {
    append_sized(out, entity.id);
    append_sized(out, entity.name);
    append_number(out, entity.mentions);
  }
  return out;
}

std::string encode_date(const std::optional<Date>& date) {
  std::string out;
  if (!date) return out;
  append_fixed(out, static_cast<std::uint64_t>(date->seconds), 8);
  out += static_cast<char>(date->precision);
  return out;
}

// False if the bytes do not read; no bytes are no date.
bool decode_date(std::string_view bytes, std::optional<Date>& date) {
  date.reset();
  if (bytes.empty()) return true;
  if (bytes.size() != 9 ||
      bytes[8] > static_cast<char>(DatePrecision::kSecond) || bytes[8] < 0) {
    return false;
  }
  date = Date{static_cast<std::int64_t>(fixed_number(bytes.substr(0, 8))),
              static_cast<DatePrecision>(bytes[8])};
  return true;
}

std::string encode_instant_field(std::int64_t seconds) {
  std::string out;
  if (seconds != 0) append_fixed(out, static_cast<std::uint64_t>(seconds), 8);
  return out;
}

Error corrupt(std::string message) {
  return {ErrorCode::kCorrupt, std::move(message)};
}

std::size_t count_of(std::string_view bytes) {
  return static_cast<unsigned char>(bytes[2]);
}

// End of field `index` within the fields.
std::size_t end_of(std::string_view bytes, std::size_t index) {
  return fixed_number(
      bytes.substr(kTableBegin + index * kOffsetBytes, kOffsetBytes));
}

bool is_sound(std::string_view bytes) {
  const std::size_t begin = kTableBegin + count_of(bytes) * kOffsetBytes;
  if (begin > bytes.size()) return false;
  std::size_t last = 0;
  for (std::size_t i = 0; i < count_of(bytes); ++i) {
    const std::size_t end = end_of(bytes, i);
    if (end < last) return false;
    last = end;
  }
  return last == bytes.size() - begin;
}

}  // namespace

std::string encode_document_data(const StoredArticle& stored) {
  const Article& article = stored.article;
  std::string flags(1, '\0');
  if (article.title) flags[0] |= kHasTitle;
  if (article.published_inferred) flags[0] |= kPublishedInferred;
  std::array<std::string, kFieldCount> made;
  std::array<std::string_view, kFieldCount> fields;
  const auto keep = [&](StoredField field, std::string bytes) {
    made[field] = std::move(bytes);
    fields[field] = made[field];
  };
  keep(kFlags, flags);
  fields[kId] = article.id;
  if (article.title) fields[kTitle] = *article.title;
  keep(kPublished, encode_date(article.published));
  fields[kUrl] = article.url;
  fields[kSource] = article.source;
  fields[kLang] = article.lang;
  keep(kEntities, encode_entities(stored.entities));
  keep(kTopics, encode_list(article.topics));
  fields[kSummary] = article.summary;
  keep(kKeyPoints, encode_list(article.key_points));
  fields[kText] = article.text;
  keep(kAuthors, encode_list(article.authors));
  keep(kUpdated, encode_date(article.updated));
  fields[kExtra] = article.extra;
  fields[kOrigin] = article.origin;
  keep(kIndexedAt, encode_instant_field(article.indexed_at));

  std::string out{kVersion, kPlain, static_cast<char>(kFieldCount)};
  std::size_t end = 0;
  for (const std::string_view field : fields) {
    end += field.size();
    append_fixed(out, end, kOffsetBytes);
  }
  out.reserve(out.size() + end);
  for (const std::string_view field : fields) out += field;
  if (out.size() < kMinCompressedBytes) return out;
  const std::string_view rest = std::string_view(out).substr(kHeadBytes);
  return std::string{kVersion, kCompressed} + internal::compress_document(rest);
}

Result<DocumentData> DocumentData::open(std::string bytes) {
  if (bytes.size() < kTableBegin || bytes[0] != kVersion) {
    return corrupt("stored article of an unknown version");
  }
  if (bytes[1] == kCompressed) {
    const auto rest = internal::decompress_document(
        std::string_view(bytes).substr(kHeadBytes));
    if (!rest) return corrupt("stored article is cut or damaged");
    bytes.resize(kHeadBytes);
    bytes += *rest;
  } else if (bytes[1] != kPlain) {
    return corrupt("stored article of an unknown codec");
  }
  if (bytes.size() < kTableBegin || !is_sound(bytes)) {
    return corrupt("stored article is cut or damaged");
  }
  return DocumentData(std::move(bytes));
}

std::string_view DocumentData::field(std::size_t index) const {
  const std::string_view bytes = bytes_;
  const std::size_t count = count_of(bytes);
  if (index >= count) return {};
  const std::size_t begin = index == 0 ? 0 : end_of(bytes, index - 1);
  return bytes.substr(kTableBegin + count * kOffsetBytes + begin,
                      end_of(bytes, index) - begin);
}

bool DocumentData::has_title() const {
  const std::string_view flags = field(kFlags);
  return !flags.empty() && (flags[0] & kHasTitle) != 0;
}

bool DocumentData::published_inferred() const {
  const std::string_view flags = field(kFlags);
  return !flags.empty() && (flags[0] & kPublishedInferred) != 0;
}

std::string_view DocumentData::title() const { return field(kTitle); }
std::string_view DocumentData::summary() const { return field(kSummary); }
std::string_view DocumentData::text() const { return field(kText); }
std::string_view DocumentData::url() const { return field(kUrl); }
std::string_view DocumentData::source() const { return field(kSource); }
std::string_view DocumentData::lang() const { return field(kLang); }
std::string_view DocumentData::id() const { return field(kId); }

std::vector<std::string_view> DocumentData::key_points() const {
  std::vector<std::string_view> items;
  decode_list(field(kKeyPoints), items);
  return items;
}

std::vector<std::string_view> DocumentData::topics() const {
  std::vector<std::string_view> items;
  decode_list(field(kTopics), items);
  return items;
}

std::vector<StoredEntity> DocumentData::entities() const {
  std::vector<StoredEntity> entities;
  for (FieldReader reader(field(kEntities)); !reader.at_end();) {
    std::string_view id;
    std::string_view name;
    std::uint64_t mentions = 0;
    if (!reader.sized(id) || !reader.sized(name) || !reader.number(mentions)) {
      break;
    }
    entities.push_back({std::string(id), std::string(name),
                        static_cast<std::uint32_t>(mentions)});
  }
  return entities;
}

std::optional<Date> DocumentData::published() const {
  std::optional<Date> date;
  decode_date(field(kPublished), date);
  return date;
}

Result<Article> DocumentData::article() const {
  Article article;
  article.id = id();
  if (has_title()) article.title = title();
  article.summary = summary();
  article.text = text();
  article.url = url();
  article.source = source();
  article.published_inferred = published_inferred();
  article.lang = lang();
  article.extra = field(kExtra);
  article.origin = field(kOrigin);
  article.indexed_at =
      static_cast<std::int64_t>(fixed_number(field(kIndexedAt)));
  if (!decode_list(field(kKeyPoints), article.key_points) ||
      !decode_list(field(kAuthors), article.authors) ||
      !decode_list(field(kTopics), article.topics) ||
      !decode_date(field(kPublished), article.published) ||
      !decode_date(field(kUpdated), article.updated)) {
    return corrupt("stored article has a field that does not read");
  }
  return article;
}

}  // namespace lede
