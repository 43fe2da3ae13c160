import { beforeEach, expect, test, vi } from 'vitest';

beforeEach(() => {
  localStorage.clear();
  vi.resetModules();
});

const AHEAD_MS = 300_000;

test('a phone five minutes ahead tells the server’s time after one exchange, and after a reload', async () => {
  const clock = await import('../src/offline/clock.ts');
  const now = Date.now();
  clock.learnServerTime(new Date(now - AHEAD_MS).toISOString(), now - 100, now + 100);
  expect(Math.abs(clock.steadyNow() - (Date.now() - AHEAD_MS))).toBeLessThan(200);
  vi.resetModules();
  const again = await import('../src/offline/clock.ts');
  expect(Math.abs(again.steadyNow() - (Date.now() - AHEAD_MS))).toBeLessThan(200);
});

test('a difference within the exchange’s own length changes nothing: a running timer does not jump', async () => {
  const { learnServerTime, steadyNow } = await import('../src/offline/clock.ts');
  const now = Date.now();
  learnServerTime(new Date(now + 900).toISOString(), now, now + 1000);
  expect(Math.abs(steadyNow() - Date.now())).toBeLessThan(50);
});
