// SPDX-License-Identifier: GPL-3.0-or-later
//
// The seam where Xapian's exceptions end and get a meaning.

#include "searcher/xapian_seam.h"

#include <new>
#include <string>

#include <xapian.h>

namespace lede {
namespace {

Error describe(ErrorCode code, const char* what, const Xapian::Error& error) {
  std::string message = what;
  if (!error.get_msg().empty()) message += ": " + error.get_msg();
  if (const char* cause = error.get_error_string(); cause != nullptr) {
    message += std::string(" (") + cause + ")";
  }
  return {code, std::move(message)};
}

}  // namespace

Trouble current_trouble() {
  try {
    throw;
  } catch (const DeadlinePassed&) {
    return {{ErrorCode::kDeadlineExceeded,
             "the answer was not ready before the deadline"}};
  } catch (const Xapian::DatabaseModifiedError& error) {
    return {describe(ErrorCode::kBusy, "the index keeps changing", error),
            true};
  } catch (const Xapian::DocNotFoundError& error) {
    return {describe(ErrorCode::kBusy, "the index keeps changing", error),
            true};
  } catch (const Xapian::NetworkError& error) {
    return {describe(ErrorCode::kUnavailable, "a shard does not answer", error),
            true};
  } catch (const Xapian::DatabaseVersionError& error) {
    return {describe(ErrorCode::kVersionMismatch,
                     "the index has another format", error)};
  } catch (const Xapian::DatabaseOpeningError& error) {
    return {describe(ErrorCode::kCorrupt, "a segment cannot be opened", error),
            true};
  } catch (const Xapian::DatabaseError& error) {
    return {describe(ErrorCode::kCorrupt, "the index cannot be read", error)};
  } catch (const Xapian::Error& error) {
    return {describe(ErrorCode::kInternal, error.get_type(), error)};
  } catch (const std::bad_alloc&) {
    return {{ErrorCode::kInternal, "out of memory"}};
  } catch (const std::exception& error) {
    return {{ErrorCode::kInternal, error.what()}};
  } catch (...) {
    return {{ErrorCode::kInternal, "unknown exception"}};
  }
}

}  // namespace lede
