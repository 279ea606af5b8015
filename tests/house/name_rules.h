// SPDX-License-Identifier: GPL-3.0-or-later
//
// Names of types: one each.

#pragma once

#include <vector>

#include "tests/house/source_tree.h"

namespace lede::house {

// Types that two headers define by the same name in the same namespace: no
// compiler sees both, and the linker takes the one's functions for the other's.
std::vector<Finding> check_type_names(const std::vector<SourceFile>& files);

}  // namespace lede::house
