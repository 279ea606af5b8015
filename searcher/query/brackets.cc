// SPDX-License-Identifier: GPL-3.0-or-later
//
// Pairing of brackets by a stack of those open.

#include "searcher/query/brackets.h"

#include <string>

#include "searcher/query/parse.h"

namespace lede::internal {
namespace {

enum class Fate : unsigned char { kKept, kLeftOut };

struct OpenBracket {
  std::size_t index = 0;
  bool holds_operand = false;
};

class BracketPairs {
 public:
  BracketPairs(const std::vector<Lexeme>& lexemes,
               std::vector<Warning>& warnings)
      : lexemes_(lexemes),
        warnings_(warnings),
        fates_(lexemes.size(), Fate::kKept) {}

  std::vector<Fate> run() {
    for (std::size_t i = 0; i < lexemes_.size(); ++i) {
      switch (lexemes_[i].kind) {
        case Lexeme::Kind::kOperand:
          mark_operand();
          break;
        case Lexeme::Kind::kOpen:
          open_.push_back({i});
          break;
        case Lexeme::Kind::kClose:
          close(i);
          break;
      }
    }
    for (const OpenBracket& bracket : open_) leave_out_unpaired(bracket.index);
    return std::move(fates_);
  }

 private:
  void mark_operand() {
    if (!open_.empty()) open_.back().holds_operand = true;
  }

  void close(std::size_t index) {
    if (open_.empty()) {
      leave_out_unpaired(index);
      return;
    }
    const OpenBracket bracket = open_.back();
    open_.pop_back();
    const bool named = !lexemes_[bracket.index].node.field.empty();
    if (!bracket.holds_operand || open_.size() >= kMaxQueryDepth) {
      fates_[bracket.index] = fates_[index] = Fate::kLeftOut;
      if (bracket.holds_operand && !too_deep_) {
        too_deep_ = true;
        warnings_.push_back({"brackets nested too deeply are left out",
                             lexemes_[bracket.index].node.source.begin});
      }
    }
    if (bracket.holds_operand || named) mark_operand();
  }

  void leave_out_unpaired(std::size_t index) {
    fates_[index] = Fate::kLeftOut;
    warnings_.push_back({"a bracket without its pair is left out",
                         lexemes_[index].node.source.begin});
  }

  const std::vector<Lexeme>& lexemes_;
  std::vector<Warning>& warnings_;
  std::vector<Fate> fates_;
  std::vector<OpenBracket> open_;
  bool too_deep_ = false;
};

}  // namespace

void pair_brackets(std::vector<Lexeme>& lexemes,
                   std::vector<Warning>& warnings) {
  const std::vector<Fate> fates = BracketPairs(lexemes, warnings).run();
  std::vector<Lexeme> kept;
  for (std::size_t i = 0; i < lexemes.size(); ++i) {
    Lexeme& lexeme = lexemes[i];
    if (fates[i] == Fate::kKept) {
      kept.push_back(std::move(lexeme));
    } else if (!lexeme.node.field.empty()) {
      Lexeme word;
      word.sign = lexeme.sign;
      word.node.kind = NodeKind::kWord;
      word.node.text = lexeme.node.field;
      word.node.source = lexeme.node.source;
      kept.push_back(std::move(word));
    }
  }
  lexemes = std::move(kept);
}

}  // namespace lede::internal
