// SPDX-License-Identifier: GPL-3.0-or-later
//
// node lighthouse.mjs URL: Lighthouse's scores of the pages people open first.
// Accessibility and best practices have to be 100, performance 95.

import * as launcher from "chrome-launcher";
import lighthouse from "lighthouse";
import { views } from "./views.mjs";

const [base] = process.argv.slice(2);
const least = { performance: 95, accessibility: 100, "best-practices": 100 };
const shown = ["front", "results", "article", "story", "compare", "trends"];
let failed = 0;
for (const [view, path] of await views(base)) {
  if (!shown.includes(view)) continue;
  // One that has not yet seen a page.
  const chrome = await launcher.launch({
    chromePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
    chromeFlags: ["--headless=new", "--no-sandbox"],
  });
  const { lhr } = await lighthouse(base + path, {
    port: chrome.port, onlyCategories: Object.keys(least), logLevel: "error" });
  await chrome.kill();
  const scores = Object.entries(lhr.categories).map(
    ([name, { score }]) => [name, Math.round(score * 100)]);
  console.log(view, scores.map(([name, score]) => `${name} ${score}`).join(", "));
  for (const [name, score] of scores) {
    if (score >= least[name]) continue;
    failed += 1;
    for (const { id } of lhr.categories[name].auditRefs) {
      const { score: part, title } = lhr.audits[id];
      if (part !== null && part < 0.9) console.log(`  ${title}`);
    }
  }
}
process.exitCode = failed > 0 ? 1 : 0;
