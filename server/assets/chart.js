// SPDX-License-Identifier: GPL-3.0-or-later
//
// A stretch of the timeline is chosen by dragging over it. Its bars are links to
// their dates; the form beneath takes any.
"use strict";

class Stretch {
  static kLeast = 4;  // pixels; less is a click

  constructor(svg, event) {
    this.svg = svg;
    this.from = this.at(event);
    this.start = event.clientX;
    this.moved = false;
    const shape = (name, kind) => {
      const made = document.createElementNS("http://www.w3.org/2000/svg", name);
      made.setAttribute("class", kind);
      return made;
    };
    this.area = shape("rect", "chosen");
    this.area.setAttribute("y", 14);
    this.area.setAttribute("height", 46);
    this.text = shape("text", "chosen-dates");
    this.text.setAttribute("y", 9);
  }

  // In the drawing's units.
  at(event) {
    const box = this.svg.getBoundingClientRect();
    const share = (event.clientX - box.left) / box.width;
    return Math.min(Math.max(share, 0), 1) * this.svg.viewBox.baseVal.width;
  }

  drag(event) {
    if (!this.moved && Math.abs(event.clientX - this.start) < Stretch.kLeast) {
      return;
    }
    if (!this.moved) this.svg.append(this.area, this.text);
    this.moved = true;
    const to = this.at(event);
    const [begin, end] = [Math.min(this.from, to), Math.max(this.from, to)];
    this.area.setAttribute("x", begin);
    this.area.setAttribute("width", end - begin);
    this.bars = Array.from(this.svg.querySelectorAll("a[aria-label]")).filter((bar) => {
      const { x, width } = bar.querySelector(".hit");
      return x.baseVal.value < end && x.baseVal.value + width.baseVal.value > begin;
    });
    const right = begin > this.svg.viewBox.baseVal.width / 2;
    this.text.setAttribute("x", right ? end : begin);
    this.text.setAttribute("text-anchor", right ? "end" : "start");
    this.text.textContent = this.bars.length === 0 ? "" :
      `${this.said(0)} – ${this.said(-1)}`;
    this.svg.classList.toggle("choosing", this.bars.length > 0);
  }

  // A bar says "April 2025: 8".
  said(bar) {
    return this.bars.at(bar).getAttribute("aria-label").replace(/:[^:]*$/, "");
  }

  date(bar, name) {
    return new URL(this.bars.at(bar).href.baseVal, location.href)
      .searchParams.get(name);
  }

  // Follows the first bar's link, with the last one's end.
  end() {
    this.svg.classList.remove("choosing");
    this.area.remove();
    this.text.remove();
    if (!this.moved || this.bars.length === 0) return;
    const url = new URL(this.bars[0].href.baseVal, location.href);
    url.searchParams.set("to", this.date(-1, "to"));
    const link = document.createElement("a");
    link.href = url.href;
    this.svg.closest("figure").append(link);
    link.click();
    link.remove();
  }
}

let stretch = null;

document.addEventListener("pointerdown", (event) => {
  const svg = event.target.closest?.(".timeline svg");
  if (svg && event.button === 0) stretch = new Stretch(svg, event);
});
document.addEventListener("pointermove", (event) => stretch?.drag(event));
for (const name of ["pointerup", "pointercancel"]) {
  document.addEventListener(name, (event) => {
    const ended = stretch;
    stretch = null;
    if (!ended) return;
    if (ended.moved) {
      // The click that follows is not meant for a bar.
      addEventListener("click", (click) => {
        if (click.target.closest?.(".timeline svg")) {
          click.preventDefault();
          click.stopPropagation();
        }
      }, { capture: true, once: true });
    }
    if (name === "pointerup") setTimeout(() => ended.end());
    else { ended.moved = false; ended.end(); }
  });
}
document.addEventListener("dragstart", (event) => {
  if (event.target.closest?.(".timeline svg")) event.preventDefault();
});
