// SPDX-License-Identifier: GPL-3.0-or-later
//
// node widgets.mjs PORT CHROMIUM: works the widgets of page.html, with either
// version of the client, and holds what they show against /api/v1/search.

import assert from 'node:assert/strict';
import {readFile} from 'node:fs/promises';
import {createServer} from 'node:http';
import {chromium} from 'playwright-core';

const port = Number(process.argv[2]);
const executablePath = process.argv[3];

const types = {html: 'text/html', js: 'text/javascript'};
const files = createServer(async (request, response) => {
  const path = new URL(request.url, 'http://x').pathname;
  const file = path.startsWith('/vendor/')
      ? 'node_modules/' + path.slice('/vendor/'.length) : '.' + path;
  try {
    const bytes = await readFile(file);
    response.setHeader('Content-Type', types[file.split('.').pop()] ?? '');
    response.end(bytes);
  } catch {
    response.writeHead(404).end();
  }
});
await new Promise(done => files.listen(0, '127.0.0.1', done));

async function documents(query, more = '') {
  const answer = await fetch(`http://127.0.0.1:${port}/api/v1/search?limit=0` +
      `&spelling=off&stories=false&q=${encodeURIComponent(query)}${more}`);
  assert.equal(answer.status, 200);
  return (await answer.json()).documents;
}

// Waits until `look` gives `wanted`.
async function until(page, what, look, wanted) {
  let seen;
  for (const end = Date.now() + 10000; Date.now() < end;) {
    seen = await look();
    try {
      assert.deepEqual(seen, wanted);
      return;
    } catch {
      await page.waitForTimeout(50);
    }
  }
  assert.deepEqual(seen, wanted, what);
}

class Widgets {
  constructor(page) {
    this.page = page;
  }
  texts(selector) {
    return this.page.$$eval(selector, all => all.map(e => e.textContent));
  }
  hits(name) {
    return this.page.$$eval('#hits article',
                            (all, key) => all.map(e => e.dataset[key]), name);
  }
  count() {
    return this.page.textContent('#stats .ais-Stats-text');
  }
  expectCount(what, wanted) {
    return until(this.page, what, () => this.count(), String(wanted));
  }
  item(list, value) {
    return this.page.locator(`#${list} .ais-RefinementList-item`, {
      has: this.page.locator('.ais-RefinementList-labelText',
                             {hasText: new RegExp(`^${value}$`)}),
    });
  }
}

async function searches(w) {
  await w.expectCount('everything', await documents(''));
  await w.page.fill('#searchbox input', 'chips');
  await w.expectCount('chips', await documents('chips'));
  const marks = await w.texts('#hits h2 mark, #hits p mark');
  assert.ok(marks.length > 0, 'nothing is highlighted');
  assert.ok(marks.some(mark => /chip|芯片/i.test(mark)), marks.join());
  const html = await w.page.innerHTML('#hits');
  assert.ok(!html.includes('__ais-highlight__') && !html.includes('&amp;amp;'));
}

async function refines(w) {
  const company = w.item('company', 'NVIDIA');
  const count = await company.locator('.ais-RefinementList-count').textContent();
  await company.locator('input').click();
  const filtered = await documents('chips', '&filter=company:NVIDIA');
  assert.equal(Number(count), filtered, 'a count is not what is found');
  await w.expectCount('one company', filtered);
  for (const names of await w.hits('company')) {
    assert.ok(names.split('|').includes('NVIDIA'), names);
  }
  // Values of one list are any of them.
  const others = await w.texts('#company .ais-RefinementList-labelText');
  const second = others.find(name => name !== 'NVIDIA');
  await w.item('company', second).locator('input').click();
  const both = `&filter=company:NVIDIA&filter=company:${
      encodeURIComponent(second)}`;
  await w.expectCount('two companies', await documents('chips', both));
  const [source] = await w.texts('#source .ais-RefinementList-labelText');
  await w.item('source', source).locator('input').click();
  await w.expectCount(
      'and a source',
      await documents('chips',
                      `${both}&filter=source:${encodeURIComponent(source)}`));
  assert.deepEqual([...new Set(await w.hits('source'))], [source]);
  await w.item('source', source).locator('input').click();
  await w.item('company', second).locator('input').click();
  await w.item('company', 'NVIDIA').locator('input').click();
  await w.expectCount('nothing refined', await documents('chips'));
}

