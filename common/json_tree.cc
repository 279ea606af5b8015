// SPDX-License-Identifier: GPL-3.0-or-later
//
// A builder of JSON trees on the library's event parser, because its own has no
// limit on depth, and copying or writing a tree of 100,000 levels overflows the
// stack.

#include "common/json_tree.h"

#include <algorithm>
#include <optional>
#include <utility>
#include <vector>

namespace lede::internal {
namespace {

// The library's SAX interface; its method names are the library's. Every
// container under construction is in `open_`; the value that ends last is
// moved into the one around it, or handed to the sink.
class TreeBuilder {
 public:
  TreeBuilder(std::size_t max_depth, bool split_array, const JsonSink& sink)
      : max_depth_(max_depth), split_array_(split_array), sink_(sink) {}

  [[nodiscard]] bool stopped_by_sink() const { return stopped_; }
  [[nodiscard]] const std::string& fault() const { return fault_; }

  bool null() { return add(Json(nullptr)); }
  bool boolean(bool value) { return add(Json(value)); }
  bool number_integer(std::int64_t value) { return add(Json(value)); }
  bool number_unsigned(std::uint64_t value) { return add(Json(value)); }
  bool number_float(double value, const std::string& written) {
    const bool integer = written.find_first_of(".eE") == std::string::npos;
    return integer ? add(Json(written)) : add(Json(value));
  }
  bool string(std::string& value) {
    std::erase(value, '\0');
    return add(Json(std::move(value)));
  }
  bool binary(Json::binary_t& /*value*/) { return false; }

  bool start_object(std::size_t /*size*/) { return start(Json::object()); }
  bool start_array(std::size_t /*size*/) { return start(Json::array()); }
  bool end_object() { return end(); }
  bool end_array() { return end(); }
  bool key(std::string& name) {
    std::erase(name, '\0');
    open_.back().name = std::move(name);
    return true;
  }

  bool parse_error(std::size_t position, const std::string& /*last_token*/,
                   const nlohmann::json::exception& error) {
    constexpr int kNumberOverflow = 406;
    fault_ = error.id == kNumberOverflow
                 ? "a number is out of range"
                 : "not JSON: syntax error at byte " + std::to_string(position);
    return false;
  }

 private:
  struct Container {
    Json value;
    std::string name;  // of the member whose value comes next
  };

  bool start(Json container) {
    if (open_.size() >= max_depth_) {
      fault_ = "JSON is nested deeper than " + std::to_string(max_depth_);
      return false;
    }
    open_.push_back({std::move(container), {}});
    return true;
  }

  bool end() {
    Json value = std::move(open_.back().value);
    open_.pop_back();
    if (open_.empty() && split_array_ && value.is_array()) return true;
    return add(std::move(value));
  }

  bool add(Json value) {
    const bool complete = open_.empty() || (split_array_ && open_.size() == 1 &&
                                            open_[0].value.is_array());
    if (complete) {
      stopped_ = !sink_(std::move(value));
      return !stopped_;
    }
    Container& around = open_.back();
    if (around.value.is_array()) {
      around.value.push_back(std::move(value));
    } else {
      around.value[around.name] = std::move(value);
    }
    return true;
  }

  const std::size_t max_depth_;
  const bool split_array_;
  const JsonSink& sink_;
  std::vector<Container> open_;
  std::string fault_;
  bool stopped_ = false;
};

bool is_hex(char c) {
  return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f') ||
         (c >= 'A' && c <= 'F');
}

// The code unit of a \uXXXX escape at `at`.
std::optional<unsigned> escaped_unit(std::string_view text, std::size_t at) {
  const std::string_view escape = text.substr(at, 6);
  if (escape.size() < 6 || !escape.starts_with("\\u") ||
      !std::ranges::all_of(escape.substr(2), is_hex)) {
    return std::nullopt;
  }
  return static_cast<unsigned>(
      std::stoul(std::string(escape.substr(2)), nullptr, 16));
}

// Puts \ufffd in place of escapes of half a surrogate pair, which the library
// takes for an error of syntax. Empty if there is none.
std::string without_half_pairs(std::string_view text) {
  std::string mended;
  std::size_t copied = 0;
  for (std::size_t at = text.find('\\'); at != std::string_view::npos;
       at = text.find('\\', at)) {
    const auto unit = escaped_unit(text, at);
    if (!unit || *unit < 0xd800 || *unit > 0xdfff) {
      at += 2;
      continue;
    }
    const auto next = escaped_unit(text, at + 6);
    if (*unit < 0xdc00 && next && *next >= 0xdc00 && *next <= 0xdfff) {
      at += 12;
      continue;
    }
    mended.append(text.substr(copied, at - copied)).append("\\ufffd");
    at += 6;
    copied = at;
  }
  if (copied > 0) mended.append(text.substr(copied));
  return mended;
}

Result<void> build(std::string_view text, std::size_t max_depth,
                   bool split_array, const JsonSink& sink) {
  TreeBuilder builder(max_depth, split_array, sink);
  if (Json::sax_parse(text, &builder) || builder.stopped_by_sink()) return {};
  return Error{ErrorCode::kInvalidArgument, builder.fault()};
}

}  // namespace

Result<void> read_json_values(std::string_view text, std::size_t max_depth,
                              const JsonSink& sink) {
  // The half pairs are looked for beforehand, since values that came before a
  // fault cannot be taken back.
  const std::string mended = text.find("\\ud") == std::string_view::npos &&
                                     text.find("\\uD") == std::string_view::npos
                                 ? std::string()
                                 : without_half_pairs(text);
  return build(mended.empty() ? text : mended, max_depth, true, sink);
}

Result<Json> read_json(std::string_view text, std::size_t max_depth) {
  Json root;
  const Result<void> built = build(text, max_depth, false, [&](Json value) {
    root = std::move(value);
    return true;
  });
  if (!built) return built.error();
  return root;
}

std::string write_json(const Json& value) {
  return value.dump(-1, ' ', false, Json::error_handler_t::replace);
}

}  // namespace lede::internal
