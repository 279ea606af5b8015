// SPDX-License-Identifier: GPL-3.0-or-later
//
// Text made safe to stand in HTML.

#pragma once

#include <string>
#include <string_view>

namespace lede {

// Appends `text` to `out` with what is markup written as references: it may
// stand between tags and within quoted attributes. Other bytes stay as they
// are.
void append_html_escaped(std::string& out, std::string_view text);

}  // namespace lede
