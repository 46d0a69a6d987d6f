// Select2 leaves the parts that it makes of a select without names; they get the
// name of the select's label, for screen readers.
"use strict";

// Each chosen value has a button to take it back; another for all of them would
// stand in the list without being an item of it.
for (const select of document.querySelectorAll(".admin-autocomplete[multiple]")) {
  select.dataset.allowClear = "false";
}

function nameParts(select) {
  const label = document.querySelector(`label[for="${CSS.escape(select.id)}"]`);
  const made = select.nextElementSibling;
  if (!label || !made?.matches(".select2")) return;
  label.id ||= `${select.id}_label`;
  const box = made.querySelector("[role=combobox]");
  const value = made.querySelector("[role=textbox]:not(input)");
  box?.setAttribute("aria-labelledby", value ? `${label.id} ${value.id}` : label.id);
  value?.setAttribute("aria-labelledby", label.id);
  made.querySelector("input")?.setAttribute("aria-labelledby", label.id);
}

function nameAll() {
  document.querySelectorAll(".admin-autocomplete").forEach(nameParts);
}

// It makes them when it likes, and some anew.
new MutationObserver(nameAll).observe(document.body, { childList: true, subtree: true });
// What is typed into while a list of choices is open.
document.addEventListener("focusin", ({ target }) => {
  const isUnnamed = !target.hasAttribute("aria-labelledby");
  if (isUnnamed && target.matches(".select2-dropdown .select2-search__field")) {
    const open = document.querySelector(".select2-container--open");
    const label = open?.querySelector("[role=combobox]");
    target.setAttribute("aria-labelledby", label?.getAttribute("aria-labelledby") ?? "");
  }
});
