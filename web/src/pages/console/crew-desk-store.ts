import { computed } from '@preact/signals';
import { ask, createResource, type LiveEvent, type Schemas } from '../../api/index.ts';
import { ring } from '../../offline/index.ts';
import * as store from './store.ts';

export type CrewDay = Schemas['CrewDayOut'];
export type HelpRequest = Schemas['HelpRequestOut'];
export type HandOver = Schemas['HandOverOut'];

const EVERY_MS = 60_000;

/** Crews that are on duty, as they really are. */
export const days = createResource<readonly CrewDay[]>(async () =>
  store.session.may('crews.read') ? ask(store.api.GET('/api/v1/crew-days')) : [],
);
/** Calls that nobody has dealt with, the urgent ones first, then the oldest. */
const calls = createResource(async () =>
  store.session.may('help.answer') ? ask(store.api.GET('/api/v1/help-requests', { params: { query: { open: true } } })) : null,
);
const handed = createResource(async () =>
  store.session.may('assignments.write') ? ask(store.api.GET('/api/v1/hand-overs', { params: { query: { open: true } } })) : null,
);

export const helpRequests = computed(() => inOrder(calls.data.value?.items ?? []));
export const handOvers = computed<readonly HandOver[]>(() => handed.data.value?.items ?? []);
/** Crews that somebody at the desk has to look at. */
export const missing = computed(() => (days.data.value ?? []).filter(needsALook));

export function inOrder(found: readonly HelpRequest[]): readonly HelpRequest[] {
  const rank = (call: HelpRequest): number => (call.urgent ? 0 : 2) + (call.state === 'asked' ? 0 : 1);
  return [...found].sort((one, other) => rank(one) - rank(other) || one.asked_at.localeCompare(other.asked_at));
}

/** Nobody came, somebody cannot work, or a vehicle has to stay. */
export function needsALook(day: CrewDay): boolean {
  return day.missing_since !== null || day.unavailable.length > 0 || day.defects.some((each) => each.blocking);
}

const OF_DAYS: readonly string[] = ['crew', 'vehicle', 'fitness_report'];

function concern(event: LiveEvent | null): void {
  if (event === null || OF_DAYS.includes(event.subject_kind)) days.reloadSoon();
  if (event === null || event.subject_kind === 'help_request') calls.reloadSoon();
  if (event === null || event.subject_kind === 'hand_over' || event.subject_kind === 'ticket') handed.reloadSoon();
  if (event?.verb === 'help_request.asked') ring();
}

/** Keep it all up to date while the console is open; returns the way to stop. */
export function followCrews(): () => void {
  for (const each of [days, calls, handed]) void each.reload();
  const unlisten = store.stream.listen(concern);
  const timer = setInterval(() => days.reloadSoon(), EVERY_MS); // time alone makes a crew late
  return () => {
    unlisten();
    clearInterval(timer);
  };
}

export interface HelpAnswer {
  readonly to: 'accepted' | 'refused' | 'done';
  readonly text?: string;
  readonly expected_at?: string;
}

export async function answerHelp(id: string, body: HelpAnswer): Promise<void> {
  await ask(store.api.POST('/api/v1/help-requests/{help_id}/answer', { params: { path: { help_id: id } }, body }));
  await calls.reload();
}

export async function mend(id: string, note: string): Promise<void> {
  await ask(store.api.POST('/api/v1/vehicle-defects/{defect_id}/mend', { params: { path: { defect_id: id } }, body: { note } }));
  await days.reload();
}

/** The crew that would go on with a job that was handed over. */
export async function nextCrew(row: HandOver): Promise<Schemas['CandidateOut'] | null> {
  const params = { path: { assignment_id: row.from_assignment_id } };
  return (await ask(store.api.GET('/api/v1/assignments/{assignment_id}/next-crew', { params }))).next;
}

export async function giveTo(row: HandOver, crewId: string): Promise<void> {
  await ask(store.api.POST('/api/v1/assignments', { body: { ticket_id: row.ticket_id, crew_id: crewId } }));
  await handed.reload();
}
