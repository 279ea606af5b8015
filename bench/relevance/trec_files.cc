// SPDX-License-Identifier: GPL-3.0-or-later

#include "bench/relevance/trec_files.h"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <cstddef>
#include <cstdio>
#include <functional>
#include <limits>
#include <optional>
#include <set>
#include <utility>

namespace lede::bench {
namespace {

constexpr std::string_view kBlanks = " \t\v\f";

using Columns = std::vector<std::string_view>;

Columns split_columns(std::string_view line) {
  const bool tabs = line.find('\t') != std::string_view::npos;
  const std::string_view between = tabs ? "\t" : kBlanks;
  Columns columns;
  for (std::size_t at = 0; at < line.size();) {
    const std::size_t end =
        std::min(line.find_first_of(between, at), line.size());
    if (tabs || end > at) columns.push_back(line.substr(at, end - at));
    at = end + 1;
  }
  return columns;
}

// Calls `take` with each line that is not blank; the first message it returns
// becomes an error with the line's number.
Result<void> for_each_line(
    std::string_view text,
    const std::function<std::optional<std::string>(std::string_view)>& take) {
  for (std::size_t number = 1; !text.empty(); ++number) {
    const std::size_t end = std::min(text.find('\n'), text.size());
    std::string_view line = text.substr(0, end);
    text.remove_prefix(std::min(end + 1, text.size()));
    if (line.ends_with('\r')) line.remove_suffix(1);
    if (line.find_first_not_of(kBlanks) == std::string_view::npos) continue;
    if (const auto wrong = take(line)) {
      return Error{ErrorCode::kInvalidArgument,
                   "line " + std::to_string(number) + ": " + *wrong};
    }
  }
  return {};
}

template <typename Number>
std::optional<Number> parse_number(std::string_view text) {
  if (text.starts_with('+')) text.remove_prefix(1);
  Number number{};
  const char* end = text.data() + text.size();
  const auto read = std::from_chars(text.data(), end, number);
  if (read.ec != std::errc{} || read.ptr != end) return std::nullopt;
  return number;
}

std::string quoted(std::string_view text) {
  return "'" + std::string(text) + "'";
}

int hex_digit(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  if (c >= 'a' && c <= 'f') return c - 'a' + 10;
  if (c >= 'A' && c <= 'F') return c - 'A' + 10;
  return -1;
}

// What parts the columns of a run may not stand in an id.
std::string encoded(std::string_view id) {
  std::string out;
  for (const char c : id) {
    if (static_cast<unsigned char>(c) > ' ') {
      out += c;
      continue;
    }
    char code[4];
    std::snprintf(code, sizeof code, "%%%02X", static_cast<unsigned char>(c));
    out += code;
  }
  return out;
}

}  // namespace

std::string percent_decoded(std::string_view id) {
  std::string out;
  for (std::size_t i = 0; i < id.size(); ++i) {
    const int high =
        id[i] == '%' && i + 2 < id.size() ? hex_digit(id[i + 1]) : -1;
    const int low = high >= 0 ? hex_digit(id[i + 2]) : -1;
    if (low < 0) {
      out += id[i];
      continue;
    }
    out += static_cast<char>(high * 16 + low);
    i += 2;
  }
  return out;
}

Result<Judgements> parse_judgements(std::string_view text) {
  Judgements judgements;
  const auto read = for_each_line(
      text, [&](std::string_view line) -> std::optional<std::string> {
        const Columns columns = split_columns(line);
        if (columns.size() != 4) {
          return "not of the form QUERY 0 DOCUMENT RELEVANCE";
        }
        const auto relevance = parse_number<int>(columns[3]);
        if (!relevance) {
          return quoted(columns[3]) + " is no whole number";
        }
        judgements[percent_decoded(columns[0])][percent_decoded(columns[2])] =
            *relevance;
        return std::nullopt;
      });
  if (!read) return read.error();
  return judgements;
}

Result<Run> parse_run(std::string_view text) {
  Run run;
  std::set<std::pair<std::string, std::string>> seen;
  const auto read = for_each_line(
      text, [&](std::string_view line) -> std::optional<std::string> {
        const Columns columns = split_columns(line);
        if (columns.size() != 6) {
          return "not of the form QUERY Q0 DOCUMENT RANK SCORE TAG";
        }
        const auto score = parse_number<double>(columns[4]);
        if (!score || !std::isfinite(*score)) {
          return quoted(columns[4]) + " is no score";
        }
        std::string query = percent_decoded(columns[0]);
        std::string document = percent_decoded(columns[2]);
        if (!seen.emplace(query, document).second) {
          return "document " + quoted(document) + " is ranked twice for " +
                 quoted(query);
        }
        run[std::move(query)].push_back({std::move(document), *score});
        return std::nullopt;
      });
  if (!read) return read.error();
  for (auto& [query, ranking] : run) {
    std::ranges::sort(ranking, [](const auto& a, const auto& b) {
      return a.score != b.score ? a.score > b.score : a.id > b.id;
    });
  }
  return run;
}

Result<std::vector<TopicQuery>> parse_topics(std::string_view text) {
  std::vector<TopicQuery> topics;
  std::set<std::string, std::less<>> ids;
  const auto read = for_each_line(
      text, [&](std::string_view line) -> std::optional<std::string> {
        const std::size_t tab = line.find('\t');
        if (tab == std::string_view::npos || tab == 0) {
          return "not of the form ID<TAB>QUERY";
        }
        std::string id = percent_decoded(line.substr(0, tab));
        if (!ids.insert(id).second) {
          return "query " + quoted(id) + " stands there twice";
        }
        topics.push_back({std::move(id), std::string(line.substr(tab + 1))});
        return std::nullopt;
      });
  if (!read) return read.error();
  return topics;
}

std::string print_run(const Run& run, std::string_view tag) {
  std::string lines;
  for (const auto& [query, ranking] : run) {
    float bound = std::numeric_limits<float>::max();
    std::size_t rank = 0;
    for (const RankedDocument& document : ranking) {
      const float score = std::min(static_cast<float>(document.score), bound);
      bound = std::nextafter(score, std::numeric_limits<float>::lowest());
      char middle[64];
      std::snprintf(middle, sizeof middle, " %zu %.9g ", ++rank,
                    static_cast<double>(score));
      lines += encoded(query) + " Q0 " + encoded(document.id) + middle;
      lines.append(tag) += '\n';
    }
  }
  return lines;
}

}  // namespace lede::bench
