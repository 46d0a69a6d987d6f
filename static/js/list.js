// What the list needs beside htmx, which changes it in place.

// Focus that went with what was clicked goes to the heading, not to the page's start.
document.addEventListener("htmx:afterSettle", () => {
  if (document.activeElement === document.body) {
    document.getElementById("results-heading").focus({ preventScroll: true });
  }
});

// An answer that is no list, or none at all, is the browser's own to show.
for (const failure of ["htmx:responseError", "htmx:sendError"]) {
  document.addEventListener(failure, (event) => {
    location.assign(event.detail.pathInfo.finalRequestPath);
  });
}

// What is ticked to be compared goes along to the next list, into its address.
document.addEventListener("htmx:configRequest", (event) => {
  for (const box of document.querySelectorAll(".result-choice :checked")) {
    event.detail.parameters.append(box.name, box.value);
  }
});
