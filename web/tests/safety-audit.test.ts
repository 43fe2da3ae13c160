import { describe, expect, test } from 'vitest';
import { TEXTS } from '../src/i18n/texts/index.ts';
import { factsOf, momentsOf, nearestAt } from '../src/pages/safety/audit/moments.ts';
import { SAFETY_TABS } from '../src/pages/safety/tabs.ts';

describe('the moments of a job', () => {
  const events = ['2026-04-01T05:02:00Z', '2026-04-01T05:00:00Z', '2026-04-01T05:02:00Z'].map((at) => ({ at }));
  const [first, second] = [Date.parse('2026-04-01T05:00:00.001Z'), Date.parse('2026-04-01T05:02:00.001Z')];

  test('are each there once, oldest first', () => {
    expect(momentsOf(events)).toEqual([first, second]);
  });

  test('lie just after what happened, to the microsecond', () => {
    expect(momentsOf([{ at: '2026-04-01T05:00:00.000999Z' }])).toEqual([first]);
  });

  test('now is the last of them, and an empty job has the slider at its beginning', () => {
    expect(nearestAt([first, second], null)).toBe(1);
    expect(nearestAt([], null)).toBe(0);
  });

  test('a moment between two belongs to the one before, one before all of them to the first', () => {
    expect(nearestAt([first, second], first)).toBe(0);
    expect(nearestAt([first, second], second - 1)).toBe(0);
    expect(nearestAt([first, second], second)).toBe(1);
    expect(nearestAt([first, second], first - 1)).toBe(0);
  });
});

test('facts of an event are told in a line, without ids and what is shown elsewhere', () => {
  const payload = {
    from: 'requested',
    to: 'approved',
    version: 3,
    channel: 'phone',
    crew_id: '0195d0c1-0000-7000-8000-000000000001',
    valid_until: '',
    gate: [{ line: 1 }],
    slot: 1,
    done: true,
  };
  expect(factsOf(payload)).toBe('from: requested · to: approved · slot: 1 · done: true');
});

test('every tab of the safety desk has a key of its own, and is shown to somebody', () => {
  const keys = SAFETY_TABS.map((tab) => tab.key);
  expect(new Set(keys).size).toBe(keys.length);
  for (const tab of SAFETY_TABS) {
    expect(tab.verbs.length).toBeGreaterThan(0);
    expect(TEXTS[tab.label].vi).not.toBe('');
  }
});
