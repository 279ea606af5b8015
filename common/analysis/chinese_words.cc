// SPDX-License-Identifier: GPL-3.0-or-later

#include "common/analysis/chinese_words.h"

#include <cstdint>

#include <unicode/brkiter.h>
#include <unicode/utext.h>

namespace lede {

struct ChineseWords::State {
  std::unique_ptr<icu::BreakIterator> breaks;
};

ChineseWords::ChineseWords() : state_(std::make_unique<State>()) {
  UErrorCode status = U_ZERO_ERROR;
  state_->breaks.reset(icu::BreakIterator::createWordInstance(
      icu::Locale::getChinese(), status));
  if (U_FAILURE(status)) state_->breaks.reset();
}

ChineseWords::~ChineseWords() = default;

std::vector<std::size_t> ChineseWords::ends(std::string_view text) {
  std::vector<std::size_t> ends;
  if (!state_->breaks || text.empty()) return ends;
  UErrorCode status = U_ZERO_ERROR;
  UText* const bytes = utext_openUTF8(
      nullptr, text.data(), static_cast<std::int64_t>(text.size()), &status);
  state_->breaks->setText(bytes, status);
  if (U_SUCCESS(status)) {
    state_->breaks->first();
    for (auto end = state_->breaks->next(); end != icu::BreakIterator::DONE;
         end = state_->breaks->next()) {
      ends.push_back(static_cast<std::size_t>(end));
    }
  }
  utext_close(bytes);
  return ends;
}

}  // namespace lede
