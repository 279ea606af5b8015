// SPDX-License-Identifier: GPL-3.0-or-later

#include "server/feeds/xml_text.h"

#include <cstddef>

namespace lede {

namespace {

class StringWriter : public pugi::xml_writer {
 public:
  void write(const void* data, std::size_t size) override {
    text.append(static_cast<const char*>(data), size);
  }
  std::string text;
};

}  // namespace

std::string xml_text(std::string_view text) {
  std::string clean;
  clean.reserve(text.size());
  for (std::size_t i = 0; i < text.size(); ++i) {
    const auto byte = static_cast<unsigned char>(text[i]);
    if (byte < 0x20 && byte != '\t' && byte != '\n' && byte != '\r') continue;
    const std::string_view rest = text.substr(i, 3);
    if (rest == "\xEF\xBF\xBE" || rest == "\xEF\xBF\xBF") {
      i += 2;
      continue;
    }
    clean += text[i];
  }
  return clean;
}

pugi::xml_node add_text_element(pugi::xml_node parent, const char* name,
                                std::string_view text) {
  pugi::xml_node element = parent.append_child(name);
  element.text().set(xml_text(text).c_str());
  return element;
}

void set_attribute(pugi::xml_node element, const char* name,
                   std::string_view value) {
  element.append_attribute(name).set_value(xml_text(value).c_str());
}

std::string xml_document_text(const pugi::xml_document& document) {
  StringWriter writer;
  writer.text = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n";
  document.save(writer, "  ",
                pugi::format_default | pugi::format_no_declaration,
                pugi::encoding_utf8);
  return std::move(writer.text);
}

}  // namespace lede
