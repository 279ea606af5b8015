// SPDX-License-Identifier: GPL-3.0-or-later
//
// The HTML parser behind a memory limit, and trees as text: the door to that
// library.

#include "indexer/readers/html_text.h"

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include "indexer/readers/html_arena.h"
#include "indexer/readers/html_guard.h"

namespace lede::internal {
namespace {

constexpr std::size_t kChunkBytes = std::size_t{64} << 10;
// A tree takes some ten times its text; broken formatting more.
constexpr std::size_t kArenaBytesPerByte = 64;
constexpr std::size_t kArenaBaseBytes = std::size_t{4} << 20;
constexpr std::size_t kMaxArenaBytes = std::size_t{1} << 30;
// Deeper nodes are not looked at; html_guard lets no honest page get there.
constexpr int kMaxDepth = 3000;

constexpr GumboTag kNoText[] = {
    GUMBO_TAG_SCRIPT, GUMBO_TAG_STYLE,   GUMBO_TAG_NOSCRIPT, GUMBO_TAG_TEMPLATE,
    GUMBO_TAG_SVG,    GUMBO_TAG_MATH,    GUMBO_TAG_HEAD,     GUMBO_TAG_IFRAME,
    GUMBO_TAG_OBJECT, GUMBO_TAG_CANVAS,  GUMBO_TAG_VIDEO,    GUMBO_TAG_AUDIO,
    GUMBO_TAG_SELECT, GUMBO_TAG_TEXTAREA};
constexpr GumboTag kFrame[] = {GUMBO_TAG_NAV,    GUMBO_TAG_HEADER,
                               GUMBO_TAG_FOOTER, GUMBO_TAG_FORM,
                               GUMBO_TAG_ASIDE,  GUMBO_TAG_BUTTON};
constexpr GumboTag kParagraphs[] = {
    GUMBO_TAG_P,    GUMBO_TAG_DIV,    GUMBO_TAG_SECTION, GUMBO_TAG_ARTICLE,
    GUMBO_TAG_MAIN, GUMBO_TAG_H1,     GUMBO_TAG_H2,      GUMBO_TAG_H3,
    GUMBO_TAG_H4,   GUMBO_TAG_H5,     GUMBO_TAG_H6,      GUMBO_TAG_UL,
    GUMBO_TAG_OL,   GUMBO_TAG_DL,     GUMBO_TAG_TABLE,   GUMBO_TAG_BLOCKQUOTE,
    GUMBO_TAG_PRE,  GUMBO_TAG_FIGURE, GUMBO_TAG_HEADER,  GUMBO_TAG_FOOTER,
    GUMBO_TAG_NAV,  GUMBO_TAG_ASIDE,  GUMBO_TAG_ADDRESS, GUMBO_TAG_FIGCAPTION,
    GUMBO_TAG_FORM, GUMBO_TAG_HR,     GUMBO_TAG_BODY,    GUMBO_TAG_DETAILS};
constexpr GumboTag kLines[] = {GUMBO_TAG_LI, GUMBO_TAG_TR, GUMBO_TAG_DT,
                               GUMBO_TAG_DD, GUMBO_TAG_BR, GUMBO_TAG_CAPTION};

template <typename Tags>
bool among(const Tags& tags, GumboTag tag) {
  return std::ranges::find(tags, tag) != std::end(tags);
}

const GumboVector* children_of(const GumboNode& node) {
  if (node.type == GUMBO_NODE_ELEMENT || node.type == GUMBO_NODE_TEMPLATE) {
    return &node.v.element.children;
  }
  return node.type == GUMBO_NODE_DOCUMENT ? &node.v.document.children : nullptr;
}

bool visit_elements(const GumboNode& node,
                    const std::function<bool(const GumboNode&)>& visit,
                    int depth) {
  if (depth > kMaxDepth) return true;
  if (node.type == GUMBO_NODE_ELEMENT && !visit(node)) return false;
  const GumboVector* children = children_of(node);
  for (unsigned i = 0; children != nullptr && i < children->length; ++i) {
    if (!visit_elements(*static_cast<const GumboNode*>(children->data[i]),
                        visit, depth + 1)) {
      return false;
    }
  }
  return true;
}

// Collapses white space and breaks text into lines and paragraphs.
class TextWriter {
 public:
  void text(std::string_view text, bool keep_lines) {
    for (const char c : text) {
      const bool space =
          c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\f';
      if (!space) {
        if (pending_space_ && !out_.empty() && !out_.ends_with('\n')) {
          out_ += ' ';
        }
        pending_space_ = false;
        out_ += c;
      } else if (keep_lines && c == '\n') {
        line();
      } else {
        pending_space_ = true;
      }
    }
  }
  void line() {
    pending_space_ = false;
    if (!out_.empty() && !out_.ends_with('\n')) out_ += '\n';
  }
  void paragraph() {
    line();
    if (!out_.empty() && !out_.ends_with("\n\n")) out_ += '\n';
  }
  void space() { pending_space_ = true; }

  std::string take() {
    while (out_.ends_with('\n')) out_.pop_back();
    return std::move(out_);
  }

