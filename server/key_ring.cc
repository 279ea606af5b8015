// SPDX-License-Identifier: GPL-3.0-or-later

#include "server/key_ring.h"

#include <utility>

namespace lede {

Result<void> KeyRing::reload() {
  Result<ApiKeys> loaded = load_keys(path_);
  std::shared_ptr<const ApiKeys> keys;
  if (loaded) {
    keys = std::make_shared<const ApiKeys>(std::move(*loaded));
  } else if (loaded.error().code != ErrorCode::kNotFound ||
             missing_ == Missing::kIsAnError) {
    return loaded.error();
  }
  const std::lock_guard lock(mutex_);
  keys_ = std::move(keys);
  return {};
}

std::shared_ptr<const ApiKeys> KeyRing::keys() const {
  const std::lock_guard lock(mutex_);
  return keys_;
}

}  // namespace lede
