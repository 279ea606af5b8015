// SPDX-License-Identifier: GPL-3.0-or-later
//
// Answers without a new page: what is typed into the head's box, and links from
// one answer to another, replace what stands below the head. Each answer has its
// address, and the page works the same without this.
"use strict";

class LiveAnswers {
  static kRest = 250;    // ms without a key before what is typed is asked
  static kPatience = 300;  // ms before the old answer is dimmed

  constructor(form) {
    this.form = form;
    this.box = form.elements.namedItem("q");
    this.asked = location.href;
    this.said = document.createElement("p");
    this.said.className = "hidden";
    this.said.setAttribute("role", "status");
    document.body.append(this.said);
    this.box.addEventListener("input", (event) => {
      if (!event.isComposing) this.typed();
    });
    this.box.addEventListener("compositionend", () => this.typed());
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      clearTimeout(this.timer);
      suggestions?.close();
      this.show(this.address(), { push: location.href });
    });
    document.addEventListener("click", (event) => this.clicked(event));
    addEventListener("popstate", () => this.show(location.href, {}));
  }

  isAnswer(url) {
    const home = new URL(this.form.action);
    return url.origin === home.origin && url.pathname === home.pathname;
  }

  // Of what the form would send.
  address() {
    const url = new URL(this.form.action);
    url.search = new URLSearchParams(new FormData(this.form)).toString();
    return url.href;
  }

  typed() {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => {
      const url = this.address();
      if (url === this.asked || this.box.value.trim() === "") return;
      // What is typed in one go is one step back.
      this.show(url, { push: this.typing ? null : location.href, typing: true });
    }, LiveAnswers.kRest);
  }

  clicked(event) {
    const link = event.target.closest("a[href]");
    if (!link || event.defaultPrevented || event.button !== 0 ||
        event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) {
      return;
    }
    const url = new URL(link.href.baseVal ?? link.href, location.href);
    const language = link.hasAttribute("hreflang");
    if (!this.isAnswer(url) || language || link.hasAttribute("download")) return;
    event.preventDefault();
    this.show(url.href, { push: location.href, link });
  }

  // Asks, replaces what is shown, and moves the address there: as a new step if
  // `push` is given. What cannot be had so is gone to.
  async show(url, { push, typing = false, link = null }) {
    this.request?.abort();
    const request = this.request = new AbortController();
    this.asked = url;
    const dim = setTimeout(() => this.frame?.classList.add("waiting"),
                           LiveAnswers.kPatience);
    try {
      const response = await fetch(url, { signal: request.signal });
      if (typing && response.status >= 400) return;
      const page = new DOMParser().parseFromString(await response.text(),
                                                   "text/html");
      if (!page.querySelector(".frame")) throw new Error("no answer");
      this.typing = typing;
      if (push && push !== url) history.pushState(null, "", url);
      else if (typing) history.replaceState(null, "", url);
      this.replace(page, typing, link);
    } catch (error) {
      if (error.name === "AbortError") return;
      if (!typing) location.assign(url);
    } finally {
      clearTimeout(dim);
      if (this.request === request) this.frame?.classList.remove("waiting");
    }
  }

  get frame() {
    return document.querySelector(".frame");
  }

  replace(page, typing, link) {
    const focus = LiveAnswers.trace(link);
    this.frame.replaceWith(page.querySelector(".frame"));
    document.title = page.title;
    for (const part of [".head .ways", ".head .kept"]) {
      document.querySelector(part).replaceWith(page.querySelector(part));
    }
    for (const feed of document.querySelectorAll("link[rel=alternate]")) {
      feed.remove();
    }
    document.head.append(...page.querySelectorAll("link[rel=alternate]"));
    if (!typing) {
      const query = page.querySelector(".head [name=q]");
      if (query) this.box.value = query.value;
      if (link?.closest(".paging, .note, .message")) scrollTo(0, 0);
      this.focus(focus);
    }
    this.said.textContent =
      document.querySelector(".summary, .message h1")?.textContent ?? "";
  }

  // How to find a link again in another answer.
  static trace(link) {
    if (!link) return null;
    const group = link.closest("aside, .folded, nav, figure, .reading");
    return { group: group?.className, text: link.textContent };
  }

  // Whoever goes by keyboard stays where they were, or goes on at the top.
  focus(trace) {
    if (!trace) return;
    const links = Array.from(this.frame.querySelectorAll("a[href]"));
    const same = links.find((link) => {
      const now = LiveAnswers.trace(link);
      return now.group === trace.group && now.text === trace.text;
    });
    if (same) {
      same.closest("details")?.setAttribute("open", "");
      same.focus({ preventScroll: true });
    } else {
      const main = this.frame.querySelector("main");
      main.tabIndex = -1;
      main.focus({ preventScroll: true });
    }
  }
}

const searchForm = document.querySelector(".head form");
if (searchForm && document.querySelector(".frame.answer")) {
  new LiveAnswers(searchForm);
}

// A part of the query, chosen in the box to be changed there.
document.addEventListener("click", (event) => {
  const part = event.target.closest(".chip [data-part]");
  if (!part || !box) return;
  const begin = box.value.indexOf(part.dataset.part);
  box.focus();
  if (begin >= 0) {
    box.setSelectionRange(begin, begin + part.dataset.part.length);
  }
});
