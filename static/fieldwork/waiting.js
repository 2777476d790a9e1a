// What waits on this device, as its author sees it: where each report stands, and what may be done with it now. Reports of
// somebody else are counted, never shown, never sent.
import { begin, keeps } from "./device.js";
import { another, bringBack, erase, list, STAYS, sweep } from "./entries.js";
import { compare } from "./compare.js";
import { listed } from "./photos.js";
import { hurry, nextTry, sendDue } from "./send.js";
import { forget } from "./store.js";
import { dayOf, hour, shortDay, size, wordsOf } from "./words.js";

const LOOK = 4000; // milliseconds between looks at what other windows did
const GROUPS = [["needs_you", ["refused", "two_texts"]], ["on_its_way", ["sending", "waiting"]], ["drafts", ["draft"]], ["done", ["received"]]];
const MOST_SKEW = 120; // seconds

export async function start(root) {
  if (!keeps()) return;
  const who = await begin(root);
  const page = { root, who: who || { author: "", keys: [] }, t: wordsOf(root), write: root.querySelector(".q-sum a").pathname, progress: {}, stopped: "", timer: 0 };
  root.addEventListener("click", (event) => act(page, event.target.closest("[data-act]")));
  root.querySelector("[data-send-all]").addEventListener("click", () => all(page));
  root.querySelector("[data-undo] button").addEventListener("click", () => undo(page));
  window.addEventListener("online", () => go(page));
  window.addEventListener("offline", () => draw(page));
  setInterval(() => { if (!document.hidden) draw(page); }, LOOK);
  await sweep(page.who);
  await draw(page);
  root.dataset.ready = "";
  await go(page);
}

// Send what is due; then again when the next one is.
async function go(page) {
  clearTimeout(page.timer);
  if (!page.who.author || !navigator.onLine) return draw(page);
  page.stopped = await sendDue(page.who, (progress) => { page.progress = progress || {}; return draw(page); });
  page.progress = {};
  await draw(page);
  if (["nobody", "other"].includes(page.stopped)) return;
  const next = await nextTry(page.who);
  if (next !== null) page.timer = setTimeout(() => go(page), Math.max(500, next - Date.now()));
}

async function all(page) {
  const { mine } = await list(page.who);
  for (const entry of mine) if (entry.state === "waiting") await hurry(entry.key);
  await go(page);
}

async function draw(page) {
  const { root, t } = page;
  const { mine, others } = await list(page.who);
  const shown = mine.filter((entry) => entry.state !== "deleted");
  const photos = Object.fromEntries(await Promise.all(shown.map(async (entry) => [entry.key, await listed(page.who, entry.key)])));
  const groups = GROUPS.map(([name, states]) => group(page, name, shown.filter((entry) => states.includes(entry.state)), photos)).filter(Boolean);
  const held = document.activeElement && document.activeElement.dataset.act ? [document.activeElement.dataset.act, document.activeElement.dataset.key] : null;
  root.querySelector("[data-groups]").replaceChildren(...groups);
  if (held) (root.querySelector(`[data-act="${held[0]}"][data-key="${held[1]}"]`) || document.body).focus();
  root.querySelector("[data-empty]").hidden = shown.length > 0 || others > 0;
  const locked = root.querySelector("[data-others]");
  locked.hidden = !others;
  locked.querySelector("p").textContent = t("others", { n: others });
  const every = Object.values(photos).flat();
  root.querySelector("[data-sum]").textContent = shown.length ? t("sum", { told: summed(t, shown, every) }) : "";
  root.querySelector("[data-send-all]").hidden = !shown.some((entry) => entry.state === "waiting") || !navigator.onLine;
  root.querySelector("[data-sign-in]").hidden = !(["nobody", "other"].includes(page.stopped) || !page.who.author);
  const network = root.querySelector("[data-network]");
  network.replaceChildren(icon(root, navigator.onLine ? "online" : "offline"), t(navigator.onLine ? "online" : "offline"));
  network.classList.toggle("near", !navigator.onLine);
}

function summed(t, shown, photos) {
  const bytes = photos.reduce((sum, one) => sum + one.size, 0);
  return [t("reports", { n: shown.length }), ...(photos.length ? [t("photos", { n: photos.length }), size(bytes)] : [])].join(", ");
}

function icon(root, name) {
  return root.querySelector("#t-icons").content.querySelector(`[data-icon=${name}]`).firstElementChild.cloneNode(true);
}

function group(page, name, entries, photos) {
  if (!entries.length) return null;
  const section = document.createElement("section");
  const head = document.createElement("h2");
  head.className = "q-head";
  const count = document.createElement("span");
  count.className = "n quiet";
  count.textContent = entries.length;
  head.append(page.t(name), " ", count);
  const rows = document.createElement("ul");
  rows.className = "panel queue";
  rows.append(...entries.map((entry) => row(page, entry, photos[entry.key])));
  section.append(head, rows);
  return section;
}

