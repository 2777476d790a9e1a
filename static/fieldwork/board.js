// Moves a card between the columns of the board, by keyboard and by hand. Without this script each card's page has the same form.
(function () {
  "use strict";

  const live = document.getElementById("live");
  const said = document.getElementById("said");
  const dialog = document.getElementById("why");
  if (!live) return;
  let held = null; // the card that is picked up
  let to = null; // the column that it would go to

  const columns = () => [...document.querySelectorAll("#board .col")];
  const columnOf = (card) => card.closest(".col");
  const say = (words, card, column) => {
    said.textContent = words.replace("{name}", card ? card.dataset.name : "").replace("{stage}", column ? column.dataset.label : "");
  };

  function clear() {
    document.querySelectorAll("#board .slot").forEach((slot) => slot.remove());
    document.querySelectorAll("#board .over").forEach((column) => column.classList.remove("over"));
  }

  function show(column) {
    clear();
    to = column;
    if (column === columnOf(held)) return;
    const slot = document.createElement("li");
    slot.className = "slot";
    slot.textContent = live.dataset.slot.replace("{name}", held.dataset.name);
    column.classList.add("over");
    column.querySelector(".pcards").prepend(slot);
    column.scrollIntoView({ block: "nearest", inline: "nearest" });
  }

  function pickUp(card) {
    held = card;
    to = columnOf(card);
    card.classList.add("held");
  }

  function putBack(words) {
    if (!held) return;
    const card = held;
    held.classList.remove("held");
    clear();
    held = null;
    if (words) say(live.dataset.back, card, columnOf(card));
  }

  function drop() {
    const card = held;
    const column = to;
    if (column === columnOf(card)) return putBack(true);
    if (column.dataset.stage === "lost") return askWhy(card);
    send(card, { stage: column.dataset.stage });
  }

  function askWhy(card) {
    dialog.querySelector("[data-name]").textContent = card.dataset.name;
    dialog.querySelector("select").value = "";
    dialog.querySelector("input").value = "";
    dialog.returnValue = "";
    dialog.showModal();
  }

  if (dialog) dialog.addEventListener("close", () => {
    if (!held) return;
    const card = held;
    if (dialog.returnValue !== "lost") {
      putBack(true);
      card.querySelector("a").focus();
      return;
    }
    send(card, { stage: "lost", why_lost: dialog.querySelector("select").value, note: dialog.querySelector("input").value });
  });

  // The answer is the board as it now stands, whether the move was done or somebody else was first.
  function send(card, values) {
    const token = document.querySelector("#move [name=csrfmiddlewaretoken]").value;
    putBack(false);
    htmx.ajax("POST", card.dataset.move, {
      target: "#board", swap: "outerHTML", values: { ...values, seen: card.dataset.seen, csrfmiddlewaretoken: token },
    });
  }

  document.addEventListener("htmx:afterSwap", () => {
    const board = document.getElementById("board");
    if (!board || !board.dataset.said) return;
    said.textContent = board.dataset.said;
    delete board.dataset.said;
    const card = document.getElementById(`p-${board.dataset.moved}`);
    if (!card) return;
    card.classList.add("moved");
    card.querySelector("a").focus();
  });
  document.addEventListener("htmx:sendError", () => { said.textContent = live.dataset.failed; });

  // The rest of a column has come: nothing more is offered.
  document.addEventListener("htmx:afterRequest", (event) => {
    if (event.target.matches && event.target.matches("[data-more]") && event.detail.successful) event.target.remove();
  });

  function step(by) {
    const all = columns();
    const next = all[Math.max(0, Math.min(all.length - 1, all.indexOf(to) + by))];
    show(next);
    say(live.dataset.to, held, next);
  }

  document.addEventListener("keydown", (event) => {
    const card = event.target.closest && event.target.closest(".pcard[draggable]");
    if (!card || !event.target.matches("a") || (held && held !== card)) return;
    const key = event.key;
    if (!held && key === " ") { pickUp(card); say(live.dataset.up, card, to); }
    else if (held && (key === "ArrowRight" || key === "ArrowLeft")) step(key === "ArrowRight" ? 1 : -1);
    else if (held && (key === "Enter" || key === " ")) drop();
    else if (held && key === "Escape") putBack(true);
    else return;
    event.preventDefault();
  });

  // Whoever goes elsewhere has put it back, unless they are asked why.
  document.addEventListener("focusout", (event) => {
    if (held && held.contains(event.target) && !(dialog && dialog.open)) putBack(true);
  });

  document.addEventListener("dragstart", (event) => {
    const card = event.target.closest && event.target.closest(".pcard[draggable]");
    if (!card) return;
    putBack(false);
    event.dataTransfer.effectAllowed = "move";
    event.dataTransfer.setData("text/plain", card.dataset.name);
    pickUp(card);
  });
  document.addEventListener("dragover", (event) => {
    const column = held && event.target.closest && event.target.closest("#board .col");
    if (!column) return;
    event.preventDefault();
    if (column !== to) show(column);
  });
  document.addEventListener("drop", (event) => {
    if (!held || !event.target.closest("#board .col")) return;
    event.preventDefault();
    drop();
  });
  document.addEventListener("dragend", () => { if (held && !(dialog && dialog.open)) putBack(true); });
})();
