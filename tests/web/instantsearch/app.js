// SPDX-License-Identifier: GPL-3.0-or-later
//
// What a page of stock widgets has to say of itself: which client, and where
// its server is (?client=4|5&port=N).
/* global algoliasearch, instantsearch */

const parameters = new URLSearchParams(location.search);
const port = Number(parameters.get('port'));
const searchClient =
    parameters.get('client') === '4'
        ? algoliasearch('any', 'any', {
            hosts: [{protocol: 'http', url: `127.0.0.1:${port}`}],
          })
        : window['algoliasearch/lite'].liteClient('any', 'any', {
            hosts: [{protocol: 'http', url: '127.0.0.1', port,
                     accept: 'readWrite'}],
          });

const {widgets} = instantsearch;
const search = instantsearch({indexName: 'news', searchClient});
search.addWidgets([
  widgets.configure({hitsPerPage: 5, attributesToSnippet: ['body:20']}),
  widgets.searchBox({container: '#searchbox'}),
  widgets.stats({container: '#stats',
                 templates: {text: data => String(data.nbHits)}}),
  widgets.sortBy({
    container: '#sort',
    items: [{value: 'news', label: 'best'},
            {value: 'news_date_desc', label: 'newest'},
            {value: 'news_date_asc', label: 'oldest'}],
  }),
  widgets.refinementList({container: '#company', attribute: 'company',
                          searchable: true, limit: 8}),
  widgets.refinementList({container: '#source', attribute: 'source'}),
  widgets.hierarchicalMenu({container: '#calendar',
                            attributes: ['year', 'month']}),
  widgets.rangeInput({container: '#dates', attribute: 'published_ts'}),
  widgets.hits({
    container: '#hits',
    templates: {
      item: (hit, {html, components}) => html`
        <article data-time="${hit.published_ts}" data-id="${hit.id}"
                 data-company="${(hit.company || []).join('|')}"
                 data-source="${hit.source}">
          <h2>${components.Highlight({hit, attribute: 'title'})}</h2>
          <p>${hit._snippetResult.body &&
               components.Snippet({hit, attribute: 'body'})}</p>
        </article>`,
    },
  }),
  widgets.pagination({container: '#pagination'}),
]);
search.start();
