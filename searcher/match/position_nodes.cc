// SPDX-License-Identifier: GPL-3.0-or-later

#include "searcher/match/position_nodes.h"

#include <algorithm>
#include <string>
#include <utility>

namespace lede {
namespace {

MatchNodes as_nodes(std::vector<NearNode::Word> words) {
  MatchNodes nodes;
  for (NearNode::Word& word : words) nodes.push_back(std::move(word.node));
  return nodes;
}

bool holds(const WordNeighbors& its, const WordNeighbors& wanted) {
  return (its.before & wanted.before) == wanted.before &&
         (its.behind & wanted.behind) == wanted.behind;
}

MatchNodes terms_of(const SegmentContext& context, const OnePassage& asked) {
  MatchNodes nodes;
  for (const OnePassage::Phrase& phrase : asked.phrases) {
    for (const std::string& term : phrase.terms) {
      nodes.push_back(make_term(context, term, TermWeight()));
    }
  }
  return nodes;
}

}  // namespace

std::unique_ptr<TermNode> make_term(const SegmentContext& context,
                                    const std::string& term,
                                    TermWeight weight) {
  return std::make_unique<TermNode>(
      context, context.file().find(term).value_or(PostingList()), weight);
}

NearNode::NearNode(Kind kind, std::vector<Word> words, std::uint32_t window)
    : kind_(kind),
      window_(window),
      terms_([&] {
        std::vector<Term> all;
        for (std::uint32_t i = 0; i < words.size(); ++i) {
          Term& term = all.emplace_back(Term{words[i].node.get(), i, {}, {}});
          if (kind_ == Kind::kNear) continue;
          if (i > 0) term.beside.before = words[i - 1].mark;
          if (i + 1 < words.size()) term.beside.behind = words[i + 1].mark;
        }
        return all;
      }()),
      taken_(terms_.size()),
      all_(as_nodes(std::move(words))) {
  std::ranges::stable_sort(terms_, {},
                           [](const Term& term) { return term.node->cost(); });
  cost_ = all_.cost();
  bound_ = all_.bound();
  exact_ = false;
}

void NearNode::fill(std::uint32_t block, DocSet& set) {
  const Term& rarest = terms_.front();
  const PostingBlock& its = rarest.node->cursor().block(block);
  if (kind_ == Kind::kNear || its.before == nullptr) {
    all_.fill(block, set);
    return;
  }
  set.assign_if(its, [&](std::size_t i) {
    return holds({its.before[i], its.behind[i]}, rarest.beside);
  });
  for (std::size_t i = 1; i < terms_.size() && !set.empty(); ++i) {
    terms_[i].node->narrow(block, set);
  }
}

void NearNode::narrow(std::uint32_t block, DocSet& set) {
  all_.narrow(block, set);
}

bool NearNode::may_match(std::uint32_t ordinal) {
  return all_.may_match(ordinal);
}

bool NearNode::read_positions(Term& term, std::uint32_t ordinal) {
  const std::uint32_t posting = term.node->cursor().find(ordinal);
  if (posting == TermCursor::kNone ||
      !holds(term.node->list().neighbors(posting), term.beside)) {
    return false;
  }
  term.at = term.node->list().positions(posting);
  return !term.at.done();
}

bool NearNode::confirm(std::uint32_t ordinal) {
  return kind_ == Kind::kPhrase ? is_phrase(ordinal) : is_near(ordinal);
}

// Where the rarest term stands the phrase may begin; whichever term is not
// where it ought to be moves that beginning on, and all are asked anew. Most
// fail at the second: the others are not read before they are asked for.
bool NearNode::is_phrase(std::uint32_t ordinal) {
  std::uint32_t begin = 0;
  std::size_t read = 0;
  for (std::size_t i = 0; i < terms_.size();) {
    Term& term = terms_[i];
    if (i == read) {
      if (!read_positions(term, ordinal)) return false;
      ++read;
    }
    term.at.skip_to(begin + term.offset);
    if (term.at.done()) return false;
    const std::uint32_t stands = term.at.position() - term.offset;
    i = stands == begin || i == 0 ? i + 1 : 0;
    begin = stands;
  }
  return true;
}

// Tries each position of the rarest term as one of a group that begins there or
// a bit before it.
bool NearNode::is_near(std::uint32_t ordinal) {
  for (Term& term : terms_) {
    if (!read_positions(term, ordinal)) return false;
  }
  for (PositionCursor at = terms_.front().at; !at.done(); at.next()) {
    taken_.front() = at.position();
    const std::uint32_t least =
        at.position() >= window_ ? at.position() - window_ + 1 : 0;
    for (std::uint32_t first = least; first <= at.position(); ++first) {
      if (place(1, first)) return true;
    }
  }
  return false;
}

// True if the terms from `term` on have positions of their own within the
// window that begins at `first`.
bool NearNode::place(std::size_t term, std::uint32_t first) {
  if (term == terms_.size()) return true;
  PositionCursor at = terms_[term].at;
  for (at.skip_to(first); !at.done() && at.position() - first < window_;
       at.next()) {
    const auto end = taken_.begin() + static_cast<std::ptrdiff_t>(term);
    if (std::find(taken_.begin(), end, at.position()) != end) continue;
    taken_[term] = at.position();
    if (place(term + 1, first)) return true;
  }
  return false;
}

bool NearNode::count(std::uint32_t ordinal, std::uint32_t& wdf) {
  if (!matches(ordinal)) return false;
  std::uint32_t least = UINT32_MAX;
  for (const Term& term : terms_) {
    std::uint32_t its = 0;
    static_cast<void>(term.node->count(ordinal, its));
    least = std::min(least, its);
  }
  wdf += least;
  return true;
}

bool NearNode::weigh(std::uint32_t ordinal, double& weight) {
  return matches(ordinal) && all_.weigh(ordinal, weight);
}

void NearNode::add_parts(std::vector<MatchNode*>& parts) {
  all_.add_parts(parts);
}

PassageNode::PassageNode(const SegmentContext& context, const OnePassage& asked)
    : context_(context),
      asked_(asked),
      all_(std::make_unique<ConjunctionNode>(terms_of(context, asked))) {
  cost_ = all_->cost();
  exact_ = false;
}

void PassageNode::fill(std::uint32_t block, DocSet& set) {
  all_->fill(block, set);
}

void PassageNode::narrow(std::uint32_t block, DocSet& set) {
  all_->narrow(block, set);
}

bool PassageNode::may_match(std::uint32_t ordinal) {
  return all_->may_match(ordinal);
}

bool PassageNode::confirm(std::uint32_t ordinal) {
  return in_one_passage(asked_, [&](const std::string& term) {
    TermPositions positions;
    const PostingList list = context_.file().find(term).value_or(PostingList());
    const std::uint32_t posting = TermCursor(list).find(ordinal);
    if (posting == TermCursor::kNone) return positions;
    for (PositionCursor at = list.positions(posting); !at.done(); at.next()) {
      positions.push_back(at.position());
    }
    return positions;
  });
}

bool PassageNode::count(std::uint32_t ordinal, std::uint32_t& /*wdf*/) {
  return matches(ordinal);
}

bool PassageNode::weigh(std::uint32_t ordinal, double& /*weight*/) {
  return matches(ordinal);
}

}  // namespace lede
