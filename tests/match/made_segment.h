// SPDX-License-Identifier: GPL-3.0-or-later
//
// A segment of very many tiny documents, made without analysis.

#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>

#include "searcher/index_reader.h"

namespace lede::testing {

enum class MadeDates { kNewestFirst, kInNoOrder };

// A view of a segment in `folder`, which must be empty: documents of a few
// words each, newest first with every ninth undated at the end, or as it comes.
std::unique_ptr<IndexView> made_segment(
    const std::filesystem::path& folder, std::uint32_t documents,
    std::uint32_t seed, MadeDates dates = MadeDates::kNewestFirst);

}  // namespace lede::testing
