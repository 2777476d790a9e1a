// The form told in the shape in which reports are sent, and put back into the form. The server reads the plain form by the same
// names (`fieldwork/forms/writing.py`).
const TEXTS = ["needs", "objections", "customs", "growth", "opportunity"];
const NOT_KEPT = new Set(["csrfmiddlewaretoken", "key", "edition", "keep", "other_customer"]);
const DAY = 24 * 3600e3;

export function pairsOf(form) {
  return [...new FormData(form)].filter(([name, value]) => typeof value === "string" && value && !NOT_KEPT.has(name));
}

// The same day as `day` (YYYY-MM-DD) so much later; the last of the month where that month is shorter.
export function later(day, when) {
  const from = new Date(`${day}T00:00:00Z`);
  if (Number.isNaN(from.getTime())) return "";
  if (when !== "month") return new Date(from.getTime() + (when === "week" ? 7 : 14) * DAY).toISOString().slice(0, 10);
  const last = new Date(Date.UTC(from.getUTCFullYear(), from.getUTCMonth() + 2, 0)).getUTCDate();
  return new Date(Date.UTC(from.getUTCFullYear(), from.getUTCMonth() + 1, Math.min(from.getUTCDate(), last))).toISOString().slice(0, 10);
}

function rows(data, prefix, names) {
  const numbers = new Set([...data.keys()].filter((name) => name.startsWith(prefix)).map((name) => name.slice(prefix.length).match(/^(\d{1,2})-/)).filter(Boolean).map((found) => Number(found[1])));
  return [...numbers].sort((a, b) => a - b).map((number) => Object.fromEntries(names.map((name) => [name, (data.get(`${prefix}${number}-${name}`) || "").trim()])));
}

function section(data, key, day) {
  const prefix = `s-${key}-`;
  const text = (name) => (data.get(prefix + name) || "").trim();
  const seen = rows(data, `${prefix}seen`, ["name", "product", "price", "currency", "unit"]).filter((row) => row.name || row.product || row.price);
  const actions = rows(data, `${prefix}act`, ["text", "side", "when", "due_on"]).filter((row) => row.text);
  return {
    contract: key === "own" ? null : key,
    interest: text("interest") === "" ? null : Number(text("interest")),
    order_taken: Boolean(text("order_taken")),
    minutes: text("minutes") || null,
    shown: data.getAll(`${prefix}shown`),
    competitors: seen.map((row) => {
      const price = row.price.replace(/\s/g, "").replace(",", ".");
      return { ...row, price: price || null, currency: price ? row.currency : "" };
    }),
    actions: actions.map((row) => ({ text: row.text, side: row.side || "agent", due_on: row.when === "date" ? row.due_on : later(day, row.when) })),
    ...Object.fromEntries(TEXTS.map((name) => [name, text(name)])),
  };
}

export function saysNothing(told) {
  return !(TEXTS.some((name) => told[name]) || told.order_taken || told.shown.length || told.competitors.length || told.actions.length || told.interest !== null || told.minutes !== null);
}

// {told, title, about}: what is sent, and what the list on this device says of it.
export function contentOf(form, key) {
  const data = new FormData(form);
  const typed = (name) => (data.get(name) || "").trim();
  const ticked = [...form.querySelectorAll("[name=contact]:checked")].map((box) => ({ name: box.dataset.name, function: box.dataset.function || "", contact: box.value }));
  const parts = [...form.querySelectorAll("[data-part]")];
  const day = typed("visited_on");
  const sections = parts.map((part) => [part, section(data, part.dataset.part, day)]).filter(([, told]) => !saysNothing(told));
  const chosen = form.querySelector("[name=customer]:checked");
  const added = { name: typed("new_name"), country: typed("new_country"), city: typed("new_city") };
  const head = {
    customer: chosen ? chosen.value : null, kind: typed("kind"), visited_on: day, language: typed("language"), place: typed("place"),
    met: [...ticked, ...rows(data, "met", ["name", "function"]).filter((row) => row.name)], note: typed("note"),
  };
  return {
    told: { key, head, sections: sections.map(([, told]) => told), new_customer: chosen ? { name: "" } : added, written_at: new Date().toISOString() },
    title: chosen ? chosen.closest("label").querySelector("b").textContent : added.name,
    about: { kind: head.kind, day, parts: sections.map(([part]) => part.querySelector("[data-name]").textContent), note: Boolean(head.note) },
  };
}

// What is kept goes back into the form. `rowFor` makes the row that a name needs; `chosen` is told of the customer first, so
// that the people there can be ticked.
export function fill(form, pairs, { rowFor, chosen }) {
  const customer = (pairs.find(([name]) => name === "customer") || [])[1];
  if (customer) chosen(customer);
  form.querySelectorAll("[type=checkbox]").forEach((box) => { box.checked = false; });
  pairs.forEach(([name, value]) => {
    rowFor(name);
    const fields = form.querySelectorAll(`[name="${CSS.escape(name)}"]`);
    fields.forEach((field) => {
      if (field.type === "checkbox") field.checked ||= field.value === value;
      else if (field.type === "radio") field.checked = field.value === value;
      else if (field.type !== "file") field.value = value;
    });
  });
  form.querySelectorAll("details").forEach((details) => {
    details.open ||= [...details.querySelectorAll("textarea, [name$=-minutes], [type=checkbox], [type=radio][name$=interest]")].some((field) => (field.type === "textarea" || field.type === "number" ? field.value : field.checked));
  });
}
