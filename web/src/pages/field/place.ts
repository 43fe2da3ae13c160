import { computed, signal } from '@preact/signals';

/** Where the phone is: on the list of jobs, in one job, or on a page of its own such as the queue. */
interface Place {
  readonly jobId: string | null;
  /** What is looked at of the job, such as its map; null for its next step. */
  readonly view: string | null;
  /** A page beside the jobs. */
  readonly page: string | null;
}

const JOBS: Place = { jobId: null, view: null, page: null };
const JOB = /^#job=([^/]+)(?:\/(\w+))?$/;
const PAGE = /^#([\w-]+)$/;

/** The place that an address names; what it cannot name is the list of jobs. */
export function placeOf(hash: string): Place {
  const [, jobId, view] = JOB.exec(hash) ?? [];
  if (jobId !== undefined) return { ...JOBS, jobId, view: view ?? null };
  const [, page] = PAGE.exec(hash) ?? [];
  return page === undefined ? JOBS : { ...JOBS, page };
}

/** It stands in the address: a reload comes back to it, the phone's back button leaves it. */
const place = signal<Place>(placeOf(location.hash));

export const openId = computed(() => place.value.jobId);
export const openView = computed(() => place.value.view);
export const openPage = computed(() => place.value.page);

addEventListener('hashchange', () => {
  place.value = placeOf(location.hash);
});

function go(hash: string): void {
  if (location.hash === hash) return;
  place.value = placeOf(hash);
  location.hash = hash;
}

export function openPlace(id: string, view?: string): void {
  go(view === undefined ? `#job=${id}` : `#job=${id}/${view}`);
}

export function showPage(page: string): void {
  go(`#${page}`);
}

/** Back to the list of jobs. */
export function leavePlace(): void {
  place.value = JOBS;
  if (location.hash !== '') history.replaceState(null, '', location.pathname);
}
