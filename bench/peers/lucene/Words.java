// SPDX-License-Identifier: GPL-3.0-or-later
//
// What a word is for every peer: a lower-cased run of letters and digits.

import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.analysis.LowerCaseFilter;
import org.apache.lucene.analysis.Tokenizer;
import org.apache.lucene.analysis.util.CharTokenizer;

final class Words extends Analyzer {
  @Override
  protected TokenStreamComponents createComponents(String field) {
    Tokenizer runs = CharTokenizer.fromTokenCharPredicate(Character::isLetterOrDigit);
    return new TokenStreamComponents(runs, new LowerCaseFilter(runs));
  }

  // A gap, or a phrase could begin in the title and end in the text.
  @Override
  public int getPositionIncrementGap(String field) {
    return 100;
  }
}
