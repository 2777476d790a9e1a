// The page on which a report is written. What is typed is kept on this device at once, locked; what is submitted leaves when
// there is a network, and is told as received only by the server's receipt.
import { begin, keeps } from "./device.js";
import { contentOf, fill, pairsOf, saysNothing } from "./content.js";
import { dress } from "./form.js";
import { keep, read } from "./entries.js";
import { BadPhoto, keepPhoto, listed, bytesOf } from "./photos.js";
import { seal, unseal } from "./seal.js";
import { fetchNeeded, waitingCount } from "./send.js";
import { get, put, remove, update } from "./store.js";
import { hour, size, wordsOf } from "./words.js";

export async function start(root) {
  if (!keeps()) return;
  const t = wordsOf(root);
  const who = await begin(root);
  if (!who) return locked(root);
  const needs = await needed(who);
  if (!needs && root.dataset.shell) return locked(root);
  const form = root.querySelector("form[data-report]");
  const key = await keyOf(who, form);
  if (!key) return location.replace(root.querySelector("[data-waiting]").href);
  const dressed = dress(root, form, needs, t);
  const page = { root, form, who, key, t, dressed, changed: false, busy: false, submitted: false, unread: [], saving: Promise.resolve() };
  await restore(page);
  form.addEventListener("input", () => soon(page));
  form.addEventListener("change", (event) => (event.target.type === "file" ? addPhotos(page, event.target) : soon(page)));
  form.addEventListener("submit", (event) => { event.preventDefault(); submit(page); });
  root.addEventListener("click", (event) => removePhoto(page, event.target.closest("[data-remove]")));
  ["online", "offline"].forEach((name) => window.addEventListener(name, () => network(page, name === "offline")));
  await network(page, !navigator.onLine || Boolean(root.dataset.shell));
  root.dataset.ready = "";
}

function locked(root) {
  root.querySelector("form[data-report]").hidden = true;
  root.querySelector("[data-locked]").hidden = false;
}

// What is needed without a network: fresh when there is one, else as it was kept.
async function needed(who) {
  const fresh = navigator.onLine ? await fetchNeeded(who) : null;
  if (fresh) {
    await put("keep", { name: "needed", author: who.author, sealed: await seal(who, fresh) });
    return fresh;
  }
  const kept = await get("keep", "needed");
  return kept && kept.author === who.author ? unseal(who, kept.sealed) : null;
}

// The report named behind the #, when it can still be written; else a new one. "" for one that is on its way.
async function keyOf(who, form) {
  const named = location.hash.slice(1);
  const entry = named && (await read(who, named));
  if (entry) return entry.inside && entry.inside.pairs && !["sending", "received", "deleted"].includes(entry.state) ? named : "";
  return form.elements.key.value || crypto.randomUUID();
}

async function restore(page) {
  // Opened again, it does not leave while it is being changed.
  await update("entries", page.key, (row) => (row.state === "waiting" && row.owner === page.who.author ? { ...row, state: "draft" } : undefined));
  const entry = await read(page.who, page.key);
  if (entry && entry.inside) {
    fill(page.form, entry.inside.pairs, page.dressed);
    unread(page, entry.inside.pairs);
    page.dressed.refresh();
    (await listed(page.who, page.key)).forEach((photo) => showPhoto(page, photo));
    said(page, "saved", entry.changed);
    if (entry.state === "refused") refused(page, entry.inside);
  }
}

// A section whose contract is told of no more has no place in the form: its words stay, are shown to be copied, and are not sent.
function unread(page, pairs) {
  const gone = ([name]) => {
    const found = name.match(/^s-(own|[0-9a-f-]{36})-/);
    return found && !page.form.querySelector(`[data-part="${found[1]}"]`);
  };
  page.unread = pairs.filter(gone);
  const texts = page.unread.filter(([name]) => /(needs|objections|customs|growth|opportunity|-name|-text)$/.test(name));
  const box = page.root.querySelector("[data-unread]");
  box.hidden = !texts.length;
  box.querySelector("textarea").value = texts.map(([, value]) => value).join("\n");
}

// Why it was refused, and where.
function refused(page, { refusals, told }) {
  const [, number] = (refusals[0].field || "").match(/^sections\.(\d+)/) || [];
  const at = number && told.sections[number] ? `[data-part="${told.sections[number].contract || "own"}"]` : "";
  const part = at && page.form.querySelector(at);
  if (part) part.open = true;
  const field = (refusals[0].field || "").replace("head.", "");
  wrong(page, refusals.map((one) => one.detail).join(" "), part ? `${at} textarea` : `[name="${CSS.escape(field)}"]`);
}

