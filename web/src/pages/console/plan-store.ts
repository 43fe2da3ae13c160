import { computed, effect, signal, untracked } from '@preact/signals';
import { ask, createResource, type LiveEvent, type PlanBrief, type PlanLine, type Problem } from '../../api/index.ts';
import { locale } from '../../i18n/index.ts';
import { now } from '../../live/index.ts';
import { viewOf } from '../../timeline/index.ts';
import { booked, readBoard, rereadShifts, touch } from './plan-board.ts';
import { legsOf } from './plan-legs.ts';
import * as store from './store.ts';

const OPEN_KEY = 'cordon.plan.open';
const SHARE_KEY = 'cordon.plan.share';
const HOURS_KEY = 'cordon.plan.hours';
const SECONDS_KEY = 'cordon.plan.seconds';
const MODE_SUBJECT = 'unit.replanning_set';
export const LEAST_SHARE = 0.25;
export const MOST_SHARE = 0.8;
export const HOURS = [4, 8, 12, 24] as const;
export const SECONDS = [1, 2, 5] as const;
/** Events that say that what a plan was made from is no longer so; where crews drive is not among them. */
const BOARD_KINDS: readonly string[] = ['ticket', 'assignment', 'zone', 'isolation_order', 'permit'];
const WISH_VERBS: readonly string[] = ['ticket.pin_set', 'ticket.deadline_set'];
const LOOK_AGAIN_MS = 2000;

export const mayLookAtPlans = computed(() => store.session.may('plans.read'));
export const mayPlan = computed(() => store.session.may('plans.write'));

// The pane.
export const open = signal(localStorage.getItem(OPEN_KEY) === 'true');
export const share = signal(readNumber(SHARE_KEY, 0.5));
export const hours = signal(readNumber(HOURS_KEY, matchMedia('(max-width: 640px)').matches ? 4 : 8));
export const laterHours = signal(0);
export const onlyChanged = signal(false);
/** In a narrow pane one of the two shows. */
export const part = signal<'timeline' | 'lines'>('timeline');
/** Moves on by quarters of an hour: rows are not laid out anew each tick. */
export const view = computed(() => viewOf(now.value, hours.value, laterHours.value));

// Making and choosing a plan.
export const chosenUnitId = signal<string | null>(null);
export const seconds = signal(readNumber(SECONDS_KEY, 2));
/** When the search that runs began; null when none does. */
export const searchingSince = signal<number | null>(null);
/** Lines are being committed: a second press takes nothing more. */
export const committing = signal(false);
export const problem = signal<Problem | null>(null);
export const planId = signal<string | null>(null);
export const lineId = signal<string | null>(null);
export const crewId = signal<string | null>(null);
export const ticked = signal<ReadonlySet<string>>(new Set());
export const askingCommit = signal(false);
export const whyLineId = signal<string | null>(null);
export const historyOpen = signal(false);
/** The newest proposal that the service made by itself and nobody has looked at. */
export const offer = signal<PlanBrief | null>(null);

export const plan = createResource(async () =>
  planId.value === null
    ? null
    : ask(store.api.GET('/api/v1/plans/{plan_id}', { params: { path: { plan_id: planId.value }, query: { compare_board: true } } })),
);
export const replanning = createResource(async () =>
  unitId.value === null
    ? null
    : ask(store.api.GET('/api/v1/units/{unit_id}/replanning', { params: { path: { unit_id: unitId.value } } })),
);

/** Counts up when anybody changes what is wanted for a ticket. */
export const wishesTouched = signal(0);
/** What dispatchers want of plans for open tickets. */
export const wishes = createResource(() =>
  ask(store.api.GET('/api/v1/wishes', { params: { query: { limit: 1000 } } })),
);
export const pinnedTickets = computed<ReadonlySet<string>>(
  () => new Set((wishes.data.value?.items ?? []).flatMap((wish) => (wish.crew_id === null ? [] : [wish.ticket_id]))),
);

/** The way of the crew that is looked at, for the map. */
export const legs = computed(() => {
  const crew = open.value ? store.crewRows.value.find((each) => each.id === crewId.value) : undefined;
  return crew === undefined ? null : legsOf(crew, [...(booked.value?.values() ?? [])], openPlanOnScreen.value);
});

/** The units whose board one may plan; the person's own stands first. */
export const planUnits = computed(() => {
  const me = store.session.me.value;
  const held = (me?.roles ?? []).flatMap((role) =>
    role.unit_id !== null && ['dispatcher', 'shift_leader'].includes(role.role)
      ? [{ id: role.unit_id, code: role.unit_code ?? '' }]
      : [],
  );
  const own = me?.unit ? [{ id: me.unit.id, code: me.unit.code }] : [];
  const all = [...own.filter((unit) => held.length === 0 || held.some(({ id }) => id === unit.id)), ...held];
  return all.filter((unit, index) => all.findIndex(({ id }) => id === unit.id) === index);
});
export const unitId = computed(() => chosenUnitId.value ?? planUnits.value[0]?.id ?? null);

/** No network: nothing can be planned or committed until it is back. */
export const away = computed(() => store.stream.state.value === 'offline');

