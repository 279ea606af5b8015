// SPDX-License-Identifier: GPL-3.0-or-later
//
// The seam where Xapian's exceptions end and get a meaning.

#pragma once

#include <exception>
#include <optional>
#include <utility>

#include <lede/result.h>

namespace lede {

// Thrown through Xapian when a search has used up its time.
struct DeadlinePassed : std::exception {
  [[nodiscard]] const char* what() const noexcept override {
    return "deadline passed";
  }
};

// What an exception means to a request.
struct Trouble {
  Error error;
  // True if the same request may succeed on a fresh view of the index: a
  // writer has gone on, a segment was merged away, a connection broke.
  bool retry = false;
};

// Translates the exception being handled. Call inside a catch block only.
Trouble current_trouble();

// Runs `body`, which returns a Result. Whatever it throws becomes an Error,
// and `retry` says if another view may help.
template <typename Body>
auto at_xapian_seam(bool& retry, Body&& body) -> decltype(body()) {
  retry = false;
  try {
    return std::forward<Body>(body)();
  } catch (...) {
    Trouble trouble = current_trouble();
    retry = trouble.retry;
    return std::move(trouble.error);
  }
}

}  // namespace lede
