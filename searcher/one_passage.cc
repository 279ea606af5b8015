// SPDX-License-Identifier: GPL-3.0-or-later

#include "searcher/one_passage.h"

#include <cassert>
#include <string>

#include "searcher/many_documents_source.h"
#include "searcher/match/passages.h"

namespace lede {
namespace {

class OnePassageSource final : public ManyDocumentsSource {
 public:
  explicit OnePassageSource(const OnePassage& asked) : asked_(asked) {}

  PostingSource* clone() const override { return new OnePassageSource(asked_); }
  double get_weight() const override { return 0.0; }
  std::string get_description() const override { return "OnePassage"; }
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
    return in_one_passage(asked_, [&](const std::string& term) {
      return TermPositions(database().positionlist_begin(id, term),
                           database().positionlist_end(id, term));
    });
  }

  OnePassage asked_;
};

}  // namespace

Xapian::Query one_passage_query(const OnePassage& asked) {
  assert(!asked.phrases.empty());
  return Xapian::Query((new OnePassageSource(asked))->release());
}

}  // namespace lede