/** What would change, in the plan's order; kept lines are what is there anyway. */
export const changedLines = computed<readonly PlanLine[]>(() =>
  (plan.data.value?.lines ?? []).filter((line) => line.kind !== 'kept'),
);
/** Nobody has decided about it yet. */
export const isProposal = computed(() => plan.data.value?.state === 'proposed');
/** The board is no longer the one that it was made from. */
export const isStale = computed(() => isProposal.value && plan.data.value?.current === false);
/** Lines that can still be committed: a refused one may hold by now. */
export const openLines = computed(() => changedLines.value.filter((line) => line.state !== 'committed'));
/** Whether the plan on screen can still be committed. */
export const isOpenPlan = computed(() => ['proposed', 'partly_committed'].includes(plan.data.value?.state ?? ''));
/** The plan as far as it still proposes anything: one that is over changes neither timeline nor map. */
export const openPlanOnScreen = computed(() => (isOpenPlan.value ? plan.data.value : null));
/** What a commit would take: the ticked lines, else all. */
export const chosenLines = computed(() => {
  const some = openLines.value.filter((line) => ticked.value.has(line.id));
  return some.length > 0 ? some : openLines.value;
});

function readNumber(key: string, otherwise: number): number {
  const kept = Number(localStorage.getItem(key));
  return kept > 0 ? kept : otherwise;
}

/** Show the pane or put it away; on a narrow screen it takes the place of list and map. */
export function toggle(): void {
  if (!mayLookAtPlans.value) return;
  opened = true;
  open.value = !open.value;
  store.pane.value = open.value ? 'plan' : 'list';
}

let opened = false;

/** Whether the pane was opened by hand, and not found open as the page came; asking forgets it. */
export function openedHere(): boolean {
  const by = opened;
  opened = false;
  return by;
}

export function close(): void {
  open.value = false;
  if (store.pane.value === 'plan') store.pane.value = 'list';
}

export function toggleTick(id: string): void {
  const next = new Set(ticked.value);
  if (!next.delete(id)) next.add(id);
  ticked.value = next;
}

/** Leave the plan that is on screen; it stays in the history. */
export function leavePlan(): void {
  planId.value = null;
  plan.set(null);
  resetChoice();
}

export function resetChoice(): void {
  lineId.value = null;
  ticked.value = new Set();
  problem.value = null;
  whyLineId.value = null;
}

/** Look at one plan. */
export async function openPlan(id: string): Promise<void> {
  resetChoice();
  plan.set(null);
  planId.value = id;
  open.value = true;
  offer.value = null;
  if (store.pane.value !== 'plan') store.pane.value = 'plan';
  await plan.reload();
}

function readAll(): void {
  void readBoard();
  void wishes.reload();
}

/** The ticket of a job that nobody does. */
export function openLeftOut(ticketId: string): void {
  lineId.value = null;
  store.openTicket(ticketId);
}

async function readOffer(): Promise<void> {
  if (unitId.value === null) return;
  const query = { unit_id: unitId.value, kind: 'continuous', state: 'proposed', limit: 1 } as const;
  const page = await ask(store.api.GET('/api/v1/plans', { params: { query } })).catch(() => null);
  if (page === null) return;
  const newest = page.items[0] ?? null;
  offer.value = newest !== null && newest.id !== planId.value ? newest : null;
}

function onLive(event: LiveEvent | null): void {
  if (event === null) return onReset();
  if (event.subject_kind === 'plan') onPlan(event);
  else if (event.verb === MODE_SUBJECT) replanning.reloadSoon();
  if (BOARD_KINDS.includes(event.subject_kind)) lookAgainSoon();
  if (WISH_VERBS.includes(event.verb)) {
    wishesTouched.value += 1;
    if (open.value) wishes.reloadSoon();
  }
  if (!open.value) return;
  const id = event.assignment_id ?? (event.subject_kind === 'assignment' ? event.subject_id : null);
  if (id !== null && id !== undefined) touch(id);
  if (event.verb.startsWith('crew.shift')) void rereadShifts();
}

function onReset(): void {
  if (open.value) readAll();
  if (planId.value !== null) plan.reloadSoon();
  if (mayLookAtPlans.value) void readOffer();
}

function onPlan(event: LiveEvent): void {
  if (event.subject_id === planId.value) plan.reloadSoon();
  void readOffer();
}

/** The service says whether the plan still fits the board; once it does not, there is nothing more to ask. */
function lookAgainSoon(): void {
  if (!isProposal.value || plan.data.value?.current === false || timer !== undefined) return;
  timer = setTimeout(() => {
    timer = undefined;
    if (isProposal.value) void plan.reload();
  }, LOOK_AGAIN_MS);
}

let timer: ReturnType<typeof setTimeout> | undefined;

/** Follow the board while somebody is signed in; returns the way to stop. */
export function followPlans(): () => void {
  const stops = [
    store.stream.listen(onLive),
    effect(() => localStorage.setItem(OPEN_KEY, String(open.value))),
    effect(() => localStorage.setItem(SHARE_KEY, String(share.value))),
    effect(() => localStorage.setItem(HOURS_KEY, String(hours.value))),
    effect(() => localStorage.setItem(SECONDS_KEY, String(seconds.value))),
    effect(() => {
      void locale.value;
      if (open.value && mayLookAtPlans.value) untracked(readAll);
      else booked.value = null;
    }),
    effect(() => {
      void locale.value;
      if (planId.peek() !== null) untracked(() => void plan.reload());
    }),
    effect(() => {
      if (unitId.value === null || !mayLookAtPlans.value) return;
      untracked(() => {
        void replanning.reload();
        void readOffer();
      });
    }),
  ];
  return () => stops.forEach((stop) => stop());
}
