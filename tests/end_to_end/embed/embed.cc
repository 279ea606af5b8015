// SPDX-License-Identifier: GPL-3.0-or-later

#include <cstdio>

#include <lede/searcher.h>

int main(int argc, char** argv) {
  if (argc != 3) return 2;
  const lede::Result<lede::Searcher> searcher =
      lede::Searcher::open({argv[1]}, lede::SearcherOptions{});
  if (!searcher) {
    std::fprintf(stderr, "%s\n", searcher.error().message.c_str());
    return 3;
  }
  lede::SearchRequest request;
  request.query = argv[2];
  const lede::Result<lede::SearchResponse> response = searcher->search(request);
  if (!response) return 1;
  for (const lede::Hit& hit : response->hits) {
    std::printf("%s\t%s\n", hit.id.c_str(), hit.title.value_or("").c_str());
  }
}
