// The review workbench: whoever comes to a field sees beside it what it was read from.
// Keys are those of keys.js, switched on and off here.
"use strict";

const form = document.querySelector(".review-form");
const pane = document.querySelector(".review-text");
const singleKeys = document.querySelector("#single-keys");
const WIDE = matchMedia("(width >= 64rem)");

function showEvidence(event) {
  const link = event.target.closest(".review-row")?.querySelector("a.evidence");
  document.querySelector(".is-looked-at")?.classList.remove("is-looked-at");
  const place = link && document.querySelector(link.hash);
  if (!place) return;
  place.classList.add("is-looked-at");
  if (WIDE.matches) {
    const above = place.getBoundingClientRect().top - pane.getBoundingClientRect().top;
    pane.scrollTop += above - pane.clientHeight / 3;
  }
}

document.querySelector(".single-keys").hidden = false;
singleKeys.checked = localStorage.getItem(SETTING) !== "off";
singleKeys.addEventListener("change", () => {
  localStorage.setItem(SETTING, singleKeys.checked ? "on" : "off");
});
form.addEventListener("focusin", showEvidence);
