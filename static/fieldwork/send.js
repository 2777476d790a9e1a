// Reports leave one by one, under the key that they were begun with: whatever the network does, each is filed once.
//
// Only a receipt (JSON, with our key, in its shape) says that a report has arrived. A page that something on the way answers in
// the server's place, a status alone, a lost answer: none of them does, and the same report is sent again later.
import { all, remove, update } from "./store.js";
import { list, move, read, tell } from "./entries.js";
import { bytesOf, listed } from "./photos.js";

const PATIENCE = 60e3;
const FIRST = 2000;
const LONGEST = 300e3;
const NOT_NOW = new Set([408, 425, 429, 500, 502, 503, 504]);
const NOBODY = new Set(["not_authenticated", "permission_denied", "second_factor_required", "no_organisation"]);

// Longer after each try, up to five minutes, and never all devices at once.
export const pause = (tries) => Math.min(LONGEST, FIRST * 2 ** Math.min(tries, 8)) * (0.5 + Math.random());

const token = () => (document.cookie.match(/(?:^|; )csrftoken=([^;]+)/) || [])[1] || "";

async function ask(method, address, body, headers = {}) {
  let answer;
  try {
    answer = await fetch(address, {
      method, body, redirect: "error", cache: "no-store", credentials: "same-origin", signal: AbortSignal.timeout(PATIENCE),
      headers: { Accept: "application/json", "X-CSRFToken": token(), ...headers },
    });
    const type = (answer.headers.get("Content-Type") || "").split(";")[0];
    if (answer.ok && type === "application/json") return { told: await answer.json() };
    if (type === "application/problem+json") {
      const problem = await answer.json();
      if (String(problem.instance).startsWith("urn:portage:request:")) return { problem };
    }
  } catch {
    return { away: true };
  }
  return {}; // not our server's words: nothing is known
}

const json = (method, address, value, headers) =>
  ask(method, address, JSON.stringify(value), { "Content-Type": "application/json", ...headers });

export function isReceipt(told, key) {
  return Boolean(told) && told.key === key && !Number.isNaN(Date.parse(told.filed_at)) &&
    Array.isArray(told.reports) && told.reports.length > 0 && Array.isArray(told.sections);
}

// What an answer without a receipt means: wait, nobody (sign in), other (somebody else is signed in), two_texts, refused.
function meaning({ problem }) {
  if (!problem || NOT_NOW.has(problem.status)) return "wait";
  if (problem.status === 401 || NOBODY.has(problem.code)) return "nobody";
  if (problem.code === "another_author") return "other";
  return problem.code === "filed_otherwise" ? "two_texts" : "refused";
}

const reasons = (problem) => (problem.errors && problem.errors.length ? problem.errors : [{ detail: problem.detail }]);

// Send what is due, one after the other; one window of this device does it at a time. Answers what stopped it: "" when
// nothing did, "busy" when another window is at it, "away", "nobody" or "other".
export function sendDue(who, changed) {
  return navigator.locks.request("portage-reports", { ifAvailable: true }, async (lock) => {
    if (!lock) return "busy";
    const { mine } = await list(who);
    for (const entry of mine.reverse()) {
      const due = entry.state === "sending" || (entry.state === "waiting" && entry.next <= Date.now());
      if (!due || !entry.inside) continue;
      const stopped = await sendOne(who, entry.key, changed);
      if (["away", "nobody", "other"].includes(stopped)) return stopped;
    }
    return "";
  });
}

async function sendOne(who, key, changed) {
  let left = false;
  await update("entries", key, (row) => {
    left = ["waiting", "sending"].includes(row.state) && row.owner === who.author;
    return left ? { ...row, state: "sending", tried: Date.now() } : undefined;
  });
  if (!left) return "";
  await changed();
  const entry = await read(who, key);
  try {
    return (await newCustomer(who, entry)) || (await report(who, entry, changed));
  } finally {
    await changed();
  }
}

