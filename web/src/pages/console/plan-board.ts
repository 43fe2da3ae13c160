import { signal } from '@preact/signals';
import { asProblem, ask, type Assignment, type Problem, type Shift } from '../../api/index.ts';
import { api } from './store.ts';

const PAGE_SIZE = 500;
const SETTLE_MS = 250;
/** More changes than that at once, and asking for everything is the shorter way. */
const MOST_SINGLE = 20;
const OVER: readonly Assignment['state'][] = ['closed', 'declined', 'withdrawn', 'aborted'];

/** Everything that is booked and not over, by its id; null until it was first read. */
export const booked = signal<ReadonlyMap<string, Assignment> | null>(null);
export const shifts = signal<readonly Shift[]>([]);
export const boardProblem = signal<Problem | null>(null);
export const boardLoading = signal(false);

let latest = 0;
let timer: ReturnType<typeof setTimeout> | undefined;
const touched = new Set<string>();

/** Read all that is booked, and the shifts around now. */
export async function readBoard(): Promise<void> {
  const turn = ++latest;
  boardLoading.value = true;
  touched.clear();
  try {
    const [orders, planned] = await Promise.all([readAssignments(), readShifts()]);
    if (turn !== latest) return;
    booked.value = new Map(orders.map((order) => [order.id, order]));
    shifts.value = planned;
    boardProblem.value = null;
  } catch (error) {
    if (turn === latest) boardProblem.value = asProblem(error);
  } finally {
    if (turn === latest) boardLoading.value = false;
  }
}

/** One assignment has changed: it is asked for soon, alone, so that a storm's board is not read again for each step. */
export function touch(id: string): void {
  touched.add(id);
  timer ??= setTimeout(() => {
    timer = undefined;
    void readTouched();
  }, SETTLE_MS);
}

async function readTouched(): Promise<void> {
  const ids = [...touched];
  if (booked.value === null) return;
  if (ids.length > MOST_SINGLE) return readBoard();
  touched.clear();
  const turn = latest;
  const read = await Promise.all(ids.map((id) => readOne(id)));
  if (turn !== latest || booked.value === null) return;
  booked.value = withChanges(booked.value, ids, read);
}

/** What is booked once these were read again: what is over, or out of sight, is gone. */
export function withChanges(
  before: ReadonlyMap<string, Assignment>,
  ids: readonly string[],
  read: readonly (Assignment | null)[],
): ReadonlyMap<string, Assignment> {
  const next = new Map(before);
  ids.forEach((id, index) => {
    const order = read[index];
    if (order === null || order === undefined || OVER.includes(order.state)) next.delete(id);
    else next.set(id, order);
  });
  return next;
}

async function readOne(id: string): Promise<Assignment | null> {
  const params = { path: { assignment_id: id } };
  return ask(api.GET('/api/v1/assignments/{assignment_id}', { params })).catch(() => null);
}

async function readAssignments(): Promise<Assignment[]> {
  const found: Assignment[] = [];
  let cursor: string | null = null;
  do {
    const query: { active: boolean; limit: number; cursor?: string } = {
      active: true,
      limit: PAGE_SIZE,
      ...(cursor !== null && { cursor }),
    };
    const page = await ask(api.GET('/api/v1/assignments', { params: { query } }));
    found.push(...page.items);
    cursor = page.next_cursor;
  } while (cursor !== null);
  return found;
}

const DAY_MS = 24 * 3_600_000;

async function readShifts(): Promise<Shift[]> {
  const now = Date.now();
  const query = {
    since: new Date(now - DAY_MS / 2).toISOString(),
    until: new Date(now + DAY_MS).toISOString(),
    limit: 1000,
  };
  return (await ask(api.GET('/api/v1/shifts', { params: { query } }))).items;
}

/** Shifts alone have changed. */
export async function rereadShifts(): Promise<void> {
  shifts.value = await readShifts().catch(() => shifts.value);
}
