import type { FieldDatabase } from './database.ts';
import { isFull } from './room.ts';

/** Where the phone was at one moment of duty, until the service has it. */
export interface KeptFix {
  /** Milliseconds since 1970 by the server's clock, as far as it is known; no two fixes of a phone share one. */
  readonly at: number;
  readonly lon: number;
  readonly lat: number;
  readonly accuracy_m: number;
}

/** A fix that is less exact says nothing of where somebody is. */
const MOST_ACCURACY_M = 5_000;
const LEAST_MOVED_M = 20;
const LEAST_APART_MS = 5_000;
/** Who stands still is told of all the same, now and then: so the desk sees that the phone is alive. */
const STILL_MS = 120_000;
/** Three days of driving by the rule above, about two megabytes. */
const MOST_KEPT = 20_000;
const DEGREE_M = 111_320;

/** Whether a fix says something that the one kept last did not: the phone moved, or a while has gone by. */
export function isNews(last: KeptFix | null, fix: KeptFix): boolean {
  if (!(fix.accuracy_m <= MOST_ACCURACY_M)) return false;
  if (last === null) return true;
  const passed = fix.at - last.at;
  if (passed < LEAST_APART_MS) return false;
  return passed >= STILL_MS || movedM(last, fix) >= Math.max(LEAST_MOVED_M, fix.accuracy_m / 2);
}

function movedM(one: KeptFix, other: KeptFix): number {
  const north = (other.lat - one.lat) * DEGREE_M;
  const east = (other.lon - one.lon) * DEGREE_M * Math.cos((one.lat * Math.PI) / 180);
  return Math.hypot(north, east);
}

/**
 * Keep a fix; false where there is no room even after the older ones were thinned. Nothing but fixes gives way to it.
 */
export async function keepFix(database: FieldDatabase, fix: KeptFix, most = MOST_KEPT): Promise<boolean> {
  for (;;) {
    try {
      await database.put('fixes', fix);
      break;
    } catch (error) {
      if (!isFull(error)) throw error;
      if (!(await thinOldest(database))) return false;
    }
  }
  if ((await database.count('fixes')) > most) await thinOldest(database);
  return true;
}

/** The oldest fixes that wait, in the order of time. */
export async function listFixes(database: FieldDatabase, most?: number): Promise<readonly KeptFix[]> {
  return database.getAll('fixes', null, most);
}

export async function dropFixes(database: FieldDatabase, fixes: readonly KeptFix[]): Promise<void> {
  const { store, done } = database.transaction('fixes', 'readwrite');
  await Promise.all(fixes.map((fix) => store.delete(fix.at)));
  await done;
}

/** Give up every second one of the older half: the way stays, in coarser steps. False where nothing is left to give up. */
export async function thinOldest(database: FieldDatabase): Promise<boolean> {
  const { store, done } = database.transaction('fixes', 'readwrite');
  const older = await store.getAllKeys(null, Math.ceil((await store.count()) / 2));
  await Promise.all(older.filter((_, index) => index % 2 === 0).map((at) => store.delete(at)));
  await done;
  return older.length > 0;
}
