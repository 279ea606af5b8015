// SPDX-License-Identifier: GPL-3.0-or-later
//
// lede_peers_fts5: SQLite's FTS5, one database file. Articles are indexed and
// stored in a virtual table; dates stand in a table beside it.

#include <chrono>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <map>
#include <memory>
#include <stdexcept>
#include <string>
#include <string_view>

#include <sqlite3.h>

#include "bench/answer.h"
#include "bench/peers/article_lines.h"
#include "bench/peers/peer_program.h"
#include "common/join.h"

namespace lede::bench {
namespace {

struct CloseDatabase {
  void operator()(sqlite3* database) const { sqlite3_close_v2(database); }
};
using Database = std::unique_ptr<sqlite3, CloseDatabase>;

void check(sqlite3* database, int status) {
  if (status != SQLITE_OK && status != SQLITE_ROW && status != SQLITE_DONE) {
    throw std::runtime_error(sqlite3_errmsg(database));
  }
}

Database open_database(const std::string& path, int flags) {
  sqlite3* opened = nullptr;
  const int status = sqlite3_open_v2(path.c_str(), &opened, flags, nullptr);
  Database database(opened);
  check(opened, status);
  return database;
}

void run(const Database& database, const char* sql) {
  check(database.get(),
        sqlite3_exec(database.get(), sql, nullptr, nullptr, nullptr));
}

class Statement {
 public:
  Statement(const Database& database, std::string_view sql)
      : database_(database.get()) {
    sqlite3_stmt* prepared = nullptr;
    check(database_,
          sqlite3_prepare_v2(database_, sql.data(),
                             static_cast<int>(sql.size()), &prepared, nullptr));
    statement_.reset(prepared);
  }

  // Columns from 1. A text must stay where it is until the next reset().
  void bind(int column, std::int64_t number) {
    check(database_, sqlite3_bind_int64(statement_.get(), column, number));
  }
  void bind(int column, const std::string& text) {
    check(database_,
          sqlite3_bind_text(statement_.get(), column, text.data(),
                            static_cast<int>(text.size()), SQLITE_STATIC));
  }

  // Whether there is a row to read.
  bool step() {
    const int status = sqlite3_step(statement_.get());
    check(database_, status);
    return status == SQLITE_ROW;
  }
  void reset() { sqlite3_reset(statement_.get()); }

  // Columns from 0.
  std::int64_t number(int column) {
    return sqlite3_column_int64(statement_.get(), column);
  }
  int columns() { return sqlite3_column_count(statement_.get()); }
  // Reads the column's text, as one who wants it would.
  void fetch(int column) { sqlite3_column_text(statement_.get(), column); }

 private:
  struct Finalize {
    void operator()(sqlite3_stmt* statement) const {
      sqlite3_finalize(statement);
    }
  };

