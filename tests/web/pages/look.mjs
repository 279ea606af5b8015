// SPDX-License-Identifier: GPL-3.0-or-later
//
// node look.mjs URL [FOLDER]: opens every view at three sizes, light and dark,
// with and without scripts, in both languages; asks that nothing is logged as an
// error, nothing is wider than the window, axe finds nothing, the HTML is valid
// and links lead somewhere. Writes a picture of each into FOLDER.

import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { chromium } from "playwright-core";
import { HtmlValidate } from "html-validate";
import { locales, schemes, sizes, views } from "./views.mjs";

const [base, folder] = process.argv.slice(2);
const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core"),
                         "utf8");
const validator = new HtmlValidate({
  extends: ["html-validate:recommended"],
  rules: {
    // House style, not validity: a search box needs no label element beside its
    // aria-label, and lines may be long.
    "long-title": "off",
    "no-trailing-whitespace": "off",
    "attribute-boolean-style": "off",
    "void-style": "off",
    "doctype-style": "off",
    "prefer-tbody": "off",
    // HTML lets an id begin with a digit.
    "valid-id": ["error", { relaxed: true }],
    // Several queries are several fields of one name.
    "form-dup-name": "off",
    "aria-label-misuse": ["error", { allowAnyNamable: true }],
  },
});
const faults = [];
let looked = 0;

// What is wrong with a page as it stands, by name.
async function look(page, name, path, status) {
  const heard = [];
  const hear = (message) => {
    const text = message.text?.() ?? String(message);
    const expected = status >= 400 && text.includes(`status of ${status}`);
    if (message.type?.() !== "log" && !expected) heard.push(text);
  };
  page.on("console", hear);
  page.on("pageerror", hear);
  page.on("requestfailed", (request) => heard.push(`failed: ${request.url()}`));
  page.on("request", (request) => {
    if (!request.url().startsWith(base)) heard.push(`asked: ${request.url()}`);
  });
  const response = await page.goto(base + path);
  // Whatever the scripts ask at once has been asked.
  await page.waitForTimeout(50);
  looked += 1;
  if (response.status() !== status) heard.push(`status ${response.status()}`);
  const wide = await page.evaluate(
    () => document.documentElement.scrollWidth - innerWidth);
  if (wide > 0) heard.push(`${wide} pixels too wide`);
  faults.push(...heard.map((text) => `${name}: ${text}`));
  return response;
}

async function checkAxe(context, name, path) {
  const page = await context.newPage();
  await page.goto(base + path);
  await page.evaluate(axe);
  const { violations } = await page.evaluate(() => window.axe.run());
  for (const each of violations) {
    faults.push(`${name}: axe ${each.id}: ${each.nodes[0].html.slice(0, 160)}`);
  }
  await page.close();
}

async function checkLinks(links) {
  for (const link of links) {
    const response = await fetch(link, { redirect: "manual" });
    if (response.status >= 400) faults.push(`${response.status}: ${link}`);
    await response.arrayBuffer();
  }
}

const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
  args: ["--no-sandbox"],
});
const links = new Set();
for (const [view, path, status] of await views(base)) {
  for (const [size, viewport] of Object.entries(sizes)) {
    for (const colorScheme of schemes) {
      for (const locale of locales) {
        for (const javaScriptEnabled of [true, false]) {
          const context = await browser.newContext({
            viewport, colorScheme, locale, javaScriptEnabled });
          const page = await context.newPage();
          const name = [view, size, colorScheme, locale,
                        javaScriptEnabled ? "scripts" : "plain"].join("-");
          const response = await look(page, name, path, status);
          if (folder) await page.screenshot({ path: `${folder}/${name}.png` });
          if (size === "desktop" && colorScheme === "light" &&
              !javaScriptEnabled) {
            const report = await validator.validateString(
              await response.text());
            for (const message of report.results[0]?.messages ?? []) {
              faults.push(`${name}: line ${message.line}: ${message.ruleId}: ` +
                          message.message);
            }
            for (const link of await page.locator("a[href]").evaluateAll(
              (all) => all.map((a) => a.href.baseVal ?? a.href))) {
              const url = new URL(link, base);
              url.hash = "";
              const broken = status < 400 || url.pathname !== path;
              if (url.origin === base && broken) links.add(url.href);
            }
          }
          await context.close();
        }
        // The words of a language do not change what it finds.
        if (size === "tablet" || locale !== locales[0]) continue;
        const context = await browser.newContext({
          viewport, colorScheme, locale, bypassCSP: true });
        await checkAxe(context, `${view}-${size}-${colorScheme}`, path);
        await context.close();
      }
    }
  }
}
await browser.close();
await checkLinks(links);
for (const fault of faults) console.log(fault);
console.log(`${looked} pages looked at, ${links.size} links, ` +
            `${faults.length} faults`);
process.exitCode = faults.length > 0 ? 1 : 0;
