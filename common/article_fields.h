// SPDX-License-Identifier: GPL-3.0-or-later
//
// One JSON object -> one article: the names of the fields, what else they are
// called, and what their values may look like.

#pragma once

#include "common/article_json.h"
#include "common/json_tree.h"

namespace lede::internal {

// Reads the fields of `object`; what is no field of an article goes to `extra`.
// Fails with kInvalidArgument if title, text or id have a type that cannot be
// used.
//
// REQUIRES: object.is_object().
Result<ParsedArticle> article_from_json(Json object,
                                        const ArticleContext& context);

// True if a field of an article, under any of its names, is a title or text.
bool has_title_or_text(const Json& object);

// `name` without case, '_' and '-': the form in which names are compared.
std::string fold_name(std::string_view name);

}  // namespace lede::internal
