// The review workbench by single keys: whatever has an accesskey answers to the key
// alone as well, outside of fields, unless that is switched off. All of it works
// without this script, with the browser's own combination for access keys.
"use strict";

const form = document.querySelector(".review-form");
const pane = document.querySelector(".review-text");
const singleKeys = document.querySelector("#single-keys");
const WIDE = matchMedia("(width >= 64rem)");
const SETTING = "newsarchive.single-keys";

function isTyping(element) {
  return element.matches(
    "textarea, select, input:not([type=checkbox], [type=radio], [type=submit])",
  );
}

function reach(target) {
  if (target.matches("a, button")) {
    target.click();
    return;
  }
  target.focus();
  target.select?.();
}

function onKey(event) {
  if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) {
    event.preventDefault();
    document.querySelector("[data-accept]")?.click();
    return;
  }
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.key === "Escape" && isTyping(event.target)) {
    event.target.blur();
    return;
  }
  if (!singleKeys.checked || isTyping(event.target)) return;
  const key = CSS.escape(event.key.toLowerCase());
  const target = document.querySelector(`[accesskey="${key}"]`);
  if (target) {
    event.preventDefault();
    reach(target);
  }
}

// Whoever comes to a field sees beside it what it was read from.
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
document.addEventListener("keydown", onKey);
form.addEventListener("focusin", showEvidence);
