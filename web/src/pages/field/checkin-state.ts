import type { JobPack } from './pack.ts';

/** So long before silence becomes an alarm the phone asks for the word; no longer than a third of the whole time. */
const AHEAD_MS = 5 * 60_000;

export interface CheckinState {
  readonly state: 'calm' | 'soon' | 'over';
  /** Milliseconds since 1970. */
  readonly dueAt: number;
  readonly leftSeconds: number;
}

/** How near the next word is due; null for a crew that is not inside a zone, or a pack from before there were any. */
export function checkinState(job: Pick<JobPack, 'checkin'>, now: number): CheckinState | null {
  const { checkin } = job;
  if (!checkin) return null;
  const dueAt = Date.parse(checkin.due_at);
  const left = dueAt - now;
  const ahead = Math.min(AHEAD_MS, (checkin.every_seconds * 1_000) / 3);
  const state = left <= 0 ? 'over' : left <= ahead ? 'soon' : 'calm';
  return { state, dueAt, leftSeconds: Math.max(0, Math.ceil(left / 1_000)) };
}
