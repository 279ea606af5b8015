// SPDX-License-Identifier: GPL-3.0-or-later

#include "indexer/index_names.h"

#include <algorithm>
#include <cstdint>
#include <random>

#include "common/analysis/analyzer.h"
#include "common/schema.h"

namespace lede {
namespace {

constexpr std::size_t kNameDigits = 16;

std::string random_hex(std::size_t digits) {
  std::random_device device;
  std::uniform_int_distribution<unsigned> digit(0, 15);
  std::string hex;
  for (std::size_t i = 0; i < digits; ++i) {
    hex += "0123456789abcdef"[digit(device)];
  }
  return hex;
}

bool is_name(char letter, std::string_view name) {
  return name.size() == kNameDigits + 1 && name.front() == letter &&
         std::ranges::all_of(name.substr(1), [](char byte) {
           return (byte >= '0' && byte <= '9') || (byte >= 'a' && byte <= 'f');
         });
}

}  // namespace

// RFC 9562, version 4.
std::string new_uuid() {
  std::string uuid = random_hex(32);
  uuid[12] = '4';
  uuid[16] = "89ab"[static_cast<unsigned char>(uuid[16]) & 3];
  for (const std::size_t dash : {20, 16, 12, 8}) uuid.insert(dash, 1, '-');
  return uuid;
}

std::string new_segment_name() { return "s" + random_hex(kNameDigits); }

std::string new_story_file_name() { return "t" + random_hex(kNameDigits); }

bool is_segment_name(std::string_view name) { return is_name('s', name); }

bool is_story_file_name(std::string_view name) { return is_name('t', name); }

Manifest new_manifest(const Lexicon& lexicon) {
  Manifest manifest;
  manifest.format_version = kFormatVersion;
  manifest.fingerprint = analysis_fingerprint();
  manifest.lexicon_version = lexicon.built_in_version();
  manifest.uuid = new_uuid();
  manifest.next_id = kHighestDocId;
  return manifest;
}

}  // namespace lede
