// SPDX-License-Identifier: GPL-3.0-or-later
//
// lede-index saved add, list, remove

#include <iostream>
#include <memory>
#include <optional>
#include <utility>

#include "common/analysis/text.h"
#include "common/index_layout.h"
#include "common/join.h"
#include "common/saved_queries.h"
#include "indexer/commands/command.h"
#include "indexer/saved_store.h"

namespace lede {
namespace {

struct SavedArguments {
  std::string name;
  std::vector<std::string> words;  // of the query
  bool json = false;
};

std::chrono::milliseconds wait_of(const CommandContext& context) {
  return std::chrono::milliseconds(
      static_cast<std::int64_t>(context.wait_seconds * 1000));
}

// On one line: `list` prints one a line.
std::string query_of(const std::vector<std::string>& words) {
  std::string query;
  for (const char byte : sanitize_utf8(join(words, " "))) {
    const bool control = static_cast<unsigned char>(byte) < ' ';
    const char kept = control ? ' ' : byte;
    if (kept != ' ' || !query.empty()) query += kept;
  }
  query.erase(query.find_last_not_of(' ') + 1);
  return query;
}

Error bad_name(const std::string& name) {
  return {ErrorCode::kInvalidArgument,
          "\"" + sanitize_utf8(name) +
              "\" cannot name a query: a name is letters, digits, - and _, "
              "begins with a letter or digit and has at most " +
              std::to_string(kMaxSavedNameBytes) + " bytes"};
}

Result<int> run_add(const CommandContext& context,
                    const SavedArguments& arguments, const SavedHooks& hooks) {
  const std::string query = query_of(arguments.words);
  if (!is_saved_name(arguments.name)) return bad_name(arguments.name);
  if (query.empty()) {
    return Error{ErrorCode::kInvalidArgument, "the query is empty"};
  }
  std::optional<SavedQuery> replaced;
  Result<void> changed = change_saved_queries(
      context.index(), wait_of(context), [&](SavedQueries& queries) {
        if (const auto* old = queries.find(arguments.name)) replaced = *old;
        queries.put(arguments.name, query);
        return true;
      });
  if (!changed) return changed.error();
  if (!replaced || replaced->query != query) {
    if (auto begun = hooks.begin_alerts(arguments.name); !begun) {
      return begun.error().with_context("saved, but for its alerts");
    }
  }
  if (context.common.quiet) return kDone;
  std::cerr << (replaced ? "replaced " : "saved ") << arguments.name;
  if (replaced) std::cerr << ", which was: " << replaced->query;
  std::cerr << '\n';
  for (const auto& warning : hooks.warnings_of("query:" + arguments.name)) {
    std::cerr << "warning: " << warning << '\n';
  }
  return kDone;
}

Result<int> run_list(const CommandContext& context, bool json) {
  if (const auto manifest = load_manifest(context.index()); !manifest) {
    return manifest.error();
  }
  const Result<SavedQueries> queries = load_saved_queries(context.index());
  if (!queries) return queries.error();
  if (json) {
    std::cout << queries->to_json();
    return kDone;
  }
  for (const SavedQuery& saved : queries->all()) {
    std::cout << saved.name << '\t' << saved.query << '\n';
  }
  return kDone;
}

Result<int> run_remove(const CommandContext& context, const std::string& name) {
  bool removed = false;
  Result<void> changed = change_saved_queries(
      context.index(), wait_of(context), [&](SavedQueries& queries) {
        removed = queries.remove(sanitize_utf8(name));
        return removed;
      });
  if (!changed) return changed.error();
  if (!removed) {
    std::cerr << "no saved query is named " << name << '\n';
    return kNothingFound;
  }
  if (!context.common.quiet) std::cerr << "removed " << name << '\n';
  return kDone;
}

void add_footer(CLI::App& app) {
  app.footer(
      "A saved query is part of others by its name, as if it stood there in\n"
      "parentheses:\n"
      "  lede-index saved add ai-chips 'chip:h20 OR \"training chips\"'\n"
      "  lede-search query:ai-chips export\n"
      "  lede-index saved add quiet -- query:ai-chips -nvidia\n"
      "They stand in saved.json in the index folder and outlive rebuilds.\n"
      "lede-index alerts tells what is new for each.\n");
}

}  // namespace

Command saved_command(CLI::App& app, CommandContext& context,
                      SavedHooks hooks) {
  auto arguments = std::make_shared<SavedArguments>();
  CLI::App* sub = app.add_subcommand(
      "saved", "Give queries a name, for query:NAME in others");
  sub->require_subcommand(1);
  add_footer(*sub);
  CLI::App* add = sub->add_subcommand(
      "add", "Save a query, in the place of one of that name");
  add->add_option("NAME", arguments->name, "Letters, digits, - and _")
      ->required();
  add->add_option("QUERY", arguments->words,
                  "What to search for; its words are joined by a space")
      ->required();
  add_wait_option(*add, context);
  add_footer(*add);
  CLI::App* list =
      sub->add_subcommand("list", "Print the saved queries: name, tab, query");
  list->add_flag("--json", arguments->json, "As saved.json has them");
  CLI::App* remove = sub->add_subcommand(
      "remove", "Forget a query; exits with 1 if there is none of that name");
  remove->add_option("NAME", arguments->name, "Its name")->required();
  add_wait_option(*remove, context);
  return {sub,
          [&context, arguments, add, list,
           hooks = std::move(hooks)]() -> Result<int> {
            if (add->parsed()) return run_add(context, *arguments, hooks);
            if (list->parsed()) return run_list(context, arguments->json);
            return run_remove(context, arguments->name);
          }};
}

}  // namespace lede
