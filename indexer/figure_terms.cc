// SPDX-License-Identifier: GPL-3.0-or-later
//
// Texts -> figures -> each once, as terms.

#include "indexer/figure_terms.h"

#include <algorithm>
#include <string>
#include <string_view>
#include <vector>

#include "common/amount_terms.h"
#include "common/amounts.h"
#include "common/calendar_terms.h"
#include "common/mentioned_dates.h"

namespace lede {
namespace {

template <typename Each>
void for_each_text(const Article& article, const Each& each) {
  each(article.title.value_or(""));
  each(article.summary);
  for (const std::string& point : article.key_points) each(point);
  each(article.text);
}

std::vector<DateInterval> each_once(std::vector<DateInterval> dates) {
  std::ranges::sort(dates, [](const DateInterval& a, const DateInterval& b) {
    return a.begin != b.begin ? a.begin < b.begin : a.end < b.end;
  });
  dates.erase(std::unique(dates.begin(), dates.end()), dates.end());
  return dates;
}

}  // namespace

void find_figures(const Article& article, Figures& figures) {
  figures.dates.clear();
  figures.amounts.clear();
  for_each_text(article, [&](std::string_view text) {
    find_mentioned_dates(text, article.published, figures.dates);
    find_amounts(text, article.lang, figures.amounts);
  });
}

void add_figure_terms(const Figures& figures, PostingTable& table) {
  std::vector<std::string> terms;
  for (const DateInterval& date : each_once(figures.dates)) {
    append_date_terms(date, terms);
  }
  for (const Amount& amount : figures.amounts) {
    append_amount_terms(amount, terms);
  }
  for (const std::string& term : terms) table.intern("", term);
}

}  // namespace lede
