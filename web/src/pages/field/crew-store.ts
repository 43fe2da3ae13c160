import { batch, computed, effect, signal } from '@preact/signals';
import { ask } from '../../api/index.ts';
import { locale } from '../../i18n/index.ts';
import { wasTaken, type FieldAction } from '../../offline/index.ts';
import { isCrewAction, withPendingShift, type OwnShift } from './crew-shift.ts';
import { duty, dutyOf } from './positions.ts';
import * as store from './store.ts';

const FACT = 'shift';
/** What the server said last of the worker's shift. */
const told = signal<OwnShift | null>(null);
/** When the request went out that brought it: what was answered since stands in no answer yet. */
const toldAt = signal(0);
/** The shift with what waits in the queue, or was only just taken, laid over it; null until anything was heard of it. */
export const shift = computed(() => {
  const held = told.value;
  if (held === null) return null;
  const taken = store.answered.value.filter((each) => wasTaken(each.answer) && Date.parse(each.at) >= toldAt.value);
  const done = [...taken.map((each) => each.action).reverse(), ...store.pending.value];
  return withPendingShift(held, unique(done.filter(isCrewAction)));
});

/** An action may be answered and still lie in the queue for a moment. */
const unique = (actions: readonly FieldAction[]): readonly FieldAction[] => [
  ...new Map(actions.map((each) => [each.action_id, each])).values(),
];
export const waiting = computed(() => store.pending.value.filter(isCrewAction).length);

let fetching: Promise<void> | null = null;

/** Fetch the shift anew; without a network what is held stays. */
export async function refreshShift(): Promise<void> {
  fetching ??= fetchShift().finally(() => (fetching = null));
  return fetching;
}

async function fetchShift(): Promise<void> {
  const askedAt = Date.now();
  try {
    const found = await ask(store.api.GET('/mobile/v1/shift'));
    batch(() => {
      told.value = found;
      toldAt.value = askedAt;
    });
    await store.keepFact(FACT, found);
  } catch {
    told.value ??= ((await store.readFact(FACT)) as OwnShift | undefined) ?? null;
  }
}

/** Keep the shift in step with every pull, and with what the server answers. */
export function followShift(): () => void {
  let before: string | null = null;
  const stopDuty = effect(keepDuty);
  const stopTelling = effect(() => {
    const me = store.myId.value;
    if (me === null || me !== before) told.value = null;
    before = me;
    // every pull, every answer and a change of language bring it anew
    const causes = [store.pulledAt.value, store.answered.value, locale.value];
    if (me !== null && causes.length > 0) void recall().then(refreshShift);
  });
  return () => {
    stopTelling();
    stopDuty();
    duty.value = null;
  };
}

/** The shift is told anew all the time; whoever follows the duty is disturbed only when it is another one. */
function keepDuty(): void {
  const now = dutyOf(shift.value);
  const held = duty.peek();
  if (now?.from !== held?.from || now?.until !== held?.until) duty.value = now;
}

async function recall(): Promise<void> {
  told.value ??= ((await store.readFact(FACT)) as OwnShift | undefined) ?? null;
}

/** Record what was done about the shift; the page shows it at once. */
export const act = store.act;
