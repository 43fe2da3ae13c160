import type { MultiPolygon } from 'geojson';
import type { IsolationLevel, IsolationOrder, Schemas } from '../../api/index.ts';
import { fromLocalInput, toLocalInput, type FieldErrors } from '../../forms/index.ts';
import { t } from '../../i18n/index.ts';

export type OrderIn = Schemas['OrderIn'];
export type OrderPatch = Schemas['OrderPatch'];

/** An order as it is being written; times as typed. */
export interface OrderDraft {
  readonly name: string;
  readonly legal: string;
  readonly level: string;
  readonly over: 'area' | 'unit';
  readonly unitId: string;
  readonly from: string;
  readonly until: string;
  readonly allowed: readonly string[];
  /** Why an order that binds already is changed. */
  readonly reason: string;
}

/** What nobody has typed yet stands in a preview as this. */
const UNSAID = '–';

export function emptyOrder(levels: readonly IsolationLevel[], unitId: string): OrderDraft {
  const level = levels.find((each) => each.active);
  return {
    name: '',
    legal: '',
    level: level?.code ?? '',
    over: 'area',
    unitId,
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
    over: order.unit_id === null ? 'area' : 'unit',
    unitId: order.unit_id ?? '',
    from: toLocalInput(order.valid_from),
    until: toLocalInput(order.valid_until),
    allowed: order.allowed_work_types,
    reason: '',
  };
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
    ...(draft.over === 'unit' && draft.unitId === '' && { unit_id: required }),
    ...(draft.over === 'area' && geometry === null && { area: t('zone_form.area_missing') }),
    ...(changing && draft.reason.trim() === '' && { reason: required }),
  };
}

/** The body that publishes the draft, or null while it is over nothing; a start left empty means `now`. */
export function orderBody(draft: OrderDraft, geometry: MultiPolygon | null, now: Date): OrderIn | null {
  const where = draft.over === 'unit' ? draft.unitId !== '' && { unit_id: draft.unitId } : geometry !== null && { area: geometry };
  if (!where) return null;
  return {
    name: draft.name.trim() || UNSAID,
    legal_reference: draft.legal.trim() || UNSAID,
    level: draft.level,
    ...where,
    valid_from: fromLocalInput(draft.from) ?? now.toISOString(),
    valid_until: fromLocalInput(draft.until),
    allowed_work_types: [...draft.allowed],
  };
}

/** Only what the draft says otherwise than the order, with the reason; null while that is nothing. */
export function orderChange(order: IsolationOrder, draft: OrderDraft, geometry: MultiPolygon | null): OrderPatch | null {
  const before = orderDraftOf(order);
  const moved = order.area !== null && geometry !== null && !sameShape(geometry, order.area);
  const changes: Omit<OrderPatch, 'reason'> = {
    ...(draft.name.trim() !== before.name && { name: draft.name.trim() || UNSAID }),
    ...(draft.legal.trim() !== before.legal && { legal_reference: draft.legal.trim() || UNSAID }),
    ...(draft.level !== before.level && { level: draft.level }),
    ...(draft.until !== before.until && { valid_until: fromLocalInput(draft.until) }),
    ...(!sameWork(draft.allowed, before.allowed) && { allowed_work_types: [...draft.allowed] }),
    ...(moved && { area: geometry }),
  };
  if (Object.keys(changes).length === 0) return null;
  // A level left alone would bring its own work: what is ticked holds.
  const work = changes.level === undefined ? {} : { allowed_work_types: [...draft.allowed] };
  return { ...changes, ...work, reason: draft.reason.trim() || UNSAID };
}

function sameWork(one: readonly string[], other: readonly string[]): boolean {
  return one.length === other.length && one.every((type) => other.includes(type));
}

function sameShape(one: { coordinates: unknown }, other: { coordinates: unknown }): boolean {
  return JSON.stringify(one.coordinates) === JSON.stringify(other.coordinates);
}
