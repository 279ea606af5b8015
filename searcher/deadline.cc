// SPDX-License-Identifier: GPL-3.0-or-later
//
// How long a search may take.

#include "searcher/deadline.h"

#include "searcher/document_walk.h"
#include "searcher/xapian_seam.h"

namespace lede {
namespace {

// Looking at the clock costs as much as a few postings.
constexpr unsigned kStepsPerLook = 128;

// All documents of one database. Beside a rarer list the matcher only calls
// check(), which costs a counter.
class DeadlineSource final : public Xapian::PostingSource {
 public:
  explicit DeadlineSource(const Deadline& deadline) : deadline_(deadline) {}

  void init(const Xapian::Database& database) override {
    walk_.start(database);
    documents_ = database.get_doccount();
    current_ = 0;
  }
  Xapian::doccount get_termfreq_min() const override { return documents_; }
  Xapian::doccount get_termfreq_est() const override { return documents_; }
  Xapian::doccount get_termfreq_max() const override { return documents_; }

  void next(double) override { move_to(current_ + 1); }
  void skip_to(Xapian::docid id, double) override {
    if (id > current_) move_to(id);
  }
  // The matcher asks for documents that exist only, so none need be looked up.
  bool check(Xapian::docid id, double) override {
    look();
    if (id > current_) current_ = id;
    return true;
  }
  bool at_end() const override { return walk_.at_end(); }
  Xapian::docid get_docid() const override { return current_; }
  DeadlineSource* clone() const override {
    return new DeadlineSource(deadline_);
  }

 private:
  void look() {
    if (++steps_ % kStepsPerLook == 0) deadline_.check();
  }

  void move_to(Xapian::docid id) {
    look();
    walk_.move_to(id);
    if (!walk_.at_end()) current_ = walk_.document();
  }

  Deadline deadline_;
  DocumentWalk walk_;
  Xapian::doccount documents_ = 0;
  Xapian::docid current_ = 0;
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
