// SPDX-License-Identifier: GPL-3.0-or-later

#include "indexer/xapian_errors.h"

#include <string>

namespace lede {
namespace {

// Xapian's message with what the system said, as one clause.
std::string clause_of(const Xapian::Error& error) {
  std::string clause = error.get_msg();
  if (const char* system = error.get_error_string()) {
    clause.append(" (").append(system).append(")");
  }
  for (char& byte : clause) {
    if (byte == '\n') byte = ' ';
  }
  return clause;
}

}  // namespace

Error error_of(const Xapian::Error& error, StoreAccess access) {
  const std::string_view type = error.get_type();
  if (type == "DatabaseLockError") {
    return {ErrorCode::kBusy,
            "another process is writing: " + clause_of(error)};
  }
  if (type == "DatabaseVersionError") {
    return {ErrorCode::kVersionMismatch, clause_of(error)};
  }
  if (type == "DatabaseCorruptError" || type == "SerialisationError") {
    return {ErrorCode::kCorrupt, clause_of(error)};
  }
  if (type.starts_with("Database") || type.starts_with("Network")) {
    return {
        access == StoreAccess::kWrite ? ErrorCode::kIo : ErrorCode::kCorrupt,
        clause_of(error)};
  }
  // InvalidArgumentError (a term), UnimplementedError (data of "insanely large"
  // size), RangeError: what is left is about the document.
  return {ErrorCode::kInvalidArgument, clause_of(error)};
}

}  // namespace lede
