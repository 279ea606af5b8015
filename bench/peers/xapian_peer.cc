// SPDX-License-Identifier: GPL-3.0-or-later
//
// lede_peers_xapian: Xapian as it comes, used directly: its own database, its
// own matcher, its own snippets. The weights have lede's constants, so that
// both should find the same ten articles.
//
// Indexing grows one database a thread with an early flush, which suits the
// caches, and merges them once: the quickest way found with the public API.

#include <algorithm>
#include <chrono>
#include <cstdlib>
#include <exception>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <mutex>
#include <stdexcept>
#include <string>
#include <string_view>
#include <thread>
#include <vector>

#include <xapian.h>

#include "bench/answer.h"
#include "bench/peers/article_lines.h"
#include "bench/peers/peer_program.h"
#include "common/ranking_constants.h"

namespace lede::bench {
namespace {

namespace fs = std::filesystem;

constexpr Xapian::valueno kDateSlot = 0;
constexpr Xapian::valueno kIdSlot = 1;
constexpr Xapian::doccount kHits = 10;
constexpr std::size_t kSnippetBytes = 200;
constexpr const char* kFlushArticles = "500";

char lower(char c) {
  return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
}

bool is_alnum(char c) {
  return (c >= '0' && c <= '9') || (lower(c) >= 'a' && lower(c) <= 'z');
}

// Adds the lower-cased runs of letters and digits; returns the last position.
Xapian::termpos add_words(Xapian::Document& document, std::string_view text,
                          Xapian::termpos position) {
  std::string word;
  const auto add = [&] {
    if (!word.empty()) document.add_posting(word, ++position);
    word.clear();
  };
  for (const char c : text) {
    if (is_alnum(c)) {
      word += lower(c);
    } else {
      add();
    }
  }
  add();
  return position;
}

Xapian::Document to_document(const PeerArticle& article) {
  Xapian::Document document;
  // A gap, or a phrase could begin in the title and end in the text.
  const Xapian::termpos title_end = add_words(document, article.title, 0);
  add_words(document, article.text, title_end + 100);
  document.add_boolean_term("H" + article.source);
  document.add_value(kDateSlot, Xapian::sortable_serialise(
                                    static_cast<double>(article.seconds)));
  document.add_value(kIdSlot, std::to_string(article.id));
  document.set_data(article.url + '\n' + article.title + '\n' +
                    article.published + '\n' + article.source + '\n' +
                    article.text);
  return document;
}

std::string text_of(const std::string& data) {
  std::size_t begin = 0;
  for (int i = 0; i < 4; ++i) begin = data.find('\n', begin) + 1;
  return data.substr(begin);
}

// Hands out the lines of the corpus to several threads.
class SharedLines {
 public:
  explicit SharedLines(const std::string& path) : file_(path) {
    if (!file_) throw std::runtime_error("cannot read " + path);
  }

  bool next(std::string& line) {
    const std::lock_guard lock(mutex_);
    return static_cast<bool>(std::getline(file_, line));
  }

