import { effect } from '@preact/signals';
import { ask, createResource, type LiveEvent, type Schemas } from '../../api/index.ts';
import { ring } from '../../offline/index.ts';
import * as store from './store.ts';

export type Alarm = Schemas['AlarmOut'];

/** Emergencies of crews, and crews inside a zone that are silent, the newest first. */
export const alarms = createResource<readonly Alarm[]>(async () =>
  store.session.may('assignments.read') ? ask(store.api.GET('/api/v1/alarms')) : [],
);

/** How often an emergency that nobody has seen calls again. */
const CALL_EVERY_MS = 15_000;

/** An alarm by what it is about: a crew that is silent again is another one. */
export function nameOf(alarm: Alarm): string {
  return alarm.emergency?.id ?? `${alarm.assignment_id}/${alarm.since}`;
}

/** What nobody at the desk has seen yet. */
export function unseen(held: readonly Alarm[]): readonly Alarm[] {
  return held.filter((alarm) => alarm.emergency !== null && alarm.emergency.seen_by === null);
}

function concerns(event: LiveEvent): boolean {
  return event.verb.startsWith('assignment.emergency') || event.verb.startsWith('assignment.check');
}

/** Keep them up to date and be loud about them while the console is open; returns the way to stop. */
export function followAlarms(): () => void {
  void alarms.reload();
  const unlisten = store.stream.listen((event) => {
    // A silent crew that comes out is silent no more: any step of a job may end such an alarm.
    const standing = (alarms.data.value?.length ?? 0) > 0 && event?.subject_kind === 'assignment';
    if (event === null || concerns(event) || standing) alarms.reloadSoon();
  });
  const heard = new Set<string>();
  const call = effect(() => {
    const held = alarms.data.value ?? [];
    const isNew = held.some((alarm) => !heard.has(nameOf(alarm)));
    held.forEach((alarm) => heard.add(nameOf(alarm)));
    if (isNew) ring();
  });
  const timer = setInterval(() => unseen(alarms.data.value ?? []).length > 0 && ring(), CALL_EVERY_MS);
  return () => {
    unlisten();
    call();
    clearInterval(timer);
  };
}

export async function dealWith(alarm: Alarm, step: 'seen' | 'ended', note?: string): Promise<void> {
  if (alarm.emergency === null) return;
  const params = { path: { assignment_id: alarm.assignment_id } };
  const body = { emergency_id: alarm.emergency.id, step, ...(note && { note }) };
  await ask(store.api.POST('/api/v1/assignments/{assignment_id}/emergency-steps', { params, body }));
  await alarms.reload();
}

/** The crew was reached otherwise and is well. */
export async function noteReached(alarm: Alarm, note: string): Promise<void> {
  const params = { path: { assignment_id: alarm.assignment_id } };
  await ask(store.api.POST('/api/v1/assignments/{assignment_id}/checkins', { params, body: { note } }));
  await alarms.reload();
}
