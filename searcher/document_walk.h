// SPDX-License-Identifier: GPL-3.0-or-later
//
// The documents of one database in order of their ids, for posting sources that
// stand for many of them.

#pragma once

#include <string>

#include <xapian.h>

namespace lede {

// The list is opened when it is first moved along: beside a rarer list the
// matcher only checks, which needs none.
class DocumentWalk {
 public:
  void start(const Xapian::Database& database) {
    database_ = database;
    walking_ = false;
  }

  // To the first document from `id` on. `id` never falls.
  void move_to(Xapian::docid id) {
    if (!walking_) documents_ = database_.postlist_begin(std::string());
    walking_ = true;
    if (!at_end()) documents_.skip_to(id);
  }

  [[nodiscard]] bool at_end() const {
    return walking_ && documents_ == Xapian::PostingIterator();
  }
  // REQUIRES: moved, and not at the end.
  [[nodiscard]] Xapian::docid document() const { return *documents_; }

 private:
  Xapian::Database database_;
  Xapian::PostingIterator documents_;
  bool walking_ = false;
};

}  // namespace lede
