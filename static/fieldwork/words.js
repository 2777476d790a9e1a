// Words of the page, in its language; days and hours as its reader writes them.
const language = () => (document.documentElement.lang === "en" ? "en-GB" : document.documentElement.lang);

export function wordsOf(root) {
  const found = {};
  root.querySelector("#t-words").content.querySelectorAll("[data-word]").forEach((word) => { found[word.dataset.word] = word.textContent; });
  const many = new Intl.PluralRules(language());
  return (name, told = {}) => {
    const text = found["n" in told ? `${name}_${many.select(told.n) === "one" ? "one" : "other"}` : name] || found[name] || "";
    return Object.entries(told).reduce((words, [key, value]) => words.replace(`{${key}}`, value), text);
  };
}

export const hour = (moment) => new Intl.DateTimeFormat(language(), { hour: "2-digit", minute: "2-digit" }).format(moment);

export const longDay = (day) => new Intl.DateTimeFormat(language(), { weekday: "long", day: "numeric", month: "long", year: "numeric", timeZone: "UTC" }).format(new Date(`${day}T00:00:00Z`));

export const shortDay = (day) => new Intl.DateTimeFormat(language(), { weekday: "short", day: "numeric", month: "short", timeZone: "UTC" }).format(new Date(`${day}T00:00:00Z`));

export const dayOf = (moment) => new Intl.DateTimeFormat(language(), { day: "numeric", month: "long" }).format(moment);

export function size(bytes) {
  const [amount, unit] = bytes < 1e6 ? [Math.ceil(bytes / 1e3), "kilobyte"] : [bytes / 1e6, "megabyte"];
  return new Intl.NumberFormat(language(), { style: "unit", unit, maximumFractionDigits: 1 }).format(amount);
}
