// SPDX-License-Identifier: GPL-3.0-or-later
//
// What posting sources have in common that stand for many of the documents of a
// database.

#pragma once

#include <string>

#include <xapian.h>

namespace lede {

// Called as frequent as can be, so that the matcher walks the other lists and
// only checks this one. The list of all documents is opened when it is really
// walked.
class ManyDocumentsSource : public Xapian::PostingSource {
 public:
  void init(const Xapian::Database& database) override {
    database_ = database;
    documents_ = database.get_doccount();
    walking_ = false;
    current_ = 0;
  }
  Xapian::doccount get_termfreq_min() const override { return 0; }
  Xapian::doccount get_termfreq_est() const override { return documents_; }
  Xapian::doccount get_termfreq_max() const override { return documents_; }

  void next(double) override { move_to(current_ + 1); }
  void skip_to(Xapian::docid id, double) override {
    if (id > current_) move_to(id);
  }
  bool at_end() const override {
    return walking_ && walk_ == Xapian::PostingIterator();
  }
  Xapian::docid get_docid() const override { return current_; }

 protected:
  // To the source's first document from `id` on.
  virtual void move_to(Xapian::docid id) = 0;

  // To the first document of the database from `id` on, whose id becomes
  // current(). `id` never falls.
  void walk_to(Xapian::docid id) {
    if (!walking_) walk_ = database_.postlist_begin(std::string());
    walking_ = true;
    if (ManyDocumentsSource::at_end()) return;
    walk_.skip_to(id);
    if (!ManyDocumentsSource::at_end()) current_ = *walk_;
  }

  // Without a look whether there is such a document.
  void stand_at(Xapian::docid id) { current_ = id; }
  [[nodiscard]] Xapian::docid current() const { return current_; }
  [[nodiscard]] const Xapian::Database& database() const { return database_; }

 private:
  Xapian::Database database_;
  Xapian::PostingIterator walk_;
  Xapian::doccount documents_ = 0;
  Xapian::docid current_ = 0;
  bool walking_ = false;
};

}  // namespace lede
