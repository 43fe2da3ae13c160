import { computed, signal } from '@preact/signals';
import { ask, createResource, type LiveEvent, type Schemas } from '../../../api/index.ts';
import { locale } from '../../../i18n/index.ts';
import { api } from '../store.ts';

export type StoreStock = Schemas['StoreStockOut'];
export type StockLine = Schemas['StockLineOut'];
export type Lot = Schemas['LotOut'];
export type Profile = Schemas['PpeProfileOut'];
export type Item = Schemas['PpeItemOut'];
export type Outlook = Schemas['OutlookOut'];
export type JobStock = Schemas['JobStockOut'];
export type Movement = Schemas['MovementOut'];
export type Held = Schemas['PpeHeldOut'];
export type View = 'stock' | 'jobs' | 'forecast' | 'movements' | 'held' | 'profiles';

export const view = signal<View>('stock');
export const storeId = signal<string | null>(null);
export const profileCode = signal<string | null>(null);
/** How far the forecast looks ahead, hours. */
export const horizon = signal(24);

export const items = createResource(() => ask(api.GET('/api/v1/ppe-items')));
export const stock = createResource(() => ask(api.GET('/api/v1/ppe-stock')));
export const jobs = createResource(() => ask(api.GET('/api/v1/ppe-stock/jobs')));
export const held = createResource(() => ask(api.GET('/api/v1/ppe-stock/held')));
export const profiles = createResource(() => ask(api.GET('/api/v1/ppe-profiles')));
export const forecast = createResource(() =>
  ask(api.GET('/api/v1/ppe-stock/forecast', { params: { query: { hours: horizon.value } } })),
);
export const movements = createResource(() =>
  ask(api.GET('/api/v1/ppe-stock/movements', { params: { query: { store_id: storeId.value ?? undefined, limit: 100 } } })),
);
export const versions = createResource(async () => {
  const code = profileCode.value;
  return code === null ? null : ask(api.GET('/api/v1/ppe-profiles', { params: { query: { code } } }));
});

const SHOWN = { stock, jobs, forecast, movements, held, profiles } as const;

/** Articles in short supply, as the number beside the tab. */
export const lowCount = computed(
  () => (stock.data.value?.stores ?? []).flatMap((each) => each.lines).filter((line) => line.level !== 'ok').length,
);

export const store = computed<StoreStock | null>(() => {
  const all = stock.data.value?.stores ?? [];
  return all.find((each) => each.store.id === storeId.value) ?? all[0] ?? null;
});

const byCode = computed(() => new Map((items.data.value?.items ?? []).map((each) => [each.code, each])));

export function itemOf(code: string): Item | undefined {
  return byCode.value.get(code);
}

export function itemName(code: string): string {
  return byCode.value.get(code)?.name[locale.value] ?? code.replaceAll('_', ' ');
}

export function storeName(id: string | null): string {
  const found = stock.data.value?.stores.find((each) => each.store.id === id);
  return found === undefined ? '' : found.store.name;
}

export function reload(): void {
  void items.reload();
  void stock.reload();
  if (view.value !== 'stock') void SHOWN[view.value].reload();
  if (profileCode.value !== null) void versions.reload();
}

/** What a change of stock, jobs or profiles may have made old; null after a gap in the stream. */
export function onLive(event: LiveEvent | null): void {
  if (event !== null && !event.subject_kind.startsWith('ppe')) return;
  stock.reloadSoon();
  if (view.value !== 'stock') SHOWN[view.value].reloadSoon();
}

export function show(next: View): void {
  view.value = next;
  void SHOWN[next].reload();
}

export function openStore(id: string): void {
  storeId.value = id;
}

export function openProfile(code: string): void {
  profileCode.value = code;
  versions.set(null);
  void versions.reload();
}

export function lookAhead(hours: number): void {
  horizon.value = hours;
  void forecast.reload();
}

/** After a change of one's own: what it touched is fetched anew. */
export async function changed<Answer>(sent: Promise<Answer>): Promise<Answer> {
  const answer = await sent;
  reload();
  return answer;
}
