// SPDX-License-Identifier: GPL-3.0-or-later
//
// The frame of the peers written in C++: two commands, `index` and `answer`.

#pragma once

#include <exception>
#include <functional>
#include <iostream>
#include <string>

namespace lede::bench {

struct PeerCommands {
  // Makes the index from the corpus, replacing what is there.
  std::function<void(const std::string& index, const std::string& corpus,
                     unsigned threads)>
      make_index;
  // Answers query lines from stdin on stdout until it ends.
  std::function<void(const std::string& index)> answer;
};

// NAME index INDEX CORPUS THREADS | NAME answer INDEX. Exit status 2 with a
// message for wrong usage and for whatever the commands throw.
inline int run_peer(int argc, char** argv, const PeerCommands& commands) {
  const std::string command = argc > 1 ? argv[1] : "";
  try {
    if (command == "index" && argc == 5) {
      const auto threads = static_cast<unsigned>(std::stoul(argv[4]));
      commands.make_index(argv[2], argv[3], threads);
    } else if (command == "answer" && argc == 3) {
      commands.answer(argv[2]);
    } else {
      std::cerr << "usage: " << argv[0]
                << " index INDEX CORPUS THREADS | answer INDEX\n";
      return 2;
    }
  } catch (const std::exception& error) {
    std::cerr << argv[0] << ": " << error.what() << '\n';
    return 2;
  }
  return 0;
}

}  // namespace lede::bench