 private:
  std::string out_;
  bool pending_space_ = false;
};

void write_text(const GumboNode& node, bool article_only, bool preformatted,
                int depth, TextWriter& out) {
  if (depth > kMaxDepth) return;
  if (node.type == GUMBO_NODE_TEXT || node.type == GUMBO_NODE_CDATA ||
      node.type == GUMBO_NODE_WHITESPACE) {
    out.text(node.v.text.text, preformatted);
    return;
  }
  const GumboVector* children = children_of(node);
  if (children == nullptr) return;
  const GumboTag tag =
      node.type == GUMBO_NODE_ELEMENT ? node.v.element.tag : GUMBO_TAG_UNKNOWN;
  if (among(kNoText, tag) || (article_only && among(kFrame, tag))) return;
  const bool paragraph = among(kParagraphs, tag);
  if (paragraph) out.paragraph();
  if (among(kLines, tag)) out.line();
  for (unsigned i = 0; i < children->length; ++i) {
    write_text(*static_cast<const GumboNode*>(children->data[i]), article_only,
               preformatted || tag == GUMBO_TAG_PRE, depth + 1, out);
  }
  if (paragraph) out.paragraph();
  if (tag == GUMBO_TAG_TD || tag == GUMBO_TAG_TH) out.space();
}

std::string without_tags(std::string_view text) {
  std::string plain;
  while (!text.empty()) {
    const std::size_t open = std::min(text.find('<'), text.size());
    plain += text.substr(0, open);
    text.remove_prefix(open);
    const std::size_t close = text.find('>');
    text.remove_prefix(close == std::string_view::npos ? text.size()
                                                       : close + 1);
  }
  return plain;
}

void* allocate_node(void* arena, std::size_t bytes) {
  return static_cast<HtmlArena*>(arena)->allocate(bytes);
}

void keep_node(void* /*arena*/, void* /*node*/) {}

// Null if the arena does not do. No object with a destructor may live here
// across the parser's call.
GumboOutput* parse_within(HtmlArena& arena, std::string_view html) {
  GumboOptions options = kGumboDefaultOptions;
  options.allocator = allocate_node;
  options.deallocator = keep_node;
  options.userdata = &arena;
  options.max_errors = 0;
  if (setjmp(arena.out_of_memory) != 0) return nullptr;
  return gumbo_parse_with_options(&options, html.data(), html.size());
}

}  // namespace

void* HtmlArena::allocate(std::size_t bytes) {
  constexpr std::size_t kAlignment = alignof(std::max_align_t);
  bytes = (bytes + kAlignment - 1) / kAlignment * kAlignment;
  if (bytes > max_bytes_ - std::min(used_bytes_, max_bytes_)) {
    std::longjmp(out_of_memory, 1);
  }
  if (bytes > free_bytes_) {
    const std::size_t chunk = std::max(bytes, kChunkBytes);
    chunks_.push_back(std::make_unique_for_overwrite<std::byte[]>(chunk));
    free_ = chunks_.back().get();
    free_bytes_ = chunk;
  }
  used_bytes_ += bytes;
  free_bytes_ -= bytes;
  return std::exchange(free_, free_ + bytes);
}

HtmlTree::HtmlTree(std::unique_ptr<HtmlArena> arena, const GumboOutput* output)
    : arena_(std::move(arena)), output_(output) {}
HtmlTree::~HtmlTree() = default;
HtmlTree::HtmlTree(HtmlTree&&) noexcept = default;
HtmlTree& HtmlTree::operator=(HtmlTree&&) noexcept = default;

Result<HtmlTree> HtmlTree::parse(std::string_view html) {
  const Result<void> harmless = check_html(html);
  if (!harmless) return harmless.error();
  auto arena = std::make_unique<HtmlArena>(std::min(
      kMaxArenaBytes, kArenaBaseBytes + html.size() * kArenaBytesPerByte));
  const GumboOutput* const output = parse_within(*arena, html);
  if (output == nullptr) {
    return Error{ErrorCode::kInvalidArgument,
                 "the page takes more memory than a page may"};
  }
  return HtmlTree(std::move(arena), output);
}

std::string_view attribute(const GumboNode& node, const char* name) {
  if (node.type != GUMBO_NODE_ELEMENT) return {};
  const GumboAttribute* found =
      gumbo_get_attribute(&node.v.element.attributes, name);
  return found == nullptr ? std::string_view() : found->value;
}

bool for_each_element(const GumboNode& node,
                      const std::function<bool(const GumboNode&)>& visit) {
  return visit_elements(node, visit, 0);
}

std::string text_under(const GumboNode& node, bool article_only) {
  TextWriter out;
  // The node itself is wanted, whatever it is.
  const GumboVector* children = children_of(node);
  for (unsigned i = 0; children != nullptr && i < children->length; ++i) {
    write_text(*static_cast<const GumboNode*>(children->data[i]), article_only,
               false, 1, out);
  }
  return out.take();
}

std::string html_to_text(std::string_view fragment) {
  const Result<HtmlTree> tree = HtmlTree::parse(fragment);
  if (!tree) return without_tags(fragment);
  return text_under(tree->root(), false);
}

}  // namespace lede::internal
