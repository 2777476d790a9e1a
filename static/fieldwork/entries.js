// Reports on this device: whose they are, where they stand, and what is in them, for their author alone.
//
// States: draft, waiting, sending, received, refused, two_texts, deleted. `key` is the report's own, made once: sent again it
// is the same report. Outside of `sealed` stands nothing of what was written.
import { all, forget, get, put, run, update } from "./store.js";
import { seal, unseal } from "./seal.js";

export const STAYS = 7 * 24 * 3600e3; // milliseconds that a received report is still listed
export const UNDO = 60e3; // and a deleted one can be brought back

export async function list(who) {
  const rows = await all("entries");
  const mine = rows.filter((row) => row.owner === who.author);
  const inside = await Promise.all(mine.map((row) => unseal(who, row.sealed)));
  return {
    mine: mine.map((row, n) => ({ ...row, inside: inside[n] })).sort((a, b) => b.changed - a.changed),
    others: rows.length - mine.length,
  };
}

export async function read(who, key) {
  const row = await get("entries", key);
  if (!row || row.owner !== who.author) return null;
  return { ...row, inside: await unseal(who, row.sealed) };
}

// Keep what is written. A report that is on its way, or has arrived, is not written over: then this answers false.
export async function keep(who, key, inside, state) {
  const row = { key, owner: who.author, state, changed: Date.now(), tries: 0, next: 0, sealed: await seal(who, inside) };
  let kept = true;
  await run("entries", "readwrite", (rows) => {
    rows.get(key).onsuccess = (event) => {
      const there = event.target.result;
      kept = !there || (there.owner === who.author && !["sending", "received"].includes(there.state));
      if (kept) rows.put(row);
    };
  });
  return kept;
}

export const move = (key, change) => update("entries", key, (row) => ({ ...row, ...change }));

// The same with something new inside.
export async function tell(who, entry, inside, change) {
  const sealed = await seal(who, inside);
  await move(entry.key, { ...change, sealed });
  return { ...entry, ...change, sealed, inside };
}

export function erase(entry) {
  return update("entries", entry.key, (row) =>
    row.state === "sending" ? undefined : { ...row, before: row.state, state: "deleted", changed: Date.now() });
}

export function bringBack(key) {
  return update("entries", key, (row) => (row.state === "deleted" ? { ...row, state: row.before } : undefined));
}

// What has had its time goes: deleted reports, and received ones after a week.
export async function sweep(who, now = Date.now()) {
  for (const row of await all("entries")) {
    const age = now - row.changed;
    const over = (row.state === "deleted" && age > UNDO) || (row.state === "received" && age > STAYS);
    if (row.owner === who.author && over) await forget(row.key);
  }
}

// Mine becomes another report, with its photos: both texts are kept.
export async function another(who, entry) {
  const key = crypto.randomUUID();
  const inside = { ...entry.inside, refusals: [], receipt: null };
  inside.told = { ...inside.told, key };
  await put("entries", { ...entry, inside: undefined, key, state: "draft", tries: 0, next: 0, changed: Date.now(), sealed: await seal(who, inside) });
  await run(["entries", "photos"], "readwrite", (entries, photos) => {
    photos.index("entry").openCursor(entry.key).onsuccess = (event) => {
      const cursor = event.target.result;
      if (!cursor) return;
      cursor.update({ ...cursor.value, entry: key });
      cursor.continue();
    };
    entries.delete(entry.key);
  });
  return key;
}
