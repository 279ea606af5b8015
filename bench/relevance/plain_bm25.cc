// SPDX-License-Identifier: GPL-3.0-or-later
//
// Plain BM25: Xapian's own term generator on both sides.

#include <ctime>
#include <utility>

#include "bench/relevance/engines.h"
#include "indexer/readers/reader.h"

namespace lede::bench {
namespace {

constexpr double kK1 = 1.2;
constexpr double kB = 0.75;
constexpr double kShortestNormLength = 0.5;  // Xapian's default
constexpr unsigned kIdSlot = 0;

// The terms of a text, with their counts.
class Terms {
 public:
  Terms() {
    generator_.set_stemmer(Xapian::Stem("en"));
    generator_.set_stemming_strategy(Xapian::TermGenerator::STEM_ALL);
    generator_.set_flags(Xapian::TermGenerator::FLAG_CJK_NGRAM);
  }

  Xapian::Document document(const std::vector<std::string>& texts) {
    Xapian::Document document;
    generator_.set_document(document);
    for (const std::string& text : texts) {
      generator_.index_text_without_positions(text);
    }
    return document;
  }

 private:
  Xapian::TermGenerator generator_;
};

class PlainIndexer final : public RecordSink {
 public:
  explicit PlainIndexer(Xapian::WritableDatabase& database)
      : database_(database) {}

  bool take(ReadRecord record) override {
    if (!record.article) return true;
    const Article& article = record.article->article;
    std::vector<std::string> texts = {article.title.value_or(""),
                                      article.summary};
    texts.insert(texts.end(), article.key_points.begin(),
                 article.key_points.end());
    texts.push_back(article.text);
    Xapian::Document document = terms_.document(texts);
    document.add_value(kIdSlot, article.id);
    const std::string key = "Q" + article_key(article.id);
    document.add_boolean_term(key);
    database_.replace_document(key, document);
    return true;
  }
  void progress(const ReadProgress& /*progress*/) override {}

 private:
  Xapian::WritableDatabase& database_;
  Terms terms_;
};

}  // namespace

Result<PlainBm25> PlainBm25::build(const std::string& source,
                                   const std::filesystem::path& index) {
  try {
    Xapian::WritableDatabase database(index.string(),
                                      Xapian::DB_CREATE | Xapian::DB_NO_SYNC);
    PlainIndexer indexer(database);
    ReadOptions options;
    options.now = std::time(nullptr);
    read_sources({source}, options, indexer);
    database.commit();
    if (database.get_doccount() == 0) {
      return Error{ErrorCode::kNotFound, source + " holds no articles"};
    }
    return PlainBm25(Xapian::Database(index.string()));
  } catch (const Xapian::Error& error) {
    return Error{ErrorCode::kIo, "plain index: " + error.get_msg()};
  }
}

Result<Ranking> PlainBm25::ask(const TopicQuery& topic, std::size_t depth) {
  try {
    const Xapian::Document words = Terms().document({topic.text});
    std::vector<Xapian::Query> terms;
    for (auto term = words.termlist_begin(); term != words.termlist_end();
         ++term) {
      // A word typed twice counts twice, as by Xapian's query parser.
      terms.push_back(Xapian::Query(*term) * term.get_wdf());
    }
    Xapian::Enquire enquire(database_);
    enquire.set_weighting_scheme(
        Xapian::BM25Weight(kK1, 0, 1, kB, kShortestNormLength));
    enquire.set_query(
        Xapian::Query(Xapian::Query::OP_OR, terms.begin(), terms.end()));
    const Xapian::MSet found =
        enquire.get_mset(0, static_cast<Xapian::doccount>(depth));
    Ranking ranking;
    for (auto hit = found.begin(); hit != found.end(); ++hit) {
      ranking.push_back({percent_decoded(hit.get_document().get_value(kIdSlot)),
                         hit.get_weight()});
    }
    return ranking;
  } catch (const Xapian::Error& error) {
    return Error{ErrorCode::kCorrupt, "plain index: " + error.get_msg()};
  }
}

}  // namespace lede::bench
