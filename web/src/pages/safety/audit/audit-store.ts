import { computed, signal } from '@preact/signals';
import { ask, createResource, type PastJob } from '../../../api/index.ts';
import { api } from '../store.ts';
import { momentsOf, nearestAt } from './moments.ts';

const LIST_SIZE = 100;

export const search = signal('');
export const ticketId = signal<string | null>(null);
/** The moment that is looked at, milliseconds; null is now. */
export const moment = signal<number | null>(null);

export const tickets = createResource(() =>
  ask(api.GET('/api/v1/tickets', { params: { query: { q: search.value || undefined, limit: LIST_SIZE } } })),
);

export const job = createResource<PastJob>(async () => {
  const id = ticketId.value;
  if (id === null) return null;
  const time = moment.value === null ? undefined : new Date(moment.value).toISOString();
  return ask(api.GET('/api/v1/audit/jobs/{job_id}/at', { params: { path: { job_id: id }, query: { time } } }));
});

/** The newest links of all chains, looked at when somebody asks. */
export const verification = createResource(() => ask(api.GET('/api/v1/audit/verify')));

/** Every moment at which something happened to the job: where the slider stops. */
export const moments = computed(() => momentsOf(job.data.value?.events ?? []));
export const at = computed(() => nearestAt(moments.value, moment.value));

export function open(id: string): void {
  ticketId.value = id;
  moment.value = null;
  job.set(null);
  void job.reload();
}

/** Look at another moment; null is now. */
export function look(time: number | null): void {
  moment.value = time;
  job.reloadSoon();
}
