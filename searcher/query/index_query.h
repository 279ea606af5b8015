// SPDX-License-Identifier: GPL-3.0-or-later
//
// What is asked of an index: a tree of terms and operators. Xapian's matcher
// runs it in its stock form, stock_query(); what it means is said there.

#pragma once

#include <cstddef>
#include <cstdint>
#include <limits>
#include <memory>
#include <string>
#include <vector>

#include "common/date.h"
#include "common/schema.h"

namespace lede {

inline constexpr DateInterval kAnyDate{
    kEarliestDate, std::numeric_limits<std::int64_t>::max()};

// Parts of texts whose bounds the index knows. Quotations leave gaps.
enum class Passage : std::uint8_t { kSentence, kParagraph, kQuotation };

// Phrases that stand in one passage.
struct OnePassage {
  struct Phrase {
    std::vector<std::string> terms;  // prefixed; one or more
    std::size_t positions = 1;       // it covers: a bigram is one term on two
  };
  Passage passage = Passage::kSentence;
  std::vector<Phrase> phrases;
};

// A value; copies share the tree, which never changes. Any number of threads
// may read one.
class IndexQuery {
 public:
  enum class Op : std::uint8_t {
    kNothing,
    kAll,  // every document, without weight
    kTerm,
    kPrefix,     // all terms that begin with term(), as in kSynonym
    kPublished,  // within interval(), without weight; never the undated
    kIndexed,    // the same of when it was indexed; see stock_query()
    kPassage,    // in one passage(), without weight
    kFreshness,  // the dated, weighing freshness_value() on scale()
    kAnd,
    kOr,        // weights add up, as in kAnd
    kSynonym,   // any, as one term with the sum of their counts
    kPhrase,    // terms, one behind the other
    kNear,      // terms within window() positions
    kAndNot,    // the first without the second
    kAndMaybe,  // the first; the second adds weight where it is there
    kFilter,    // the first where the second is, which weighs nothing
    kScale,     // the first, its weight times factor()
  };

  IndexQuery() = default;  // kNothing

  static IndexQuery all();
  static IndexQuery term(std::string term);
  static IndexQuery prefix(std::string beginning);
  static IndexQuery published(const DateInterval& interval);
  // Since `seconds`.
  static IndexQuery indexed(std::int64_t seconds);
  static IndexQuery passage(OnePassage asked);
  static IndexQuery freshness(const FreshnessScale& scale = {});
  // kAnd, kOr, kSynonym. Nothing in kAnd is nothing; elsewhere it is left out.
  // One alone is itself; in kSynonym only a term or another kSynonym is.
  static IndexQuery of(Op op, std::vector<IndexQuery> children);
  // The same of terms.
  static IndexQuery of(Op op, const std::vector<std::string>& terms);
  static IndexQuery phrase(const std::vector<std::string>& terms);
  // REQUIRES: window >= terms.size() >= 2.
  static IndexQuery near(const std::vector<std::string>& terms,
                         std::uint32_t window);
  // kAndNot, kAndMaybe, kFilter.
  static IndexQuery of(Op op, IndexQuery first, IndexQuery second);
  [[nodiscard]] IndexQuery scaled(double factor) const;

  // True if `op` stands in the tree.
  [[nodiscard]] bool holds(Op op) const;
  [[nodiscard]] bool empty() const { return node_ == nullptr; }
  [[nodiscard]] Op op() const { return node_ ? node_->op : Op::kNothing; }
  [[nodiscard]] const std::string& term() const { return node_->term; }
  [[nodiscard]] const std::vector<IndexQuery>& children() const {
    return node_->children;
  }
  [[nodiscard]] std::uint32_t window() const { return node_->window; }
  [[nodiscard]] double factor() const { return node_->factor; }
  [[nodiscard]] const DateInterval& interval() const { return node_->interval; }
  [[nodiscard]] const OnePassage& passage() const { return node_->passage; }
  [[nodiscard]] const FreshnessScale& scale() const { return node_->scale; }

  // The tree on one line; equal trees print equal lines.
  [[nodiscard]] std::string describe() const;

 private:
  struct Node {
    Op op = Op::kNothing;
    std::string term = {};
    std::vector<IndexQuery> children = {};
    std::uint32_t window = 0;
    double factor = 1.0;
    DateInterval interval = {};
    OnePassage passage = {};
    FreshnessScale scale = {};
  };

  explicit IndexQuery(Node node);

  std::shared_ptr<const Node> node_;  // null: kNothing
};

}  // namespace lede
