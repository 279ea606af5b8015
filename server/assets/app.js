// SPDX-License-Identifier: GPL-3.0-or-later
//
// Keys for those who like them; every page works without.
//   /  the box      ↓ ↑  through the hits      Enter  opens      ?  help
//   Esc  out of the box
"use strict";

const box = document.querySelector("input[type=search]");
const links = Array.from(document.querySelectorAll(".hits [data-hit]"));

const move = (step) => {
  if (links.length === 0) return;
  const at = links.indexOf(document.activeElement);
  const next = at < 0 ? (step > 0 ? 0 : -1) : at + step;
  if (next < 0) box?.focus();
  else links[Math.min(next, links.length - 1)].focus();
};

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) {
    return;
  }
  const typing = event.target === box;
  if (event.key === "Escape" && typing) {
    box.blur();
  } else if (event.key === "ArrowDown" || event.key === "ArrowUp") {
    if (typing && event.key === "ArrowUp") return;
    move(event.key === "ArrowDown" ? 1 : -1);
  } else if (event.key === "/" && !typing) {
    box?.focus();
    box?.select();
  } else if (event.key === "?" && !typing) {
    document.querySelector("a[data-help]")?.click();
  } else {
    return;
  }
  event.preventDefault();
});
