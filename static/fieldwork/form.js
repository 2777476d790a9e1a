// The form under the thumb: customers found by their name, people there to tick, rows that are added, days that are computed.
// On a shell it is filled with what the device keeps.
import { later } from "./content.js";
import { longDay } from "./words.js";

const SHOWN = 5;
const FOUND = 8;
const plain = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
const copy = (root, id) => root.querySelector(id).content.firstElementChild.cloneNode(true);

export function dress(root, form, needs, t) {
  const customers = (needs && needs.customers) || [];
  if (root.dataset.shell) furnish(root, form, needs, t);
  root.querySelectorAll("[data-plain]").forEach((one) => one.remove());
  root.querySelectorAll("[data-add]").forEach((button) => { button.hidden = false; });
  searchable(root, form, customers);
  form.addEventListener("click", (event) => {
    const button = event.target.closest("[data-add]");
    if (button) addRow(form, button.dataset.add).querySelector("input, textarea").focus();
  });
  form.addEventListener("change", (event) => {
    if (event.target.name === "customer") showContacts(root, form, customers, event.target.value);
    days(form);
  });
  form.addEventListener("input", () => { writing(form); fold(form); });
  form.addEventListener("change", () => fold(form));
  nameContacts(form);
  const refresh = () => { days(form); writing(form); fold(form); };
  refresh();
  form.querySelector("[data-fold]").open = false;
  return {
    refresh,
    rowFor: (name) => rowFor(form, name),
    chosen: (id) => { offer(root, form, customers, id); showContacts(root, form, customers, id); },
  };
}

// The shell holds nobody's data: what the device keeps goes in.
function furnish(root, form, needs, t) {
  const parts = form.querySelector("[data-parts]");
  for (const contract of needs.contracts) {
    const html = root.querySelector("#t-part").innerHTML.replaceAll("__part__", contract.id);
    parts.insertAdjacentHTML("beforeend", html);
    const part = parts.lastElementChild;
    part.querySelectorAll("[data-name]").forEach((one) => { one.textContent = contract.principal; });
    part.querySelector("[data-products-said]").textContent = contract.products.length ? contract.products[0].name : "";
    if (contract.confidential) part.querySelector(".sub").textContent = t("confidential");
    const box = part.querySelector("[data-products]");
    box.replaceChildren(...contract.products.map((product) => chip(root, `s-${contract.id}-shown`, product.id, product.name)));
  }
  parts.append(copy(root, "#t-own"));
  parts.lastElementChild.querySelectorAll("[data-name]").forEach((one) => { one.textContent = needs.group; });
  form.querySelectorAll("[data-group]").forEach((one) => { one.textContent = needs.group; });
  const now = new Date();
  form.elements.visited_on.value = new Date(now - now.getTimezoneOffset() * 60e3).toISOString().slice(0, 10);
  form.elements.language.value = needs.language;
  needs.customers.slice(0, SHOWN).forEach((customer) => addCustomer(root, form, customer));
}

function chip(root, name, value, text, more) {
  const made = copy(root, "#t-chip");
  const box = made.querySelector("input");
  Object.assign(box, { name, value });
  made.querySelector("span").textContent = more ? `${text}, ${more}` : text;
  return made;
}

function addCustomer(root, form, customer) {
  const made = copy(root, "#t-customer");
  made.querySelector("input").value = customer.id;
  made.querySelector("b").textContent = customer.name;
  made.querySelector(".sub").textContent = customer.city || "";
  form.querySelector("[data-search]").before(made);
  return made;
}

// The customer is among those that can be chosen, and is.
function offer(root, form, customers, id) {
  let box = form.querySelector(`[name=customer][value="${CSS.escape(id)}"]`);
  if (!box) {
    const known = customers.find((one) => one.id === id);
    if (!known) return;
    box = addCustomer(root, form, known).querySelector("input");
  }
  box.checked = true;
}

