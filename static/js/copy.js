// A button beside each citation that copies it; without this, text can be selected.
if (navigator.clipboard) {
  for (const text of document.querySelectorAll("[data-copy]")) {
    const words = text.textContent;
    const button = document.createElement("button");
    button.type = "button";
    button.className = "cite-copy";
    button.textContent = text.dataset.copy;
    button.setAttribute("aria-live", "polite");
    button.addEventListener("click", async () => {
      await navigator.clipboard.writeText(words);
      button.textContent = text.dataset.copied;
    });
    text.after(button);
  }
}
