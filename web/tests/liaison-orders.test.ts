import { beforeEach, expect, test } from 'vitest';
import type { IsolationLevel, IsolationOrder, Unit } from '../src/api/index.ts';
import { locale } from '../src/i18n/index.ts';
import { forbiddenBy, groundOf, levelName, ordersInOrder, placeOf, standingOf } from '../src/orders/index.ts';
import { emptyOrder, orderBody, orderChange, orderDraftOf, orderErrors, withLevel, type OrderDraft } from '../src/pages/liaison/order-draft.ts';
import { totalsOf } from '../src/pages/liaison/order-totals.ts';
import { unitsToOffer } from '../src/pages/liaison/units-to-offer.ts';

const NOON = new Date('2026-04-01T05:00:00Z');
const RING = [[108, 16], [108.1, 16], [108.1, 16.1], [108, 16]];
const AREA = { type: 'MultiPolygon' as const, coordinates: [[RING]] };
const LEVELS: IsolationLevel[] = [
  { code: 'directive_15', name: { vi: 'Chỉ thị 15', en: 'Directive 15' }, allowed_work_types: ['fault_repair', 'relocation'], active: true, hse_must_confirm: true },
  { code: 'directive_16', name: { vi: 'Chỉ thị 16', en: 'Directive 16' }, allowed_work_types: ['fault_repair'], active: true, hse_must_confirm: true },
];
const ORDER: IsolationOrder = {
  id: 'o1', number: 'O-26-000001', legal_reference: '16/CT-TTg', name: 'Cách ly xã hội', level: 'directive_16',
  area: AREA, unit_ids: [], unit_id: null, valid_from: '2026-03-31T17:00:00Z', valid_until: null, allowed_work_types: ['fault_repair'],
  state: 'published', ended_at: null, version: 3,
};

function unit(id: string, name: string): Unit {
  return { id, code: id.toUpperCase(), name, parent_id: null, territory: null, time_zone: 'Asia/Ho_Chi_Minh', version: 1 } as Unit;
}

beforeEach(() => {
  locale.value = 'en';
});

test('an order binds from its start up to its end, and not once it was ended', () => {
  const at = NOON.getTime();
  expect(standingOf(ORDER, at)).toBe('in_force');
  expect(standingOf({ ...ORDER, valid_from: '2026-04-02T00:00:00Z' }, at)).toBe('coming');
  expect(standingOf({ ...ORDER, valid_until: NOON.toISOString() }, at)).toBe('ended');
  expect(standingOf({ ...ORDER, state: 'ended' }, at)).toBe('ended');
});

test('what binds now stands above what is coming', () => {
  const coming = { ...ORDER, id: 'o0', number: 'O-26-000000', valid_from: '2026-04-02T00:00:00Z' };
  expect(ordersInOrder([coming, ORDER], NOON.getTime()).map((order) => order.id)).toEqual(['o1', 'o0']);
});

test('a level is called by its name in the reader’s language, an unknown one by its code', () => {
  locale.value = 'vi';
  expect(levelName(LEVELS, 'directive_16')).toBe('Chỉ thị 16');
  expect(levelName(LEVELS, 'local_16_plus')).toBe('local 16 plus');
});

test('work that is not allowed waits', () => {
  expect(forbiddenBy(['fault_repair'])).not.toContain('fault_repair');
  expect(forbiddenBy(['fault_repair'])).toContain('meter_check');
});

test('another level brings the work that it allows', () => {
  const draft = withLevel(emptyOrder(LEVELS), 'directive_16', LEVELS);
  expect(draft.allowed).toEqual(['fault_repair']);
});

test('an order is over the drawn area, over the chosen units, or over both', () => {
  const draft: OrderDraft = { ...emptyOrder(LEVELS), name: 'Một', legal: '1/QĐ', unitIds: ['u1', 'u2'] };
  expect(orderBody(draft, null, NOON)).toBeNull();
  expect(orderBody(draft, AREA, NOON)).toMatchObject({ area: AREA, unit_ids: [], valid_from: NOON.toISOString() });
  const ofUnits = orderBody({ ...draft, over: ['units'] }, AREA, NOON);
  expect(ofUnits).toMatchObject({ unit_ids: ['u1', 'u2'] });
  expect(ofUnits).not.toHaveProperty('area');
  expect(orderBody({ ...draft, over: ['area', 'units'] }, AREA, NOON)).toMatchObject({ area: AREA, unit_ids: ['u1', 'u2'] });
});

