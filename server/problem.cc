// SPDX-License-Identifier: GPL-3.0-or-later
//
// See problem.h.

#include "server/problem.h"

#include <nlohmann/json.hpp>

namespace lede {

namespace {

std::string_view title_of(int status) {
  switch (status) {
    case 400:
      return "Bad Request";
    case 401:
      return "Unauthorized";
    case 403:
      return "Forbidden";
    case 404:
      return "Not Found";
    case 405:
      return "Method Not Allowed";
    case 408:
      return "Request Timeout";
    case 413:
      return "Content Too Large";
    case 414:
      return "URI Too Long";
    case 415:
      return "Unsupported Media Type";
    case 417:
      return "Expectation Failed";
    case 429:
      return "Too Many Requests";
    case 431:
      return "Request Header Fields Too Large";
    case 501:
      return "Not Implemented";
    case 503:
      return "Service Unavailable";
    case 505:
      return "HTTP Version Not Supported";
    default:
      return "Internal Server Error";
  }
}

}  // namespace

HttpResponse problem_response(const Problem& problem) {
  nlohmann::ordered_json body = {{"type", "about:blank"},
                                 {"title", title_of(problem.status)},
                                 {"status", problem.status},
                                 {"detail", problem.detail},
                                 {"code", problem.code.text()}};
  if (!problem.parameter.empty()) body["parameter"] = problem.parameter;
  if (!problem.known.empty()) body["known"] = problem.known;
  HttpResponse response;
  response.status = problem.status;
  response.content_type = "application/problem+json";
  response.headers.emplace_back("Cache-Control", "no-store");
  if (problem.status == 503) response.headers.emplace_back("Retry-After", "1");
  response.body =
      body.dump(-1, ' ', false, nlohmann::json::error_handler_t::replace);
  response.body += '\n';
  return response;
}

Problem problem_of(const Error& error) {
  switch (error.code) {
    case ErrorCode::kInvalidArgument:
      return {400, "invalid_parameter", error.message, ""};
    case ErrorCode::kNotFound:
      return {404, "not_found", error.message, ""};
    case ErrorCode::kMissingIndex:
      return {503, "index_missing", "there is no index yet", ""};
    case ErrorCode::kVersionMismatch:
      return {503, "index_unusable", "the index is of another version", ""};
    case ErrorCode::kBusy:
      return {503, "busy", error.message, ""};
    case ErrorCode::kUnavailable:
      return {503, "unavailable", "a part of the index cannot be reached", ""};
    case ErrorCode::kDeadlineExceeded:
      return {503, "deadline_exceeded",
              "the answer was not ready within the deadline", ""};
    case ErrorCode::kCorrupt:
    case ErrorCode::kIo:
    case ErrorCode::kInternal:
      break;
  }
  return {500, "internal", "an error of the server; its log has more", ""};
}

}  // namespace lede
