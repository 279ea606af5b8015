// SPDX-License-Identifier: GPL-3.0-or-later
//
// Words of a query that say a date.

#include "searcher/date_offer.h"

#include <algorithm>
#include <cstddef>
#include <span>
#include <utility>
#include <vector>

#include "common/join.h"
#include "searcher/query/fields.h"
#include "searcher/query/parse.h"
#include "searcher/query/query_text.h"
#include "searcher/query/tree_shape.h"

namespace lede {
namespace {

// "second half of last year" and one to spare.
constexpr std::size_t kMaxDateWords = 6;

constexpr std::string_view kBounds[] = {"since", "before", "after"};
constexpr std::string_view kPrepositions[] = {"in", "on", "from", "during"};

using Nodes = std::span<const QueryNode>;

bool is_plain_word(const QueryNode& node) {
  return node.kind == NodeKind::kWord && node.field.empty() &&
         node.weight == 1.0;
}

std::string text_of(Nodes words) { return join(words, " ", &QueryNode::text); }

struct Found {
  std::size_t begin = 0;  // of the nodes
  std::size_t end = 0;
};

std::optional<Found> find_date(Nodes nodes, const TimeZone& zone,
                               std::int64_t now) {
  for (std::size_t begin = 0; begin < nodes.size(); ++begin) {
    std::size_t end = begin;
    while (end < nodes.size() && end < begin + kMaxDateWords &&
           is_plain_word(nodes[end])) {
      ++end;
    }
    for (; end > begin; --end) {
      const auto interval = unmistakable_date(
          text_of(nodes.subspan(begin, end - begin)), zone, now);
      if (interval && interval->begin <= now) return Found{begin, end};
    }
  }
  return std::nullopt;
}

}  // namespace

std::optional<DateAmongWords> date_among_words(const ParsedQuery& query,
                                               const TimeZone& zone,
                                               std::int64_t now) {
  std::vector<QueryNode> nodes = {query.root};
  if (query.root.kind == NodeKind::kWords) nodes = query.root.children;
  const auto found = find_date(nodes, zone, now);
  if (!found) return std::nullopt;
  const std::string text =
      text_of(Nodes(nodes).subspan(found->begin, found->end - found->begin));
  std::string field = "date";
  std::size_t begin = found->begin;
  if (begin > 0 && is_plain_word(nodes[begin - 1])) {
    const std::string word = internal::ascii_lower(nodes[begin - 1].text);
    const bool bound = std::ranges::find(kBounds, word) != std::end(kBounds);
    if (bound) field = word;
    if (bound ||
        std::ranges::find(kPrepositions, word) != std::end(kPrepositions)) {
      --begin;
    }
  }
  const Span source{nodes[begin].source.begin,
                    nodes[found->end - 1].source.end};
  auto filter = internal::make_filter(field, text, source, {zone, now});
  if (!filter) return std::nullopt;
  nodes.erase(nodes.begin() + static_cast<std::ptrdiff_t>(begin),
              nodes.begin() + static_cast<std::ptrdiff_t>(found->end));
  DateAmongWords offer{text, query};
  offer.query.root = internal::make_words(std::move(nodes));
  offer.query.filters.push_back(std::move(*filter));
  return offer;
}

std::optional<DateOffer> date_offer(const SearchRequest& request,
                                    const ParsedQuery& query,
                                    const AnswerCounter& counter,
                                    const TimeZone& zone, std::int64_t now) {
  if (request.ids_only) return std::nullopt;
  const auto dated = date_among_words(query, zone, now);
  if (!dated) return std::nullopt;
  SearchRequest other = request;
  other.query = print_query(dated->query);
  const std::uint64_t documents = counter.documents(other);
  if (documents == 0) return std::nullopt;
  return DateOffer{dated->text, other.query, documents};
}

}  // namespace lede
