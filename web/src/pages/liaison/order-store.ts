import { computed, effect, signal } from '@preact/signals';
import { ask, createResource, type IsolationOrder, type LiveEvent, type Schemas } from '../../api/index.ts';
import { toast } from '../../design/index.ts';
import { locale, t } from '../../i18n/index.ts';
import { now } from '../../live/index.ts';
import { groundOf, ordersInOrder, standingOf } from '../../orders/index.ts';
import { partsOf, type OrderIn, type OrderPart, type OrderPatch } from './order-draft.ts';
import * as desk from './store.ts';

const { api, session } = desk;
const PAGE_SIZE = 500;
const page = { params: { query: { limit: PAGE_SIZE } } };

/** Orders are the utility's own: an authority's liaison neither keeps nor sees them. */
export const mayRead = computed(() => session.may('orders.read'));
export const mayWrite = computed(() => session.may('orders.write'));

export const orderId = signal<string | null>(null);
/** The order form: for a new one, for a change of one, or closed. */
export const drafting = signal<'new' | IsolationOrder | null>(null);
/** What the order in the form is over. */
export const over = signal<readonly OrderPart[]>(['area']);
/** The map's drawing tools are the order form's while it is over an area. */
export const drawing = computed(() => drafting.value !== null && over.value.includes('area'));

export const orders = createResource(async () => {
  const found = mayRead.peek() ? await ask(api.GET('/api/v1/isolation-orders', page)) : null;
  return found?.items ?? [];
});
export const levels = createResource(async () => (mayRead.peek() ? ask(api.GET('/api/v1/isolation-levels')) : []));
export const units = createResource(async () => {
  const found = mayRead.peek() ? await ask(api.GET('/api/v1/units', page)) : null;
  return found?.items ?? [];
});
/** All that the opened order ever said. */
export const history = createResource(async () => {
  const id = orderId.peek();
  if (id === null) return null;
  return ask(api.GET('/api/v1/isolation-orders/{order_id}/history', { params: { path: { order_id: id } } }));
});

export const rows = computed(() => ordersInOrder(orders.data.value ?? [], now.value));
export const order = computed(() => rows.value.find((row) => row.id === orderId.value) ?? null);
export const inForce = computed(() => rows.value.filter((row) => standingOf(row, now.value) === 'in_force').length);
/** Where the opened order lies, as far as it can be drawn: its area and its units' territories. */
export const shape = computed(() => (order.value === null ? null : groundOf(order.value, units.data.value ?? [])));

export function openOrder(id: string): void {
  closeForm();
  orderId.value = id;
  history.set(null);
  void history.reload();
}

export function openForm(what: 'new' | IsolationOrder): void {
  desk.target.value = 'zone';
  over.value = what === 'new' ? ['area'] : partsOf(what);
  desk.drawArea(what === 'new' ? null : (what.area as Parameters<typeof desk.drawArea>[0]));
  drafting.value = what;
}

export function closeForm(): void {
  if (drafting.value === null) return;
  drafting.value = null;
  desk.strayHoles.value = 0;
  desk.drawArea(null);
}

export function closeSide(): void {
  if (drafting.value !== null) closeForm();
  else orderId.value = null;
}

export async function publish(body: OrderIn): Promise<void> {
  const made = await ask(api.POST('/api/v1/isolation-orders', { body }));
  toast('ok', t('orders.published', { name: made.name }));
  await orders.reload();
  openOrder(made.id);
}

export async function change(before: IsolationOrder, body: OrderPatch): Promise<void> {
  const params = { path: { order_id: before.id }, header: { 'if-match': `"${before.version}"` } };
  const changed = await ask(api.PATCH('/api/v1/isolation-orders/{order_id}', { params, body }));
  toast('ok', t('orders.changed', { name: changed.name }));
  await orders.reload();
  openOrder(changed.id);
}

export async function end(ending: IsolationOrder, reason: string): Promise<void> {
  const params = { path: { order_id: ending.id } };
  await ask(api.POST('/api/v1/isolation-orders/{order_id}/end', { params, body: { reason } }));
  toast('ok', t('orders.ended', { name: ending.name }));
  orderId.value = null;
  await orders.reload();
}

export function preview(body: OrderIn): Promise<Schemas['OrderPreviewOut']> {
  return ask(api.POST('/api/v1/isolation-orders/preview', { body }));
}

export function previewStep(id: string, body: Schemas['OrderStepIn']): Promise<Schemas['OrderPreviewOut']> {
  return ask(api.POST('/api/v1/isolation-orders/{order_id}/preview', { params: { path: { order_id: id } }, body }));
}

function onLive(event: LiveEvent | null): void {
  if (event !== null && event.subject_kind !== 'isolation_order' && event.subject_kind !== 'isolation_level') return;
  orders.reloadSoon();
  levels.reloadSoon();
  if (orderId.peek() !== null) history.reloadSoon();
}

/** Fetch and follow the orders while a person who may see them is at the desk; returns the way to stop. */
export function follow(): () => void {
  const unlisten = desk.stream.listen(onLive);
  const stop = effect(() => {
    void locale.value;
    if (!mayRead.value) return;
    for (const resource of [orders, levels, units]) void resource.reload();
  });
  return () => {
    stop();
    unlisten();
  };
}
