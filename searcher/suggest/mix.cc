// SPDX-License-Identifier: GPL-3.0-or-later

#include "searcher/suggest/mix.h"

#include <algorithm>
#include <iterator>
#include <set>
#include <utility>

#include "common/analysis/text.h"

namespace lede {
namespace {

// Of eight.
constexpr std::size_t kNameShare = 3;
constexpr std::size_t kWordShare = 2;
constexpr std::size_t kPhraseShare = 2;
constexpr std::size_t kHeadlineShare = 2;
constexpr std::size_t kEight = 8;

class Mixer {
 public:
  explicit Mixer(std::size_t limit) : limit_(limit) {}

  // Shows at most `most` more of `candidates`, which are then gone from them.
  void take(Candidates& candidates, std::size_t most) {
    std::size_t taken = 0;
    std::size_t read = 0;
    for (; read < candidates.size() && taken < most && has_room(); ++read) {
      Completion& shown = candidates[read].shown;
      // An article to be opened is another thing than words to be sought.
      const bool opens = !shown.key.empty();
      if (!known_.emplace(opens, fold_value(shown.text)).second) continue;
      shown_.push_back(std::move(shown));
      ++taken;
    }
    candidates.erase(candidates.begin(),
                     candidates.begin() + static_cast<std::ptrdiff_t>(read));
  }

  // Of eight lines `lines`, and one at least.
  [[nodiscard]] std::size_t share(std::size_t lines) const {
    return std::max<std::size_t>(1, limit_ * lines / kEight);
  }
  [[nodiscard]] bool has_room() const { return shown_.size() < limit_; }
  [[nodiscard]] std::size_t room() const { return limit_ - shown_.size(); }
  std::vector<Completion> finish() && { return std::move(shown_); }

 private:
  std::size_t limit_;
  std::vector<Completion> shown_;
  std::set<std::pair<bool, std::string>> known_;
};

Candidates split_off(Candidates& from, bool (*wanted)(const Candidate&)) {
  Candidates found;
  std::erase_if(from, [&](Candidate& each) {
    if (!wanted(each)) return false;
    found.push_back(std::move(each));
    return true;
  });
  return found;
}

}  // namespace

std::vector<Completion> mix(CandidateKinds kinds, std::size_t limit) {
  Mixer mixer(limit);
  Candidates whole = split_off(kinds.names, [](const Candidate& name) {
    return name.closeness == Closeness::kWhole;
  });
  Candidates sounding = split_off(kinds.names, [](const Candidate& name) {
    return name.closeness == Closeness::kSound;
  });
  std::ranges::move(kinds.sounding, std::back_inserter(sounding));
  // Several words that were typed are more than the last of them.
  Candidates longer = split_off(
      kinds.phrases, [](const Candidate& phrase) { return phrase.words > 1; });

  const bool named = !whole.empty() || !kinds.names.empty();

  mixer.take(kinds.listed, limit);
  mixer.take(whole, mixer.share(kNameShare));
  mixer.take(sounding, named ? 1 : 2);
  mixer.take(kinds.names, mixer.share(kNameShare - 1));
  mixer.take(kinds.fields, 1);
  mixer.take(longer, mixer.share(kPhraseShare));
  mixer.take(kinds.words, mixer.share(kWordShare));
  mixer.take(kinds.phrases, mixer.share(kPhraseShare - 1));
  const std::size_t headlines =
      std::min(kinds.headlines.size(), mixer.share(kHeadlineShare));
  for (Candidates* rest : {&kinds.words, &longer, &kinds.phrases, &kinds.names,
                           &whole, &sounding, &kinds.fields}) {
    if (mixer.room() > headlines) mixer.take(*rest, mixer.room() - headlines);
  }
  mixer.take(kinds.headlines, limit);
  mixer.take(kinds.mistyped, limit);
  return std::move(mixer).finish();
}

}  // namespace lede