test('other units and an area that is taken away are a change; the same units in another order are none', () => {
  const both = { ...ORDER, unit_ids: ['u1', 'u2'] };
  const draft = { ...orderDraftOf(both), reason: 'x' };
  expect(draft.over).toEqual(['area', 'units']);
  expect(orderChange(both, { ...draft, unitIds: ['u2', 'u1'] }, AREA)).toBeNull();
  expect(orderChange(both, { ...draft, unitIds: ['u2', 'u3'] }, AREA)).toEqual({ unit_ids: ['u2', 'u3'], reason: 'x' });
  expect(orderChange(both, { ...draft, over: ['units'] }, AREA)).toEqual({ area: null, reason: 'x' });
});

test('an order says where it is: the area, its units by name, and how many more there are', () => {
  const units = [unit('u1', 'Hải Châu'), unit('u2', 'Thanh Khê')];
  expect(placeOf(ORDER, units)).toBe('Area on the map');
  expect(placeOf({ area: null, unit_ids: ['u1', 'u2'] }, units)).toBe('Hải Châu, Thanh Khê, with all below');
  expect(placeOf({ area: AREA, unit_ids: ['u1', 'u9'] }, units)).toBe('Area on the map · Hải Châu, 1 more, with all below');
});

test('the map shows the area and the territories of all units together', () => {
  const units = [{ ...unit('u1', 'A'), territory: AREA }, unit('u2', 'B')];
  expect(groundOf({ area: null, unit_ids: ['u2'] }, units)).toBeNull();
  expect(groundOf({ area: AREA, unit_ids: ['u1', 'u2'] }, units)?.coordinates).toHaveLength(2);
});

test('a few units are all offered; of many those that fit, and those chosen always', () => {
  const many = Array.from({ length: 30 }, (_, at) => unit(`u${at}`, at === 29 ? 'Đà Nẵng' : `Đội ${at}`));
  expect(unitsToOffer(many.slice(0, 12), [], '').offered).toHaveLength(12);
  expect(unitsToOffer(many, ['u20'], '')).toMatchObject({ more: 17, few: false });
  expect(unitsToOffer(many, ['u20'], 'da nang').offered.map((each) => each.id)).toEqual(['u20', 'u29']);
});

test('a change sends only what is said otherwise', () => {
  const draft = orderDraftOf(ORDER);
  expect(orderChange(ORDER, draft, AREA)).toBeNull();
  expect(orderChange(ORDER, { ...draft, name: 'Nới lỏng', reason: 'fewer cases' }, AREA)).toEqual({
    name: 'Nới lỏng',
    reason: 'fewer cases',
  });
});

test('another level is sent with the work that is ticked, so that the service does not put in its own', () => {
  const eased = { ...withLevel(orderDraftOf(ORDER), 'directive_15', LEVELS), allowed: ['fault_repair'], reason: 'x' };
  expect(orderChange(ORDER, eased, AREA)).toEqual({ level: 'directive_15', allowed_work_types: ['fault_repair'], reason: 'x' });
});

test('an area that was moved is sent; the same corners are no change', () => {
  const moved = { ...AREA, coordinates: [[RING.map(([lon, lat]) => [lon! + 1, lat!])]] };
  expect(orderChange(ORDER, { ...orderDraftOf(ORDER), reason: 'x' }, moved)).toMatchObject({ area: moved });
  expect(orderChange(ORDER, { ...orderDraftOf(ORDER), reason: 'x' }, structuredClone(AREA))).toBeNull();
});

test('what is missing is told at its field', () => {
  const blank = emptyOrder(LEVELS);
  expect(Object.keys(orderErrors(blank, null, false)).sort()).toEqual(['area', 'legal_reference', 'name']);
  expect(orderErrors({ ...blank, over: ['units'] }, null, false)).toHaveProperty('unit_ids');
  expect(orderErrors({ ...blank, over: [] }, null, false)).toHaveProperty('over');
  expect(orderErrors(orderDraftOf(ORDER), AREA, true)).toEqual({ reason: 'Required' });
});

test('the preview counts each effect over all kinds of work, what changes most first', () => {
  const none = { deferred: 0, returning: 0, staying_deferred: 0, exempt: 0, under_way: 0, unaffected: 0 };
  const by_work_type = [
    { ...none, work_type: 'meter_check', deferred: 2, unaffected: 1 },
    { ...none, work_type: 'relocation', deferred: 1, under_way: 1 },
  ];
  expect(totalsOf({ by_work_type })).toEqual([['deferred', 3], ['under_way', 1], ['unaffected', 1]]);
});
