// SPDX-License-Identifier: GPL-3.0-or-later
//
// Lends views of the index and keeps them up to date.

#include "searcher/index_reader.h"

#include <charconv>
#include <string_view>
#include <utility>

#include "common/index_layout.h"
#include "searcher/open_view.h"
#include "searcher/xapian_seam.h"

namespace lede {
namespace {

constexpr std::string_view kRemoteScheme = "xapian://";
// Views kept for later borrowers; more are open only while they are lent.
constexpr std::size_t kMaxIdleViews = 64;

}  // namespace

Result<IndexAddress> parse_index_address(const std::string& text) {
  IndexAddress address;
  address.text = text;
  if (!text.starts_with(kRemoteScheme)) {
    if (text.empty() || text.find("://") != std::string::npos) {
      return Error{
          ErrorCode::kInvalidArgument,
          "index '" + text + "' is neither a folder nor xapian://HOST:PORT"};
    }
    address.index = text;
    return address;
  }
  const std::string_view rest =
      std::string_view(text).substr(kRemoteScheme.size());
  const std::size_t colon = rest.rfind(':');
  const std::string_view port =
      colon == std::string_view::npos ? "" : rest.substr(colon + 1);
  const auto [end, error] =
      std::from_chars(port.data(), port.data() + port.size(), address.port);
  if (error != std::errc() || end != port.data() + port.size() || colon == 0 ||
      address.port == 0 || address.port > 65535) {
    return Error{ErrorCode::kInvalidArgument,
                 "index '" + text + "' is not of the form xapian://HOST:PORT"};
  }
  address.host = rest.substr(0, colon);
  return address;
}

IndexReader::IndexReader(std::vector<IndexAddress> indexes, FileStamps& stamps)
    : indexes_(std::move(indexes)), stamps_(stamps) {
  for (const IndexAddress& address : indexes_) {
    if (!address.remote()) manifests_.push_back(manifest_path(address.index));
  }
}

IndexReader::Lease::~Lease() {
  if (view_) reader_->give_back(std::move(view_));
}

Result<IndexReader::Lease> IndexReader::borrow() {
  std::unique_ptr<IndexView> view = take_idle();
  bool retry = false;
  const Result<bool> current = at_xapian_seam(retry, [&]() -> Result<bool> {
    return view != nullptr && is_current(*view);
  });
  if (!current || !*current) {
    view.reset();
    Result<std::unique_ptr<IndexView>> opened =
        open_view(indexes_, postings_, tables_);
    if (!opened) return opened.error();
    view = std::move(*opened);
  }
  return Lease(*this, std::move(view));
}

std::unique_ptr<IndexView> IndexReader::take_idle() {
  const std::lock_guard lock(mutex_);
  if (idle_.empty()) return nullptr;
  std::unique_ptr<IndexView> view = std::move(idle_.back());
  idle_.pop_back();
  return view;
}

void IndexReader::give_back(std::unique_ptr<IndexView> view) {
  const std::lock_guard lock(mutex_);
  if (idle_.size() < kMaxIdleViews) idle_.push_back(std::move(view));
}

bool IndexReader::is_current(IndexView& view) {
  if (!view.info.dead.empty() &&
      std::chrono::steady_clock::now() >= view.retry_dead_at) {
    return false;
  }
  if (view.stamps != stamps_.of(manifests_)) return false;
  // Remote shards tell of their commits only when asked; asking is one round
  // trip, and joined local segments answer at once.
  if (!view.info.local && view.database.reopen()) return false;
  return true;
}

}  // namespace lede
