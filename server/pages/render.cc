// SPDX-License-Identifier: GPL-3.0-or-later
//
// See render.h.

#include "server/pages/render.h"

#include <cassert>

#include <kainjow/mustache.hpp>

#include "server/resources.h"

namespace lede {

namespace {

namespace mustache = kainjow::mustache;

mustache::data to_data(const View& view) {
  mustache::data data{mustache::data::type::object};
  for (const auto& [name, text] : view.texts()) {
    // The library takes an empty text for true.
    if (text.empty()) {
      data.set(name, mustache::data{false});
    } else {
      data.set(name, mustache::data{text});
    }
  }
  for (const auto& [name, flag] : view.flags()) {
    data.set(name, mustache::data{flag});
  }
  for (const auto& [name, views] : view.lists()) {
    mustache::data list{mustache::data::type::list};
    for (const View& each : views) list.push_back(to_data(each));
    data.set(name, list);
  }
  return data;
}

// Rendering changes a template's state, so each thread has its own.
mustache::mustache& parsed(std::string_view resource) {
  thread_local std::map<std::string, mustache::mustache, std::less<>> templates;
  auto found = templates.find(resource);
  if (found == templates.end()) {
    const Resource* source = find_resource(resource);
    assert(source != nullptr);
    found = templates
                .emplace(std::string(resource),
                         mustache::mustache(std::string(source->bytes)))
                .first;
    assert(found->second.is_valid());
  }
  return found->second;
}

}  // namespace

std::string render(std::string_view resource, const View& view) {
  return parsed(resource).render(to_data(view));
}

}  // namespace lede
