// SPDX-License-Identifier: GPL-3.0-or-later
//
// How long a search may take.

#include "searcher/deadline.h"

#include "searcher/many_documents_source.h"
#include "searcher/xapian_seam.h"

namespace lede {
namespace {

// Looking at the clock costs as much as a few postings.
constexpr unsigned kStepsPerLook = 128;

// All documents of one database. Beside a rarer list the matcher only calls
// check(), which costs a counter.
class DeadlineSource final : public ManyDocumentsSource {
 public:
  explicit DeadlineSource(const Deadline& deadline) : deadline_(deadline) {}

  Xapian::doccount get_termfreq_min() const override {
    return get_termfreq_max();
  }
  // The matcher asks for documents that exist only, so none need be looked up.
  bool check(Xapian::docid id, double) override {
    look();
    if (id > current()) stand_at(id);
    return true;
  }
  DeadlineSource* clone() const override {
    return new DeadlineSource(deadline_);
  }

 private:
  void look() {
    if (++steps_ % kStepsPerLook == 0) deadline_.check();
  }

  void move_to(Xapian::docid id) override {
    look();
    walk_to(id);
  }

  Deadline deadline_;
  unsigned steps_ = 0;
};

}  // namespace

Deadline Deadline::after_ms(std::int64_t milliseconds) {
  Deadline deadline;
  deadline.at_ = Clock::now() + std::chrono::milliseconds(milliseconds);
  return deadline;
}

void Deadline::check() const {
  if (passed()) throw DeadlinePassed();
}

Xapian::Query deadline_query(const Deadline& deadline) {
  return Xapian::Query((new DeadlineSource(deadline))->release());
}

}  // namespace lede
