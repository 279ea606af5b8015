// SPDX-License-Identifier: GPL-3.0-or-later
//
// Documents a reader must not see although they are still in their segment.

#include "searcher/hidden_documents.h"

#include <algorithm>
#include <utility>

namespace lede {
namespace {

class HiddenSource final : public Xapian::PostingSource {
 public:
  explicit HiddenSource(std::shared_ptr<const HiddenDocuments> hidden)
      : hidden_(std::move(hidden)) {}

  void init(const Xapian::Database& database) override {
    static const std::vector<std::uint32_t> none;
    const auto found = hidden_->find(database.get_uuid());
    ids_ = found == hidden_->end() ? &none : &found->second;
    next_ = 0;
    started_ = false;
  }
  // Some of the ids may be deleted already.
  Xapian::doccount get_termfreq_min() const override { return 0; }
  Xapian::doccount get_termfreq_est() const override { return size(); }
  Xapian::doccount get_termfreq_max() const override { return size(); }

  void next(double) override {
    if (started_) ++next_;
    started_ = true;
  }
  void skip_to(Xapian::docid id, double) override {
    started_ = true;
    const auto from = ids_->begin() + static_cast<std::ptrdiff_t>(next_);
    next_ = static_cast<std::size_t>(std::lower_bound(from, ids_->end(), id) -
                                     ids_->begin());
  }
  bool at_end() const override { return next_ >= ids_->size(); }
  Xapian::docid get_docid() const override { return (*ids_)[next_]; }
  HiddenSource* clone() const override { return new HiddenSource(hidden_); }

 private:
  Xapian::doccount size() const {
    return static_cast<Xapian::doccount>(ids_->size());
  }

  std::shared_ptr<const HiddenDocuments> hidden_;
  const std::vector<std::uint32_t>* ids_ = nullptr;  // within hidden_
  std::size_t next_ = 0;
  bool started_ = false;
};

}  // namespace

Xapian::Query hidden_query(std::shared_ptr<const HiddenDocuments> hidden) {
  return Xapian::Query((new HiddenSource(std::move(hidden)))->release());
}

}  // namespace lede
