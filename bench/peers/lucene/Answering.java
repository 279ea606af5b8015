// SPDX-License-Identifier: GPL-3.0-or-later
//
// Answers query lines from a Lucene index.

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.apache.lucene.document.LongPoint;
import org.apache.lucene.document.NumericDocValuesField;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.NumericDocValues;
import org.apache.lucene.index.ReaderUtil;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.BooleanClause;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.IndexOrDocValuesQuery;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.MultiTermQuery;
import org.apache.lucene.search.PhraseQuery;
import org.apache.lucene.search.PrefixQuery;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.ScoreDoc;
import org.apache.lucene.search.Sort;
import org.apache.lucene.search.SortField;
import org.apache.lucene.search.TermQuery;
import org.apache.lucene.search.TopDocs;
import org.apache.lucene.search.TopScoreDocCollector;
import org.apache.lucene.search.similarities.BM25Similarity;
import org.apache.lucene.search.similarities.Similarity;
import org.apache.lucene.search.uhighlight.UnifiedHighlighter;
import org.apache.lucene.store.MMapDirectory;

final class Answering {
  private static final int HITS = 10;
  // Lucene's default: beyond so many hits the total is an estimate.
  private static final int USUAL_THRESHOLD = 1000;
  private static final Sort NEWEST =
      new Sort(new SortField(Articles.SECONDS, SortField.Type.LONG, true));

  private final IndexSearcher searcher;
  private final List<LeafReaderContext> leaves;
  private final UnifiedHighlighter highlighter;
  private final boolean constantPrefix;

  // With constantPrefix all hits of a prefix weigh the same, as Lucene does
  // unless told otherwise; without it they are scored, as by the other peers.
  Answering(Path index, boolean constantPrefix) throws IOException {
    DirectoryReader reader = DirectoryReader.open(new MMapDirectory(index));
    this.constantPrefix = constantPrefix;
    searcher = new IndexSearcher(reader);
    searcher.setQueryCache(null);
    searcher.setSimilarity(similarity());
    leaves = reader.leaves();
    highlighter = new UnifiedHighlighter(searcher, new Words());
    // The words were searched under another name than the text is stored by.
    highlighter.setFieldMatcher(field -> true);
    BooleanQuery.setMaxClauseCount(Integer.MAX_VALUE);
  }

  // lede's constants (common/ranking_constants.h), so that the hits are alike.
  static Similarity similarity() {
    return new BM25Similarity(1.0f, 0.65f);
  }

  String answer(String line) throws IOException {
    QueryLine query = new QueryLine(line);
    long start = System.nanoTime();
    Query words = wordsQuery(query);
    Query filtered = query.hasDates ? within(words, query.from, query.to) : words;
    TopDocs found = search(filtered, query.mode);
    fetch(words, found, query.mode);
    String ids = ids(found);
    double microseconds = (System.nanoTime() - start) / 1e3;
    return found.totalHits.value + "\t" + microseconds + "\t" + ids;
  }

  private Query wordsQuery(QueryLine query) {
    switch (query.op) {
      case "PREFIX":
        PrefixQuery prefix = new PrefixQuery(term(query.words[0]));
        if (!constantPrefix) {
          prefix.setRewriteMethod(MultiTermQuery.SCORING_BOOLEAN_REWRITE);
        }
        return prefix;
      case "PHRASE":
        return new PhraseQuery(Articles.WORDS, query.words);
      case "TERM":
        return new TermQuery(term(query.words[0]));
      default:
        BooleanClause.Occur occur =
            query.op.equals("AND") ? BooleanClause.Occur.MUST : BooleanClause.Occur.SHOULD;
        BooleanQuery.Builder all = new BooleanQuery.Builder();
        for (String word : query.words) all.add(new TermQuery(term(word)), occur);
        return all.build();
    }
  }

  private static Term term(String word) {
    return new Term(Articles.WORDS, word);
  }

  private static Query within(Query words, long from, long to) {
    Query dates =
        new IndexOrDocValuesQuery(
            LongPoint.newRangeQuery(Articles.SECONDS, from, to),
            NumericDocValuesField.newSlowRangeQuery(Articles.SECONDS, from, to));
    return new BooleanQuery.Builder()
        .add(words, BooleanClause.Occur.MUST)
        .add(dates, BooleanClause.Occur.FILTER)
        .build();
  }

  private TopDocs search(Query query, String mode) throws IOException {
    if (mode.equals("date")) return searcher.search(query, HITS, NEWEST);
    int threshold = mode.equals("10c") ? Integer.MAX_VALUE : USUAL_THRESHOLD;
    TopScoreDocCollector collector = TopScoreDocCollector.create(HITS, threshold);
    searcher.search(query, collector);
    return collector.topDocs();
  }

  private void fetch(Query words, TopDocs found, String mode) throws IOException {
    if (mode.equals("data")) {
      for (ScoreDoc hit : found.scoreDocs) searcher.doc(hit.doc);
    } else if (mode.equals("snip")) {
      highlighter.highlight(Articles.TEXT, words, found);
    }
  }

  private String ids(TopDocs found) throws IOException {
    StringBuilder ids = new StringBuilder();
    for (ScoreDoc hit : found.scoreDocs) {
      LeafReaderContext leaf = leaves.get(ReaderUtil.subIndex(hit.doc, leaves));
      NumericDocValues values = leaf.reader().getNumericDocValues(Articles.ID);
      values.advanceExact(hit.doc - leaf.docBase);
      if (ids.length() > 0) ids.append(',');
      ids.append(values.longValue());
    }
    return ids.toString();
  }
}
