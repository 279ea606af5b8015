// SPDX-License-Identifier: GPL-3.0-or-later
//
// Errors as values: Result<T> is a T or an Error, shaped like C++23's
// std::expected<T, Error>.
//
// What a user, a file or a client can cause is returned this way. Messages are
// one lower-case clause; each layer puts its context in front, so that the last
// one reads "indexing feeds.jsonl:12: title is not a string".

#pragma once

#include <cassert>
#include <string>
#include <string_view>
#include <utility>
#include <variant>

namespace lede {

// What the reader of an error can do about it; exit statuses and HTTP statuses
// are made from these in one switch per program.
enum class ErrorCode {
  kInvalidArgument,   // the caller's input is wrong: mend it
  kNotFound,          // what was asked for does not exist
  kMissingIndex,      // there is no index at that place: make one
  kVersionMismatch,   // the index was written by another version: rebuild it
  kCorrupt,           // stored data cannot be read: check, repair or rebuild
  kBusy,              // another process holds it: try again
  kUnavailable,       // a shard or service cannot be reached: try again
  kDeadlineExceeded,  // the answer was not ready in time
  kIo,                // input or output failed: disk full, no permission
  kInternal,          // a bug, or an exception of a library nobody expected
};

struct Error {
  ErrorCode code = ErrorCode::kInternal;
  std::string message;  // UTF-8, one lower-case clause, no final full stop

  // Returns the same error with `context` and ": " in front of its message.
  [[nodiscard]] Error with_context(std::string_view context) const& {
    return {code, std::string(context) + ": " + message};
  }
};

// A T or an Error. Moves and copies as its content does; holds no locks.
template <typename T>
class [[nodiscard]] Result {
 public:
  using value_type = T;

  Result(T value) : content_(std::in_place_index<0>, std::move(value)) {}
  Result(Error error) : content_(std::in_place_index<1>, std::move(error)) {}

  [[nodiscard]] bool has_value() const { return content_.index() == 0; }
  explicit operator bool() const { return has_value(); }

  // REQUIRES: has_value().
  T& value() & { return *get(); }
  const T& value() const& { return *get(); }
  T&& value() && { return std::move(*get()); }
  T& operator*() & { return *get(); }
  const T& operator*() const& { return *get(); }
  T&& operator*() && { return std::move(*get()); }
  T* operator->() { return get(); }
  const T* operator->() const { return get(); }

  // REQUIRES: !has_value().
  [[nodiscard]] const Error& error() const {
    assert(!has_value());
    return *std::get_if<1>(&content_);
  }

 private:
  T* get() {
    assert(has_value());
    return std::get_if<0>(&content_);
  }
  const T* get() const {
    assert(has_value());
    return std::get_if<0>(&content_);
  }

  std::variant<T, Error> content_;
};

// Success without a value, or an Error.
template <>
class [[nodiscard]] Result<void> {
 public:
  Result() = default;
  Result(Error error) : error_(std::move(error)), ok_(false) {}

  [[nodiscard]] bool has_value() const { return ok_; }
  explicit operator bool() const { return ok_; }

  // REQUIRES: !has_value().
  [[nodiscard]] const Error& error() const {
    assert(!ok_);
    return error_;
  }

 private:
  Error error_;
  bool ok_ = true;
};

}  // namespace lede
