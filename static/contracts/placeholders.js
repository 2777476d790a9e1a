// Names between braces are offered while they are typed. Without this script the page works as a plain form, checked when sent.
(function () {
  "use strict";

  const MOST = 12;
  const OPEN = /\{\{[ \u00a0]{0,3}([a-z0-9_.|]{0,60})$/;
  const CLOSED = /^[ \u00a0]{0,3}\}\}/;

  function offered(id) {
    const list = document.getElementById(id);
    if (!list) return [];
    return [...list.querySelectorAll("[data-spelled]")].map((item) => ({
      spelled: item.dataset.spelled,
      sample: item.querySelector("span").textContent,
    }));
  }

  // The names that hold what is typed, those that begin with it first.
  function fitting(names, typed) {
    const wanted = typed.split("|")[0];
    const place = (name) => name.spelled.indexOf(wanted);
    return names.filter((name) => place(name) >= 0).sort((a, b) => place(a) - place(b)).slice(0, MOST);
  }

  function complete(input, number) {
    const names = offered(input.dataset.placeholders);
    if (!names.length) return;
    const list = document.createElement("ul");
    list.id = `offered-${number}`;
    list.className = "choices-list";
    list.setAttribute("role", "listbox");
    list.setAttribute("aria-label", document.querySelector(`#${input.dataset.placeholders}`).closest("details").querySelector("summary").textContent);
    list.hidden = true;
    input.parentElement.classList.add("completes");
    input.after(list);
    input.setAttribute("aria-autocomplete", "list");
    input.setAttribute("aria-controls", list.id);
    let chosen = 0;
    let dismissed = "";

    function typedName() {
      if (input.selectionStart !== input.selectionEnd) return null;
      const found = OPEN.exec(input.value.slice(0, input.selectionStart));
      return found ? { from: found.index, name: found[1] } : null;
    }

    function close() {
      list.hidden = true;
      input.removeAttribute("aria-activedescendant");
    }

    function mark(index) {
      const options = [...list.children];
      chosen = (index + options.length) % options.length;
      options.forEach((option, n) => option.setAttribute("aria-selected", String(n === chosen)));
      options[chosen].scrollIntoView({ block: "nearest" });
      input.setAttribute("aria-activedescendant", options[chosen].id);
    }

    function show() {
      const typed = typedName();
      const found = typed && typed.name !== dismissed ? fitting(names, typed.name) : [];
      if (!found.length) return close();
      list.replaceChildren(...found.map((name, n) => {
        const option = document.createElement("li");
        option.id = `${list.id}-${n}`;
        option.setAttribute("role", "option");
        option.dataset.spelled = name.spelled;
        const code = document.createElement("code");
        code.textContent = name.spelled;
        const sample = document.createElement("small");
        sample.textContent = name.sample;
        option.append(code, sample);
        return option;
      }));
      list.hidden = false;
      mark(0);
    }

    function put(option) {
      const typed = typedName();
      if (!typed) return close();
      const rest = input.value.slice(input.selectionStart);
      const left = CLOSED.exec(rest);
      input.setRangeText(option.dataset.spelled, typed.from, input.selectionStart + (left ? left[0].length : 0), "end");
      close();
      input.focus();
      input.dispatchEvent(new Event("input", { bubbles: true }));
    }

    input.addEventListener("input", () => { dismissed = ""; show(); });
    input.addEventListener("click", close);
    input.addEventListener("blur", () => setTimeout(close, 150));
    list.addEventListener("mousedown", (event) => event.preventDefault());
    list.addEventListener("click", (event) => {
      const option = event.target.closest("[role=option]");
      if (option) put(option);
    });
    input.addEventListener("keydown", (event) => {
      if (list.hidden || event.isComposing) return;
      if (event.key === "ArrowDown" || event.key === "ArrowUp") mark(chosen + (event.key === "ArrowDown" ? 1 : -1));
      else if (event.key === "Enter" || event.key === "Tab") put(list.children[chosen]);
      else if (event.key === "Escape") { dismissed = (typedName() || {}).name || ""; close(); }
      else return;
      event.preventDefault();
    });
  }

  document.querySelectorAll("[data-placeholders]").forEach(complete);
})();
