import { deleteDB } from 'idb';
import { forgetFieldDatabase, type FieldDatabase } from '../../offline/index.ts';

/** Each person who works on this phone has a store of their own. */
const STORE_PREFIX = 'cordon-field-';

/** Browser storage of this page beside the person's choice of language, theme and their clock. */
const OWN_KEYS = ['cordon.timer.', 'cordon.inbox.', 'cordon.device.', 'cordon.me.field', 'cordon.session.field'];
/** What was prefetched around this person's jobs; the page's own files name nobody and stay. */
export const DATA_CACHE = 'cordon-field-data';

/** Take everything of this person off the phone: store, prefetched maps, timers, the browser's address for pushes. */
export async function wipePhone(database: FieldDatabase | null): Promise<void> {
  if (database !== null) await forgetFieldDatabase(database);
  for (const key of Object.keys(localStorage)) {
    if (OWN_KEYS.some((own) => key.startsWith(own))) localStorage.removeItem(key);
  }
  await Promise.all([
    globalThis.caches?.delete(DATA_CACHE).catch(() => false),
    unsubscribe().catch(() => null),
  ]);
}

/** Take everything of everybody off a phone that was lost. */
export async function wipeLostPhone(database: FieldDatabase | null): Promise<void> {
  await wipePhone(database);
  const stores = (await indexedDB.databases?.()) ?? [];
  const ours = stores.flatMap(({ name }) => (name?.startsWith(STORE_PREFIX) ? [name] : []));
  await Promise.all(ours.map((name) => deleteDB(name)));
}

export function storeOf(userId: string): string {
  return `${STORE_PREFIX}${userId}`;
}

async function unsubscribe(): Promise<void> {
  const registration = await navigator.serviceWorker?.getRegistration('/field');
  const subscription = await registration?.pushManager?.getSubscription();
  await subscription?.unsubscribe();
}
