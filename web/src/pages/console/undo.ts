import { signal } from '@preact/signals';
import { asProblem, ask, type Assignment } from '../../api/index.ts';
import { dismissToast, toast } from '../../design/index.ts';
import { t } from '../../i18n/index.ts';
import { api, reloadSelected, selectedId, tab } from './store.ts';

/** Long enough to notice a slip; after that the crew may be on its way, and taking back is a decision with a reason. */
const OFFERED_MS = 60_000;

interface Offer {
  readonly takeBack: () => Promise<void>;
  readonly until: number;
  readonly toastId: number;
}

const offer = signal<Offer | null>(null);

/** Say what was ordered; Ctrl-Z or the toast's own button takes it back. */
export function tellWithUndo(said: string, orders: readonly Assignment[]): void {
  offerUndo(said, () => takeAllBack(orders));
}

/** Say what was done, and offer the way back for a while. */
export function offerUndo(said: string, takeBack: () => Promise<void>): void {
  const toastId = toast('ok', said, undefined, { label: t('action.undo'), run: () => void undo() });
  offer.value = { takeBack, until: Date.now() + OFFERED_MS, toastId };
}

/** Take back what was done here last. */
export async function undo(): Promise<void> {
  const last = offer.value;
  offer.value = null;
  if (last === null || last.until < Date.now()) return;
  dismissToast(last.toastId);
  await last.takeBack();
}

/** Each order is withdrawn, which the crew's phones are told. */
async function takeAllBack(orders: readonly Assignment[]): Promise<void> {
  for (const order of orders) await takeBack(order);
  if (orders.some((order) => order.ticket.id === selectedId.value)) tab.value = 'crews';
  await reloadSelected();
}

async function takeBack(order: Assignment): Promise<void> {
  const params = { path: { assignment_id: order.id } };
  const body = { to: 'withdrawn', reason: t('undo.reason') } as const;
  try {
    await ask(api.POST('/api/v1/assignments/{assignment_id}/transitions', { params, body }));
    toast('ok', t('undo.done', { number: order.ticket.number, crew: order.crew.name }));
  } catch (error) {
    const problem = asProblem(error);
    toast('danger', t('undo.too_late', { crew: order.crew.name }), problem.explanation ?? problem.title);
  }
}