function searchable(root, form, customers) {
  const search = form.querySelector("[data-search]");
  if (!customers.length) return;
  search.hidden = false;
  const input = search.querySelector("input");
  input.addEventListener("input", (event) => {
    event.stopPropagation();
    form.querySelectorAll("[data-found]").forEach((one) => { if (!one.querySelector("input").checked) one.remove(); });
    const wanted = plain(input.value.trim());
    if (!wanted) return;
    const there = new Set([...form.querySelectorAll("[name=customer]")].map((box) => box.value));
    const found = customers.filter((one) => !there.has(one.id) && plain(`${one.name} ${one.city}`).includes(wanted)).slice(0, FOUND);
    found.forEach((customer) => { addCustomer(root, form, customer).dataset.found = ""; });
  });
  input.addEventListener("keydown", (event) => { if (event.key === "Enter") event.preventDefault(); });
}

function showContacts(root, form, customers, id) {
  const known = customers.find((one) => one.id === id);
  if (!known) return;
  form.querySelector("[data-contacts]").replaceChildren(...known.contacts.map((one) => {
    const made = chip(root, "contact", one.id, one.name, one.function);
    Object.assign(made.querySelector("input").dataset, { name: one.name, function: one.function });
    return made;
  }));
  if (known.city && !form.elements.place.value) form.elements.place.value = known.city;
}

// What the server drew says name and function in one text.
function nameContacts(form) {
  form.querySelectorAll("[name=contact]").forEach((box) => {
    const [name, ...more] = box.closest("label").querySelector("span").textContent.split(", ");
    Object.assign(box.dataset, { name, function: more.join(", ") });
  });
}

function addRow(form, prefix) {
  const rows = form.querySelector(`[data-rows="${CSS.escape(prefix)}"]`);
  const number = rows.children.length;
  const made = rows.firstElementChild.cloneNode(true);
  made.querySelectorAll("[name]").forEach((field) => {
    field.name = field.name.replace(`${prefix}0-`, `${prefix}${number}-`);
    if (field.type === "radio") field.checked = field.defaultChecked;
    else if (field.tagName !== "SELECT") field.value = "";
  });
  rows.append(made);
  return made;
}

function rowFor(form, name) {
  const found = name.match(/^(met|s-.+-(?:seen|act))(\d{1,2})-/);
  if (!found) return;
  const rows = form.querySelector(`[data-rows="${CSS.escape(found[1])}"]`);
  while (rows && rows.children.length <= Number(found[2])) addRow(form, found[1]);
}

// "By Friday 4 December 2026"; the field for a day only where one is typed.
function days(form) {
  form.querySelectorAll("[data-action]").forEach((row) => {
    const when = (row.querySelector("[name$=when]:checked") || {}).value;
    const typed = row.querySelector("[type=date]");
    typed.hidden = when !== "date";
    const day = when === "date" ? typed.value : later(form.elements.visited_on.value, when);
    const says = row.querySelector("[data-by]");
    says.textContent = day ? says.dataset.words.replace("{day}", longDay(day)) : "";
  });
}

// Today, Santos, in English; who was met.
function fold(form) {
  const { visited_on: day, place, language } = form.elements;
  const spoken = language.selectedOptions[0] ? language.selectedOptions[0].textContent : "";
  form.querySelector("[data-when]").textContent = [day.value && longDay(day.value), place.value.trim(), spoken].filter(Boolean).join(", ");
  const met = form.querySelector("[data-met]");
  const typed = [...form.querySelectorAll("[name^=met][name$=-name]")].map((field) => field.value.trim());
  const names = [...form.querySelectorAll("[name=contact]:checked")].map((box) => box.dataset.name).concat(typed).filter(Boolean).join(", ");
  met.textContent = names ? met.dataset.words.replace("{names}", names) : met.dataset.nobody;
}

function writing(form) {
  form.querySelectorAll("[data-part]").forEach((part) => {
    const fields = [...part.querySelectorAll("textarea, [name$=-name], [name$=-minutes], [type=checkbox], [name$=interest]")];
    part.querySelector("[data-writing]").hidden = !fields.some((one) => (one.type === "checkbox" || one.type === "radio" ? one.checked : one.value.trim()));
  });
}
