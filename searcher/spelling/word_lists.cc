// SPDX-License-Identifier: GPL-3.0-or-later

#include "searcher/spelling/word_lists.h"

#include <filesystem>
#include <memory>

namespace lede {
namespace {

WordLists::List read_list(const std::filesystem::path& folder) {
  try {
    return std::make_shared<const WordList>(
        WordList::read(Xapian::Database(folder.string())));
  } catch (const Xapian::Error&) {
    return nullptr;
  }
}

}  // namespace

WordLists::WordLists() : SegmentParts(read_list) {}

}  // namespace lede
