// SPDX-License-Identifier: GPL-3.0-or-later
//
// THE table of what stands where in an index: text fields, term prefixes,
// value slots, weights. Indexing and searching meet here.
//
// Terms of the exact layer carry no prefix and never begin with an ASCII
// capital, since they are case-folded; every prefix is ASCII capitals. A field
// prefix and a layer prefix join in that order: "SZchip" is the stem of "chips"
// in a title.
//
//   layer            prefix  positions         example
//   exact form       -       yes               chips, 4o, c++, café, cafe
//   CJK uni-, bigram -       yes               芯, 芯片
//   stem             Z       no                Zchip
//   fused name       F       no                Fgpt4o
//   written together J       no, wdf 0         Jgpt4o   (not for "GPT 4o")
//   entity           E       of the mention    Ecompany:alibaba
//   spoken date      XD      no, wdf 0         XD2026-q1 (calendar_terms.h)
//   amount           XA      no, wdf 0         XAusd:1915 (amount_terms.h)
//   passage          X...    where one begins  XN, XG: sentences, paragraphs
//
// An article's words stand in one space of positions, field after field with a
// gap of kFieldGap between them: a phrase never crosses. Title, summary and
// key points are also indexed under their field prefixes with all layers. What
// stands in one of them but not in the body is marked with kNotInBody, so that
// body:x is "x without N x"; adjacent pairs likewise ("Na b"), for phrases.

#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace lede {

// Changes when older programs can no longer read the index.
inline constexpr int kFormatVersion = 3;

enum class TextField : std::uint8_t {
  kTitle,
  kSummary,
  kKeyPoints,
  kBody,
  kQuotation,  // no text of its own: what the others quote
};

struct TextFieldRow {
  TextField field;
  std::string_view query_name;  // "title", "summary", "points", "body", "quote"
  std::string_view json_name;   // "title", "summary", "key_points", "text";
                                // empty for quotations
  std::string_view prefix;      // field prefix; empty for the body
  unsigned weight;              // wdf of one occurrence in the shared layers
};

inline constexpr TextFieldRow kTextFields[] = {
    {TextField::kTitle, "title", "title", "S", 1},
    {TextField::kSummary, "summary", "summary", "XS", 1},
    {TextField::kKeyPoints, "points", "key_points", "XP", 1},
    {TextField::kBody, "body", "text", "", 1},
    {TextField::kQuotation, "quote", "", "", 0},
};

constexpr const TextFieldRow& row_of(TextField field) {
  return kTextFields[static_cast<std::size_t>(field)];
}

inline constexpr std::uint32_t kFirstPosition = 1;
inline constexpr std::uint32_t kFieldGap = 100;

namespace prefix {
// Layers.
inline constexpr std::string_view kStem = "Z";
inline constexpr std::string_view kFused = "F";
inline constexpr std::string_view kJoined = "J";
inline constexpr std::string_view kEntity = "E";
inline constexpr std::string_view kNotInBody = "N";
// Terms of their own. Their positions are where passages begin, and where
// quotations end: that of the first token behind.
inline constexpr std::string_view kSentenceStart = "XN";
inline constexpr std::string_view kParagraphStart = "XG";
inline constexpr std::string_view kQuotationStart = "XQ";
inline constexpr std::string_view kQuotationEnd = "XR";
// Keys and filters; wdf 0. Filter values are folded by fold_value().
inline constexpr std::string_view kKey = "Q";      // article_key(id)
inline constexpr std::string_view kSource = "XO";  // "XOexample wire"
inline constexpr std::string_view kHost = "H";     // host of the url, and its
                                                   // parents: "Hnews.example"
inline constexpr std::string_view kAuthor = "A";
inline constexpr std::string_view kTopic = "K";
inline constexpr std::string_view kLanguage = "L";  // "Lzh", also "Lzh-hant"
// A publication that the text credits: "XCreuters".
inline constexpr std::string_view kCited = "XC";
// A unit of the calendar that holds a date the text speaks of.
inline constexpr std::string_view kMentionedDate = "XD";
// A beginning of an amount's number, in its unit or in any.
inline constexpr std::string_view kAmount = "XA";
// Reserved for what is announced; nothing writes them yet.
inline constexpr std::string_view kPair = "XB";  // adjacent pairs
inline constexpr std::string_view kStory = "XY";
}  // namespace prefix

