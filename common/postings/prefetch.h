// SPDX-License-Identifier: GPL-3.0-or-later
//
// Asking for memory before it is needed.

#pragma once

namespace lede::internal {

// Starts fetching the cache line of `address`, which need not be one that can
// be read. Only a hint: a compiler that knows none does nothing.
inline void prefetch(const void* address) {
#if defined(__GNUC__)
  __builtin_prefetch(address);
#else
  static_cast<void>(address);
#endif
}

}  // namespace lede::internal