function row(page, entry, photos) {
  const { root, t } = page;
  const made = root.querySelector("#t-entry").content.firstElementChild.cloneNode(true);
  const inside = entry.inside || {};
  made.dataset.entry = entry.key;
  made.dataset.in = entry.state;
  made.querySelector("[data-title]").textContent = entry.inside ? inside.title || t("no_customer") : t("unreadable");
  const state = made.querySelector("[data-state]");
  state.append(icon(root, entry.state), t(entry.state));
  state.classList.add({ refused: "late", two_texts: "near", received: "ok" }[entry.state] || "quiet");
  made.querySelector("[data-about]").textContent = about(page, entry, photos);
  const why = made.querySelector("[data-why]");
  const says = reasons(page, entry);
  why.hidden = !says.length;
  why.classList.toggle("bad", ["refused"].includes(entry.state));
  why.append(...says.map((text) => { const line = document.createElement("p"); line.textContent = text; return line; }));
  if (entry.state === "sending") {
    const bar = made.querySelector("[data-progress]");
    bar.hidden = false;
    bar.setAttribute("aria-label", t("sending"));
    if (page.progress.key === entry.key) { bar.max = page.progress.of + 1; bar.value = page.progress.sent + 1; }
  }
  made.querySelector("[data-acts]").append(...actsOf(entry).map(([act, word, look]) => button(page, entry, act, word, look)));
  return made;
}

function about(page, entry, photos) {
  const { t } = page;
  const { about: told } = entry.inside || {};
  if (!told) return "";
  const parts = [...told.parts, told.note ? t("note") : ""].filter(Boolean).join(", ");
  const when = entry.state === "draft" ? t("kept", { time: hour(entry.changed) }) : entry.state === "waiting" && entry.tries ? t("tried", { time: hour(entry.tried) }) : "";
  const next = entry.state === "waiting" && entry.next > Date.now() + 5000 ? t("next", { time: hour(entry.next) }) : "";
  return [[t(told.kind), told.day && shortDay(told.day)].filter(Boolean).join(", "), parts, photos.length ? t("photos", { n: photos.length }) : "", when, next].filter(Boolean).join(" · ");
}

// What this report's author must know of it.
function reasons(page, entry) {
  const { t } = page;
  const inside = entry.inside || {};
  if (entry.state === "sending") return [t("no_delete")];
  if (entry.state === "refused") return [...(inside.refusals || []).map((one) => `${placeOf(inside, one)}${one.detail}`), t("nothing_sent")];
  if (entry.state !== "received" || !inside.receipt) return [];
  const { sections, clock_skew_seconds: skew } = inside.receipt;
  const day = dayOf(entry.changed + STAYS);
  const references = sections.map((one) => one.reference).join(", ");
  const filed = references ? t("filed_as", { references, day }) : t("filed_note", { day });
  const clock = Math.abs(skew || 0) > MOST_SKEW ? [t("skew", { minutes: Math.round(Math.abs(skew) / 60) })] : [];
  return [filed, ...clock, ...(inside.photos_refused || []).map((one) => t("photo_refused", { why: one }))];
}

// The name of the section at fault: `sections.1.contract` is of the second one sent.
function placeOf(inside, refusal) {
  const found = (refusal.field || "").match(/^sections\.(\d+)\./);
  const name = found && inside.about.parts[Number(found[1])];
  return name ? `${name} · ` : "";
}

function actsOf(entry) {
  if (!entry.inside) return [["forget", "forget", "danger"]];
  return {
    refused: [["edit", "fix"], ["retry", "retry"], ["delete", "delete", "danger"]],
    two_texts: [["compare", "compare"]],
    waiting: [["edit", "edit"], ["retry", "send"], ["delete", "delete", "danger"]],
    draft: [["edit", "go_on"], ["delete", "delete", "danger"]],
    received: [["forget", "forget"]],
  }[entry.state] || [];
}

function button(page, entry, act, word, look) {
  const made = document.createElement("button");
  made.type = "button";
  made.className = `btn${look ? ` btn-${look}` : ""}`;
  Object.assign(made.dataset, { act, key: entry.key });
  if (act === "delete" || act === "retry") made.append(icon(page.root, act));
  made.append(page.t(word));
  made.setAttribute("aria-label", `${page.t(word)} · ${(entry.inside && entry.inside.title) || ""}`);
  return made;
}

async function act(page, pressed) {
  if (!pressed) return;
  const { act: verb, key } = pressed.dataset;
  const entry = (await list(page.who)).mine.find((one) => one.key === key);
  if (!entry) return draw(page);
  if (verb === "edit") location.assign(`${page.write}#${key}`);
  else if (verb === "retry") { await hurry(key); await go(page); }
  else if (verb === "delete") await deleted(page, entry);
  else if (verb === "forget") await forget(key);
  else if (verb === "compare") await decide(page, entry);
  await draw(page);
}

async function deleted(page, entry) {
  const gone = await erase(entry);
  if (!gone) return;
  const bar = page.root.querySelector("[data-undo]");
  bar.dataset.key = entry.key;
  bar.querySelector("span").textContent = page.t("deleted", { name: entry.inside.title || page.t("no_customer") });
  bar.hidden = false;
}

async function undo(page) {
  const bar = page.root.querySelector("[data-undo]");
  await bringBack(bar.dataset.key);
  bar.hidden = true;
  await draw(page);
}

async function decide(page, entry) {
  const kept = await compare(page, entry);
  if (kept === "filed") await deleted(page, entry);
  else if (kept === "both") await another(page.who, entry);
}
