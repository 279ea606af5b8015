// SPDX-License-Identifier: GPL-3.0-or-later

#include "bench/relevance/command.h"

#include <filesystem>
#include <fstream>
#include <map>
#include <optional>
#include <utility>

#include <CLI/CLI.hpp>

#include "bench/relevance/collection.h"
#include "bench/relevance/engines.h"
#include "bench/relevance/report.h"
#include "bench/scratch_folder.h"

namespace lede::bench {
namespace {

constexpr const char* kHelp = R"(A collection is a folder with the articles
(corpus.jsonl, also .gz or .zst, or a folder articles/), queries.tsv
(ID<TAB>QUERY) and qrels.tsv (QUERY 0 DOCUMENT RELEVANCE). Its articles are
indexed into a temporary folder, and its queries asked as
`lede-search --batch --format trec` asks them.

nDCG@10, MAP, MRR@10, P@10 and recall@100 are those of trec_eval -c
(ndcg_cut_10, map, recip_rank cut at 10, P_10, recall_100). A query without a
relevant document is left out. p is that of a paired two-sided randomisation
test: below 0.05 the difference is hardly chance.

Examples:
  lede-bench relevance --collection corpus
  lede-bench relevance --collection corpus --against plain --html report.html
  lede-bench relevance --collection a --collection b --against plain
  lede-bench relevance --collection a --write-run before.run
  lede-bench relevance --collection a --compare before.run
  lede-bench relevance --qrels a/qrels.tsv --run x.run --compare y.run)";

Result<void> write_file(const std::string& path, const std::string& text) {
  std::ofstream output(path, std::ios::binary);
  output << text;
  output.flush();
  if (!output) return Error{ErrorCode::kIo, "cannot write " + path};
  return {};
}

Error wrong_usage(std::string message) {
  return {ErrorCode::kInvalidArgument, std::move(message)};
}

// What the options ask for one run of one collection.
class RelevanceRun {
 public:
  RelevanceRun(const CommonOptions& common, const RelevanceOptions& options)
      : common_(common), options_(options) {}

  Result<std::vector<RelevanceSet>> run();

 private:
  [[nodiscard]] Result<void> check() const;
  [[nodiscard]] bool own_index() const {
    return common_.index_source != "--index";
  }
  Result<RelevanceSet> measure_collection(Collection collection) const;
  [[nodiscard]] Result<Searcher> open_lede(
      const Collection& collection, const std::filesystem::path& folder) const;
  [[nodiscard]] Result<std::vector<Answers>> ask_engines(
      const Collection& collection) const;

