import type { FieldDatabase, KeptPhoto } from './database.ts';
import { steadyNow } from './clock.ts';

/** The bytes' SHA-256 in hexadecimal, as the server computes it. */
export async function sha256Of(bytes: ArrayBuffer): Promise<string> {
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes));
  return Array.from(digest, (byte) => byte.toString(16).padStart(2, '0')).join('');
}

/** Keep a photo until it is sent; returns how an answer names it. */
export async function keepPhoto(database: FieldDatabase, photo: Blob): Promise<string> {
  const sha256 = await sha256Of(await photo.arrayBuffer());
  await database.put('photos', { sha256, photo, taken_at: momentNow() });
  return `sha256:${sha256}`;
}

/** All photos on this phone, the oldest first. */
export async function listPhotos(database: FieldDatabase): Promise<readonly KeptPhoto[]> {
  const kept = await database.getAll('photos');
  return kept.sort((one, other) => (one.taken_at ?? '').localeCompare(other.taken_at ?? ''));
}

/** Send one photo: true when the server has it, false when it will never take it; throws when it cannot be reached. */
export type SendPhoto = (sha256: string, photo: Blob) => Promise<boolean>;

/**
 * Send all photos that wait, each until the server has it; returns how many it refused for good.
 *
 * A sent one stays on the phone, marked: it may be looked at, and goes first when the room is needed.
 */
export async function sendPhotos(database: FieldDatabase, send: SendPhoto): Promise<number> {
  let refused = 0;
  for (const kept of await listPhotos(database)) {
    if (kept.sent_at !== undefined) continue;
    if (await send(kept.sha256, kept.photo)) {
      await database.put('photos', { ...kept, sent_at: momentNow() });
    } else {
      refused += 1;
      await database.delete('photos', kept.sha256);
    }
  }
  return refused;
}

function momentNow(): string {
  return new Date(steadyNow()).toISOString();
}
