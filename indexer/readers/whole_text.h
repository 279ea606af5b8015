// SPDX-License-Identifier: GPL-3.0-or-later
//
// A source read to its end, for formats that are whole files.

#pragma once

#include <cstddef>
#include <optional>
#include <string>

#include "indexer/readers/buffered_source.h"

namespace lede::internal {

struct WholeText {
  std::string bytes;           // what could be read
  std::optional<Error> fault;  // why the rest could not
};

// Reads up to `max_bytes`; beyond that the fault says the file is too large.
WholeText read_whole(BufferedSource& source, std::size_t max_bytes);

Error empty_file();

}  // namespace lede::internal
