// SPDX-License-Identifier: GPL-3.0-or-later

#include "bench/stories/background_maker.h"

#include <algorithm>
#include <bit>
#include <fstream>
#include <map>
#include <unordered_map>
#include <utility>

#include <CLI/CLI.hpp>

#include "bench/stories/article_source.h"
#include "common/analysis/text.h"
#include "indexer/stories/article_signer.h"
#include "indexer/stories/background.h"

namespace lede::bench {
namespace {

constexpr std::size_t kMinPieces = 6;
constexpr std::size_t kMaxPieces = 8000;  // of one source
constexpr std::size_t kPieceBytes = 3000;
constexpr std::size_t kLongBytes = 12'000;

std::vector<Article> cut_into_pieces(Article article) {
  if (article.text.size() <= kLongBytes) return {std::move(article)};
  std::vector<Article> pieces;
  const std::string text = std::move(article.text);
  for (std::size_t begin = 0; begin < text.size();) {
    const std::size_t end =
        code_point_floor(text, std::min(text.size(), begin + kPieceBytes));
    Article piece;
    piece.lang = article.lang;
    piece.published = article.published;
    piece.text = text.substr(begin, end - begin);
    pieces.push_back(std::move(piece));
    begin = end;
  }
  return pieces;
}

// Of `pieces` at most kMaxPieces, evenly spread.
void thin_out(std::vector<Article>& pieces) {
  if (pieces.size() <= kMaxPieces) return;
  for (std::size_t i = 0; i < kMaxPieces; ++i) {
    pieces[i] = std::move(pieces[i * pieces.size() / kMaxPieces]);
  }
  pieces.resize(kMaxPieces);
}

// log2(pieces / with_it), rounded down.
std::uint8_t rarity_of(std::size_t pieces, std::size_t with_it) {
  const auto bits = static_cast<int>(std::bit_width(pieces / with_it)) - 1;
  return static_cast<std::uint8_t>(std::min(kMaxRarity, bits));
}

Result<void> count_source(const std::string& source, ArticleSigner& signer,
                          std::map<std::uint32_t, std::uint8_t>& rarities) {
  std::vector<Article> pieces;
  auto read = read_articles({source}, [&](Article article) {
    for (Article& piece : cut_into_pieces(std::move(article))) {
      pieces.push_back(std::move(piece));
    }
  });
  if (!read) return read;
  thin_out(pieces);
  std::unordered_map<std::uint32_t, std::size_t> with;
  for (const Article& piece : pieces) {
    signer.sign(piece);
    for (const CountedFeature& feature : signer.features()) {
      ++with[feature.hash];
    }
  }
  for (const auto& [hash, count] : with) {
    if (count < kMinPieces) continue;
    const std::uint8_t rarity = rarity_of(pieces.size(), count);
    const auto [known, is_new] = rarities.try_emplace(hash, rarity);
    if (!is_new) known->second = std::min(known->second, rarity);
  }
  return {};
}

}  // namespace

CLI::App* add_background_command(CLI::App& app, BackgroundOptions& options) {
  CLI::App* command = app.add_subcommand(
      "background", "Makes the table of how rare words are in news");
  command->add_option("--out", options.output, "File to write")->required();
  command->add_option("sources", options.sources, "Files of articles")
      ->required();
  return command;
}

Result<void> make_background(const BackgroundOptions& options) {
  const Background nothing({});
  ArticleSigner signer(Lexicon::built_in(), nothing);
  std::map<std::uint32_t, std::uint8_t> rarities;
  for (const std::string& source : options.sources) {
    if (auto counted = count_source(source, signer, rarities); !counted) {
      return counted;
    }
  }
  std::vector<Background::Row> rows;
  for (const auto& [hash, rarity] : rarities) rows.push_back({hash, rarity});
  std::ofstream output(options.output, std::ios::binary);
  output << encode_background(rows);
  output.flush();
  if (!output) {
    return Error{ErrorCode::kIo, "cannot write " + options.output};
  }
  return {};
}

}  // namespace lede::bench
