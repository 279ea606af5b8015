// SPDX-License-Identifier: GPL-3.0-or-later
//
//   file  := "lede alerts 1\n" query...
//   query := name TAB hash TAB revision TAB updated_at TAB count "\n" key...
//   key   := 16 bytes "\n"
//
// Numbers in decimal.

#include "indexer/alert_state.h"

#include <algorithm>
#include <charconv>
#include <optional>
#include <utility>
#include <vector>

#include <xxhash.h>

#include "common/state_file.h"

namespace lede {
namespace {

constexpr std::string_view kHead = "lede alerts 1";

// Takes what stands before the next `end` off the front; false without one.
bool take(std::string_view& text, char end, std::string_view& out) {
  const std::size_t at = text.find(end);
  if (at == std::string_view::npos) return false;
  out = text.substr(0, at);
  text.remove_prefix(at + 1);
  return true;
}

template <typename Number>
bool take(std::string_view& text, char end, Number& number) {
  std::string_view digits;
  if (!take(text, end, digits)) return false;
  const char* last = digits.data() + digits.size();
  const auto [stop, error] = std::from_chars(digits.data(), last, number);
  return error == std::errc() && stop == last;
}

bool take_query(std::string_view& text, AlertStates& states) {
  std::string_view name;
  if (!take(text, '\t', name) || name.empty()) return false;
  AlertState& state = states[std::string(name)];
  std::size_t count = 0;
  if (!take(text, '\t', state.query_hash) ||
      !take(text, '\t', state.revision) ||
      !take(text, '\t', state.updated_at) || !take(text, '\n', count)) {
    return false;
  }
  for (; count > 0; --count) {
    std::string_view line;
    if (!take(text, '\n', line)) return false;
    const auto key = ArticleKey::from(line);
    if (!key) return false;
    state.told.insert(*key);
  }
  return true;
}

}  // namespace

std::uint64_t hash_of_query(std::string_view query) {
  return XXH3_64bits(query.data(), query.size());
}

std::filesystem::path alert_states_path(const std::filesystem::path& index) {
  return index / "alerts.state";
}

Result<AlertStates> load_alert_states(const std::filesystem::path& index) {
  const std::filesystem::path path = alert_states_path(index);
  const Result<std::string> bytes = read_state_file(path);
  if (!bytes && bytes.error().code == ErrorCode::kNotFound) {
    return AlertStates();
  }
  if (!bytes) return bytes.error();
  std::string_view text = *bytes;
  std::string_view head;
  AlertStates states;
  bool sound = take(text, '\n', head) && head == kHead;
  while (sound && !text.empty()) sound = take_query(text, states);
  if (!sound) {
    return Error{
        ErrorCode::kInvalidArgument,
        shown_path(path) + " does not read; without it alerts begin anew"};
  }
  return states;
}

Result<void> save_alert_states(const std::filesystem::path& index,
                               const AlertStates& states) {
  std::string bytes(kHead);
  bytes += '\n';
  for (const auto& [name, state] : states) {
    bytes += name + '\t' + std::to_string(state.query_hash) + '\t' +
             std::to_string(state.revision) + '\t' +
             std::to_string(state.updated_at) + '\t' +
             std::to_string(state.told.size()) + '\n';
    std::vector<ArticleKey> keys(state.told.begin(), state.told.end());
    std::ranges::sort(keys);  // equal states, equal files
    for (const ArticleKey& key : keys) bytes.append(key.text()) += '\n';
  }
  return replace_state_file(alert_states_path(index), bytes);
}

}  // namespace lede