 private:
  std::ifstream file_;
  std::mutex mutex_;
};

void fill_shard(const std::string& path, SharedLines& lines) {
  Xapian::WritableDatabase database(
      path, Xapian::DB_CREATE_OR_OVERWRITE | Xapian::DB_NO_SYNC);
  for (std::string line; lines.next(line);) {
    database.add_document(to_document(parse_article(line)));
  }
  database.commit();
}

void fill_shards(const std::vector<std::string>& paths, SharedLines& lines) {
  std::vector<std::string> failures(paths.size());
  std::vector<std::thread> threads;
  for (std::size_t i = 0; i < paths.size(); ++i) {
    threads.emplace_back([&, i] {
      try {
        fill_shard(paths[i], lines);
      } catch (const Xapian::Error& error) {
        failures[i] = error.get_description();
      } catch (const std::exception& error) {
        failures[i] = error.what();
      }
    });
  }
  for (std::thread& thread : threads) thread.join();
  for (const std::string& failure : failures) {
    if (!failure.empty()) throw std::runtime_error(failure);
  }
}

void make_index(const std::string& index, const std::string& corpus,
                unsigned threads) {
  setenv("XAPIAN_FLUSH_THRESHOLD", kFlushArticles, 1);
  SharedLines lines(corpus);
  std::vector<std::string> paths;
  for (unsigned i = 0; i < std::max(threads, 1U); ++i) {
    paths.push_back(index + ".shard" + std::to_string(i));
  }
  fill_shards(paths, lines);
  Xapian::Database shards;
  for (const std::string& path : paths) {
    shards.add_database(Xapian::Database(path));
  }
  fs::remove_all(index);
  shards.compact(index, Xapian::Compactor::FULL);
  shards.close();
  for (const std::string& path : paths) fs::remove_all(path);
}

Xapian::Query words_query(const QueryLine& query) {
  using Xapian::Query;
  const auto& words = query.words;
  switch (query.op) {
    case QueryOp::kPrefix:
      return {Query::OP_WILDCARD, words[0]};
    case QueryOp::kPhrase:
      return {Query::OP_PHRASE, words.begin(), words.end(),
              static_cast<Xapian::termcount>(words.size())};
    case QueryOp::kAnd:
      return {Query::OP_AND, words.begin(), words.end()};
    case QueryOp::kTerm:
    case QueryOp::kOr:
      break;
  }
  return {Query::OP_OR, words.begin(), words.end()};
}

Xapian::Query to_query(const QueryLine& query) {
  using Xapian::Query;
  Query words = words_query(query);
  if (!query.from || !query.to) return words;
  const auto bound = [](std::int64_t seconds) {
    return Xapian::sortable_serialise(static_cast<double>(seconds));
  };
  return {Query::OP_FILTER, words,
          Query(Query::OP_VALUE_RANGE, kDateSlot, bound(*query.from),
                bound(*query.to))};
}

class XapianPeer {
 public:
  explicit XapianPeer(const std::string& index)
      : database_(index), ids_(database_.get_lastdocid() + 1) {
    // Read once: an engine that serves keeps such a column.
    for (auto value = database_.valuestream_begin(kIdSlot);
         value != database_.valuestream_end(kIdSlot); ++value) {
      ids_[value.get_docid()] = *value;
    }
  }

  Result<AnswerLine> answer(const QueryLine& query) {
    using Clock = std::chrono::steady_clock;
    const Clock::time_point start = Clock::now();
    AnswerLine answer;
    try {
      const Xapian::MSet found = match(query);
      fetch(query, found);
      answer.hits = found.get_matches_estimated();
      for (auto hit = found.begin(); hit != found.end(); ++hit) {
        answer.ids.push_back(ids_[*hit]);
      }
    } catch (const Xapian::Error& error) {
      return Error{ErrorCode::kInternal, error.get_description()};
    }
    answer.microseconds =
        std::chrono::duration<double, std::micro>(Clock::now() - start).count();
    return answer;
  }

 private:
  Xapian::MSet match(const QueryLine& query) {
    Xapian::Enquire enquire(database_);
    enquire.set_query(to_query(query));
    if (query.mode == AnswerMode::kNewest) {
      enquire.set_weighting_scheme(Xapian::BoolWeight());
      enquire.set_sort_by_value(kDateSlot, true);
    } else {
      enquire.set_weighting_scheme(
          Xapian::BM25Weight(kBm25K1, 0, 1, kBm25B, kShortestNormLength));
    }
    const bool counted = query.mode == AnswerMode::kCounted;
    return enquire.get_mset(0, kHits, counted ? database_.get_doccount() : 0);
  }

  void fetch(const QueryLine& query, const Xapian::MSet& found) {
    const bool snippets = query.mode == AnswerMode::kSnippets;
    if (!snippets && query.mode != AnswerMode::kStored) return;
    for (auto hit = found.begin(); hit != found.end(); ++hit) {
      const std::string data = hit.get_document().get_data();
      if (snippets) found.snippet(text_of(data), kSnippetBytes);
    }
  }

  Xapian::Database database_;
  std::vector<std::string> ids_;
};

void answer_queries(const std::string& index) {
  XapianPeer peer(index);
  answer_lines(std::cin, std::cout,
               [&](const QueryLine& query) { return peer.answer(query); });
}

// Xapian's errors are no std::exception.
template <typename Function>
auto with_plain_errors(Function function) {
  return [function](const auto&... arguments) {
    try {
      function(arguments...);
    } catch (const Xapian::Error& error) {
      throw std::runtime_error(error.get_description());
    }
  };
}

}  // namespace
}  // namespace lede::bench

int main(int argc, char** argv) {
  using namespace lede::bench;
  return run_peer(
      argc, argv,
      {with_plain_errors(make_index), with_plain_errors(answer_queries)});
}
