import { signal } from '@preact/signals';
import { ask, createResource, type ExposureRecord, type LiveEvent } from '../../../api/index.ts';
import { api } from '../store.ts';

const LIST_SIZE = 100;

export const SHOWN = ['all', 'inside', 'with_breach', 'to_confirm'] as const;
export type Shown = (typeof SHOWN)[number];

export const shown = signal<Shown>('all');
export const openId = signal<string | null>(null);

export const stays = createResource(() =>
  ask(
    api.GET('/api/v1/exposures', {
      params: {
        query: {
          inside: shown.value === 'inside',
          with_breach: shown.value === 'with_breach',
          to_confirm: shown.value === 'to_confirm',
          limit: LIST_SIZE,
        },
      },
    }),
  ),
);

export const record = createResource<ExposureRecord>(async () => {
  const id = openId.value;
  if (id === null) return null;
  return ask(
    api.GET('/api/v1/exposures/{exposure_id}', {
      params: { path: { exposure_id: id }, query: { why: 'follow_up' } },
    }),
  );
});

export function show(which: Shown): void {
  shown.value = which;
  void stays.reload();
}

export function open(id: string): void {
  openId.value = id;
  record.set(null);
  void record.reload();
}

/** After a change: what is open is put in at once, the list follows. */
export function put(next: ExposureRecord): void {
  record.set(next);
  stays.reloadSoon();
}

export function reload(): void {
  void stays.reload();
  if (openId.value !== null) void record.reload();
}

/** A look is on record each time: only what changed stays in zones is looked at again by itself. */
export function onLive(event: LiveEvent | null): void {
  if (event === null) reload();
  else if (CHANGES.includes(event.verb)) stays.reloadSoon();
}

const CHANGES: readonly string[] = [
  'exposure.opened',
  'exposure.closed',
  'exposure.breach_reported',
  'exposure.contact_reported',
];
