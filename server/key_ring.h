// SPDX-License-Identifier: GPL-3.0-or-later
//
// The keys a running server asks for.

#pragma once

#include <filesystem>
#include <memory>
#include <mutex>

#include "server/api_keys.h"

namespace lede {

// Thread-safe.
class KeyRing {
 public:
  // What it means that the file is not there.
  enum class Missing : bool { kNoKeyIsAsked, kIsAnError };

  KeyRing(std::filesystem::path path, Missing missing)
      : path_(std::move(path)), missing_(missing) {}

  // Reads the file anew; on failure the keys stay as they were. As load_keys().
  Result<void> reload();

  // Null while no key is asked for; else those that are taken, maybe none.
  [[nodiscard]] std::shared_ptr<const ApiKeys> keys() const;

 private:
  const std::filesystem::path path_;
  const Missing missing_;
  mutable std::mutex mutex_;
  // Shared by the requests under way; guarded by mutex_.
  std::shared_ptr<const ApiKeys> keys_;
};

}  // namespace lede
