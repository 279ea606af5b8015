// SPDX-License-Identifier: GPL-3.0-or-later
//
// Documents a reader must not see although they are still in their segment: the
// older versions of articles whose newer one is committed.

#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <string>
#include <vector>

#include <xapian.h>

namespace lede {

// By the UUID of the segment's database: its hidden ids, ascending.
using HiddenDocuments = std::map<std::string, std::vector<std::uint32_t>>;

// A query that matches exactly the hidden documents, without weight; for the
// right side of OP_AND_NOT. Local databases only, and only those have any.
// `hidden` is shared by the source's copies, one a segment.
Xapian::Query hidden_query(std::shared_ptr<const HiddenDocuments> hidden);

}  // namespace lede
