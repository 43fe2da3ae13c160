import type { Schemas } from '../api/index.ts';

/** One question of a checklist. `person` items are asked once for each member of the crew. */
export type Item = Schemas['ItemOut'];

/** An answer; those that still wait in the queue have no more than this. */
export type Entry = Pick<Schemas['EntryOut'], 'item_key' | 'member_id' | 'outcome' | 'value'> & {
  /** The action's id, by which a correction names what it corrects. */
  readonly id?: string;
  /** Who gave it; unknown for what waits in the queue, which is this phone's own. */
  readonly by_user?: string;
};

/** Each place of a checklist has one answer: a later one corrects the one before. */
export function standing(entries: readonly Entry[]): readonly Entry[] {
  return [...new Map(entries.map((entry) => [`${entry.item_key}/${entry.member_id ?? ''}`, entry])).values()];
}

/** How long a timer has to run: what was chosen decides, the longest when several chose. The server decides again. */
export function leastSeconds(item: Item, entries: readonly Entry[], memberId: string | null): number {
  const own = item.min_seconds ?? 0;
  const by = item.timed_by;
  if (!by) return own;
  const chosen = standing(entries)
    .filter((entry) => entry.item_key === by.item_key && entry.outcome === 'ok')
    .filter((entry) => memberId === null || !entry.member_id || entry.member_id === memberId)
    .map((entry) => by.seconds[String(entry.value)] ?? own);
  return chosen.length > 0 ? Math.max(...chosen) : own;
}
