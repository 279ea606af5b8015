// SPDX-License-Identifier: GPL-3.0-or-later
//
// How good a ranking is, by trec_eval's definitions: ndcg_cut_10, map,
// recip_rank cut at 10, P_10 and recall_100. A document that was not judged,
// or judged 0 or less, is not relevant.

#pragma once

#include <array>
#include <cstddef>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "bench/relevance/trec_files.h"

namespace lede::bench {

struct Measures {
  // Gain is the relevance as judged, discount log2(rank + 1), over that of the
  // best order there is (Järvelin and Kekäläinen, TOIS 20(4), 2002).
  double ndcg_10 = 0.0;
  double average_precision = 0.0;  // of all that was ranked; its mean is MAP
  double reciprocal_rank_10 = 0.0;
  double precision_10 = 0.0;  // over 10, however few were ranked
  double recall_100 = 0.0;
};

struct MeasureName {
  std::string_view name;
  double Measures::*value;
};

inline constexpr std::array<MeasureName, 5> kMeasures = {{
    {"nDCG@10", &Measures::ndcg_10},
    {"MAP", &Measures::average_precision},
    {"MRR@10", &Measures::reciprocal_rank_10},
    {"P@10", &Measures::precision_10},
    {"recall@100", &Measures::recall_100},
}};

bool has_relevant(const QueryJudgements& judged);

// REQUIRES: has_relevant(judged); no document is ranked twice.
Measures measure(const QueryJudgements& judged, const Ranking& ranking);

struct Scores {
  std::map<std::string, Measures, std::less<>> queries;
  Measures mean;
  std::size_t without_relevant = 0;  // queries left out for it
};

// Scores of the queries `topics`. One that the run has nothing for scores 0
// (trec_eval -c); one without a relevant document is left out and counted.
Scores score_run(const std::vector<TopicQuery>& topics,
                 const Judgements& judgements, const Run& run);

}  // namespace lede::bench
