// SPDX-License-Identifier: GPL-3.0-or-later
//
// A client whose types are made from openapi.json: what the document says
// compiles, what it does not say does not, and what the server answers is of
// the types it says. Run by client.py with the address of a server.

import createClient from "openapi-fetch";
import type { components, paths } from "./schema.js";

declare const process: { argv: string[] };

type Hit = components["schemas"]["Hit"];
type Problem = components["schemas"]["Problem"];

const client = createClient<paths>({ baseUrl: process.argv[2] });

function expect(right: boolean, what: string): asserts right {
  if (!right) throw new Error(what);
}

// The answer, which is no table: those of format=csv are plain text.
function answer<T>(got: { data?: T; error?: unknown }): Exclude<T, string> {
  expect(got.data !== undefined, JSON.stringify(got.error));
  expect(typeof got.data !== "string", "not asked for a table");
  return got.data as Exclude<T, string>;
}

// All hits of a query, page by page.
async function all(q: string): Promise<Hit[]> {
  const hits: Hit[] = [];
  let cursor: string | undefined;
  do {
    const data = answer(await client.GET("/api/v1/search", {
      params: { query: { q, cursor, limit: 7, stories: false, filter: ["lang:en", "lang:zh"] } },
    }));
    hits.push(...data.hits);
    cursor = data.next === null ? undefined
      : new URL(data.next, "http://x").searchParams.get("cursor") ?? undefined;
    if (cursor === undefined) expect(hits.length === data.documents, "all pages hold all documents");
  } while (cursor !== undefined);
  return hits;
}

const hits = await all("chips");
expect(hits.length > 7, "more than a page");
expect(new Set(hits.map((hit) => hit.key)).size === hits.length, "each hit once");

const first = hits[0];
const article = answer(await client.GET("/api/v1/articles/{key}", { params: { path: { key: first.key } } }));
expect(article.id === first.id, "the article of a hit");
const authors: string[] = article.authors;
expect(Array.isArray(authors), "arrays are never null");
// @ts-expect-error: it may be null
const title: string = article.title;
expect(title === first.title, "one title");

const story = answer(await client.GET("/api/v1/stories/{id}", { params: { path: { id: first.story.id } } }));
expect(story.documents === first.story.documents, "the story of a hit");

const found = answer(await client.POST("/api/v1/search", {
  body: { q: "芯片", filter: ["lang:zh"], limit: 3, facet: ["company"] },
}));
expect((found.facets?.company ?? []).length > 0, "facets of a POST");

const compared = answer(await client.GET("/api/v1/compare", {
  params: { query: { q: ["chips", "芯片"], interval: "year" } },
}));
expect(compared.queries.length === 2, "two queries compared");

// @ts-expect-error: there is no such order
const refused = await client.GET("/api/v1/search", { params: { query: { sort: "best" } } });
const problem: Problem | undefined = refused.error;
expect(problem?.code === "invalid_parameter" && problem.parameter === "sort", "a problem");

const table = await client.GET("/api/v1/search", {
  params: { query: { q: "chips", format: "csv" } }, parseAs: "text",
});
expect(String(table.data).startsWith("key,id,"), "a table");

console.log(`${hits.length} hits, and the rest as typed`);
