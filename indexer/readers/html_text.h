// SPDX-License-Identifier: GPL-3.0-or-later
//
// HTML -> a tree within limits, and the text of its parts.

#pragma once

#include <functional>
#include <memory>
#include <string>
#include <string_view>

#include <gumbo.h>

#include <lede/result.h>

namespace lede::internal {

class HtmlArena;

// A parsed page. Its nodes live as long as it does, and so must the text it was
// made from.
class HtmlTree {
 public:
  // kInvalidArgument if html_guard refuses the text, or if its tree takes far
  // more memory than trees do.
  static Result<HtmlTree> parse(std::string_view html);

  ~HtmlTree();
  HtmlTree(HtmlTree&&) noexcept;
  HtmlTree& operator=(HtmlTree&&) noexcept;

  [[nodiscard]] const GumboNode& root() const { return *output_->root; }

 private:
  HtmlTree(std::unique_ptr<HtmlArena> arena, const GumboOutput* output);

  std::unique_ptr<HtmlArena> arena_;  // holds everything under output_
  const GumboOutput* output_;
};

// Value of an attribute, empty if it is not there.
std::string_view attribute(const GumboNode& node, const char* name);

// Calls `visit` for each element at or under `node`, in order, until it returns
// false.
bool for_each_element(const GumboNode& node,
                      const std::function<bool(const GumboNode&)>& visit);

// The text under `node` as paragraphs separated by a blank line, white space
// collapsed; scripts, styles and, with `article_only`, what frames an article
// (navigation, header, footer, forms, asides) left out.
std::string text_under(const GumboNode& node, bool article_only);

// The text of a fragment of HTML; the fragment without what looks like a tag if
// html_guard refuses it.
std::string html_to_text(std::string_view fragment);

}  // namespace lede::internal
