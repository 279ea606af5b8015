// SPDX-License-Identifier: GPL-3.0-or-later

#include "server/api_keys.h"

#include <algorithm>
#include <optional>
#include <span>
#include <sys/stat.h>
#include <utility>

#include <nlohmann/json.hpp>
#include <openssl/crypto.h>
#include <openssl/rand.h>
#include <openssl/sha.h>

#include "common/state_file.h"

namespace lede {

namespace {

using Json = nlohmann::ordered_json;
using Digest = std::array<std::uint8_t, SHA256_DIGEST_LENGTH>;

constexpr std::string_view kSecretPrefix = "lede_";
constexpr std::size_t kSecretBytes = 32;

constexpr std::pair<KeyScope, std::string_view> kScopes[] = {
    {KeyScope::kRead, "read"}, {KeyScope::kStats, "stats"}};

Digest digest_of(std::string_view secret) {
  Digest digest{};
  ::SHA256(reinterpret_cast<const unsigned char*>(secret.data()), secret.size(),
           digest.data());
  return digest;
}

// RFC 4648, section 5, without padding.
std::string base64url(std::span<const std::uint8_t> bytes) {
  constexpr std::string_view kLetters =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
  std::string text;
  std::uint32_t bits = 0;
  int held = 0;
  for (const std::uint8_t byte : bytes) {
    bits = (bits << 8) | byte;
    for (held += 8; held >= 6; held -= 6) {
      text += kLetters[(bits >> (held - 6)) & 63];
    }
  }
  if (held > 0) text += kLetters[(bits << (6 - held)) & 63];
  return text;
}

std::string hex(const Digest& digest) {
  constexpr std::string_view kDigits = "0123456789abcdef";
  std::string text;
  for (const std::uint8_t byte : digest) {
    text += kDigits[byte >> 4];
    text += kDigits[byte & 15];
  }
  return text;
}

std::optional<Digest> parse_hex(std::string_view text) {
  constexpr std::string_view kDigits = "0123456789abcdef";
  Digest digest{};
  if (text.size() != 2 * digest.size()) return std::nullopt;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const std::size_t value = kDigits.find(text[i]);
    if (value == std::string_view::npos) return std::nullopt;
    digest[i / 2] =
        static_cast<std::uint8_t>(std::size_t{digest[i / 2]} * 16 + value);
  }
  return digest;
}

std::string text_of(const Json& entry, const char* member) {
  const auto found = entry.find(member);
  return found != entry.end() && found->is_string() ? found->get<std::string>()
                                                    : std::string();
}

Error bad_entry(std::size_t number, const std::string& why) {
  return {ErrorCode::kInvalidArgument,
          "key " + std::to_string(number) + " " + why};
}

Result<ApiKey> key_of(const Json& entry, std::size_t number) {
  if (!entry.is_object()) return bad_entry(number, "is no object");
  ApiKey key;
  key.name = text_of(entry, "name");
  if (!is_key_name(key.name)) return bad_entry(number, "has no fitting name");
  key.created = text_of(entry, "created");
  const auto digest = parse_hex(text_of(entry, "sha256"));
  if (!digest) return bad_entry(number, "has no sha256");
  key.digest = *digest;
  const auto scopes = entry.find("scopes");
  if (scopes == entry.end() || !scopes->is_array() || scopes->empty()) {
    return bad_entry(number, "has no scopes");
  }
  for (const Json& name : *scopes) {
    const auto scope =
        parse_scope(name.is_string() ? name.get<std::string>() : "");
    if (!scope) return bad_entry(number, "has an unknown scope");
    key.scopes.push_back(*scope);
  }
  return key;
}

}  // namespace

std::string_view scope_name(KeyScope scope) {
  return std::ranges::find(kScopes, scope,
                           &std::pair<KeyScope, std::string_view>::first)
      ->second;
}

Result<KeyScope> parse_scope(std::string_view name) {
  for (const auto& [scope, known] : kScopes) {
    if (name == known) return scope;
  }
  return Error{ErrorCode::kInvalidArgument, "it is neither read nor stats"};
}