  sqlite3* database_;
  std::unique_ptr<sqlite3_stmt, Finalize> statement_;
};

void add_article(const PeerArticle& article, Statement& words,
                 Statement& facts) {
  words.bind(1, article.id);
  words.bind(2, article.title);
  words.bind(3, article.text);
  words.step();
  words.reset();
  facts.bind(1, article.id);
  facts.bind(2, article.seconds);
  facts.bind(3, article.url);
  facts.bind(4, article.source);
  facts.bind(5, article.published);
  facts.step();
  facts.reset();
}

// One thread, whatever is asked: SQLite has one writer.
void make_index(const std::string& index, const std::string& corpus,
                unsigned /*threads*/) {
  std::ifstream lines(corpus);
  if (!lines) throw std::runtime_error("cannot read " + corpus);
  std::filesystem::remove(index);
  const Database database =
      open_database(index, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE);
  run(database,
      "pragma journal_mode = off; pragma synchronous = off;"
      "pragma cache_size = -262144; pragma page_size = 8192;"
      "create table facts(id integer primary key, seconds integer, url text,"
      "                   source text, published text);"
      "create index facts_by_date on facts(seconds);"
      "create virtual table words using fts5(title, text, tokenize = 'ascii',"
      "                                      prefix = '4');"
      "begin");
  {
    Statement words(database,
                    "insert into words(rowid, title, text) values(?, ?, ?)");
    Statement facts(database, "insert into facts values(?, ?, ?, ?, ?)");
    for (std::string line; std::getline(lines, line);) {
      add_article(parse_article(line), words, facts);
    }
  }
  run(database, "commit; insert into words(words) values('optimize')");
}

std::string quoted(const std::string& text) { return '"' + text + '"'; }

std::string match_expression(const QueryLine& query) {
  if (query.op == QueryOp::kPhrase) return quoted(join(query.words, " "));
  if (query.op == QueryOp::kPrefix) return quoted(query.words[0]) + '*';
  std::vector<std::string> words;
  for (const std::string& word : query.words) words.push_back(quoted(word));
  return join(words, query.op == QueryOp::kAnd ? " AND " : " OR ");
}

// With one parameter, or three if dates are asked for.
std::string selection(const QueryLine& query, const std::string& columns) {
  const bool dates = query.from && query.to;
  std::string sql = "select " + columns + " from words";
  if (dates || query.mode == AnswerMode::kNewest) {
    sql += " join facts on facts.id = words.rowid";
  }
  sql += " where words match ?";
  if (dates) sql += " and facts.seconds between ? and ?";
  return sql;
}

std::string top_ten(const QueryLine& query) {
  std::string columns = "words.rowid";
  if (query.mode == AnswerMode::kStored) columns += ", words.title, words.text";
  if (query.mode == AnswerMode::kSnippets) {
    columns += ", snippet(words, 1, '<b>', '</b>', '...', 32)";
  }
  return selection(query, columns) + " order by " +
         (query.mode == AnswerMode::kNewest ? "facts.seconds desc"
                                            : "words.rank") +
         " limit 10";
}

class Fts5Peer {
 public:
  explicit Fts5Peer(const std::string& index)
      : database_(open_database(index, SQLITE_OPEN_READONLY)) {
    run(database_,
        "pragma mmap_size = 17179869184; pragma cache_size = -524288");
  }

  Result<AnswerLine> answer(const QueryLine& query) {
    using Clock = std::chrono::steady_clock;
    const Clock::time_point start = Clock::now();
    AnswerLine answer;
    const std::string expression = match_expression(query);
    Statement& top = start_query(query, expression, top_ten(query));
    while (top.step()) {
      answer.ids.push_back(std::to_string(top.number(0)));
      for (int i = 1; i < top.columns(); ++i) top.fetch(i);
    }
    top.reset();
    answer.hits = answer.ids.size();
    if (query.mode == AnswerMode::kCounted) {
      Statement& count =
          start_query(query, expression, selection(query, "count(*)"));
      if (count.step()) {
        answer.hits = static_cast<std::uint64_t>(count.number(0));
      }
      count.reset();
    }
    answer.microseconds =
        std::chrono::duration<double, std::micro>(Clock::now() - start).count();
    return answer;
  }

 private:
  // `expression` must live until the statement is reset.
  Statement& start_query(const QueryLine& query, const std::string& expression,
                         const std::string& sql) {
    Statement& statement =
        statements_.try_emplace(sql, database_, sql).first->second;
    statement.bind(1, expression);
    if (query.from && query.to) {
      statement.bind(2, *query.from);
      statement.bind(3, *query.to);
    }
    return statement;
  }

  Database database_;
  std::map<std::string, Statement> statements_;  // prepared once, by SQL
};

void answer_queries(const std::string& index) {
  Fts5Peer peer(index);
  answer_lines(std::cin, std::cout,
               [&](const QueryLine& query) { return peer.answer(query); });
}

}  // namespace
}  // namespace lede::bench

int main(int argc, char** argv) {
  using namespace lede::bench;
  return run_peer(argc, argv, {make_index, answer_queries});
}
