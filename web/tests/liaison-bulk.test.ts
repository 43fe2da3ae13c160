import { beforeEach, expect, test } from 'vitest';
import type { Permit } from '../src/api/index.ts';
import { answerAll, changeConditions } from '../src/pages/liaison/actions.ts';
import { clearMarks, marked, markedPermits, toggleMark } from '../src/pages/liaison/request-marks.ts';
import * as store from '../src/pages/liaison/store.ts';
import { json, path, stubServer } from './support.ts';

function permit(id: string, state: Permit['state']): Permit {
  const window = { from: '2026-11-23T06:00:00Z', until: '2026-11-23T08:00:00Z' };
  return { id, state, number: id, version: 3, respond_by: null, requested_at: null, decided_at: null, requested_window: window } as Permit;
}

const list = (...items: Permit[]) => ({ items, next_cursor: null });

beforeEach(() => {
  clearMarks();
  store.permits.set(list(permit('a', 'requested'), permit('b', 'acknowledged'), permit('c', 'denied')));
});

test('a mark counts only as long as its request waits for an answer', () => {
  for (const id of ['a', 'b', 'c']) toggleMark(id);
  expect(markedPermits.value.map((row) => row.id)).toEqual(['a', 'b']);
  store.permits.set(list(permit('a', 'approved'), permit('b', 'acknowledged')));
  expect(markedPermits.value.map((row) => row.id)).toEqual(['b']);
  toggleMark('b');
  expect(markedPermits.value).toEqual([]);
});

test('all marked requests are answered in one call, and the marks go', async () => {
  const asked = stubServer((request) =>
    path(request).endsWith('/transitions')
      ? json([
          { permit_id: 'a', outcome: 'applied', permit: null, code: null, status: null, detail: null },
          { permit_id: 'b', outcome: 'refused', permit: null, code: 'permit.answered_already', status: 409, detail: 'late' },
        ])
      : json(list()),
  );
  toggleMark('a');
  toggleMark('b');
  await answerAll(markedPermits.value, { to: 'approved', conditions: ['N95'], exit_conditions: [] });
  const sent = asked.find((request) => request.method === 'POST');
  expect(sent && path(sent)).toBe('/api/v1/entry-permits/transitions');
  expect(await sent?.json()).toEqual({ permit_ids: ['a', 'b'], to: 'approved', reason: '', conditions: ['N95'], exit_conditions: [] });
  expect(marked.value.size).toBe(0);
});

test('a refusal of the whole call leaves the marks, and the list is read again', async () => {
  const problem = { type: 'about:blank', title: 'No', status: 403, code: 'auth.forbidden', detail: '' };
  const asked = stubServer((request) => (request.method === 'POST' ? json(problem, 403) : json(list(permit('a', 'requested')))));
  toggleMark('a');
  await expect(answerAll(markedPermits.value, { to: 'denied', reason: 'x' })).rejects.toThrow();
  expect(marked.value.has('a')).toBe(true);
  expect(asked.some((request) => request.method === 'GET')).toBe(true);
});

test('conditions are changed on the version that was seen', async () => {
  const asked = stubServer((request) => (request.method === 'PUT' ? json(permit('a', 'approved')) : json(list())));
  await changeConditions(permit('a', 'approved'), ['one'], []);
  const sent = asked.find((request) => request.method === 'PUT');
  expect(sent?.headers.get('If-Match')).toBe('"3"');
  expect(await sent?.json()).toEqual({ conditions: ['one'], exit_conditions: [] });
});
