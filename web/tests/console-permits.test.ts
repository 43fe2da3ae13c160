import { expect, test } from 'vitest';
import type { Assignment, Authority, Crew, Permit } from '../src/api/index.ts';
import { chases, pressing } from '../src/pages/console/chase.ts';
import { mayAskAnew, uncoveredOf } from '../src/pages/console/permit-lines.ts';
import { maySwap, newcomersFor, swapOutcome } from '../src/pages/console/swap.ts';

const NOW = Date.parse('2026-04-01T05:00:00Z');
const at = (minutes: number): string => new Date(NOW + minutes * 60_000).toISOString();

const person = (id: string, fell = false) => ({ id, name: id, safety_grade: 4, role: 'member', void: fell });
const asked = (authority: string, changes: object = {}) => ({
  authority: { id: authority, name: authority }, asked_at: at(-30), respond_by: at(30), remind_at: at(0.5), reminded_at: null,
  passed_at: null, open_now: true, opens_at: null, ...changes,
});
const permit = (number: string, changes: object = {}): Permit =>
  ({
    id: number, number, state: 'requested', zone: { id: 'z', name: 'Ward' }, authority: { id: 'ward', name: 'ward' },
    people: [person('an'), person('dung')], vehicles: [], supplements_id: null, asks: [asked('ward')], unanswered: false,
    respond_by: at(30), overdue: false, ...changes,
  }) as unknown as Permit;
const authority = (id: string, parent_id: string | null, phone: string | null = null): Authority =>
  ({ id, parent_id, name: id, contacts: phone === null ? [] : [{ name: null, phone, email: null }] }) as unknown as Authority;
const LADDER = [authority('ward', 'city', '0236'), authority('city', null)];
const job = (permits: Permit[], members = ['an', 'dung']): Assignment =>
  ({ members: members.map((id) => ({ id, name: id })), vehicle: null, permits, crew: { id: 'T1' } }) as unknown as Assignment;

test('who came in after the consent is not covered, and waits for the request that names them', () => {
  const good = permit('1', { state: 'approved', people: [person('an'), person('dung', true)] });
  const beside = permit('2', { people: [person('khoa')], supplements_id: '1' });
  expect(uncoveredOf(job([good, beside], ['an', 'khoa']))).toEqual([{ zone: 'Ward', name: 'khoa', askedBy: '2' }]);
  expect(uncoveredOf(job([good], ['an', 'khoa']))).toEqual([{ zone: 'Ward', name: 'khoa', askedBy: null }]);
});

test('everybody who is named on a good permit is covered; without one its own state says so', () => {
  expect(uncoveredOf(job([permit('1', { state: 'approved' })]))).toEqual([]);
  expect(uncoveredOf(job([permit('1')]))).toEqual([]);
});

test('a permit that is over is asked for anew unless another for the zone is alive or newer', () => {
  const over = permit('1', { state: 'void' });
  expect(mayAskAnew(over, [over])).toBe(true);
  expect(mayAskAnew(over, [over, permit('2')])).toBe(false);
  expect(mayAskAnew(over, [over, permit('2', { state: 'denied' })])).toBe(false);
  expect(mayAskAnew(over, [over, permit('2', { zone: { id: 'other', name: 'Other' } })])).toBe(true);
  expect(mayAskAnew(permit('1'), [])).toBe(false);
});

test('a refused request for a newcomer is asked anew although the others’ permit is good', () => {
  const refused = permit('2', { state: 'denied', supplements_id: '1' });
  expect(mayAskAnew(refused, [permit('1', { state: 'approved' }), refused])).toBe(true);
});

const crew = (code: string, members: string[], changes: object = {}): Crew =>
  ({ id: code, code, name: code, active: true, on_shift: true, vehicles: [], planned_count: 0, current_assignment_id: null, ...changes,
    members: members.map((id) => ({ id, name: id, safety_grade: 3 })) }) as unknown as Crew;

test('the crew’s own people are offered first, then who is free, busy, off shift; nobody twice and none of a crew that is gone', () => {
  const crews = [crew('T0', ['x'], { on_shift: false }), crew('T2', ['minh'], { planned_count: 1 }), crew('T3', ['khoa']), crew('T1', ['an', 'binh']), crew('T9', ['y'], { active: false })];
  const offered = newcomersFor(job([]), { kind: 'member', id: 'an', name: 'an' }, crews);
  expect(offered.map((each) => each.id)).toEqual(['binh', 'khoa', 'minh', 'x']);
});

test('nobody is exchanged once the crew is at its place', () => {
  expect(maySwap({ state: 'waiting_entry' })).toBe(true);
  expect(maySwap({ state: 'inside' })).toBe(false);
});

test('what a swap did is told: whose consent fell on which permit, and who is asked for the newcomer', () => {
  const good = permit('1', { state: 'approved', people: [person('an', true), person('dung')] });
  const beside = permit('2', { people: [person('khoa')], supplements_id: '1' });
  expect(swapOutcome(job([good, beside]), 'an', 'khoa')).toEqual({ fell: ['1'], asked: ['2'] });
});

test('those whose time is over stand first, then by deadline; drafts last; what is answered is no matter', () => {
  const permits = [
    permit('draft', { state: 'draft', asks: [], respond_by: null }),
    permit('soon', { asks: [asked('ward', { respond_by: at(5) })] }),
    permit('later'),
    permit('answered', { state: 'approved' }),
    permit('late', { asks: [asked('ward', { respond_by: at(-5) })] }),
    permit('nobody', { unanswered: true }),
  ];
  const rows = chases(permits, LADDER, NOW);
  expect(rows.map((row) => row.permit.number)).toEqual(['nobody', 'late', 'soon', 'later', 'draft']);
  expect(pressing(rows)).toBe(2);
});

test('a closed office is no reason to ring, and stands below those that are open', () => {
  const closed = permit('closed', { asks: [asked('ward', { open_now: false, opens_at: at(600), respond_by: at(10) })] });
  const rows = chases([closed, permit('open')], LADDER, NOW);
  expect(rows.map((row) => [row.permit.number, row.urgency])).toEqual([['open', 'running'], ['closed', 'closed']]);
});

test('each line says who is asked now, when they are reminded, who is next, and how to reach them', () => {
  const [first] = chases([permit('1')], LADDER, NOW);
  expect(first).toMatchObject({ remindAt: at(0.5), nextName: 'city', contacts: [{ phone: '0236' }] });
  const above = permit('1', { asks: [asked('ward', { passed_at: at(-1) }), asked('city', { reminded_at: at(-1) })] });
  expect(chases([above], LADDER, NOW)[0]).toMatchObject({ remindAt: null, nextName: null, contacts: [] });
});
