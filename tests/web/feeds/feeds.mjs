// SPDX-License-Identifier: GPL-3.0-or-later
//
// node feeds.mjs URL: what five parsers read in lede's feeds is the same.

import assert from 'node:assert/strict';
import {Readable} from 'node:stream';
import {extractFromJson, extractFromXml} from '@extractus/feed-extractor';
import FeedMe from 'feedme';
import FeedParser from 'feedparser';
import {parseFeed} from 'feedsmith';
import Parser from 'rss-parser';

const server = process.argv[2];

async function fetched(path) {
  const response = await fetch(server + path);
  assert.equal(response.status, 200, path);
  return response.text();
}

// Each returns [{id, title, link, date}] of the entries; date is a Date.
const time = value => new Date(value).toISOString();

function withFeedParser(xml) {
  return new Promise((resolve, reject) => {
    const entries = [];
    const parser = new FeedParser({addmeta: false});
    parser.on('error', reject);
    parser.on('end', () => resolve(entries));
    parser.on('readable', () => {
      for (let item; (item = parser.read());) {
        entries.push({id: item.guid, title: item.title, link: item.link,
                      date: time(item.date)});
      }
    });
    Readable.from([xml]).pipe(parser);
  });
}

async function withRssParser(xml) {
  const feed = await new Parser({
    customFields: {item: [['updated', 'updated']]},
  }).parseString(xml);
  return feed.items.map(item => ({
    id: item.id, title: item.title, link: item.link, date: time(item.updated)}));
}

function withFeedsmith(text) {
  const {format, feed} = parseFeed(text);
  if (format === 'json') {
    return feed.items.map(item => ({
      id: item.id, title: item.title, link: item.url,
      date: time(item.date_modified)}));
  }
  return feed.entries.map(entry => ({
    id: entry.id, title: entry.title.value ?? entry.title,
    link: entry.links.find(link => link.rel === 'alternate').href,
    date: time(entry.updated)}));
}

const own = entry => ({own: entry.updated ?? entry.date_modified});
const keptWhole = {getExtraEntryFields: own, normalization: true,
                   descriptionMaxLen: 0};

function fromExtractor(feed) {
  return feed.entries.map(entry => ({
    id: entry.id, title: entry.title, link: entry.link, date: time(entry.own)}));
}

function withFeedMe(text, isJson) {
  const parser = new FeedMe(true);
  parser.write(text);
  parser.end();
  return parser.done().items.map(item => ({
    id: item.id, title: item.title,
    link: isJson ? item.url
                 : [item.link].flat().find(l => l.rel === 'alternate').href,
    date: time(isJson ? item.date_modified : item.updated)}));
}

async function expected(query) {
  const feed = JSON.parse(await fetched(`/feed.json?q=${query}`));
  return feed.items.map(item => ({
    id: item.id, title: item.title, link: item.url,
    date: time(item.date_modified)}));
}

let checks = 0;
function check(name, query, read, wanted) {
  const where = `${name}, ${query || 'everything'}`;
  assert.equal(read.length, wanted.length, where);
  read.forEach((entry, i) => assert.deepEqual(entry, wanted[i], where));
  ++checks;
}

for (const query of ['', 'chips', encodeURIComponent('芯片'), 'markup']) {
  const wanted = await expected(query);
  assert.ok(wanted.length > 0, query);
  const atom = await fetched(`/feed.atom?q=${query}`);
  const json = await fetched(`/feed.json?q=${query}`);
  check('feedparser', query, await withFeedParser(atom), wanted);
  check('rss-parser', query, await withRssParser(atom), wanted);
  check('feedsmith', query, withFeedsmith(atom), wanted);
  check('feedsmith (JSON)', query, withFeedsmith(json), wanted);
  check('feed-extractor', query,
        fromExtractor(extractFromXml(atom, keptWhole)), wanted);
  check('feed-extractor (JSON)', query,
        fromExtractor(extractFromJson(json, keptWhole)), wanted);
  check('feedme', query, withFeedMe(atom, false), wanted);
}
const [newest] = await expected('');
assert.equal(newest.title, 'Chips & R&D: 3 > 2, “quoted” markup');
assert.equal(newest.link, 'https://wire.example/?a=1&b=2');
console.log(`${checks} feeds read alike`);
