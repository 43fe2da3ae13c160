import { computed, effect, signal } from '@preact/signals';
import { ask, createResource, type LiveEvent, type RoadClosure } from '../../api/index.ts';
import { toast } from '../../design/index.ts';
import { t } from '../../i18n/index.ts';
import { now } from '../../live/index.ts';
import type { DrawnShape, ShapeKind } from '../../map/index.ts';
import { readShape, textOf } from './closure-shape.ts';
import * as store from './store.ts';
import { offerUndo } from './undo.ts';

export const mayLook = computed(() => store.session.may('roads.read'));
export const mayClose = computed(() => store.session.may('roads.write'));

const found = createResource(async () =>
  mayLook.value ? ask(store.api.GET('/api/v1/road-closures', { params: { query: { limit: 500 } } })) : null,
);
export const { problem } = found;
export const reload = found.reload;

/** Closures in force and those to come; what has run out meanwhile is gone. Null until they were read. */
export const closures = computed<readonly RoadClosure[] | null>(() => {
  const items = found.data.value?.items ?? null;
  return items?.filter((each) => each.valid_until === null || Date.parse(each.valid_until) > now.value) ?? null;
});

/** The closure that the map is to show. */
export const shownId = signal<string | null>(null);

// The place of the closure in the form: drawn or typed, always as text.
export const kind = signal<ShapeKind>('Point');
export const placeText = signal('');
export const place = computed(() => readShape(kind.value, placeText.value));

export function draw(shape: DrawnShape | null): void {
  placeText.value = shape === null ? '' : textOf(shape);
}

export function toggleRoads(): void {
  if (!mayLook.value) return;
  if (store.roads.value !== null) return closeRoads();
  store.openRoads();
}

export function closeRoads(): void {
  store.roads.value = null;
  shownId.value = null;
}

export function openForm(): void {
  draw(null);
  shownId.value = null;
  store.roads.value = 'form';
}

/** From the form back to the list, from the list away. */
export function back(): void {
  if (store.roads.value === 'form') store.roads.value = 'list';
  else closeRoads();
}

export function show(id: string): void {
  if (store.roads.value === null) store.openRoads();
  shownId.value = id;
}

export interface NewClosure {
  readonly unit_id: string;
  readonly geometry: DrawnShape;
  readonly reason: string;
  readonly valid_from: string | null;
  readonly valid_until: string | null;
}

/** For the form: the refusal is its own to show. `once` makes a repeated press harmless. */
export async function closeRoad(body: NewClosure, once: string): Promise<void> {
  const params = { header: { 'idempotency-key': once } };
  const geometry = { type: body.geometry.type, coordinates: body.geometry.coordinates as unknown[] };
  const made = await ask(store.api.POST('/api/v1/road-closures', { params, body: { ...body, geometry } }));
  offerUndo(t('closure.closed'), () => openRoad(made, t('closure.undo_reason')));
  store.roads.value = 'list';
  await reload();
}

/** Likewise for the question about the reason. */
export async function openRoad(closure: RoadClosure, reason: string): Promise<void> {
  const params = { path: { closure_id: closure.id } };
  await ask(store.api.POST('/api/v1/road-closures/{closure_id}/end', { params, body: { reason } }));
  toast('ok', t('closure.ended'));
  if (shownId.value === closure.id) shownId.value = null;
  await reload();
}

function onLive(event: LiveEvent | null): void {
  if (event === null || event.subject_kind === 'road_closure') found.reloadSoon();
}

/** Keep the closures fresh while somebody is signed in; returns the way to stop. */
export function followClosures(): () => void {
  const stops = [store.stream.listen(onLive), effect(() => void (mayLook.value && reload()))];
  return () => stops.forEach((stop) => stop());
}
