// SPDX-License-Identifier: GPL-3.0-or-later
//
// A rough reading of tags that never believes a tree flatter than the parser
// would make it.

#include "indexer/readers/html_guard.h"

#include <algorithm>
#include <string>
#include <vector>

namespace lede::internal {
namespace {

constexpr std::size_t kMaxHtmlBytes = std::size_t{16} << 20;
constexpr std::size_t kMaxOpenElements = 512;
constexpr std::size_t kMaxReopened = 1'000'000;
// Of one tag, quoted values aside: attributes are compared with each other.
constexpr std::size_t kMaxTagBytes = 8192;

constexpr std::string_view kSpaces = " \t\r\n\f";

constexpr std::string_view kVoid[] = {
    "area",  "base", "br",   "col",   "embed",  "hr",    "img",
    "input", "link", "meta", "param", "source", "track", "wbr"};
// Their end tags may be left out; one within another closes the first.
constexpr std::string_view kSelfClosing[] = {
    "p",  "li",    "dt",    "dd",     "tr",   "td",   "th",   "tbody", "rp",
    "rt", "thead", "tfoot", "option", "html", "head", "body", "rb",    "rtc"};
constexpr std::string_view kFormatting[] = {
    "a",    "b", "big",   "code",   "em",     "font", "i",
    "nobr", "s", "small", "strike", "strong", "tt",   "u"};
constexpr std::string_view kRawText[] = {"script",   "style",  "textarea",
                                         "title",    "xmp",    "iframe",
                                         "noframes", "noembed"};

template <typename Names>
bool among(const Names& names, std::string_view name) {
  return std::ranges::find(names, name) != std::end(names);
}

bool is_letter(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

class Guard {
 public:
  explicit Guard(std::string_view html) : html_(html) {}

  Result<void> check() {
    if (html_.size() > kMaxHtmlBytes) return refused("is larger than 16 MB");
    for (at_ = html_.find('<'); at_ != html_.npos; at_ = html_.find('<', at_)) {
      if (skip_no_tag()) continue;
      take_tag();
      if (open_.size() > kMaxOpenElements) {
        return refused("is nested too deeply");
      }
      if (reopened_ > kMaxReopened) {
        return refused("opens too many elements it never closes");
      }
      if (tag_too_long_) return refused("has a tag of too many attributes");
    }
    return {};
  }

 private:
  static Error refused(std::string_view reason) {
    return {ErrorCode::kInvalidArgument, "the page " + std::string(reason)};
  }

  // Comments, and what the parser takes for comments.
  bool skip_no_tag() {
    const std::string_view rest = html_.substr(at_);
    if (rest.starts_with("<!--")) {
      at_ = std::min(after("-->", at_ + 2), after("--!>", at_ + 4));
    } else if (rest.starts_with("<![CDATA[") && in_foreign_content()) {
      at_ = after("]]>", at_);
    } else if (rest.starts_with("<!") || rest.starts_with("<?") ||
               (rest.size() > 2 && rest[1] == '/' && !is_letter(rest[2]))) {
      at_ = after(">", at_);
    } else {
      return false;
    }
    return true;
  }

  [[nodiscard]] std::size_t after(std::string_view end,
                                  std::size_t from) const {
    const std::size_t found = html_.find(end, from);
    return found == html_.npos ? html_.size() : found + end.size();
  }

  [[nodiscard]] bool in_foreign_content() const {
    return among(open_, "svg") || among(open_, "math");
  }

  void take_tag() {
    ++at_;
    const bool closing = at_ < html_.size() && html_[at_] == '/';
    if (closing) ++at_;
    std::string name;
    while (at_ < html_.size() &&
           (is_letter(html_[at_]) ||
            (!name.empty() && html_[at_] >= '0' && html_[at_] <= '9'))) {
      name += static_cast<char>(html_[at_++] | 0x20);
    }
    if (name.empty()) return;
    skip_attributes();
    closing ? close(name) : open(name);
  }

  // The tokenizer's states from "before attribute name" on (HTML standard,
  // section 13.2.5.32): a quote counts at the beginning of a value only.
  void skip_attributes() {
    enum {
      kBeforeName,
      kName,
      kAfterName,
      kBeforeValue,
      kValue
    } state = kBeforeName;
    const std::size_t begin = at_;
    std::size_t quoted = 0;
    for (; at_ < html_.size() && html_[at_] != '>'; ++at_) {
      const char c = html_[at_];
      const bool space = kSpaces.find(c) != std::string_view::npos;
      if (state == kBeforeValue && (c == '"' || c == '\'')) {
        const std::size_t end = std::min(html_.find(c, at_ + 1), html_.size());
        quoted += end - at_;
        at_ = std::min(end, html_.size() - 1);
        state = kBeforeName;
      } else if (state == kBeforeValue) {
        state = space ? kBeforeValue : kValue;
      } else if (state == kValue) {
        state = space ? kBeforeName : kValue;
      } else if (c == '/') {
        state = kBeforeName;
      } else if (c == '=' && state != kBeforeName) {
        state = kBeforeValue;
      } else if (space) {
        state = state == kName ? kAfterName : state;
      } else {
        state = kName;
      }
    }
    tag_too_long_ = at_ - begin - quoted > kMaxTagBytes;
    at_ = std::min(at_ + 1, html_.size());
  }

  void open(const std::string& name) {
    if (among(kRawText, name) && !in_foreign_content()) {
      skip_raw_text(name);
      return;
    }
    if (!among(kFormatting, name)) reopened_ += formatting_;
    if (among(kVoid, name) || among(kSelfClosing, name)) return;
    if (among(kFormatting, name)) ++formatting_;
    open_.push_back(name);
  }

  // An end tag of a formatting element leaves open what was opened since.
  void close(const std::string& name) {
    const auto found = std::find(open_.rbegin(), open_.rend(), name);
    if (found == open_.rend()) return;
    if (among(kFormatting, name)) {
      --formatting_;
      open_.erase(std::next(found).base());
      return;
    }
    const auto first = std::next(found).base();
    // Formatting elements stay on the parser's list to be reopened.
    std::vector<std::string> kept;
    std::copy_if(
        first, open_.end(), std::back_inserter(kept),
        [](const std::string& each) { return among(kFormatting, each); });
    open_.erase(first, open_.end());
    open_.insert(open_.end(), kept.begin(), kept.end());
  }

  void skip_raw_text(const std::string& name) {
    const std::string end = "</" + name;
    for (; at_ < html_.size(); ++at_) {
      at_ = std::min(html_.find("</", at_), html_.size());
      const std::string_view tag = html_.substr(at_, end.size());
      if (std::ranges::equal(tag, end, [](char a, char b) {
            return (is_letter(a) ? a | 0x20 : a) == b;
          })) {
        return;
      }
    }
  }

  std::string_view html_;
  std::size_t at_ = 0;
  std::vector<std::string> open_;
  std::size_t formatting_ = 0;  // of them, formatting elements
  std::size_t reopened_ = 0;    // upper bound of elements made again
  bool tag_too_long_ = false;
};

}  // namespace

Result<void> check_html(std::string_view html) { return Guard(html).check(); }

}  // namespace lede::internal
