// SPDX-License-Identifier: GPL-3.0-or-later
//
// The seam where Xapian's exceptions end in this folder and become errors by
// what can be done about them.

#pragma once

#include <string_view>
#include <type_traits>
#include <utility>

#include <xapian.h>

#include <lede/result.h>

namespace lede {

// What was being done when Xapian threw.
enum class StoreAccess {
  kRead,   // a damaged file is the likely cause: kCorrupt
  kWrite,  // a full disk or a missing permission is: kIo
};

// The meaning of `error`. kInvalidArgument stands for a document that Xapian
// refuses, and for nothing else.
Error error_of(const Xapian::Error& error, StoreAccess access);

// Runs `work` and returns what it returns; what Xapian throws in it becomes an
// Error with `context` in front.
template <typename Work>
auto guard_xapian(std::string_view context, StoreAccess access, Work&& work)
    -> std::invoke_result_t<Work> {
  try {
    return std::forward<Work>(work)();
  } catch (const Xapian::Error& error) {
    return error_of(error, access).with_context(context);
  }
}

}  // namespace lede