  const CommonOptions& common_;
  const RelevanceOptions& options_;
};

Result<void> RelevanceRun::check() const {
  const bool judged = !options_.qrels.empty();
  if (judged == !options_.collections.empty()) {
    return wrong_usage("give --collection, or --qrels with --run");
  }
  if (judged && options_.run.empty()) {
    return wrong_usage("--qrels needs --run: there are no articles to search");
  }
  if (judged && !options_.against.empty()) {
    return wrong_usage("--against needs the articles of a --collection");
  }
  if (!options_.against.empty() && !options_.compare.empty()) {
    return wrong_usage("--against and --compare do not go together");
  }
  const bool of_one = !options_.run.empty() || !options_.compare.empty() ||
                      !options_.write_run.empty() || !own_index();
  if (of_one && options_.collections.size() > 1) {
    return wrong_usage(
        "--run, --compare, --write-run and --index go with one collection");
  }
  return {};
}

Result<Searcher> RelevanceRun::open_lede(
    const Collection& collection, const std::filesystem::path& folder) const {
  std::vector<std::string> indexes = common_.indexes;
  if (own_index()) {
    indexes = {(folder / "lede.db").string()};
    const auto made = index_articles(collection.source, indexes.front());
    if (!made) return made.error();
  }
  SearcherOptions searcher_options;
  searcher_options.lexicon_path = common_.lexicon;
  return Searcher::open(indexes, searcher_options);
}

// What the engines answer that have articles to search: lede, plain BM25.
Result<std::vector<Answers>> RelevanceRun::ask_engines(
    const Collection& collection) const {
  const ScratchFolder folder;
  if (folder.path().empty()) {
    return Error{ErrorCode::kIo, "cannot make a temporary folder"};
  }
  std::optional<Searcher> lede;
  std::optional<PlainBm25> plain;
  std::vector<Ranker> engines;
  if (options_.run.empty()) {
    auto opened = open_lede(collection, folder.path());
    if (!opened) return opened.error();
    lede.emplace(std::move(*opened));
    SearchRequest request = relevance_request();
    request.match = options_.match;
    request.rank = options_.rank;
    engines.push_back(lede_ranker(*lede, std::move(request)));
  }
  if (!options_.against.empty()) {
    auto built = PlainBm25::build(collection.source, folder.path() / "plain");
    if (!built) return built.error();
    plain.emplace(std::move(*built));
    engines.emplace_back([&](const TopicQuery& topic, std::size_t depth) {
      return plain->ask(topic, depth);
    });
  }
  return ask_in_turns(engines, collection.topics);
}

// A file's ranking.
Result<Answers> answers_of(const std::string& file) {
  auto run = read_run(file);
  if (!run) return run.error();
  Answers answers;
  answers.run = std::move(*run);
  return answers;
}

ScoredRun scored(std::string name, const Collection& collection,
                 const Answers& answers) {
  const auto known = [](double us) {
    return us > 0 ? std::optional(us) : std::nullopt;
  };
  return {std::move(name),
          score_run(collection.topics, collection.judgements, answers.run),
          known(answers.median_us), known(answers.median_top_ten_us)};
}

Result<RelevanceSet> RelevanceRun::measure_collection(
    Collection collection) const {
  RelevanceSet set;
  set.name = collection.name;
  auto asked = ask_engines(collection);
  if (!asked) return asked.error();
  if (!options_.run.empty()) {
    auto answers = answers_of(options_.run);
    if (!answers) return answers.error();
    asked->insert(asked->begin(), std::move(*answers));
  }
  if (!options_.compare.empty()) {
    auto answers = answers_of(options_.compare);
    if (!answers) return answers.error();
    asked->push_back(std::move(*answers));
  }
  const Answers& first = asked->front();
  set.first =
      scored(options_.run.empty() ? "lede" : options_.run, collection, first);
  if (!options_.write_run.empty()) {
    const auto written =
        write_file(options_.write_run, print_run(first.run, "lede"));
    if (!written) return written.error();
  }
  if (asked->size() > 1) {
    set.second =
        scored(options_.compare.empty() ? "plain BM25" : options_.compare,
               collection, asked->back());
    set.comparison =
        compare(set.first.scores, set.second->scores, options_.permutations);
  }
  set.topics = std::move(collection.topics);
  return set;
}

Result<std::vector<RelevanceSet>> RelevanceRun::run() {
  if (auto ok = check(); !ok) return ok.error();
  std::vector<RelevanceSet> sets;
  if (!options_.qrels.empty()) {
    auto judged = read_judged_queries(options_.qrels);
    if (!judged) return judged.error();
    auto set = measure_collection(std::move(*judged));
    if (!set) return set.error();
    sets.push_back(std::move(*set));
  }
  for (const std::string& folder : options_.collections) {
    auto collection = read_collection(folder);
    if (!collection) return collection.error();
    auto set = measure_collection(std::move(*collection));
    if (!set) return set.error();
    sets.push_back(std::move(*set));
  }
  return sets;
}

void add_file_options(CLI::App& command, RelevanceOptions& options) {
  command
      .add_option("--collection", options.collections,
                  "Folder of articles, queries and judgements; repeatable")
      ->type_name("DIR")
      ->allow_extra_args(false);
  command.add_option("--run", options.run, "Score this TREC run, not lede")
      ->type_name("FILE");
  command
      .add_option("--qrels", options.qrels,
                  "Judgements for --run, without a collection")
      ->type_name("FILE");
  command
      .add_option("--write-run", options.write_run,
                  "Write what was ranked as a TREC run")
      ->type_name("FILE");
  command
      .add_option("--json", options.json, "Write all figures, also by query")
      ->type_name("FILE");
  command
      .add_option("--html", options.html,
                  "Write a page with a bar for each query")
      ->type_name("FILE");
}

}  // namespace

CLI::App* add_relevance_command(CLI::App& app, RelevanceOptions& options) {
  CLI::App* command =
      app.add_subcommand("relevance", "How good rankings are, by judgements");
  add_file_options(*command, options);
  command
      ->add_option("--compare", options.compare, "Compare with this TREC run")
      ->type_name("FILE");
  command
      ->add_option("--against", options.against,
                   "Compare with plain BM25 over the same articles")
      ->type_name("plain")
      ->check(CLI::IsMember({"plain"}).description(""));
  command->add_option("--match", options.match, "How many of the words [any]")
      ->type_name("any|auto|all")
      ->transform(CLI::CheckedTransformer(std::map<std::string, MatchMode>{
                                              {"any", MatchMode::kAny},
                                              {"auto", MatchMode::kAuto},
                                              {"all", MatchMode::kAll}})
                      .description(""));
  command
      ->add_option("--rank", options.rank,
                   "By words, or fresh ones first too "
                   "[text]")
      ->type_name("text|blend")
      ->transform(CLI::CheckedTransformer(std::map<std::string, RankMode>{
                                              {"text", RankMode::kText},
                                              {"blend", RankMode::kBlend}})
                      .description(""));
  command
      ->add_option("--permutations", options.permutations,
                   "Of the randomisation test [10000]")
      ->type_name("N")
      ->check(CLI::Range(std::size_t{10'000}, std::size_t{10'000'000})
                  .description(""));
  command->add_flag("--per-query", options.per_query, "Print each query too");
  command->footer(kHelp);
  return command;
}

Result<void> run_relevance(const CommonOptions& common,
                           const RelevanceOptions& options,
                           std::ostream& output) {
  const auto sets = RelevanceRun(common, options).run();
  if (!sets) return sets.error();
  for (const RelevanceSet& set : *sets) {
    output << print_set(set, options.per_query) << '\n';
  }
  if (sets->size() > 1) output << print_overview(*sets);
  if (!options.json.empty()) {
    auto written = write_file(options.json, relevance_to_json(*sets));
    if (!written) return written;
  }
  if (!options.html.empty())
    return write_file(options.html, relevance_to_html(*sets));
  return {};
}

}  // namespace lede::bench
