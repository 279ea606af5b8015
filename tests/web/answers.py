#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
#
# Holds what a real lede-server answers against what it says of itself:
#   answers.py PROGRAMS CORPUS
# Indexes CORPUS with the programs in the folder PROGRAMS and starts a server
# over it. Asks each operation of /openapi.json with its examples, and each
# parameter by itself, then what has to fail; validates status, content type and
# body of every answer by python3-jsonschema (JSON Schema 2020-12), with no key
# allowed that the document does not name.
#
# Exit status: 0 all is as described, 1 not.
"""Validates every answer of lede-server against its OpenAPI document."""

import copy
import csv
import io
import json
import sys
import urllib.parse

import jsonschema

from server_run import Server, fail_count, check

# Members that an answer has only if they were asked for, or if others' formats
# have it so.
DEPENDENT = {"fields", "explain", "facets", "timeline", "why_not"}
OPTIONAL = {
    "Problem": {"parameter", "known"},
    "JsonFeedItem": {"summary", "date_published", "language"},
    "InstantAnswer": {"facets", "facets_stats"},
}


def closed(schema):
    """The schema with every object shut against keys it does not name."""
    if isinstance(schema, list):
        return [closed(each) for each in schema]
    if not isinstance(schema, dict):
        return schema
    shut = {key: value if key in ("example", "examples", "enum")
            else closed(value) for key, value in schema.items()}
    if "properties" in shut and shut.get("type") == "object":
        shut.setdefault("additionalProperties", False)
    return shut


class Document:
    """The OpenAPI document, and what may be validated by it."""

    def __init__(self, document):
        self.document = document
        self.components = closed(copy.deepcopy(document["components"]))

    def resolved(self, value):
        while "$ref" in value:
            found = self.document
            for name in value["$ref"][2:].split("/"):
                found = found[name.replace("~1", "/").replace("~0", "~")]
            value = found
        return value

    def problems(self, schema, value):
        """What is wrong with `value`, a line each."""
        # One root, so that references are found within it.
        root = {**closed(copy.deepcopy(schema)), "components": self.components}
        validator = jsonschema.Draft202012Validator(root)
        return [f"{'/'.join(map(str, each.absolute_path))}: {each.message[:200]}"
                for each in validator.iter_errors(value)]

    def operations(self):
        for path, methods in self.document["paths"].items():
            for method, operation in methods.items():
                yield path, method, operation

    def parameters(self, operation):
        return [self.resolved(each) for each in operation.get("parameters", [])]


def pairs(parameter):
    """Name and value as often as the example of a parameter has values."""
    values = parameter["example"]
    for value in values if isinstance(values, list) else [values]:
        text = value if isinstance(value, str) else json.dumps(value)
        yield parameter["name"], text


def media_type(content_type):
    return content_type.split(";")[0].strip()


def check_answer(described, operation, answer, what):
    """Status, content type and body are among those the operation names."""
    responses = operation["responses"]
    told = responses.get(str(answer.status), responses.get("default"))
    if not check(told is not None, f"{what}: status {answer.status}"):
        return
    if media_type(answer.content_type) == "application/problem+json":
        problem = json.loads(answer.body)
        check(problem["status"] == answer.status, f"{what}: status in the body")
        codes = described.components["schemas"]["Problem"]["properties"]["code"]
        check(codes["x-codes"][problem["code"]]["status"] == answer.status,
              f"{what}: {problem['code']} with status {answer.status}")
    content = described.resolved(told).get("content", {})
    kind = media_type(answer.content_type)
    if not check(kind in content, f"{what}: content type {kind!r}"):
        return
    schema = content[kind]["schema"]
    is_json = kind.endswith("json")
    value = json.loads(answer.body) if is_json else answer.body.decode("utf-8")
    for problem in described.problems(schema, value):
        check(False, f"{what}: {problem}")
    if kind == "text/csv":
        check_table(answer.body.decode("utf-8"), what)


def check_table(text, what):
    rows = list(csv.reader(io.StringIO(text, newline=""), strict=True))
    check(len({len(row) for row in rows}) == 1, f"{what}: rows of one width")
    check(text.endswith("\r\n"), f"{what}: lines end in CR LF")
    for row in rows:
        for cell in row:
            check(cell[:1] not in tuple("=+-@\t\r"), f"{what}: cell {cell!r}")


def target_of(path, parameters, query):
    for parameter in parameters:
        if parameter["in"] == "path":
            value = urllib.parse.quote(parameter["example"], safe="")
            path = path.replace("{" + parameter["name"] + "}", value)
    return path + ("?" + urllib.parse.urlencode(query) if query else "")


def values_of(described, parameter):
    """The values a parameter may have, if these are few."""
    schema = described.resolved(parameter["schema"])
    schema = described.resolved(schema.get("items", schema))
    return schema.get("enum", [])


def queries_of(described, parameters):
    """All examples at once, what is required, each by itself, each value."""
    asked = [each for each in parameters
             if each["in"] == "query" and "example" in each]
    needed = [pair for each in asked if each.get("required")
              for pair in pairs(each)]
    yield needed
    yield [pair for each in asked for pair in pairs(each)]
    for each in asked:
        if not each.get("required"):
            yield needed + list(pairs(each))
    for each in parameters:
        for value in values_of(described, each):
            table = [("format", "csv")] if each["name"] == "rows" else []
            yield needed + table + [(each["name"], value)]


