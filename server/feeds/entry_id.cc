// SPDX-License-Identifier: GPL-3.0-or-later

#include "server/feeds/entry_id.h"

#include <array>
#include <cstddef>

#include <openssl/sha.h>

namespace lede {

namespace {

// 83a4d1e2-60b7-4f0e-9c55-2b7d1f8e6a93: drawn once, never to be changed.
constexpr std::array<unsigned char, 16> kNamespace = {
    0x83, 0xa4, 0xd1, 0xe2, 0x60, 0xb7, 0x4f, 0x0e,
    0x9c, 0x55, 0x2b, 0x7d, 0x1f, 0x8e, 0x6a, 0x93};

std::string uuid_text(const unsigned char* bytes) {
  constexpr std::string_view kDigits = "0123456789abcdef";
  std::string text;
  for (std::size_t i = 0; i < kNamespace.size(); ++i) {
    if (i == 4 || i == 6 || i == 8 || i == 10) text += '-';
    text += kDigits[bytes[i] >> 4];
    text += kDigits[bytes[i] & 15];
  }
  return text;
}

}  // namespace

std::string feed_urn(std::string_view index_uuid, std::string_view name) {
  std::string named(kNamespace.begin(), kNamespace.end());
  named.append(index_uuid).append("/").append(name);
  std::array<unsigned char, SHA_DIGEST_LENGTH> digest{};
  SHA1(reinterpret_cast<const unsigned char*>(named.data()), named.size(),
       digest.data());
  digest[6] = static_cast<unsigned char>((digest[6] & 0x0f) | 0x50);
  digest[8] = static_cast<unsigned char>((digest[8] & 0x3f) | 0x80);
  return "urn:uuid:" + uuid_text(digest.data());
}

}  // namespace lede
