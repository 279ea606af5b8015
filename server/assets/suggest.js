// SPDX-License-Identifier: GPL-3.0-or-later
//
// A list under the box of what may be meant; the box works without.
"use strict";

// The combobox: https://www.w3.org/WAI/ARIA/apg/patterns/combobox/
class Suggestions {
  constructor(input) {
    this.input = input;
    this.kinds = new Map(
      input.dataset.kinds.split(";").map((pair) => pair.split("=")));
    this.answers = new Map();
    this.items = [];
    this.at = -1;
    this.typed = input.value;
    this.list = document.createElement("ul");
    this.list.id = "suggestions";
    this.list.className = "suggestions";
    this.list.hidden = true;
    this.list.setAttribute("role", "listbox");
    this.list.setAttribute("aria-label", input.dataset.label);
    input.parentElement.append(this.list);
    for (const [name, value] of [
      ["role", "combobox"], ["aria-autocomplete", "list"],
      ["aria-expanded", "false"], ["aria-controls", this.list.id],
    ]) {
      input.setAttribute(name, value);
    }
    input.addEventListener("input", (event) => {
      if (!event.isComposing) this.ask();
    });
    input.addEventListener("compositionend", () => this.ask());
    input.addEventListener("blur", () => this.close());
    // The box keeps the focus while something in the list is pressed.
    this.list.addEventListener("mousedown", (event) => event.preventDefault());
    this.list.addEventListener("click", (event) => {
      const line = event.target.closest("[role=option]");
      if (line) this.take(Array.from(this.list.children).indexOf(line));
    });
  }

  get open() {
    return !this.list.hidden;
  }

  // After a short rest, for what is then in the box.
  ask() {
    this.typed = this.input.value;
    clearTimeout(this.timer);
    this.request?.abort();
    if (this.typed.trim() === "") {
      this.close();
      return;
    }
    if (this.answers.has(this.typed)) {
      this.show(this.answers.get(this.typed));
      return;
    }
    this.timer = setTimeout(() => this.fetch(this.typed), 80);
  }

  async fetch(text) {
    this.request = new AbortController();
    try {
      const response = await fetch(
        `${this.input.dataset.suggest}?q=${encodeURIComponent(text)}`,
        { signal: this.request.signal });
      if (!response.ok) return;
      const answer = await response.json();
      if (answer.complete) this.answers.set(text, answer.suggestions);
      if (text === this.input.value && document.activeElement === this.input) {
        this.show(answer.suggestions);
      }
    } catch {
      // Without an answer the box is a box.
    }
  }

  show(items) {
    this.items = items;
    this.at = -1;
    this.list.replaceChildren(...items.map((item, i) => this.line(item, i)));
    this.list.hidden = items.length === 0;
    this.input.setAttribute("aria-expanded", String(this.open));
    this.input.removeAttribute("aria-activedescendant");
  }

  line(item, i) {
    const line = document.createElement("li");
    line.id = `suggestion-${i}`;
    line.setAttribute("role", "option");
    line.setAttribute("aria-selected", "false");
    const text = document.createElement("span");
    text.className = "value";
    text.dir = "auto";
    text.append(...Suggestions.pieces(item));
    line.append(text);
    const note = this.note(item);
    if (note !== "") {
      const aside = document.createElement("span");
      aside.className = "count";
      aside.textContent = note;
      line.append(aside);
    }
    return line;
  }

  // What was typed, and in <strong> what is new. Offsets count bytes.
  static pieces(item) {
    const bytes = new TextEncoder().encode(item.text);
    const text = (begin, end) =>
      new TextDecoder().decode(bytes.subarray(begin, end));
    const pieces = [];
    let at = 0;
    for (const [begin, end] of [...item.highlight, [bytes.length, 0]]) {
      if (begin > at) {
        const strong = document.createElement("strong");
        strong.textContent = text(at, begin);
        pieces.push(strong);
      }
      pieces.push(text(begin, end));
      at = end;
    }
    return pieces;
  }

  note(item) {
    const kind = this.kinds.get(item.entity?.kind ?? item.kind) ?? "";
    const count = item.documents?.toLocaleString(
      document.documentElement.lang) ?? "";
    return [kind, count].filter((part) => part !== "").join(" · ");
  }

  // From the box down the list and back into it.
  step(by) {
    const lines = this.items.length + 1;
    this.at = (this.at + 1 + by + lines) % lines - 1;
    Array.from(this.list.children).forEach((line, i) => {
      line.setAttribute("aria-selected", String(i === this.at));
    });
    const item = this.items[this.at];
    if (item) this.input.setAttribute("aria-activedescendant",
                                      `suggestion-${this.at}`);
    else this.input.removeAttribute("aria-activedescendant");
    // A headline is opened, not searched.
    this.input.value = item && !item.key ? item.text : this.typed;
  }

  // True if the line was acted on; else the form is to be sent as it is.
  take(i) {
    const item = this.items[i];
    if (!item) return false;
    if (item.key) {
      location.assign(this.article(item.key));
    } else if (item.kind === "field") {
      this.input.value = item.text;
      this.ask();
    } else {
      this.input.value = item.text;
      this.close();
      this.input.form.requestSubmit();
    }
    return true;
  }

  // In the language that was chosen by hand, if one was.
  article(key) {
    const form = this.input.form;
    const link = new URL(form.action.replace(/search$/, `articles/${key}`));
    const language = form.elements.namedItem("hl");
    if (language) link.searchParams.set("hl", language.value);
    link.searchParams.set("q", this.typed);
    return link;
  }

  close() {
    clearTimeout(this.timer);
    this.request?.abort();
    this.show([]);
  }

  // True if the key was for the list.
  press(key) {
    if (!this.open) return false;
    if (key === "Enter") return this.take(this.at);
    if (key === "ArrowDown" || key === "ArrowUp") {
      this.step(key === "ArrowDown" ? 1 : -1);
    } else if (key === "Escape") {
      this.input.value = this.typed;
      this.close();
    } else {
      return false;
    }
    return true;
  }
}

const box = document.querySelector("[data-suggest]");
const suggestions = box ? new Suggestions(box) : null;
