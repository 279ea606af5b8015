// SPDX-License-Identifier: GPL-3.0-or-later
//
// Keys for those who like them; every page works without.
//   /  the box      ↓ ↑  through the list or the hits      Enter  opens
//   s  the story of a hit      ?  help
//   Esc  closes the list, leaves the box, then goes back
"use strict";

const hits = () => Array.from(document.querySelectorAll(".hits [data-hit]"));

const move = (step) => {
  const links = hits();
  if (links.length === 0) return;
  const at = links.indexOf(document.activeElement);
  const next = at < 0 ? (step > 0 ? 0 : -1) : at + step;
  if (next < 0) box?.focus();
  else links[Math.min(next, links.length - 1)].focus();
};

// Of the hit that has the focus, else of what is being read.
const openStory = () => {
  const place = document.activeElement.closest(".hits > li") ?? document;
  place.querySelector(".story .size")?.click();
};

// From an article or a story to where the reader came from.
const goBack = () => {
  if (!document.querySelector("main.article, main.story-view")) {
    document.activeElement.blur();
  } else if (history.length > 1) {
    history.back();
  } else {
    document.querySelector(".crumb a")?.click();
  }
};

const actions = new Map([
  ["ArrowDown", () => move(1)],
  ["ArrowUp", () => move(-1)],
  ["Escape", goBack],
  ["s", openStory],
  ["?", () => document.querySelector("a[data-help]")?.click()],
  ["/", () => {
    box?.focus();
    box?.select();
  }],
]);

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) {
    return;
  }
  if (event.target === box) {
    if (suggestions?.press(event.key)) {
      // It was for the list.
    } else if (event.key === "Escape") {
      box.blur();
    } else if (event.key === "ArrowDown") {
      move(1);
    } else {
      return;
    }
  } else if (event.target.matches("input, select, textarea") ||
             !actions.has(event.key)) {
    return;
  } else {
    actions.get(event.key)();
  }
  event.preventDefault();
});
