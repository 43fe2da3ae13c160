import type { MultiPolygon } from 'geojson';
import type { IsolationLevel, IsolationOrder, Schemas } from '../../api/index.ts';
import { fromLocalInput, toLocalInput, type FieldErrors } from '../../forms/index.ts';
import { t } from '../../i18n/index.ts';

export type OrderIn = Schemas['OrderIn'];
export type OrderPatch = Schemas['OrderPatch'];

export type OrderPart = 'area' | 'units';

/** An order as it is being written; times as typed. */
export interface OrderDraft {
  readonly name: string;
  readonly legal: string;
  readonly level: string;
  /** An area, units, or both. */
  readonly over: readonly OrderPart[];
  readonly unitIds: readonly string[];
  readonly from: string;
  readonly until: string;
  readonly allowed: readonly string[];
  /** Why an order that binds already is changed. */
  readonly reason: string;
}

/** What nobody has typed yet stands in a preview as this. */
const UNSAID = '–';

export function emptyOrder(levels: readonly IsolationLevel[]): OrderDraft {
  const level = levels.find((each) => each.active);
  return {
    name: '',
    legal: '',
    level: level?.code ?? '',
    over: ['area'],
    unitIds: [],
    from: '',
    until: '',
    allowed: level?.allowed_work_types ?? [],
    reason: '',
  };
}

export function orderDraftOf(order: IsolationOrder): OrderDraft {
  return {
    name: order.name,
    legal: order.legal_reference,
    level: order.level,
    over: partsOf(order),
    unitIds: order.unit_ids,
    from: toLocalInput(order.valid_from),
    until: toLocalInput(order.valid_until),
    allowed: order.allowed_work_types,
    reason: '',
  };
}

/** What an order is over. */
export function partsOf(order: Pick<IsolationOrder, 'area' | 'unit_ids'>): OrderPart[] {
  return [...(order.area === null ? [] : ['area' as const]), ...(order.unit_ids.length === 0 ? [] : ['units' as const])];
}

/** Another level brings the work that it allows. */
export function withLevel(draft: OrderDraft, code: string, levels: readonly IsolationLevel[]): OrderDraft {
  const level = levels.find((each) => each.code === code);
  return { ...draft, level: code, allowed: level?.allowed_work_types ?? draft.allowed };
}

/** What stands in the way of sending it, by field. */
export function orderErrors(draft: OrderDraft, geometry: MultiPolygon | null, changing: boolean): FieldErrors {
  const required = t('field.required');
  const [from, until] = [fromLocalInput(draft.from), fromLocalInput(draft.until)];
  const late = until !== null && Date.parse(until) <= (from === null ? Date.now() : Date.parse(from));
  return {
    ...(draft.name.trim() === '' && { name: required }),
    ...(draft.legal.trim() === '' && { legal_reference: required }),
    ...(draft.level === '' && { level: required }),
    ...(late && { valid_until: t('zone_form.until_order') }),
    ...(draft.over.length === 0 && { over: required }),
    ...(draft.over.includes('units') && draft.unitIds.length === 0 && { unit_ids: required }),
    ...(draft.over.includes('area') && geometry === null && { area: t('zone_form.area_missing') }),
    ...(changing && draft.reason.trim() === '' && { reason: required }),
  };
}

/** The body that publishes the draft, or null while it is over nothing; a start left empty means `now`. */
export function orderBody(draft: OrderDraft, geometry: MultiPolygon | null, now: Date): OrderIn | null {
  const { area, unit_ids } = whereOf(draft, geometry);
  if (area === null && unit_ids.length === 0) return null;
  return {
    name: draft.name.trim() || UNSAID,
    legal_reference: draft.legal.trim() || UNSAID,
    level: draft.level,
    ...(area !== null && { area }),
    unit_ids,
    valid_from: fromLocalInput(draft.from) ?? now.toISOString(),
    valid_until: fromLocalInput(draft.until),
    allowed_work_types: [...draft.allowed],
  };
}

/** Only what the draft says otherwise than the order, with the reason; null while that is nothing. */
export function orderChange(order: IsolationOrder, draft: OrderDraft, geometry: MultiPolygon | null): OrderPatch | null {
  const before = orderDraftOf(order);
  const { area, unit_ids } = whereOf(draft, geometry);
  const changes: Omit<OrderPatch, 'reason'> = {
    ...(draft.name.trim() !== before.name && { name: draft.name.trim() || UNSAID }),
    ...(draft.legal.trim() !== before.legal && { legal_reference: draft.legal.trim() || UNSAID }),
    ...(draft.level !== before.level && { level: draft.level }),
    ...(draft.until !== before.until && { valid_until: fromLocalInput(draft.until) }),
    ...(!sameSet(draft.allowed, before.allowed) && { allowed_work_types: [...draft.allowed] }),
    ...(!sameShape(area, order.area) && { area }),
    ...(!sameSet(unit_ids, order.unit_ids) && { unit_ids }),
  };
  if (Object.keys(changes).length === 0) return null;
  // A level left alone would bring its own work: what is ticked holds.
  const work = changes.level === undefined ? {} : { allowed_work_types: [...draft.allowed] };
  return { ...changes, ...work, reason: draft.reason.trim() || UNSAID };
}

/** What the draft is over, of what is chosen and drawn. */
function whereOf(draft: OrderDraft, geometry: MultiPolygon | null): { area: MultiPolygon | null; unit_ids: string[] } {
  return {
    area: draft.over.includes('area') ? geometry : null,
    unit_ids: draft.over.includes('units') ? [...draft.unitIds] : [],
  };
}

function sameSet(one: readonly string[], other: readonly string[]): boolean {
  return one.length === other.length && one.every((each) => other.includes(each));
}

function sameShape(one: { coordinates: unknown } | null, other: { coordinates: unknown } | null): boolean {
  return JSON.stringify(one?.coordinates) === JSON.stringify(other?.coordinates);
}