// The customer that the report adds is recorded first, once; the report then names it.
async function newCustomer(who, entry) {
  const { told } = entry.inside;
  if (told.head.customer || !told.new_customer.name) return "";
  const typed = new TextEncoder().encode(JSON.stringify([entry.key, told.new_customer]));
  const digest = new Uint8Array(await crypto.subtle.digest("SHA-256", typed)).slice(0, 16);
  const once = `customer-${Array.from(digest, (byte) => byte.toString(16).padStart(2, "0")).join("")}`;
  const answer = await json("POST", "/api/v1/customers/", told.new_customer, { "Idempotency-Key": once });
  if (!(answer.told && answer.told.id && answer.told.name)) return stop(who, entry, answer);
  const head = { ...told.head, customer: answer.told.id };
  Object.assign(entry, await tell(who, entry, { ...entry.inside, told: { ...told, head } }, {}));
  return "";
}

async function report(who, entry, changed) {
  const { new_customer: _added, ...told } = entry.inside.told;
  const sent = { ...told, key: entry.key, author: who.author, device_now: new Date().toISOString() };
  const answer = await json("POST", "/api/v1/reports/", sent);
  if (!isReceipt(answer.told, entry.key)) return stop(who, entry, answer);
  Object.assign(entry, await tell(who, entry, { ...entry.inside, receipt: answer.told }, {}));
  return photos(who, entry, changed);
}

// Each photo by itself, to its section; those that were refused stay on the device, with why, and the report is filed.
async function photos(who, entry, changed) {
  const { receipt } = entry.inside;
  const every = await listed(who, entry.key);
  const refused = [];
  for (const [number, photo] of every.entries()) {
    await changed({ key: entry.key, sent: number, of: every.length });
    const body = new FormData();
    const bytes = await bytesOf(who, photo);
    if (!bytes) continue;
    body.append("file", bytes, photo.name);
    body.append("author", who.author);
    const answer = await ask("PUT", placeOf(photo, receipt), body);
    if (answer.told && answer.told.key === photo.key && answer.told.id) await remove("photos", photo.key);
    else if (meaning(answer) === "refused") refused.push(...reasons(answer.problem).map((one) => one.detail));
    else return stop(who, entry, answer);
  }
  const { title, about } = entry.inside;
  await tell(who, entry, { title, about, receipt, photos_refused: refused }, { state: "received", changed: Date.now() });
  return "";
}

function placeOf(photo, receipt) {
  const part = photo.part.replace(/^s-|-photos$/g, "");
  const section = receipt.sections.find((one) => (one.contract || "own") === part);
  return section ? `/api/v1/sections/${section.id}/files/${photo.key}/` : `/api/v1/reports/${receipt.reports[0]}/files/${photo.key}/`;
}

// No receipt: it stays on the device, in the state that says why.
async function stop(who, entry, answer) {
  const means = meaning(answer);
  if (means === "refused" || means === "two_texts") {
    await tell(who, entry, { ...entry.inside, refusals: reasons(answer.problem) }, { state: means });
    return "";
  }
  const tries = entry.tries + 1;
  await move(entry.key, { state: "waiting", tries, next: means === "wait" ? Date.now() + pause(tries) : 0 });
  return means === "wait" ? (answer.away ? "away" : "") : means;
}

// By hand: now, whatever the pause was.
export const hurry = (key) => move(key, { state: "waiting", next: 0 });

export async function waitingCount(who) {
  return (await all("entries")).filter((row) => row.owner === who.author && ["waiting", "sending", "refused", "two_texts"].includes(row.state)).length;
}

// The moment of the next try, or nothing when none waits.
export async function nextTry(who) {
  const rows = (await all("entries")).filter((row) => row.owner === who.author && row.state === "waiting");
  return rows.length ? Math.min(...rows.map((row) => row.next)) : null;
}

// What the server filed under this key; null when it cannot be read now.
export async function filed(key) {
  const answer = await ask("GET", `/api/v1/reports/filed/${key}/`);
  return isReceipt(answer.told, key) ? answer.told : null;
}

// What is needed to write without a network, as the server knows it now; kept, locked, for when there is none.
export async function fetchNeeded(who) {
  const answer = await ask("GET", "/api/v1/reports/writing/");
  return answer.told && answer.told.author === who.author ? answer.told : null;
}
