// What this device keeps: reports (`entries`), their photos, and who may open them (`keep`). Each change is one transaction.
const NAME = "portage-fieldwork";
let opened;

function open() {
  opened ||= new Promise((resolve, reject) => {
    const asked = indexedDB.open(NAME, 1);
    asked.onupgradeneeded = () => {
      asked.result.createObjectStore("entries", { keyPath: "key" });
      asked.result.createObjectStore("photos", { keyPath: "key" }).createIndex("entry", "entry");
      asked.result.createObjectStore("keep", { keyPath: "name" });
    };
    asked.onsuccess = () => resolve(asked.result);
    asked.onerror = () => reject(asked.error);
  });
  return opened;
}

// Run `change` in one transaction over these stores; its answer is that of the request that it returns, once all is kept.
export async function run(names, mode, change) {
  const database = await open();
  return new Promise((resolve, reject) => {
    const transaction = database.transaction(names, mode);
    const asked = change(...[names].flat().map((name) => transaction.objectStore(name)));
    transaction.oncomplete = () => resolve(asked && asked.result);
    transaction.onabort = transaction.onerror = () => reject(transaction.error);
  });
}

export const get = (store, key) => run(store, "readonly", (rows) => rows.get(key));
export const all = (store) => run(store, "readonly", (rows) => rows.getAll());
export const put = (store, row) => run(store, "readwrite", (rows) => rows.put(row));
export const remove = (store, key) => run(store, "readwrite", (rows) => rows.delete(key));
export const photosOf = (entry) => run("photos", "readonly", (rows) => rows.index("entry").getAll(entry));

// Change a row as it is now, not as it was read before: another window may have changed it. `change` answers the new row,
// or nothing when the row shall stay.
export async function update(store, key, change) {
  const database = await open();
  return new Promise((resolve, reject) => {
    const transaction = database.transaction(store, "readwrite");
    const rows = transaction.objectStore(store);
    let made;
    rows.get(key).onsuccess = (event) => {
      made = event.target.result && change(event.target.result);
      if (made) rows.put(made);
    };
    transaction.oncomplete = () => resolve(made);
    transaction.onabort = transaction.onerror = () => reject(transaction.error);
  });
}

// A report goes with its photos, or not at all.
export function forget(key) {
  return run(["entries", "photos"], "readwrite", (entries, photos) => {
    entries.delete(key);
    photos.index("entry").openKeyCursor(key).onsuccess = (event) => {
      const cursor = event.target.result;
      if (!cursor) return;
      photos.delete(cursor.primaryKey);
      cursor.continue();
    };
  });
}
