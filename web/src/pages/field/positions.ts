import { effect, signal } from '@preact/signals';
import { asProblem, ask, type Api } from '../../api/index.ts';
import { dropFixes, isNews, keepFix, listFixes, steadyAt, steadyNow, type FieldDatabase, type KeptFix } from '../../offline/index.ts';
import { openBreak, shiftStep, type OwnShift } from './crew-shift.ts';
import { fix, fixPermission, refreshFix, type Fix } from './fix.ts';

/** From when until when the worker's place is anybody's business, milliseconds by the server's clock. */
export interface Duty {
  readonly from: number;
  readonly until: number;
}

/** The worker's duty as it stands now; null off duty and on a break. */
export const duty = signal<Duty | null>(null);
/** How many fixes wait on this phone. */
export const fixesWaiting = signal(0);

const BATCH = 500;
const LOOK_EVERY_MS = 60_000;

/** The span in which fixes are taken: signed on, within the shift, since the last break. */
export function dutyOf(shift: OwnShift | null): Duty | null {
  if (shift?.day == null || shift.signed_on_at === null || shiftStep(shift).kind !== 'on_duty' || openBreak(shift) !== null) return null;
  const { begins_at, ends_at, breaks } = shift.day;
  const since = [shift.signed_on_at, begins_at, ...breaks.flatMap((each) => each.ended_at ?? [])];
  return { from: Math.max(...since.map(Date.parse)), until: Date.parse(ends_at) };
}

/** A fix as it is kept, where it was taken on duty. */
export function onDuty(span: Duty | null, taken: Fix): KeptFix | null {
  const { lon, lat, accuracy_m } = taken;
  const at = Math.round(steadyAt(taken.at));
  return span === null || at < span.from || at >= span.until ? null : { at, lon, lat, accuracy_m };
}

/** Write down where the phone is while on duty, for as long as the page is open; returns the way to stop. */
export function collectFixes(database: FieldDatabase): () => void {
  let last: KeptFix | null = null;
  let over = false;
  const count = async (): Promise<void> => {
    const waiting = await database.count('fixes');
    if (!over) fixesWaiting.value = waiting;
  };
  const keep = async (taken: KeptFix): Promise<void> => {
    last = taken;
    await keepFix(database, taken);
    await count();
  };
  const look = (): void => {
    const span = duty.peek();
    if (span !== null && fixPermission.peek() === 'granted' && steadyNow() < span.until) refreshFix();
  };
  const stops = [
    effect(() => {
      const held = fix.value;
      const taken = held === null ? null : onDuty(duty.value, held);
      // Closing the store ends this too: whoever signs out leaves no place behind.
      if (taken !== null && isNews(last, taken)) void keep(taken).catch(() => null);
    }),
    effect(() => {
      if (duty.value !== null && fixPermission.value === 'granted') look();
    }),
  ];
  const timer = setInterval(look, LOOK_EVERY_MS);
  void count().catch(() => null);
  return () => {
    over = true;
    clearInterval(timer);
    for (const stop of stops) stop();
    fixesWaiting.value = 0;
  };
}

/** Send what waits, the oldest first. Each batch is forgotten once it is answered, whatever the answers are. */
export async function sendFixes(api: Api, database: FieldDatabase): Promise<void> {
  for (;;) {
    const batch = await listFixes(database, BATCH);
    if (batch.length === 0 || !(await post(api, batch))) break;
    await dropFixes(database, batch);
    if (batch.length < BATCH) break;
  }
  fixesWaiting.value = await database.count('fixes');
}

/** Whether the batch was looked at. What is not the network's fault holds up nothing else that is to be sent. */
async function post(api: Api, batch: readonly KeptFix[]): Promise<boolean> {
  const fixes = batch.map(({ at, ...where }) => ({ ...where, device_time: new Date(at).toISOString() }));
  const body = { fixes, sent_at: new Date(steadyNow()).toISOString() };
  try {
    await ask(api.POST('/mobile/v1/positions', { body }));
    return true;
  } catch (error) {
    const { status } = asProblem(error);
    if (status === 422) return true;
    if (status === 403) return false;
    throw error;
  }
}
