// SPDX-License-Identifier: GPL-3.0-or-later
//
// Keys for those who ask, and the file that keeps them.
//
//   {"keys": [{"name": "reader", "scopes": ["read"], "created": "2026-03-01",
//              "sha256": "9f86d0..."}]}
//
// The file holds no key, only what tells one when it is shown. A key is 256
// bits by a cryptographic generator: nobody guesses it, so a quick hash keeps
// it as well as a slow one would, and costs no request anything. Slow hashes
// are for passwords, which people choose.

#pragma once

#include <array>
#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include <lede/result.h>

namespace lede {

inline constexpr std::size_t kMaxKeyNameBytes = 64;

// What a key may be used for.
enum class KeyScope : std::uint8_t {
  kRead,   // searches, articles, stories, feeds
  kStats,  // what is in the index
};

std::string_view scope_name(KeyScope scope);
// kInvalidArgument, naming the scopes there are.
Result<KeyScope> parse_scope(std::string_view name);

struct ApiKey {
  std::string name;  // see is_key_name()
  std::vector<KeyScope> scopes;
  std::string created;                    // "2026-03-01", UTC
  std::array<std::uint8_t, 32> digest{};  // SHA-256 of the key

  [[nodiscard]] bool has(KeyScope scope) const;
};

// True for letters and digits of ASCII, "-", "_" and ".", a letter or digit
// first, at most kMaxKeyNameBytes: it stands in logs.
bool is_key_name(std::string_view name);

// A value; const functions may be called from several threads at once.
class ApiKeys {
 public:
  // kInvalidArgument if the text is no such file.
  static Result<ApiKeys> from_json(std::string_view text);
  [[nodiscard]] std::string to_json() const;

  // In the order they were added.
  [[nodiscard]] const std::vector<ApiKey>& all() const { return keys_; }

  // The key that `secret` is; null if it is none, valid until the next change.
  // Takes the same time whichever it is, and whether it is one.
  [[nodiscard]] const ApiKey* find(std::string_view secret) const;

  // Makes a key and returns it, "lede_" and 43 URL-safe characters; it cannot
  // be had again. kInvalidArgument if the name is taken or no name, or without
  // scopes; kInternal without random bytes.
  Result<std::string> add(std::string_view name, std::vector<KeyScope> scopes,
                          std::string_view created);
  // False if there is none of that name.
  bool remove(std::string_view name);

 private:
  std::vector<ApiKey> keys_;
};

// keys.json in the index folder.
std::filesystem::path keys_path(const std::filesystem::path& index);

// kNotFound if there is no such file, kInvalidArgument with its path if it does
// not read, kIo.
Result<ApiKeys> load_keys(const std::filesystem::path& path);
// Replaces the file at once and durably; its owner alone may read it. kIo; the
// old one stays. REQUIRES: no other thread makes files.
Result<void> save_keys(const std::filesystem::path& path, const ApiKeys& keys);

}  // namespace lede