def ask_examples(described, server):
    asked = 0
    for path, method, operation in described.operations():
        parameters = described.parameters(operation)
        if method == "post":
            body = operation["requestBody"]["content"]["application/json"]
            target = target_of(path, parameters, [])
            answer = server.ask(target, body=json.dumps(body["example"]))
            check(answer.status == 200, f"POST {target}: {answer.body[:300]}")
            check_answer(described, operation, answer, f"POST {target}")
            asked += 1
            continue
        for query in queries_of(described, parameters):
            target = target_of(path, parameters, query)
            answer = server.ask(target)
            check(answer.status == 200, f"{target}: {answer.body[:300]}")
            check_answer(described, operation, answer, target)
            asked += 1
    return asked


# What has to fail, and how: target, body, status, code.
ERRORS = [
    ("/api/v1/search?limt=3", None, 400, "unknown_parameter"),
    ("/api/v1/search?limit=101", None, 400, "invalid_parameter"),
    ("/api/v1/search?cursor=0-0-0-0", None, 400, "invalid_cursor"),
    ("/api/v1/search?format=xml", None, 400, "invalid_parameter"),
    ("/api/v1/search", "[]", 400, "invalid_json"),
    ("/api/v1/search?q=chips&deadline_ms=0", None, 400, "invalid_parameter"),
    ("/api/v1/suggest?limit=0", None, 400, "invalid_parameter"),
    ("/api/v1/articles", None, 400, "missing_parameter"),
    ("/api/v1/articles?id=none", None, 404, "article_not_found"),
    ("/api/v1/articles", "{}", 405, "method_not_allowed"),
    ("/api/v1/articles/none", None, 404, "article_not_found"),
    ("/api/v1/articles/none?q=x", None, 400, "unknown_parameter"),
    ("/api/v1/articles/none/similar", None, 404, "article_not_found"),
    ("/api/v1/stories/none", None, 404, "story_not_found"),
    ("/api/v1/trends?window=9y", None, 400, "invalid_parameter"),
    ("/api/v1/compare?q=one", None, 400, "invalid_parameter"),
    ("/api/v1/significant?rank=text", None, 400, "unknown_parameter"),
    ("/api/v1/stats?q=x", None, 400, "unknown_parameter"),
    ("/feed.atom?sort=newest", None, 400, "unknown_parameter"),
    ("/feed.json?limit=101", None, 400, "invalid_parameter"),
    ("/opml?q=x", None, 400, "unknown_parameter"),
]
# The same of InstantSearch, whose errors have no code.
INSTANT_ERRORS = [
    ("/1/indexes/*/queries", None, 405),
    ("/1/indexes/*/queries", "[]", 400),
    ("/1/indexes/a/query", "{", 400),
    ("/1/indexes/a/facets/none/query", "{}", 400),
    ("/1/indexes/a/none", None, 404),
]


def ask_errors(described, server):
    problem = {"responses": {"default":
                             {"$ref": "#/components/responses/Error"}}}
    for target, body, status, code in ERRORS:
        answer = server.ask(target, body=body)
        check(answer.status == status, f"{target}: {answer.status}")
        check_answer(described, problem, answer, target)
        check(json.loads(answer.body)["code"] == code,
              f"{target}: {answer.body!r}")
    instant = {"responses": {"default": {
        "$ref": "#/components/responses/InstantError"}}}
    for target, body, status in INSTANT_ERRORS:
        answer = server.ask(target, body=body)
        check(answer.status == status, f"{target}: {answer.status}")
        check_answer(described, instant, answer, target)
    return len(ERRORS) + len(INSTANT_ERRORS)


def check_examples(described):
    """The examples of answers in the document are answers by its schemas."""
    for path, method, operation in described.operations():
        for status, told in operation["responses"].items():
            content = described.resolved(told).get("content", {})
            for kind, media in content.items():
                examples = [media["example"]] if "example" in media else [
                    each["value"] for each in media.get("examples", {}).values()]
                check(examples, f"{path} {status} {kind}: no example")
                for example in examples:
                    for problem in described.problems(media["schema"], example):
                        check(False, f"example of {path} {status}: {problem}")


def check_required(described):
    """Every key is always there, but for those that depend on asking."""
    loose = {"FieldsOfHit", "Facets", "SearchBody", "InstantQuery"}
    for name, schema in described.document["components"]["schemas"].items():
        if "properties" not in schema or name in loose:
            continue
        left_out = set(schema["properties"]) - set(schema["required"])
        allowed = OPTIONAL.get(name, DEPENDENT)
        check(left_out <= allowed, f"{name}: {left_out - allowed} may be absent")


def main():
    programs, corpus = sys.argv[1:3]
    with Server(programs, corpus) as server:
        described = Document(json.loads(server.ask("/openapi.json").body))
        check_required(described)
        check_examples(described)
        count = ask_examples(described, server) + ask_errors(described, server)
    print(f"{count} answers validated, {fail_count()} problems")
    return 1 if fail_count() else 0


if __name__ == "__main__":
    sys.exit(main())