// Terms longer than this are cut to a prefix and a hash (see bounded_term()).
inline constexpr std::size_t kMaxTermBytes = 64;

// Returns `term` if it has at most kMaxTermBytes, else its first bytes (whole
// code points) and 16 hexadecimal digits of its hash, of kMaxTermBytes in all.
std::string bounded_term(std::string_view term);

namespace slot {
// Published instant by encode_instant(); empty if undated. Sorted descending:
// newest first, undated last.
inline constexpr unsigned kPublished = 0;
// encode_instant_reversed(): sorted descending it gives oldest first, undated
// last; stock sorting has no other way to keep the undated last both times.
inline constexpr unsigned kPublishedReversed = 1;
// sortable_serialise(freshness_value()) on the default scale; empty if undated.
// Read by the stock ValueWeightPostingSource.
inline constexpr unsigned kFreshness = 2;
inline constexpr unsigned kId = 3;  // the id, as given
inline constexpr unsigned kContentHash =
    4;  // 8 bytes XXH3-64, see DocumentBuilder
inline constexpr unsigned kOrigin = 5;
inline constexpr unsigned kIndexedAt = 6;  // encode_instant()
inline constexpr unsigned kPrecision = 7;  // one digit, DatePrecision
// Facets: one value, or several joined by kValueSeparator, as displayed.
inline constexpr unsigned kSource = 10;
inline constexpr unsigned kAuthors = 11;
inline constexpr unsigned kTopics = 12;
inline constexpr unsigned kLanguage = 13;
// Facets of entities: ids joined by kValueSeparator, sorted.
inline constexpr unsigned kCompanies = 14;
inline constexpr unsigned kModels = 15;
inline constexpr unsigned kChips = 16;
inline constexpr unsigned kPeople = 17;
inline constexpr unsigned kPublications = 18;
// Reserved for what is announced; nothing writes them yet.
inline constexpr unsigned kStory = 30;
inline constexpr unsigned kSimHash = 31;
}  // namespace slot

inline constexpr char kValueSeparator = '\x1f';

// Five bytes, big-endian seconds since 1800-01-01: order-preserving.
// REQUIRES: kEarliestDate <= seconds < kEarliestDate + 2^40.
std::string encode_instant(std::int64_t seconds);
std::optional<std::int64_t> decode_instant(std::string_view value);
std::string encode_instant_reversed(std::int64_t seconds);

// Freshness halves every half_life: 2^((t - epoch) / half_life). What
// slot::kFreshness holds is that of the default scale; a query scales it by
// 2^(-(now - epoch) / half_life), so that the blend works with stock posting
// sources.
inline constexpr std::int64_t kFreshnessEpoch = 1735689600;  // 2025-01-01
inline constexpr std::int64_t kFreshnessHalfLife = std::int64_t{180} * 86400;
struct FreshnessScale {
  std::int64_t epoch = kFreshnessEpoch;         // seconds since 1970
  std::int64_t half_life = kFreshnessHalfLife;  // seconds, not 0

  bool operator==(const FreshnessScale&) const = default;
};
double freshness_value(std::int64_t seconds, const FreshnessScale& scale = {});

// One row a name that filters or facets know, so that adding a field is adding
// a row.
struct FilterFieldRow {
  std::string_view name;         // "source", "company", ...
  std::string_view term_prefix;  // "XO"; for entities "Ecompany:"
  unsigned value_slot;           // of the facet
  bool entity;  // values are entities, named by any alias; their kind is
                // `entity_kind`, and their terms the prefix and the id's slug
  bool facet;
  std::string_view entity_kind = name;
};
std::span<const FilterFieldRow> filter_fields();
const FilterFieldRow* find_filter_field(std::string_view name);

// Filters by what the text speaks of. Their values are read, not looked up.
inline constexpr std::string_view kMentionsField = "mentions";
inline constexpr std::string_view kAmountField = "amount";
inline constexpr std::string_view kFigureFields[] = {kMentionsField,
                                                     kAmountField};
bool is_figure_field(std::string_view name);

// Ids are given downwards from here in arrival order, each batch sorted by
// date, so that newest first is document order.
inline constexpr std::uint32_t kHighestDocId = std::uint32_t{1} << 27;

}  // namespace lede
