// SPDX-License-Identifier: GPL-3.0-or-later
//
// Templates filled in. The door to the template library.

#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace lede {

// What a template is filled with. A name is looked up in the innermost view
// first, then outwards; an empty text or list, and false, leave a section out.
class View {
 public:
  View& text(std::string_view name, std::string_view value) {
    texts_.insert_or_assign(std::string(name), std::string(value));
    return *this;
  }
  View& flag(std::string_view name, bool value) {
    flags_.insert_or_assign(std::string(name), value);
    return *this;
  }
  // Views repeated by a section. The reference holds until the next list is
  // added.
  std::vector<View>& list(std::string_view name) {
    return lists_[std::string(name)];
  }
  // One view, as a section of its own.
  View& section(std::string_view name) { return list(name).emplace_back(); }

  [[nodiscard]] const std::map<std::string, std::string>& texts() const {
    return texts_;
  }
  [[nodiscard]] const std::map<std::string, bool>& flags() const {
    return flags_;
  }
  [[nodiscard]] const std::map<std::string, std::vector<View>>& lists() const {
    return lists_;
  }

 private:
  std::map<std::string, std::string> texts_;
  std::map<std::string, bool> flags_;
  std::map<std::string, std::vector<View>> lists_;
};

// Fills in the template of that resource. Every text is escaped, except what a
// template asks for in three braces: only markup we rendered ourselves.
// Thread-safe; templates are parsed once a thread.
//
// REQUIRES: the resource exists and is a template without faults.
std::string render(std::string_view resource, const View& view);

}  // namespace lede
