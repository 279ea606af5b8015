// SPDX-License-Identifier: GPL-3.0-or-later
//
// Queries that were saved with an index, to be asked again as "query:NAME".

#pragma once

#include <string>

namespace lede {

// Valid UTF-8; neither is empty.
struct SavedSearch {
  std::string name;
  std::string query;  // as it was typed
};

}  // namespace lede
