// SPDX-License-Identifier: GPL-3.0-or-later
//
// Names of feeds and their entries by which readers know them again.

#pragma once

#include <string>
#include <string_view>

namespace lede {

// "urn:uuid:..." made of an index's uuid and a name within it, such as an
// article's key: a version 5 UUID (RFC 9562, section 5.5) of "UUID/NAME" in a
// namespace of lede's own. Equal arguments give equal names, on every machine
// and in every version; an index keeps its uuid when it is rebuilt.
std::string feed_urn(std::string_view index_uuid, std::string_view name);

}  // namespace lede
