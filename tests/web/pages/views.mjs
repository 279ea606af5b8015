// SPDX-License-Identifier: GPL-3.0-or-later
//
// The views of the page over an index of corpus/, and what they are seen in.

export const sizes = {
  phone: { width: 390, height: 844 },
  tablet: { width: 820, height: 1180 },
  desktop: { width: 1280, height: 900 },
};
export const schemes = ["light", "dark"];
export const locales = ["en-US", "zh-CN"];

const json = async (url) => (await fetch(url)).json();

// Name, path and the status it is answered with.
export async function views(base) {
  const answer = await json(`${base}/api/v1/search?q=H20&limit=10`);
  const told = answer.hits.find((hit) => hit.story.documents > 2);
  if (!told) throw new Error("the index does not hold corpus/");
  return [
    ["front", "/", 200],
    ["results", "/search?q=nvidia+chips", 200],
    ["chinese", "/search?q=%E8%8A%AF%E7%89%87&filter=lang:zh", 200],
    ["dates", "/search?q=openai&from=2025-01-01&to=2025-06-30&sort=newest", 200],
    ["warned", "/search?q=nvdia+source:nowhere", 200],
    ["nothing", "/search?q=qqqxyz+foo", 200],
    ["far", "/search?q=chips&offset=5000", 200],
    ["article", `/articles/${told.key}?q=H20`, 200],
    ["story", `/stories/${told.story.id}`, 200],
    ["compare", "/compare?q=nvidia&q=openai&q=%E9%98%BF%E9%87%8C", 200],
    ["compare-empty", "/compare", 200],
    ["trends", "/trends", 200],
    ["help", "/help/query", 200],
    ["api", "/help/api", 200],
    ["missing", "/nowhere", 404],
  ];
}
