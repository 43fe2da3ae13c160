import type { FieldDatabase } from './database.ts';

/** The bytes' SHA-256 in hexadecimal, as the server computes it. */
export async function sha256Of(bytes: ArrayBuffer): Promise<string> {
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes));
  return Array.from(digest, (byte) => byte.toString(16).padStart(2, '0')).join('');
}

/** Keep a photo until it is sent; returns how an answer names it. */
export async function keepPhoto(database: FieldDatabase, photo: Blob): Promise<string> {
  const sha256 = await sha256Of(await photo.arrayBuffer());
  await database.put('photos', { sha256, photo });
  return `sha256:${sha256}`;
}

/** Send one photo: true when the server has it, false when it will never take it; throws when it cannot be reached. */
export type SendPhoto = (sha256: string, photo: Blob) => Promise<boolean>;

/** Send all photos that wait, each until the server has it; returns how many it refused for good. */
export async function sendPhotos(database: FieldDatabase, send: SendPhoto): Promise<number> {
  let refused = 0;
  for (const sha256 of await database.getAllKeys('photos')) {
    const kept = await database.get('photos', sha256);
    if (kept === undefined) continue;
    if (!(await send(sha256, kept.photo))) refused += 1;
    await database.delete('photos', sha256);
  }
  return refused;
}
