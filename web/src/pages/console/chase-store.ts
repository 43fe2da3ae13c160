import { computed, effect } from '@preact/signals';
import { ask, createResource, type Permit } from '../../api/index.ts';
import { locale } from '../../i18n/index.ts';
import { now } from '../../live/index.ts';
import { chases, pressing } from './chase.ts';
import * as store from './store.ts';

const PAGE_SIZE = 500;
const STATES = ['requested', 'acknowledged', 'draft'] as const;

/** Permits that wait for somebody: for the authority, or for us to send them. */
export const waiting = createResource<readonly Permit[]>(async () => {
  if (!store.session.may('permits.read')) return [];
  const pages = await Promise.all(
    STATES.map((state) => ask(store.api.GET('/api/v1/entry-permits', { params: { query: { state, limit: PAGE_SIZE } } }))),
  );
  return pages.flatMap((page) => page.items);
});

export const rows = computed(() =>
  chases(waiting.data.value ?? [], store.authorities.data.value?.items ?? [], now.value),
);
export const calling = computed(() => pressing(rows.value));

/** Keep the list up to date while the console is open; returns the way to stop. */
export function followChase(): () => void {
  const unlisten = store.stream.listen((event) => {
    if (event === null || event.subject_kind === 'permit') waiting.reloadSoon();
  });
  const stop = effect(() => {
    void locale.value;
    void waiting.reload();
  });
  return () => {
    stop();
    unlisten();
  };
}