// At once; what is typed while something is being kept is kept right after it.
async function soon(page) {
  page.changed = true;
  if (page.busy) return;
  page.busy = true;
  while (page.changed && !page.submitted) {
    page.changed = false;
    await save(page);
  }
  page.busy = false;
}

// One after the other: of two, the newer text stands.
function save(page, state = "draft") {
  page.saving = page.saving.then(async () => {
    const inside = { pairs: [...pairsOf(page.form), ...page.unread], ...contentOf(page.form, page.key) };
    try {
      const kept = await keep(page.who, page.key, inside, state);
      history.replaceState(null, "", `#${page.key}`);
      said(page, kept ? "saved" : "gone", Date.now());
      return kept;
    } catch (error) {
      said(page, "unsaved");
      return false;
    }
  });
  return page.saving;
}

function said(page, word, moment) {
  const place = page.root.querySelector("[data-saved]");
  place.textContent = page.t(word, moment ? { time: hour(moment) } : {});
  place.classList.toggle("late", word !== "saved");
}

async function submit(page) {
  const inside = contentOf(page.form, page.key);
  const { told } = inside;
  if (!told.head.customer && !(told.new_customer.name && told.new_customer.country)) return wrong(page, page.t("nobody"), "#id_customer input[type=radio], #id_customer input");
  const photos = await listed(page.who, page.key);
  const alone = [...page.form.querySelectorAll("[data-part]")].find((part) => photos.some((photo) => photo.part === `s-${part.dataset.part}-photos`) && !told.sections.some((one) => (one.contract || "own") === part.dataset.part));
  if (alone) { alone.open = true; return wrong(page, page.t("photo_alone", { name: alone.querySelector("[data-name]").textContent }), `#${alone.id} textarea`); }
  if (told.sections.every(saysNothing) && !told.head.note) return wrong(page, page.t("nothing"), "[data-part] summary");
  page.submitted = true;
  const row = await save(page, "waiting");
  page.submitted = Boolean(row);
  if (row) location.assign(page.root.querySelector("[data-waiting]").href);
}

function wrong(page, words, where) {
  page.root.querySelectorAll("[data-wrong]").forEach((one) => one.remove());
  const told = document.createElement("p");
  told.className = "errors";
  told.dataset.wrong = "";
  told.setAttribute("role", "alert");
  told.textContent = words;
  page.form.querySelector(".bind-bar").before(told);
  const field = page.form.querySelector(where);
  const folded = field && field.closest("details");
  if (folded) folded.open = true;
  if (field) field.focus();
}

async function addPhotos(page, input) {
  const files = [...input.files];
  input.value = "";
  for (const file of files) {
    try {
      showPhoto(page, await keepPhoto(page.who, page.key, input.name, file));
    } catch (error) {
      if (error instanceof BadPhoto) wrong(page, page.t(error.message, { name: file.name }), "-none");
      else said(page, "unsaved");
    }
  }
  soon(page);
}

async function showPhoto(page, photo) {
  const place = page.form.querySelector(`[data-photos="${CSS.escape(photo.part)}"] [data-shots]`);
  if (!place) return;
  const made = page.root.querySelector("#t-shot").content.firstElementChild.cloneNode(true);
  made.querySelector("[data-file]").textContent = photo.name;
  made.querySelector("[data-size]").textContent = size(photo.size);
  made.querySelector("[data-remove]").dataset.remove = photo.key;
  place.append(made);
  const bytes = photo.type.startsWith("image/") && (await bytesOf(page.who, photo));
  const picture = made.querySelector("img");
  if (bytes) picture.src = await asData(bytes);
  else picture.remove();
}

// The content policy shows pictures of the page itself only: the address holds the picture.
function asData(blob) {
  return new Promise((resolve) => {
    const reader = new FileReader();
    reader.onload = () => resolve(reader.result);
    reader.readAsDataURL(blob);
  });
}

async function removePhoto(page, button) {
  if (!button) return;
  await remove("photos", button.dataset.remove);
  button.closest("li").remove();
}

async function network({ root, who, t }, away) {
  root.querySelector("[data-no-network]").hidden = !away;
  root.querySelectorAll("[data-online]").forEach((one) => { one.hidden = away; });
  root.querySelectorAll("[data-offline]").forEach((one) => { one.hidden = !away; });
  const waits = await waitingCount(who);
  const link = root.querySelector("[data-waiting]");
  link.hidden = !waits;
  link.textContent = t("waiting", { n: waits });
}