bool ApiKey::has(KeyScope scope) const {
  return std::ranges::find(scopes, scope) != scopes.end();
}

bool is_key_name(std::string_view name) {
  const auto alphanumeric = [](char c) {
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') ||
           (c >= 'A' && c <= 'Z');
  };
  return !name.empty() && name.size() <= kMaxKeyNameBytes &&
         alphanumeric(name.front()) && std::ranges::all_of(name, [&](char c) {
           return alphanumeric(c) || c == '-' || c == '_' || c == '.';
         });
}

Result<ApiKeys> ApiKeys::from_json(std::string_view text) {
  const Json file = Json::parse(text, nullptr, /*allow_exceptions=*/false);
  const auto entries = file.find("keys");
  if (!file.is_object() || entries == file.end() || !entries->is_array()) {
    return Error{ErrorCode::kInvalidArgument, "it is no file of keys"};
  }
  ApiKeys keys;
  for (const Json& entry : *entries) {
    Result<ApiKey> key = key_of(entry, keys.keys_.size() + 1);
    if (!key) return key.error();
    keys.keys_.push_back(std::move(*key));
  }
  return keys;
}

std::string ApiKeys::to_json() const {
  Json entries = Json::array();
  for (const ApiKey& key : keys_) {
    Json scopes = Json::array();
    for (const KeyScope scope : key.scopes) scopes.push_back(scope_name(scope));
    entries.push_back({{"name", key.name},
                       {"scopes", std::move(scopes)},
                       {"created", key.created},
                       {"sha256", hex(key.digest)}});
  }
  return Json({{"keys", std::move(entries)}}).dump(2) + "\n";
}

const ApiKey* ApiKeys::find(std::string_view secret) const {
  const Digest digest = digest_of(secret);
  const ApiKey* found = nullptr;
  for (const ApiKey& key : keys_) {
    const bool same =
        ::CRYPTO_memcmp(digest.data(), key.digest.data(), digest.size()) == 0;
    found = same ? &key : found;
  }
  return found;
}

Result<std::string> ApiKeys::add(std::string_view name,
                                 std::vector<KeyScope> scopes,
                                 std::string_view created) {
  if (!is_key_name(name)) {
    return Error{ErrorCode::kInvalidArgument,
                 "a key's name is letters, digits, '-', '_' and '.', at most " +
                     std::to_string(kMaxKeyNameBytes) + " of them"};
  }
  if (std::ranges::find(keys_, name, &ApiKey::name) != keys_.end()) {
    return Error{ErrorCode::kInvalidArgument,
                 "there is a key named " + std::string(name) + " already"};
  }
  if (scopes.empty()) {
    return Error{ErrorCode::kInvalidArgument, "a key needs a scope"};
  }
  std::array<std::uint8_t, kSecretBytes> bytes{};
  if (::RAND_bytes(bytes.data(), bytes.size()) != 1) {
    return Error{ErrorCode::kInternal, "the system gives no random bytes"};
  }
  std::string secret = std::string(kSecretPrefix) + base64url(bytes);
  keys_.push_back({std::string(name), std::move(scopes), std::string(created),
                   digest_of(secret)});
  return secret;
}

bool ApiKeys::remove(std::string_view name) {
  return std::erase_if(keys_,
                       [&](const ApiKey& key) { return key.name == name; }) > 0;
}

std::filesystem::path keys_path(const std::filesystem::path& index) {
  return index / "keys.json";
}

Result<ApiKeys> load_keys(const std::filesystem::path& path) {
  const Result<std::string> text = read_state_file(path);
  if (!text) return text.error();
  Result<ApiKeys> keys = ApiKeys::from_json(*text);
  if (!keys) return keys.error().with_context(shown_path(path));
  return keys;
}

Result<void> save_keys(const std::filesystem::path& path, const ApiKeys& keys) {
  const mode_t usual = ::umask(S_IRWXG | S_IRWXO);
  Result<void> saved = replace_state_file(path, keys.to_json());
  ::umask(usual);
  return saved;
}

}  // namespace lede
