import type { JobPack } from './pack.ts';
import { zonesOf } from './pack.ts';

export interface Due {
  /** ISO 8601. */
  readonly at: string;
  readonly what: 'entry' | 'end' | 'checkin' | 'permit';
  readonly late: boolean;
}

const BEFORE_WORK: readonly JobPack['state'][] = ['assigned', 'accepted', 'en_route', 'waiting_entry'];
const DURING: readonly JobPack['state'][] = ['inside', 'working', 'restored', 'exiting'];

/**
 * The moment that a job's next step is measured by: before work the planned entry, or the end of the permit where that
 * has begun; inside a zone the next check-in; at work elsewhere the planned end. Null where nothing is planned.
 */
export function dueOf(job: JobPack, now: number): Due | null {
  if (DURING.includes(job.state)) {
    if (job.checkin) return made(job.checkin.due_at, 'checkin', now);
    return made(job.planned_end_at, 'end', now);
  }
  if (!BEFORE_WORK.includes(job.state)) return null;
  const window = zonesOf(job).length > 0 ? permitEnd(job) : null;
  const entry = made(job.planned_entry_at, 'entry', now);
  if (entry === null || !entry.late || window === null) return entry;
  return made(window, 'permit', now);
}

/** When the first of the permits that are good ends. */
function permitEnd(job: JobPack): string | null {
  const ends = job.passes?.map((pass) => pass.valid_until) ?? [];
  return [...ends].sort()[0] ?? null;
}

function made(at: string | null | undefined, what: Due['what'], now: number): Due | null {
  return at ? { at, what, late: Date.parse(at) <= now } : null;
}
