import { signal } from '@preact/signals';
import { startSiren, steadyNow } from '../../offline/index.ts';
import { lastFix } from './fix.ts';
import type { Told } from './exposure-report.tsx';

export type Alarm = 'emergency' | 'injury' | 'breach';
export const ALARMS: readonly Alarm[] = ['breach', 'injury', 'emergency'];

/** An alarm that was raised on this phone and is not over, kept so that a reload comes back to it. */
export interface Raised {
  readonly what: Alarm;
  readonly jobId: string;
  /** The action's id, which is the emergency's. */
  readonly id: string;
  /** ISO 8601. */
  readonly at: string;
  /** A breach that nobody has described yet is told without its details before the alarm goes. */
  readonly described: boolean;
}

export const raised = signal<Raised | null>(null);
/** Whether its screen is on top of everything else. */
export const shown = signal(false);

let stopSiren: (() => void) | null = null;
export const sounding = signal(false);

/** Writes an action into the queue; null where that was not possible. */
export type Act = (kind: string, entity: string, body: Readonly<Record<string, unknown>>) => Promise<{ action_id: string } | null>;

/** One press: loud at once, whatever the network does, and written down to be sent before anything else. */
export async function raiseAlarm(act: Act, job: Pick<Told, 'id'>, what: Alarm): Promise<void> {
  sound();
  const place = lastFix();
  raised.value = { what, jobId: job.id, id: '', at: new Date(steadyNow()).toISOString(), described: false };
  shown.value = true;
  const written = await act('emergency.raise', job.id, { what, ...(place && { place }) });
  if (raised.value !== null) raised.value = { ...raised.value, id: written?.action_id ?? '' };
}

/** The crew is safe, or nothing was the matter. A breach without details is told as such: it counts all the same. */
export async function endAlarm(act: Act, why: 'over' | 'false_alarm'): Promise<void> {
  const alarm = raised.value;
  silence();
  raised.value = null;
  shown.value = false;
  if (alarm === null) return;
  if (alarm.what === 'breach' && !alarm.described && why === 'over') {
    await act('exposure.breach', alarm.jobId, { item: 'other', action: 'none' });
  }
  if (alarm.id !== '') await act('emergency.end', alarm.jobId, { emergency_id: alarm.id, why });
}

/** The breach was described, so that leaving the alarm adds nothing. */
export function described(): void {
  if (raised.value !== null) raised.value = { ...raised.value, described: true };
}

export function sound(): void {
  stopSiren?.();
  stopSiren = startSiren();
  sounding.value = true;
}

export function silence(): void {
  stopSiren?.();
  stopSiren = null;
  sounding.value = false;
}
