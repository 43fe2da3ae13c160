import { beforeEach, expect, test } from 'vitest';
import * as store from '../src/pages/console/store.ts';
import { json, ME, path, stubServer } from './support.ts';

const TOKEN = '/api/v1/auth/token';
const ME_NOW = { ...ME, verbs: ['assignments.read', 'assignments.write'] };

beforeEach(async () => {
  stubServer((request) => {
    if (path(request) === TOKEN) return json({ access_token: 't', token_type: 'bearer', expires_in: 900 });
    return path(request) === '/api/v1/me' ? json(ME_NOW) : json({ items: [] });
  });
  await store.session.signIn('dispatcher', 'secret');
  store.selectedId.value = null;
  store.tab.value = 'ticket';
});

test('a ticket that was just taken opens on its crews, though the list does not have it yet', () => {
  expect(store.ticketRows.value).toEqual([]);
  store.openTicket('t', 'new');
  expect([store.selectedId.value, store.tab.value]).toEqual(['t', 'crews']);
});

test('a ticket that a crew works on opens on its assignments', () => {
  store.openTicket('t', 'in_progress');
  expect(store.tab.value).toBe('work');
});
