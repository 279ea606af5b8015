// SPDX-License-Identifier: GPL-3.0-or-later
//
// THE rules of what is one atom. A chunk is a stretch of letters, digits and
// joiners between breaks; these rules cut it. All comparisons are made on
// folded cells, so full width, ligatures and superscripts follow the same ones.
//
//   written                    atoms
//   o'reilly, don't            one, with an ASCII apostrophe
//   OpenAI's                   openai; the possessive is dropped
//   fine-tuning, a_b, a@b      split; an edge @ or # is dropped
//   1,000,000  3.5%  10.5k     1000000  3.5  10.5k
//   gpt4o  H100  v1.2.3  CO₂   gpt,4o  h,100  v,1.2.3  co,2: letter to digit
//                              splits, digit to letter (4o, 405b) does not
//   C++ C# .NET                c++ c# .net
//   R&D AT&T                   r&d at&t: 1 to 3 letters on each side
//   A.I.  U.S.A                acronyms, their last full stop included
//   openai.com Node.js 01.AI   hosts and products, if the last label is known
//   end.Start                  end,start: a space is missing
//
// Chinese, Japanese and Korean code points and the words of scripts without
// spaces never come here; see segmenter.h.

#pragma once

#include <span>

#include "common/analysis/atoms.h"
#include "common/analysis/cells.h"

namespace lede::internal {

// Appends the atoms of one chunk to `out`. Linear.
//
// REQUIRES: cells are letters, digits and joiners.
void cut_chunk(std::span<const Cell> chunk, AtomList& out);

// Appends the folded code points of `cells` as one atom.
void add_atom(AtomKind kind, std::span<const Cell> cells, AtomList& out);

}  // namespace lede::internal
