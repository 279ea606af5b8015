// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/house/function_scanner.h"

#include <algorithm>
#include <cctype>

namespace lede::house {
namespace {

bool is_word(char byte) {
  return std::isalnum(static_cast<unsigned char>(byte)) != 0 || byte == '_';
}

// Copies a source, blanking what is no code.
class Blanker {
 public:
  explicit Blanker(std::string_view source) : source_(source) {}

  std::string run() {
    while (at_ < source_.size()) step();
    return std::move(code_);
  }

 private:
  [[nodiscard]] bool sees(std::string_view word) const {
    return source_.substr(at_).starts_with(word);
  }

  void step() {
    if (sees("//")) {
      blank_to(source_.find('\n', at_));
    } else if (sees("/*")) {
      blank_to(after(source_.find("*/", at_ + 2), 2));
    } else if (sees("R\"") && (at_ == 0 || !is_word(source_[at_ - 1]))) {
      blank_raw_string();
    } else if (source_[at_] == '"') {
      blank_quoted('"');
    } else if (source_[at_] == '\'' && !separates_digits()) {
      blank_quoted('\'');
    } else if (source_[at_] == '#' && starts_line()) {
      blank_directive();
    } else {
      code_ += source_[at_++];
    }
  }

  // Whether the apostrophe at hand is that of 1'000, not that of U'x'.
  [[nodiscard]] bool separates_digits() const {
    std::size_t word = at_;
    while (word > 0 &&
           (is_word(source_[word - 1]) || source_[word - 1] == '\'')) {
      --word;
    }
    return std::isdigit(static_cast<unsigned char>(source_[word])) != 0;
  }

  [[nodiscard]] bool starts_line() const {
    const std::size_t line = code_.find_last_of('\n');
    const std::size_t from = line == std::string::npos ? 0 : line + 1;
    return code_.find_first_not_of(' ', from) == std::string::npos;
  }

  [[nodiscard]] static std::size_t after(std::size_t found, std::size_t size) {
    return found == std::string_view::npos ? found : found + size;
  }

  void blank_to(std::size_t end) {
    end = std::min(end, source_.size());
    for (; at_ < end; ++at_) code_ += source_[at_] == '\n' ? '\n' : ' ';
  }

  void blank_raw_string() {
    const std::size_t open = source_.find('(', at_);
    if (open == std::string_view::npos) return blank_to(open);
    const std::string close =
        ")" + std::string(source_.substr(at_ + 2, open - at_ - 2)) + "\"";
    blank_to(after(source_.find(close, open), close.size()));
  }

  void blank_quoted(char quote) {
    std::size_t end = at_ + 1;
    while (end < source_.size() && source_[end] != quote) {
      end += source_[end] == '\\' ? 2 : 1;
    }
    blank_to(end + 1);
  }

  void blank_directive() {
    std::size_t end = source_.find('\n', at_);
    while (end != std::string_view::npos && source_[end - 1] == '\\') {
      end = source_.find('\n', end + 1);
    }
    blank_to(end);
  }

  std::string_view source_;
  std::size_t at_ = 0;
  std::string code_;
};

bool has_word(std::string_view text, std::string_view word) {
  for (std::size_t at = text.find(word); at != std::string_view::npos;
       at = text.find(word, at + 1)) {
    const std::size_t end = at + word.size();
    if ((at == 0 || !is_word(text[at - 1])) &&
        (end == text.size() || !is_word(text[end]))) {
      return true;
    }
  }
  return false;
}

enum class Opens { kScope, kFunction, kInitialiser };

// What a brace opens, by the statement before it.
Opens classify(std::string_view statement) {
  const std::size_t last = statement.find_last_not_of(" \n");
  if (last == std::string_view::npos) return Opens::kInitialiser;
  const std::size_t parenthesis = statement.find('(');
  if (parenthesis == std::string_view::npos) {
    for (const char* word :
         {"namespace", "class", "struct", "union", "enum", "extern"}) {
      if (has_word(statement, word)) return Opens::kScope;
    }
    return Opens::kInitialiser;
  }
  // "const auto kTable = make({": an initialiser; "operator=(": none.
  const std::string_view head = statement.substr(0, parenthesis);
  if (head.find('=') != std::string_view::npos &&
      head.find("operator") == std::string_view::npos) {
    return Opens::kInitialiser;
  }
  // "Lexer(Text text) : text_{": a member, the body comes later.
  const std::size_t members = statement.find(" : ");
  if (members != std::string_view::npos && is_word(statement[last])) {
    return Opens::kInitialiser;
  }
  return Opens::kFunction;
}

// Index of the brace that closes the one at `open`.
std::size_t matching_brace(std::string_view code, std::size_t open) {
  std::size_t depth = 0;
  for (std::size_t at = open; at < code.size(); ++at) {
    if (code[at] == '{') ++depth;
    if (code[at] == '}' && --depth == 0) return at;
  }
  return code.size();
}

std::string last_line(std::string_view statement) {
  std::string name;
  for (const char byte : statement) {
    if (byte != '\n' && byte != ' ') {
      name += byte;
    } else if (!name.empty() && name.back() != ' ') {
      name += ' ';
    }
  }
  return name.substr(0, 60);
}

std::size_t line_of(std::string_view code, std::size_t at) {
  return 1 +
         static_cast<std::size_t>(std::ranges::count(code.substr(0, at), '\n'));
}

}  // namespace

std::string without_comments_and_literals(std::string_view source) {
  return Blanker(source).run();
}

std::vector<FunctionSize> function_sizes(std::string_view source) {
  const std::string code = without_comments_and_literals(source);
  const std::string_view view = code;
  std::vector<FunctionSize> functions;
  std::size_t statement = 0;
  for (std::size_t at = 0; at < code.size(); ++at) {
    if (code[at] == ';' || code[at] == '}') statement = at + 1;
    if (code[at] != '{') continue;
    const std::string_view before = view.substr(statement, at - statement);
    const Opens opens = classify(before);
    if (opens == Opens::kScope) {
      statement = at + 1;
      continue;
    }
    const std::size_t close = matching_brace(view, at);
    if (opens == Opens::kFunction) {
      functions.push_back({last_line(before), line_of(view, at),
                           line_of(view, close) - line_of(view, at) + 1});
      statement = close + 1;
    }
    at = close;
  }
  return functions;
}

}  // namespace lede::house
