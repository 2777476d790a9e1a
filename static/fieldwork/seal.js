// What is kept on a device is locked with a key that only its author's signed-in session is told (AES-GCM, 256 bits). Scripts
// hold the key in a form that gives it to nobody; it goes when somebody else signs in here, or nobody does.
import { get, put } from "./store.js";

const words = new TextEncoder();
const bytes = (hex) => Uint8Array.from(hex.match(/../g), (pair) => parseInt(pair, 16));

// Who writes here: said by a page of the server, or remembered from the last one when there is no network. `null`: nobody.
export async function session(root) {
  const { author, secrets } = root.dataset;
  if (!author) return (await get("keep", "session")) || null;
  const keys = await Promise.all(
    secrets.split(" ").map((secret) => crypto.subtle.importKey("raw", bytes(secret), "AES-GCM", false, ["encrypt", "decrypt"])),
  );
  const told = { name: "session", author, keys };
  await put("keep", told);
  return told;
}

export async function seal(who, value) {
  return sealBytes(who, words.encode(JSON.stringify(value)));
}

export async function unseal(who, sealed) {
  const found = await unsealBytes(who, sealed);
  return found && JSON.parse(new TextDecoder().decode(found));
}

export async function sealBytes(who, plain) {
  const iv = crypto.getRandomValues(new Uint8Array(12));
  const data = await crypto.subtle.encrypt({ name: "AES-GCM", iv, additionalData: words.encode(who.author) }, who.keys[0], plain);
  return { iv, data };
}

// The bytes, by whichever of the author's keys locked them; null when none did.
export async function unsealBytes(who, sealed) {
  for (const key of who.keys) {
    try {
      return await crypto.subtle.decrypt({ name: "AES-GCM", iv: sealed.iv, additionalData: words.encode(who.author) }, key, sealed.data);
    } catch (error) {
      if (error.name !== "OperationError") throw error;
    }
  }
  return null;
}
