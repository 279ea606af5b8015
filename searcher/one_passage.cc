// SPDX-License-Identifier: GPL-3.0-or-later
//
//   starts    1        9            21          positions of XN
//   phrase       3  5    11  14        25       of its first term
//   passage      0  0    1   1         2        in which it ends, too
//
// A document is one if some passage is among those of every phrase. Of
// quotations the ends tell how far each reaches; other passages reach to the
// next.

#include "searcher/one_passage.h"

#include <algorithm>
#include <cassert>
#include <iterator>
#include <limits>
#include <string>
#include <utility>
#include <vector>

#include "common/schema.h"
#include "searcher/many_documents_source.h"

namespace lede {
namespace {

using Positions = std::vector<Xapian::termpos>;

Positions positions_of(const Xapian::Database& database, Xapian::docid id,
                       const std::string& term) {
  return {database.positionlist_begin(id, term),
          database.positionlist_end(id, term)};
}

// Where the terms stand one behind the other.
Positions phrase_positions(const Xapian::Database& database, Xapian::docid id,
                           const std::vector<std::string>& terms) {
  Positions begins = positions_of(database, id, terms.front());
  for (std::size_t i = 1; i < terms.size() && !begins.empty(); ++i) {
    const Positions next = positions_of(database, id, terms[i]);
    std::erase_if(begins, [&](Xapian::termpos begin) {
      return !std::ranges::binary_search(
          next, begin + static_cast<Xapian::termpos>(i));
    });
  }
  return begins;
}

// The terms of positions at which passages begin and end; without an end where
// each goes on to the next.
struct Bounds {
  std::string start;
  std::string end;
};

Bounds bounds_of(Passage passage) {
  switch (passage) {
    case Passage::kSentence:
      return {std::string(prefix::kSentenceStart), ""};
    case Passage::kParagraph:
      return {std::string(prefix::kParagraphStart), ""};
    case Passage::kQuotation:
      return {std::string(prefix::kQuotationStart),
              std::string(prefix::kQuotationEnd)};
  }
  return {};
}

// Half-open ranges of positions, ascending.
class Passages {
 public:
  Passages(const Xapian::Database& database, Xapian::docid id,
           const Bounds& bounds)
      : starts_(positions_of(database, id, bounds.start)) {
    if (!bounds.end.empty()) {
      ends_ = positions_of(database, id, bounds.end);
    } else if (!starts_.empty()) {
      ends_.assign(starts_.begin() + 1, starts_.end());
      ends_.push_back(std::numeric_limits<Xapian::termpos>::max());
    }
  }

  // Those that hold a stretch of `size` positions from one of `begins` on.
  [[nodiscard]] std::vector<std::size_t> holding(const Positions& begins,
                                                 std::size_t size) const {
    std::vector<std::size_t> found;
    for (const Xapian::termpos begin : begins) {
      const auto next = static_cast<std::size_t>(
          std::ranges::upper_bound(starts_, begin) - starts_.begin());
      if (next == 0 || next > ends_.size() ||
          begin + static_cast<Xapian::termpos>(size) > ends_[next - 1] ||
          (!found.empty() && found.back() == next)) {
        continue;
      }
      found.push_back(next);
    }
    return found;
  }

 private:
  Positions starts_;
  Positions ends_;
};

class OnePassageSource final : public ManyDocumentsSource {
 public:
  explicit OnePassageSource(const OnePassage& asked)
      : asked_(asked), bounds_(bounds_of(asked.passage)) {}

  PostingSource* clone() const override { return new OnePassageSource(asked_); }
  double get_weight() const override { return 0.0; }
  std::string get_description() const override {
    return "OnePassage(" + bounds_.start + ")";
  }
  bool check(Xapian::docid id, double) override {
    stand_at(id);
    return holds(id);
  }

 protected:
  void move_to(Xapian::docid id) override {
    for (walk_to(id); !at_end() && !holds(current()); walk_to(current() + 1)) {
    }
  }

 private:
  [[nodiscard]] bool holds(Xapian::docid id) const {
    const Passages passages(database(), id, bounds_);
    std::vector<std::size_t> common;
    for (const OnePassage::Phrase& phrase : asked_.phrases) {
      std::vector<std::size_t> own = passages.holding(
          phrase_positions(database(), id, phrase.terms), phrase.positions);
      if (&phrase != &asked_.phrases.front()) {
        std::vector<std::size_t> both;
        std::ranges::set_intersection(own, common, std::back_inserter(both));
        own = std::move(both);
      }
      if (own.empty()) return false;
      common = std::move(own);
    }
    return true;
  }

  OnePassage asked_;
  Bounds bounds_;
};

}  // namespace

Xapian::Query one_passage_query(const OnePassage& asked) {
  assert(!asked.phrases.empty());
  return Xapian::Query((new OnePassageSource(asked))->release());
}

}  // namespace lede
