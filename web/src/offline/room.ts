import type { FieldDatabase } from './database.ts';
import { thinOldest } from './fixes.ts';
import { listPhotos } from './photos.ts';

/** The phone has no room left, and nothing here that may be thrown away. */
export class StorageFullError extends Error {
  constructor() {
    super('the phone has no room left');
    this.name = 'StorageFullError';
  }
}

/** How much room this page takes and may take, in bytes; `persistent` when the browser promised to keep it. */
export interface Room {
  readonly usedBytes: number;
  readonly allowedBytes: number;
  readonly persistent: boolean;
}

/** Above this share of what is allowed there is little room left. */
const TIGHT = 0.8;

export function isTight(room: Room): boolean {
  return room.allowedBytes > 0 && room.usedBytes / room.allowedBytes > TIGHT;
}

/** Ask the browser to keep what is unsent, whatever else it clears; null where it does not tell. */
export async function askForRoom(): Promise<Room | null> {
  const { storage } = navigator;
  if (typeof storage?.estimate !== 'function') return null;
  const persistent = (await storage.persisted?.()) || ((await storage.persist?.()) ?? false);
  const { usage = 0, quota = 0 } = await storage.estimate();
  return { usedBytes: usage, allowedBytes: quota, persistent };
}

/**
 * Write something; when the phone is full, throw the oldest photos away that the server already has and try again; then
 * thin the oldest positions.
 *
 * What was done and is not sent is never thrown away: then it throws `StorageFullError`.
 */
export async function withRoom<Done>(database: FieldDatabase, write: () => Promise<Done>): Promise<Done> {
  for (;;) {
    try {
      return await write();
    } catch (error) {
      if (!isFull(error)) throw error;
      if (!(await dropOldestSent(database)) && !(await thinOldest(database))) throw new StorageFullError();
    }
  }
}

/** Throw sent photos away that are older than a moment (ISO 8601). */
export async function dropSentBefore(database: FieldDatabase, moment: string): Promise<void> {
  const old = (await listPhotos(database)).filter((each) => each.sent_at !== undefined && each.sent_at < moment);
  await Promise.all(old.map((each) => database.delete('photos', each.sha256)));
}

async function dropOldestSent(database: FieldDatabase): Promise<boolean> {
  const sent = (await listPhotos(database)).find((each) => each.sent_at !== undefined);
  if (sent === undefined) return false;
  await database.delete('photos', sent.sha256);
  return true;
}

/** Whether a write failed for want of room. */
export function isFull(error: unknown): boolean {
  return error instanceof DOMException && error.name === 'QuotaExceededError';
}
