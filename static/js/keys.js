// The desk by single keys: whatever has an accesskey answers to the key alone as well,
// outside of fields, unless that is switched off in the review workbench. All of it
// works without this script, with the browser's own combination for access keys.
"use strict";

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
  if (target.matches("[type=radio]")) target.click();
  target.focus();
  target.select?.();
}

function onKey(event) {
  if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) {
    const accept = document.querySelector("[data-accept]");
    if (accept) {
      event.preventDefault();
      accept.click();
    }
    return;
  }
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.key === "Escape" && isTyping(event.target)) {
    event.target.blur();
    return;
  }
  if (localStorage.getItem(SETTING) === "off" || isTyping(event.target)) return;
  const key = CSS.escape(event.key.toLowerCase());
  const target = document.querySelector(`[accesskey="${key}"]`);
  if (target) {
    event.preventDefault();
    reach(target);
  }
}

document.addEventListener("keydown", onKey);