async function searchesInAFacet(w) {
  await w.page.fill('#company .ais-SearchBox-input', 'ali');
  await until(w.page, 'a value found', async () =>
    (await w.texts('#company .ais-RefinementList-labelText'))
        .includes('Alibaba'), true);
  assert.ok((await w.texts('#company mark, #company em'))
      .some(mark => mark.toLowerCase() === 'ali'));
  await w.item('company', 'Alibaba').locator('input').click();
  await w.expectCount('the value found',
                      await documents('chips', '&filter=company:Alibaba'));
  await w.item('company', 'Alibaba').locator('input').click();
  await w.expectCount('no value', await documents('chips'));
}

async function narrowsDates(w) {
  const least = w.page.locator('#dates .ais-RangeInput-input--min');
  const from = Date.parse('2025-09-01T00:00:00Z') / 1000;
  assert.ok(Number(await least.getAttribute('placeholder')) > 0);
  await least.fill(String(from));
  await w.page.click('#dates .ais-RangeInput-submit');
  await w.expectCount('dates', await documents('chips', '&from=2025-09-01'));
  for (const time of await w.hits('time')) assert.ok(Number(time) >= from);
  await least.fill('');
  await w.page.click('#dates .ais-RangeInput-submit');
  await w.expectCount('all dates', await documents('chips'));
  const years = w.page.locator('#calendar .ais-HierarchicalMenu-link');
  const year = await years.first()
      .locator('.ais-HierarchicalMenu-label').textContent();
  await years.first().click();
  await w.expectCount('a year', await documents('chips', `&filter=year:${year}`));
  const month = w.page.locator('#calendar .ais-HierarchicalMenu-list--child ' +
                               '.ais-HierarchicalMenu-link').first();
  const name = await month.locator('.ais-HierarchicalMenu-label').textContent();
  await month.click();
  await w.expectCount('a month',
                      await documents('chips', `&filter=month:${name}`));
  await years.first().click();
  await w.page.waitForTimeout(100);
}

async function sortsAndPages(w) {
  await w.page.fill('#searchbox input', '');
  await w.page.selectOption('#sort select', 'news_date_desc');
  const falling = times => times.length === 5 &&
      times.every((time, i) => i === 0 || Number(times[i - 1]) >= Number(time));
  await until(w.page, 'newest first',
              async () => falling(await w.hits('time')), true);
  const first = await w.hits('id');
  await w.page.click('#pagination .ais-Pagination-item--nextPage a');
  await until(w.page, 'another page', async () => {
    const ids = await w.hits('id');
    return ids.length === 5 && ids.every(id => !first.includes(id));
  }, true);
  await w.page.selectOption('#sort select', 'news_date_asc');
  await until(w.page, 'oldest first', async () =>
    falling((await w.hits('time')).reverse()), true);
}

const browser = await chromium.launch({executablePath, args: ['--no-sandbox']});
for (const version of ['5', '4']) {
  const page = await browser.newPage();
  const errors = [];
  page.on('pageerror', error => errors.push(String(error)));
  page.on('response', response => {
    if (response.url().includes('/1/') && response.status() >= 400) {
      errors.push(`${response.status()} ${response.url()}`);
    }
  });
  await page.goto(`http://127.0.0.1:${files.address().port}/page.html` +
                  `?client=${version}&port=${port}`);
  const widgets = new Widgets(page);
  for (const step of [searches, refines, searchesInAFacet, narrowsDates,
                      sortsAndPages]) {
    await step(widgets);
    assert.deepEqual(errors, [], step.name);
    console.log(`client ${version}: ${step.name}`);
  }
  await page.close();
}
await browser.close();
files.close();
