// Photos as they are kept on the device: at most 1600 pixels a side, drawn anew, so that nothing else of the camera's file
// (where, when, which device) is kept. Locked like the report.
import { put, photosOf } from "./store.js";
import { sealBytes, seal, unseal, unsealBytes } from "./seal.js";

const LONGEST = 1600;
const QUALITY = 0.82;
const PDF = "application/pdf";
const LARGEST_PDF = 5 * 1024 * 1024;

export class BadPhoto extends Error {}

export async function reduced(file) {
  if (file.type === PDF) {
    if (file.size > LARGEST_PDF) throw new BadPhoto("heavy");
    return file;
  }
  let picture;
  try {
    picture = await createImageBitmap(file, { imageOrientation: "from-image" });
  } catch {
    throw new BadPhoto("bad_photo");
  }
  const share = Math.min(1, LONGEST / Math.max(picture.width, picture.height));
  const canvas = document.createElement("canvas");
  canvas.width = Math.max(1, Math.round(picture.width * share));
  canvas.height = Math.max(1, Math.round(picture.height * share));
  const paper = canvas.getContext("2d");
  paper.fillStyle = "white";
  paper.fillRect(0, 0, canvas.width, canvas.height);
  paper.drawImage(picture, 0, 0, canvas.width, canvas.height);
  picture.close();
  const made = await new Promise((resolve) => canvas.toBlob(resolve, "image/jpeg", QUALITY));
  if (!made) throw new BadPhoto("bad_photo");
  return made;
}

export async function keepPhoto(who, entry, part, file) {
  const small = await reduced(file);
  const name = small.type === PDF ? file.name : `${file.name.replace(/\.[^.]*$/, "") || "photo"}.jpg`;
  const row = {
    key: crypto.randomUUID(), entry, owner: who.author, state: "waiting", size: small.size, type: small.type,
    said: await seal(who, { name, part }), sealed: await sealBytes(who, await small.arrayBuffer()),
  };
  await put("photos", row);
  return { ...row, name, part };
}

// The photos of a report, without their bytes.
export async function listed(who, entry) {
  const rows = (await photosOf(entry)).filter((row) => row.owner === who.author);
  return Promise.all(rows.map(async (row) => ({ ...row, ...(await unseal(who, row.said)) })));
}

export async function bytesOf(who, photo) {
  const plain = photo.sealed && (await unsealBytes(who, photo.sealed));
  return plain && new Blob([plain], { type: photo.type });
}
