// SPDX-License-Identifier: GPL-3.0-or-later
//
// node payloads.mjs PROGRAMS FILE...: every line of the files becomes an article,
// as its title, text, source, author, topic and URL, and a query; then the pages
// that show them are opened in Chromium. No script may run, nothing be refused by
// the content security policy (that would be markup that got through), and no
// page be wider than its window or lose its frame.

import { execFileSync, spawn } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { chromium } from "playwright-core";

const [programs, ...files] = process.argv.slice(2);
const lines = [...new Set(files.flatMap(
  (file) => readFileSync(file, "utf8").split("\n")))].filter((line) => line);
const folder = mkdtempSync(join(tmpdir(), "lede-payloads-"));
const index = join(folder, "payloads.db");
const articles = join(folder, "articles.jsonl");
writeFileSync(articles, lines.map((line, i) => JSON.stringify({
  id: `p${i}`, title: line, summary: line, key_points: [line], text: line,
  source: line, authors: [line], topics: [line], url: line,
  published: "2025-09-11",
})).join("\n"));
execFileSync(join(programs, "lede-index"),
             ["add", "--index", index, "--max-rejects", "any", "--quiet", articles]);
const socket = spawn(join(programs, "lede-server"),
                     ["--index", index, "--listen", "127.0.0.1:0"]);
const base = await new Promise((resolve, reject) => {
  let said = "";
  socket.stderr.on("data", (bytes) => {
    said += bytes;
    const address = said.match(/127\.0\.0\.1:\d+/);
    if (address) resolve(`http://${address[0]}`);
  });
  socket.on("exit", () => reject(new Error(said)));
});

const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
  args: ["--no-sandbox"],
});
const page = await (await browser.newContext({
  viewport: { width: 390, height: 844 } })).newPage();
const faults = [];
let path = "";
const note = (what) => faults.push(`${what}: ${path}`);
page.on("dialog", (dialog) => {
  note(`script ran (${dialog.message()})`);
  dialog.dismiss();
});
page.on("console", (message) => {
  const text = message.text();
  // A query may be too long to answer: that is said by status and page.
  if (message.type() === "error" && !/status of (400|414|431)/.test(text)) {
    note(text);
  }
});
page.on("pageerror", (error) => note(error.message));
page.on("request", (request) => {
  if (!request.url().startsWith(base)) note(`asked for ${request.url()}`);
});

let opened = 0;
async function open(to) {
  path = to;
  await page.goto(base + to, { waitUntil: "load" });
  opened += 1;
  const broken = await page.evaluate(() => {
    const active = [...document.querySelectorAll("*")].filter((element) =>
      element.getAttributeNames().some(
        (name) => name.startsWith("on") || name === "style") ||
      /^\s*(javascript|data|vbscript):/i.test(element.getAttribute("href") ?? ""));
    return [
      active.length > 0 && `active markup ${active[0].outerHTML.slice(0, 80)}`,
      document.scripts.length !== 4 && "another script",
      document.querySelectorAll("main").length !== 1 && "no frame",
      document.documentElement.scrollWidth > innerWidth && "too wide",
    ].filter(Boolean);
  });
  broken.forEach(note);
}

const keys = [];
for (let offset = 0; ; offset += 100) {
  const answer = await (await fetch(
    `${base}/api/v1/search?q=&stories=false&limit=100&offset=${offset}`)).json();
  keys.push(...answer.hits.map((hit) => hit.key));
  if (!answer.next) break;
}
for (const key of keys) await open(`/articles/${key}`);
for (const line of lines) {
  const query = encodeURIComponent(line.toWellFormed?.() ?? line);
  if (query.length < 6000) await open(`/search?q=${query}&stories=false`);
}
await browser.close();
socket.kill();
rmSync(folder, { recursive: true });
for (const fault of faults) console.log(fault);
console.log(`${lines.length} lines, ${keys.length} articles, ${opened} pages ` +
            `opened, ${faults.length} faults`);
process.exitCode = faults.length > 0 ? 1 : 0;
