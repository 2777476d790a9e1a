// Two texts of one report, side by side: the one that is filed, and the one on this device. The person decides; nothing is lost.
import { filed } from "./send.js";

const FIELDS = ["needs", "objections", "customs", "growth", "opportunity"];

// What the person chose: "filed", "both", or "" for later.
export async function compare(page, entry) {
  const box = page.root.querySelector("[data-compare]");
  const there = await filed(entry.key);
  const names = Object.fromEntries(entry.inside.told.sections.map((section, number) => [section.contract, entry.inside.about.parts[number]]));
  box.querySelector("[data-filed]").replaceChildren(...(there && there.content.head ? lines(page, there.content, names) : [line(page.t("unavailable"))]));
  box.querySelector("[data-here]").replaceChildren(...lines(page, entry.inside.told, names));
  box.showModal();
  return new Promise((resolve) => {
    box.onclose = () => resolve(box.returnValue);
    box.querySelectorAll("[data-keep]").forEach((button) => { button.onclick = () => box.close(button.dataset.keep); });
    box.oncancel = () => { box.returnValue = ""; };
  });
}

function line(text, name) {
  const made = document.createElement(name ? "h4" : "p");
  made.textContent = text;
  return made;
}

function lines(page, told, names) {
  const found = [line([page.t(told.head.kind), told.head.visited_on, told.head.place].filter(Boolean).join(", "))];
  told.sections.forEach((section) => {
    found.push(line(names[section.contract] || page.t("own"), true));
    found.push(...FIELDS.map((name) => section[name]).filter(Boolean).map((text) => line(text)));
    found.push(...section.competitors.map((one) => line([one.name, one.product, one.price && `${one.price} ${one.currency}`].filter(Boolean).join(", "))));
    found.push(...section.actions.map((one) => line(`${one.text} · ${one.due_on}`)));
  });
  if (told.head.note) found.push(line(page.t("note"), true), line(told.head.note));
  return found;
}
