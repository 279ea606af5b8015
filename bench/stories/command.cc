// SPDX-License-Identifier: GPL-3.0-or-later

#include "bench/stories/command.h"

#include <algorithm>
#include <filesystem>
#include <iomanip>
#include <map>
#include <set>
#include <utility>
#include <vector>

#include <CLI/CLI.hpp>

#include "bench/stories/article_source.h"
#include "bench/stories/grouping.h"
#include "bench/stories/perturb.h"
#include "bench/stories/truth.h"
#include "bench/text_lines.h"

namespace lede::bench {
namespace {

// How lede-index hands its batches on, roughly.
constexpr std::size_t kBatch = 2000;
// Shorter articles are no news to copy.
constexpr std::size_t kMinCopiedBytes = 300;
constexpr unsigned kCopiesOfEach = 2;

Result<std::vector<Article>> read_set(const std::string& data,
                                      const std::string& set) {
  std::vector<Article> articles;
  const auto path = std::filesystem::path(data) / set / "articles.jsonl.gz";
  auto read = read_articles({path.string()}, [&](Article article) {
    articles.push_back(std::move(article));
  });
  if (!read) return read.error();
  return articles;
}

class Report {
 public:
  Report(std::ostream& output, std::size_t errors)
      : output_(output), errors_(errors) {
    output_ << std::fixed;
  }

  void agreement(const std::string& what, const Agreement& agreement) {
    output_ << "  " << std::left << std::setw(34) << what << std::right
            << std::setprecision(3) << "precision " << agreement.precision
            << "  recall " << agreement.recall << "  F1 " << agreement.f1()
            << '\n';
  }
  void speed(const Grouping& grouping) {
    const auto articles = static_cast<double>(grouping.articles);
    output_ << "  " << grouping.articles << " articles in " << grouping.stories
            << " stories; " << std::setprecision(1)
            << grouping.analysis_seconds / articles * 1e6
            << " us of CPU an article to analyze and sign, "
            << grouping.grouping_seconds / articles * 1e6 << " to group\n";
  }
  void error(const std::string& kind, const std::string& a,
             const std::string& b) {
    if (shown_[kind]++ < errors_) {
      output_ << "    " << kind << ' ' << a << ' ' << b << '\n';
    }
  }
  std::ostream& output() { return output_; }

