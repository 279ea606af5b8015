// SPDX-License-Identifier: GPL-3.0-or-later
//
// Names for what is new: segments, indexes.

#pragma once

#include <string>
#include <string_view>

#include "common/index_layout.h"
#include "common/lexicon/lexicon.h"

namespace lede {

// "s" and 16 random hexadecimal digits: never the name of an earlier segment,
// which a reader may still hold open.
std::string new_segment_name();

// True for names of that form: nothing else under segments/ is ever removed.
bool is_segment_name(std::string_view name);

// "t" and as many: never the name of an earlier file of stories.
std::string new_story_file_name();

// True for names of that form: nothing else under stories/ is ever removed.
bool is_story_file_name(std::string_view name);

// A random UUID in its text form.
std::string new_uuid();

// The manifest of an empty index, with a uuid of its own and revision 0.
Manifest new_manifest(const Lexicon& lexicon);

}  // namespace lede
