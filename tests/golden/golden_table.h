// SPDX-License-Identifier: GPL-3.0-or-later
//
// Tables of reviewed rows: what is given, then what must come of it, in columns
// separated by tabs. Lines that begin with "# " are headings.
//
// LEDE_UPDATE_GOLDEN=1 writes what comes of it instead of comparing: read the
// difference row by row before it is kept.

#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <vector>

namespace lede::testing {

using Columns = std::vector<std::string>;

// Compares the table `file` of tests/golden, whose rows give `given` columns,
// with what `compute` makes of these; each row that differs is a failure of its
// own, told with a line for what is expected and one for what came. Fewer than
// `least` rows, or a row twice, are failures.
//
// What is given may hold \n, \t, \\ and \u{XXXX}; what comes of it is written
// with them.
void expect_golden(const std::string& file, std::size_t given,
                   std::size_t least,
                   const std::function<Columns(const Columns&)>& compute);

}  // namespace lede::testing