 private:
  std::ostream& output_;
  std::size_t errors_;
  std::map<std::string, std::size_t> shown_;
};

void judge_pairs(const std::vector<JudgedPair>& pairs, const std::string& set,
                 const Grouping& grouping, Tally& all, Report& report) {
  Tally weighed;
  Tally plain;
  Tally copies;
  for (const JudgedPair& pair : pairs) {
    if (pair.set != set) continue;
    const auto a = grouping.story_of.find(pair.a);
    const auto b = grouping.story_of.find(pair.b);
    if (a == grouping.story_of.end() || b == grouping.story_of.end()) continue;
    const bool is = pair.verdict != Verdict::kDifferent;
    const bool said = a->second == b->second;
    weighed.add(is, said, pair.weight);
    plain.add(is, said, 1.0);
    all.add(is, said, pair.weight);
    copies.add(pair.verdict == Verdict::kCopy,
               grouping.copies_of.at(pair.a) == grouping.copies_of.at(pair.b),
               1.0);
    if (is != said) report.error(is ? "missed" : "wrong", pair.a, pair.b);
  }
  report.agreement("one story, pairs by weight", weighed.agreement());
  report.agreement("one story, pairs as judged", plain.agreement());
  report.agreement("copies, pairs as judged", copies.agreement());
}

// Every `step`th article that is long enough, and what is made of it.
std::vector<Article> with_copies(const std::vector<Article>& articles,
                                 const StoriesOptions& options,
                                 const Lexicon& lexicon) {
  CopyMaker maker(lexicon, options.seed);
  std::vector<Article> all;
  const std::size_t step =
      std::max<std::size_t>(1, articles.size() / options.bases);
  for (std::size_t i = 0; i < articles.size(); i += step) {
    if (articles[i].text.size() < kMinCopiedBytes) continue;
    all.push_back(articles[i]);
    for (unsigned n = 1; n <= kCopiesOfEach; ++n) {
      all.push_back(maker.copy_of(articles[i], n));
    }
  }
  return all;
}

std::string base_of(const std::string& id) {
  return id.substr(0, id.find('#'));
}

// Pairs by what they were made of and by what was found. Where two originals
// were found to be copies of each other, either is right: `own` counts them.
struct CopyTruth {
  Tally strict;
  Tally made;
  std::size_t own = 0;
};

CopyTruth judge_copies(const Grouping& grouping, Report& report) {
  CopyTruth truth;
  std::map<std::string, std::vector<std::string>> found;
  std::map<std::string, std::vector<std::string>> made;
  for (const auto& [id, first] : grouping.copies_of) {
    found[first].push_back(id);
    made[base_of(id)].push_back(id);
  }
  for (const auto& [base, ids] : made) {
    for (std::size_t i = 0; i < ids.size(); ++i) {
      for (std::size_t j = 0; j < i; ++j) {
        const bool said =
            grouping.copies_of.at(ids[i]) == grouping.copies_of.at(ids[j]);
        truth.strict.add(true, said, 1.0);
        truth.made.add(true, said, 1.0);
        if (!said) report.error("missed-copy", ids[j], ids[i]);
      }
    }
  }
  for (const auto& [first, ids] : found) {
    for (std::size_t i = 0; i < ids.size(); ++i) {
      for (std::size_t j = 0; j < i; ++j) {
        const std::string a = base_of(ids[i]);
        const std::string b = base_of(ids[j]);
        if (a == b) continue;
        truth.strict.add(false, true, 1.0);
        if (grouping.copies_of.at(a) == grouping.copies_of.at(b)) {
          if (ids[i] == a && ids[j] == b) {
            ++truth.own;
            report.error("in-the-data", b, a);
          }
          continue;
        }
        truth.made.add(false, true, 1.0);
        report.error("wrong-copy", ids[j], ids[i]);
      }
    }
  }
  return truth;
}

Result<void> run_set(const std::string& set, const StoriesOptions& options,
                     const std::vector<JudgedPair>& pairs,
                     const std::map<std::string, Clusters>& clusters,
                     Tally& all, std::ostream& output) {
  const auto articles = read_set(options.data, set);
  if (!articles) return articles.error();
  Report report(output, options.errors);
  output << set << '\n';
  const auto lexicon = Lexicon::built_in();
  const Grouping grouping = group_articles(*articles, lexicon, kBatch);
  report.speed(grouping);
  judge_pairs(pairs, set, grouping, all, report);
  if (const auto window = clusters.find(set); window != clusters.end()) {
    report.agreement("events of a window, B-cubed",
                     b_cubed(window->second, grouping.story_of));
  }
  const CopyTruth copies =
      judge_copies(group_articles(with_copies(*articles, options, *lexicon),
                                  lexicon, kBatch),
                   report);
  report.agreement("copies made", copies.made.agreement());
  report.agreement("  all else counted as wrong", copies.strict.agreement());
  output << "  pairs of originals found to be copies: " << copies.own << '\n';
  return {};
}

}  // namespace

CLI::App* add_stories_command(CLI::App& app, StoriesOptions& options) {
  CLI::App* command = app.add_subcommand(
      "stories", "Quality and speed of grouping articles into stories");
  command->add_option("--truth", options.truth, "Judged pairs")->required();
  command->add_option("--clusters", options.clusters, "Judged windows");
  command
      ->add_option("--data", options.data,
                   "Folder with SET/articles.jsonl.gz of the sets judged")
      ->required();
  command
      ->add_option("--bases", options.bases,
                   "Articles of a set to make copies of [1500]")
      ->check(CLI::Range(1, 1'000'000));
  command->add_option("--seed", options.seed, "Of the copies [1]");
  command->add_option("--errors", options.errors,
                      "Errors of a kind to show [10]");
  return command;
}

Result<void> run_stories(const StoriesOptions& options, std::ostream& output) {
  const auto text = read_text(options.truth);
  if (!text) return text.error();
  const auto pairs = parse_judged_pairs(*text);
  if (!pairs) return pairs.error().with_context(options.truth);
  std::map<std::string, Clusters> clusters;
  if (!options.clusters.empty()) {
    const auto windows = read_text(options.clusters);
    if (!windows) return windows.error();
    auto parsed = parse_clusters(*windows);
    if (!parsed) return parsed.error().with_context(options.clusters);
    clusters = std::move(*parsed);
  }
  std::set<std::string> sets;
  for (const JudgedPair& pair : *pairs) sets.insert(pair.set);
  Tally all;
  for (const std::string& set : sets) {
    if (auto ran = run_set(set, options, *pairs, clusters, all, output); !ran) {
      return ran;
    }
  }
  Report(output, 0).agreement("all sets, pairs by weight", all.agreement());
  return {};
}

}  // namespace lede::bench
