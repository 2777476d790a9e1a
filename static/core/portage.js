// Small comforts; every page works without them.
(function () {
  "use strict";

  // What went wrong is read first.
  function focusErrors(root) {
    const summary = root.querySelector("[data-focus]");
    if (summary) summary.focus();
  }

  // Copy buttons exist only where copying works.
  function revealCopies(root) {
    if (!navigator.clipboard) return;
    root.querySelectorAll("[data-copy][hidden]").forEach((button) => { button.hidden = false; });
  }

  async function copy(button) {
    await navigator.clipboard.writeText(button.dataset.copy);
    const word = button.querySelector("[data-word]");
    const before = word.textContent;
    word.textContent = button.dataset.done;
    setTimeout(() => { word.textContent = before; }, 2000);
  }

  // One menu open at a time; a click outside or Escape closes it and gives the focus back.
  function closeMenus(except) {
    document.querySelectorAll("details[data-menu][open]").forEach((menu) => {
      if (menu !== except) menu.open = false;
    });
  }

  document.addEventListener("click", (event) => {
    const button = event.target.closest("[data-copy]");
    if (button) copy(button);
    const close = event.target.closest("[data-close]");
    if (close) close.closest(".note").remove();
    closeMenus(event.target.closest("details[data-menu]"));
  });

  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    const menu = document.querySelector("details[data-menu][open]");
    if (!menu) return;
    menu.open = false;
    menu.querySelector("summary").focus();
  });

  // Choosing in a list that says so sends its form.
  document.addEventListener("change", (event) => {
    if (event.target.matches("[data-submit]")) event.target.form.requestSubmit();
  });

  // A long list of boxes narrows to what is typed.
  function plain(text) {
    return text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
  }
  function revealSearches(root) {
    root.querySelectorAll("[data-narrows][hidden]").forEach((input) => { input.hidden = false; });
  }
  document.addEventListener("input", (event) => {
    if (!event.target.matches("[data-narrows]")) return;
    const wanted = plain(event.target.value.trim());
    event.target.nextElementSibling.querySelectorAll("li").forEach((row) => {
      row.hidden = !(plain(row.textContent).includes(wanted) || row.querySelector("input:checked"));
    });
  });

  document.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && event.target.matches("[data-narrows]")) event.preventDefault();
  });

  // Leaving a page with something typed and not sent warns.
  const changed = new Set();
  document.addEventListener("input", (event) => {
    const form = event.target.closest("form[data-keep]");
    if (form) changed.add(form);
  });
  document.addEventListener("submit", (event) => changed.delete(event.target));
  document.addEventListener("htmx:afterRequest", (event) => {
    if (event.detail.successful) changed.delete(event.target.closest("form"));
  });
  window.addEventListener("beforeunload", (event) => {
    if ([...changed].some((form) => form.isConnected)) event.preventDefault();
  });

  document.addEventListener("htmx:load", (event) => { revealCopies(event.target); revealSearches(event.target); focusErrors(event.target); });
  revealCopies(document);
  revealSearches(document);
  focusErrors(document);
})();
