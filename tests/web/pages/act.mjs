// SPDX-License-Identifier: GPL-3.0-or-later
//
// node act.mjs URL: does in Chromium what a reader does over an index of corpus/:
// types, goes by keyboard, drags over the timeline, narrows down, goes back.

import assert from "node:assert/strict";
import { chromium } from "playwright-core";

const [base] = process.argv.slice(2);
const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
  args: ["--no-sandbox"],
});
const context = await browser.newContext({
  viewport: { width: 1280, height: 900 }, locale: "en-US" });
const page = await context.newPage();
let loads = 0;
page.on("load", () => { loads += 1; });
page.on("pageerror", (error) => assert.fail(error));

const box = page.locator("[data-suggest]");
const stories = () => page.locator(".summary strong").textContent();
const address = () => new URL(page.url());
const open = async (path) => {
  await page.goto(base + path);
  loads = 0;
};
// Until the answer shown is another one.
const changed = async (act) => {
  const frame = await page.locator(".frame").elementHandle();
  await act();
  await page.waitForFunction((old) => !old.isConnected, frame);
};

const steps = {
  async "a facet narrows the answer without a new page"() {
    await open("/search?q=nvidia+chips");
    const before = await stories();
    await changed(() => page.click(".facets a:has-text('TSMC')"));
    assert.equal(loads, 0);
    assert.notEqual(await stories(), before);
    assert.equal(address().searchParams.get("filter"), "company:tsmc");
    // By keyboard one goes on where one was.
    const focused = await page.evaluate(() => document.activeElement.textContent);
    assert.match(focused, /^TSMC/);
    await changed(() => page.goBack());
    assert.equal(await stories(), before);
  },
  async "a stretch of the timeline is chosen by dragging"() {
    await open("/search?q=nvidia+chips");
    const { x, y, width, height } =
      await page.locator(".timeline svg").boundingBox();
    await page.mouse.move(x + width * 0.6, y + height / 2);
    await page.mouse.down();
    await page.mouse.move(x + width * 0.8, y + height / 2, { steps: 5 });
    assert.match(await page.locator(".chosen-dates").textContent(), / – /);
    await changed(() => page.mouse.up());
    const { searchParams } = address();
    assert.ok(searchParams.get("from") < searchParams.get("to"));
    assert.equal(await page.locator(".chosen").count(), 0);
    assert.equal(loads, 0);
  },
  async "a bar is still a link"() {
    await open("/search?q=nvidia+chips");
    await changed(() => page.locator(".timeline .peak .hit").click());
    assert.ok(address().searchParams.has("from"));
  },
  async "what is typed is answered; one step back undoes it"() {
    await open("/search?q=nvidia+chips");
    await changed(() => box.fill("openai"));
    await changed(() => box.pressSequentially(" stargate"));
    assert.equal(address().searchParams.get("q"), "openai stargate");
    await changed(() => page.goBack());
    assert.equal(address().searchParams.get("q"), "nvidia chips");
    assert.equal(await box.inputValue(), "nvidia chips");
    assert.equal(loads, 0);
  },
  async "suggestions are chosen by keyboard"() {
    await open("/");
    await box.pressSequentially("nvid");
    await page.waitForSelector("[role=option]");
    await box.press("ArrowDown");
    const chosen = await box.inputValue();
    assert.notEqual(chosen, "nvid");
    await box.press("Enter");
    await page.waitForURL(/\/search\?/);
    assert.equal(address().searchParams.get("q"), chosen);
  },
  async "keys go to the box, through the hits, into a story and back"() {
    await open("/search?q=H20");
    await page.keyboard.press("/");
    assert.ok(await box.evaluate((it) => it === document.activeElement));
    await box.press("Escape");
    const story = page.locator(".hits > li").filter({ has: page.locator(".size") })
      .first();
    const at = await story.evaluate(
      (it) => Array.from(it.parentElement.children).indexOf(it));
    for (let i = 0; i <= at; ++i) await page.keyboard.press("ArrowDown");
    await page.keyboard.press("s");
    await page.waitForURL(/\/stories\//);
    await page.keyboard.press("Escape");
    await page.waitForURL(/\/search\?/);
    await page.keyboard.press("?");
    await page.waitForURL(/\/help\/query/);
  },
  async "a chip's word is chosen in the box, its other names go by a link"() {
    await open("/search?q=nvidia+chips");
    await page.click(".chip [data-part=chips]");
    assert.equal(await box.evaluate(
      (it) => it.value.slice(it.selectionStart, it.selectionEnd)), "chips");
    const before = await stories();
    await changed(() => page.locator(".chip a.alias").nth(1).click());
    assert.equal(address().searchParams.get("q"), "nvidia =chips");
    assert.notEqual(await stories(), before);
  },
  async "dates are taken by a form"() {
    await open("/search?q=nvidia+chips");
    await page.click(".numbers summary");
    await page.fill(".dates [name=from]", "2025-04-01");
    await page.fill(".dates [name=to]", "2025-04-30");
    await page.click(".dates button");
    await page.waitForURL(/from=2025-04-01/);
    assert.match(await page.locator(".reading").textContent(), /1 April 2025/);
  },
  async "the language is kept once it is chosen"() {
    await open("/search?q=chips");
    await page.click(".ways [hreflang=zh]");
    await page.waitForSelector("html[lang=zh]");
    await changed(() => page.locator(".order a").nth(1).click());
    assert.equal(address().searchParams.get("hl"), "zh");
    assert.match(await stories(), /个事件/);
  },
};
let failed = 0;
for (const [name, step] of Object.entries(steps)) {
  try {
    await step();
    console.log(`passed: ${name}`);
  } catch (error) {
    failed += 1;
    console.log(`FAILED: ${name}: ${error.message}`);
  }
}
await browser.close();
process.exitCode = failed > 0 ? 1 : 0;
