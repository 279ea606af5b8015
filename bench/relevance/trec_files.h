// SPDX-License-Identifier: GPL-3.0-or-later
//
// The files of the TREC evaluations: what is relevant (qrels), and what an
// engine ranked (a run). Ids are kept percent-decoded, so that "a b" in one
// file and "a%20b" in another, which parts its columns by white space, are one.

#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include <lede/result.h>

namespace lede::bench {

// Document -> relevance as judged; 0 and less: not relevant.
using QueryJudgements = std::map<std::string, int, std::less<>>;
using Judgements = std::map<std::string, QueryJudgements, std::less<>>;

struct RankedDocument {
  std::string id;
  double score = 0.0;
};

// Best first.
using Ranking = std::vector<RankedDocument>;
using Run = std::map<std::string, Ranking, std::less<>>;

struct TopicQuery {
  std::string id;
  std::string text;
};

// "%20" -> " "; what is no code of two hexadecimal digits stays.
std::string percent_decoded(std::string_view id);

// Lines "query 0 document relevance". In a line with tabs these alone part the
// columns, so that ids may hold spaces. kInvalidArgument names the line.
Result<Judgements> parse_judgements(std::string_view text);

// Lines "query Q0 document rank score tag". As in trec_eval the rank column
// counts for nothing: documents are ordered by descending score, equal ones by
// descending id. kInvalidArgument names the line, also of a document that was
// ranked before for the same query.
Result<Run> parse_run(std::string_view text);

// Lines "id TAB text". kInvalidArgument names the line.
Result<std::vector<TopicQuery>> parse_topics(std::string_view text);

// What parse_run() reads back in the same order: scores are lowered where they
// do not fall, by what a single-precision reader still tells apart.
std::string print_run(const Run& run, std::string_view tag);

}  // namespace lede::bench
