import { computed, effect, signal } from '@preact/signals';
import type { MultiPolygon } from 'geojson';
import { ask, createApi, createResource, Session, type LiveEvent, type Zone } from '../../api/index.ts';
import { locale } from '../../i18n/index.ts';
import { LiveStream } from '../../live/index.ts';
import { readArea } from './area.ts';
import { ownAuthorityIds } from './own.ts';
import { inOrder } from './requests.ts';
import { PART_KINDS, partDrafts, type PartDraft } from './zone-draft.ts';

export type DeskTab = 'requests' | 'inside' | 'zones' | 'orders' | 'authorities';

const PAGE_SIZE = 500;

export const session = new Session('liaison');
export const api = createApi(session);
export const stream = new LiveStream(session);

// What the person is looking at.
export const tab = signal<DeskTab>('requests');
/** A letter's link leads to one request. */
export const permitId = signal<string | null>(new URLSearchParams(location.search).get('permit'));
export const zoneId = signal<string | null>(null);
export const authorityId = signal<string | null>(null);
/** The zone form: for a new zone, for a new version of one, or closed. */
export const drafting = signal<'new' | Zone | null>(null);
/** The area of the zone in the form, drawn or pasted, and its GeoJSON as text; null while the text is no area. */
export const area = signal<MultiPolygon | null>(null);
export const areaText = signal('');
/** The hot, warm and cold parts of the zone in the form. */
export const parts = signal<readonly PartDraft[]>([]);
/** What the drawing on the map belongs to: the zone's area, or one of its parts. */
export const target = signal<'zone' | number>('zone');
export const drawn = computed(() =>
  target.value === 'zone' ? area.value : (parts.value[target.value]?.geometry ?? null),
);
/** Holes drawn outside every part of the area: they cut nothing. */
export const strayHoles = signal(0);

// What the server knows.
export const permits = createResource(() =>
  ask(api.GET('/api/v1/entry-permits', { params: { query: { limit: PAGE_SIZE } } })),
);
export const zones = createResource(() => ask(api.GET('/api/v1/zones', { params: { query: { limit: PAGE_SIZE } } })));
export const authorities = createResource(() =>
  ask(api.GET('/api/v1/authorities', { params: { query: { limit: PAGE_SIZE } } })),
);

/** Who is in the zones of this person's authorities now. */
export const inside = createResource(() => ask(api.GET('/api/v1/exposures/inside')));

export const permitRows = computed(() => inOrder(permits.data.value?.items ?? []));
export const permit = computed(() => permitRows.value.find((row) => row.id === permitId.value) ?? null);
export const zoneRows = computed(() => zones.data.value?.items ?? []);
/** Null: this person answers for every authority. */
export const ownIds = computed(() => ownAuthorityIds(session.me.value, authorities.data.value?.items ?? []));
export const ownZones = computed(() => {
  const own = ownIds.value;
  return own === null ? zoneRows.value : zoneRows.value.filter((zone) => own.has(zone.authority.id));
});
export const zone = computed(() => zoneRows.value.find((row) => row.id === zoneId.value) ?? null);
export const ownAuthorities = computed(() => {
  const own = ownIds.value;
  return (authorities.data.value?.items ?? []).filter((authority) => own === null || own.has(authority.id));
});

export const authority = computed(() => ownAuthorities.value.find((row) => row.id === authorityId.value) ?? null);

export function openPermit(id: string): void {
  permitId.value = id;
}

export function openZone(id: string): void {
  closeForm();
  zoneId.value = id;
}

export function openForm(what: 'new' | Zone): void {
  target.value = 'zone';
  parts.value = what === 'new' ? [] : partDrafts(what.current ?? what.next);
  drawArea(what === 'new' ? null : ((what.current ?? what.next)?.geometry ?? null));
  drafting.value = what;
}

export function closeForm(): void {
  drafting.value = null;
  strayHoles.value = 0;
  target.value = 'zone';
  parts.value = [];
  drawArea(null);
}

/** An area that comes from the map or from a zone; its text follows. */
export function drawArea(geometry: MultiPolygon | null): void {
  area.value = geometry;
  areaText.value = geometry === null ? '' : JSON.stringify(geometry);
}

/** What was drawn goes to the zone or to the part that is being drawn. */
export function draw(geometry: MultiPolygon | null): void {
  if (target.value === 'zone') drawArea(geometry);
  else changePart(target.value, { geometry });
}

export function drawFor(what: 'zone' | number): void {
  strayHoles.value = 0;
  target.value = what;
}

export function addPart(): void {
  const used = new Set(parts.value.map((part) => part.kind));
  const kind = PART_KINDS.find((each) => !used.has(each)) ?? 'cold';
  parts.value = [...parts.value, { kind, name: '', ppe: '', minutes: '', geometry: null }];
  drawFor(parts.value.length - 1);
}

export function changePart(at: number, changed: Partial<PartDraft>): void {
  parts.value = parts.value.map((part, index) => (index === at ? { ...part, ...changed } : part));
}

export function removePart(at: number): void {
  drawFor('zone');
  parts.value = parts.value.filter((_, index) => index !== at);
}

/** An area that is typed or pasted stays as it was written. */
export function typeArea(text: string): void {
  const read = readArea(text);
  area.value = 'geometry' in read ? read.geometry : null;
  areaText.value = text;
}

export function closeSide(): void {
  if (drafting.value !== null) closeForm();
  else if (tab.value === 'zones') zoneId.value = null;
  else permitId.value = null;
}

/** A zone's change can void requests, so both are fetched again. */
function onLive(event: LiveEvent | null): void {
  const kind = event?.subject_kind;
  if (kind === undefined || kind === 'zone') zones.reloadSoon();
  if (kind === undefined || kind === 'authority') authorities.reloadSoon();
  if (kind !== 'zone') inside.reloadSoon();
  if (kind === undefined || kind === 'zone' || kind === 'permit' || kind === 'assignment') permits.reloadSoon();
}

/** Fetch everything and follow the stream while somebody is signed in; returns the way to stop. */
export function follow(): () => void {
  const unlisten = stream.listen(onLive);
  stream.start();
  const stop = effect(() => {
    void locale.value;
    for (const resource of [permits, zones, authorities, inside]) void resource.reload();
  });
  return () => {
    stop();
    unlisten();
    stream.stop();
  };
}
