// SPDX-License-Identifier: GPL-3.0-or-later
//
// Bytes to a descriptor, all of them.

#pragma once

#include <string_view>

namespace lede {

// Writes all of `bytes` to a descriptor, however often the system takes a part
// of them. False if it fails: errno says why.
bool write_all(int fd, std::string_view bytes);

}  // namespace lede
