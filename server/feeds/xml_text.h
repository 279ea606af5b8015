// SPDX-License-Identifier: GPL-3.0-or-later
//
// Texts and documents as XML takes them.

#pragma once

#include <string>
#include <string_view>

#include <pugixml.hpp>

namespace lede {

// `text` without the code points that XML 1.0 has no way to write (section
// 2.2): control bytes but tab and line ends, U+FFFE, U+FFFF.
//
// REQUIRES: `text` is valid UTF-8.
std::string xml_text(std::string_view text);

// Adds an element with that text, and returns it.
pugi::xml_node add_text_element(pugi::xml_node parent, const char* name,
                                std::string_view text);

// Sets an attribute.
void set_attribute(pugi::xml_node element, const char* name,
                   std::string_view value);

// The document as UTF-8, with its declaration.
std::string xml_document_text(const pugi::xml_document& document);

}  // namespace lede
