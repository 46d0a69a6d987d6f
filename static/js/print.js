// A button that only a script can make work is shown by it.
for (const button of document.querySelectorAll(".print")) {
  button.hidden = false;
  button.addEventListener("click", () => print());
}

// Style sheets open what is closed when a page is printed; older browsers need this.
if (!CSS.supports("selector(::details-content)")) {
  const closed = () => document.querySelectorAll(".cite, .naming-entity, .voice");
  addEventListener("beforeprint", () => {
    for (const details of closed()) {
      details.dataset.wasOpen = details.open;
      details.open = true;
    }
  });
  addEventListener("afterprint", () => {
    for (const details of closed()) details.open = details.dataset.wasOpen === "true";
  });
}
