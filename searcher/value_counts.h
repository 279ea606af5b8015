// SPDX-License-Identifier: GPL-3.0-or-later
//
// How often each value of a slot stands in the documents of one match, by
// Xapian's stock spies: they also run on remote shards.

#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <string>
#include <string_view>

#include <xapian.h>

namespace lede {

// Spies of one match. Must outlive the Enquire it is attached to.
class ValueCounts {
 public:
  // Asks for the counts of a slot, once however often it is asked for.
  void want(unsigned slot) { spies_.try_emplace(slot, slot); }
  [[nodiscard]] bool empty() const { return spies_.empty(); }
  void attach(Xapian::Enquire& enquire);

  // Calls `take` with each distinct stored value and the documents that have
  // it. After the match. REQUIRES: want(slot) was called.
  using Take =
      std::function<void(const std::string& value, std::uint64_t documents)>;
  void for_each(unsigned slot, const Take& take) const;

 private:
  std::map<unsigned, Xapian::ValueCountMatchSpy> spies_;
};

// Calls `take` with each of the values a stored value joins.
void split_values(std::string_view joined,
                  const std::function<void(std::string_view)>& take);

}  // namespace lede
