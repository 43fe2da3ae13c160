import { computed, signal } from '@preact/signals';
import { ask, createResource, type Trace } from '../../../api/index.ts';
import { api } from '../store.ts';
import type { Worker } from '../workers.tsx';

const DAY_MS = 24 * 3600 * 1000;

export const worker = signal<Worker | null>(null);
export const days = signal('3');
export const secondRing = signal(false);
/** Who was chosen from the result, to be put in stand-down. */
export const chosen = signal<ReadonlySet<string>>(new Set());

/** What is asked of the service, for the screen and for the table alike. */
export function question(): { kind: 'member'; id: string; since: string; rings: number; why: string } | null {
  const id = worker.value?.id;
  const back = Number(days.value);
  if (id === undefined || !(back > 0)) return null;
  const since = new Date(Date.now() - back * DAY_MS).toISOString();
  return { kind: 'member', id, since, rings: secondRing.value ? 2 : 1, why: 'trace' };
}

/** Looked for when somebody asks: each look is on record. */
export const trace = createResource<Trace>(async () => {
  const body = question();
  return body === null ? null : ask(api.POST('/api/v1/exposures/trace', { body }));
});

export const positives = createResource(() => ask(api.GET('/api/v1/exposures/positives')));

export const people = computed(() => trace.data.value?.people ?? []);

export async function run(): Promise<void> {
  chosen.value = new Set();
  await trace.reload();
}

export function choose(who: Worker): void {
  worker.value = who;
  trace.set(null);
  chosen.value = new Set();
}

export function toggle(id: string): void {
  const next = new Set(chosen.value);
  if (!next.delete(id)) next.add(id);
  chosen.value = next;
}

export function toggleAll(): void {
  const all = people.value.map((each) => each.id);
  chosen.value = new Set(chosen.value.size === all.length ? [] : all);
}
