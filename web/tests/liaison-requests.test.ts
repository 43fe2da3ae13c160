import { expect, test } from 'vitest';
import type { Authority, Me, Permit } from '../src/api/index.ts';
import { ownAuthorityIds } from '../src/pages/liaison/own.ts';
import { conditionLines, inOrder, isOverdue, minutesLeft, stepsFrom } from '../src/pages/liaison/requests.ts';
import { ME, ROLE } from './support.ts';

const NOW = Date.parse('2026-11-23T06:00:00Z');
const after = (minutes: number): string => new Date(NOW + minutes * 60_000).toISOString();

function permit(id: string, state: Permit['state'], changes: Partial<Permit> = {}): Permit {
  return {
    id,
    state,
    respond_by: null,
    requested_at: after(-60),
    decided_at: null,
    overdue: false,
    requested_window: { from: after(60), until: after(120) },
    ...changes,
  } as Permit;
}

test('what waits for an answer stands above what was answered, the most urgent on top', () => {
  const rows = [
    permit('old', 'denied', { decided_at: after(-50) }),
    permit('later', 'requested', { respond_by: after(25) }),
    permit('late', 'acknowledged', { respond_by: after(-10) }),
    permit('recent', 'approved', { decided_at: after(-5) }),
    permit('undated', 'requested'),
  ];
  expect(inOrder(rows).map((row) => row.id)).toEqual(['late', 'later', 'undated', 'recent', 'old']);
});

test('a request becomes overdue while it is on screen, without a word from the server', () => {
  const waiting = permit('p', 'requested', { respond_by: after(10) });
  expect([minutesLeft(waiting, NOW), isOverdue(waiting, NOW)]).toEqual([10, false]);
  const late = NOW + 17.5 * 60_000;
  expect([minutesLeft(waiting, late), isOverdue(waiting, late)]).toEqual([-7, true]);
  expect(isOverdue(waiting, NOW + 10.1 * 60_000)).toBe(true);
  expect(isOverdue({ ...waiting, overdue: true }, NOW)).toBe(true);
});

test('an answered request is never overdue', () => {
  const answered = permit('p', 'approved', { respond_by: after(-10), overdue: true });
  expect([minutesLeft(answered, NOW), isOverdue(answered, NOW)]).toEqual([null, false]);
});

test('only an approved permit can be revoked, and only an open request approved or denied', () => {
  expect(stepsFrom('requested')).toEqual(['acknowledged', 'denied', 'approved']);
  expect(stepsFrom('acknowledged')).toEqual(['denied', 'approved']);
  expect(stepsFrom('approved')).toEqual(['revoked']);
  for (const state of ['denied', 'revoked', 'expired', 'void', 'withdrawn', 'closed'] as const) {
    expect(stepsFrom(state)).toEqual([]);
  }
});

test('each line that says something is one condition', () => {
  expect(conditionLines(' Chốt 1 \n\n  \nKhông quá 3 người\n')).toEqual(['Chốt 1', 'Không quá 3 người']);
});

test('a liaison answers for the authority and all below, whatever order they come in', () => {
  const authority = (id: string, parent_id: string | null) => ({ id, parent_id }) as Authority;
  const below = [authority('hamlet', 'ward'), authority('ward', 'district')];
  const all = [...below, authority('district', 'city'), authority('x', 'city')];
  const me: Me = { ...ME, roles: [{ ...ROLE, role: 'liaison', authority_id: 'district' }] };
  expect(ownAuthorityIds(me, all)).toEqual(new Set(['district', 'ward', 'hamlet']));
  expect(ownAuthorityIds({ ...me, roles: [{ ...ROLE, role: 'admin' }] }, all)).toBeNull();
});
