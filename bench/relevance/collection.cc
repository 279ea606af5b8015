// SPDX-License-Identifier: GPL-3.0-or-later

#include "bench/relevance/collection.h"

#include <fstream>
#include <iterator>
#include <utility>

namespace lede::bench {
namespace {

namespace fs = std::filesystem;

// `parse` of a file's text; its error after the file's name.
template <typename Parse>
auto parse_file(const fs::path& file, Parse parse) -> decltype(parse("")) {
  const Result<std::string> text = read_whole_file(file);
  if (!text) return text.error();
  auto parsed = parse(*text);
  if (!parsed) return parsed.error().with_context(file.string());
  return parsed;
}

std::string find_articles(const fs::path& folder) {
  for (const char* name :
       {"corpus.jsonl", "corpus.jsonl.gz", "corpus.jsonl.zst", "articles"}) {
    std::error_code failed;
    if (fs::exists(folder / name, failed)) return (folder / name).string();
  }
  return {};
}

std::string name_of(const fs::path& folder) {
  std::error_code failed;
  const fs::path whole = fs::weakly_canonical(folder, failed);
  return (failed ? folder : whole).filename().string();
}

}  // namespace

Result<std::string> read_whole_file(const fs::path& file) {
  std::ifstream input(file, std::ios::binary);
  std::string text{std::istreambuf_iterator<char>(input), {}};
  if (!input.is_open() || input.bad()) {
    return Error{ErrorCode::kIo, "cannot read " + file.string()};
  }
  return text;
}

Result<Collection> read_collection(const fs::path& folder) {
  Collection collection;
  collection.name = name_of(folder);
  collection.source = find_articles(folder);
  if (collection.source.empty()) {
    return Error{ErrorCode::kNotFound,
                 folder.string() +
                     " holds neither corpus.jsonl[.gz|.zst] nor articles/"};
  }
  auto topics = parse_file(folder / "queries.tsv", parse_topics);
  if (!topics) return topics.error();
  auto judgements = parse_file(folder / "qrels.tsv", parse_judgements);
  if (!judgements) return judgements.error();
  collection.topics = std::move(*topics);
  collection.judgements = std::move(*judgements);
  return collection;
}

Result<Collection> read_judged_queries(const fs::path& qrels) {
  auto judgements = parse_file(qrels, parse_judgements);
  if (!judgements) return judgements.error();
  Collection collection;
  collection.name = qrels.filename().string();
  for (const auto& [query, judged] : *judgements) {
    collection.topics.push_back({query, ""});
  }
  collection.judgements = std::move(*judgements);
  return collection;
}

Result<Run> read_run(const fs::path& file) {
  return parse_file(file, parse_run);
}

}  // namespace lede::bench
