import 'fake-indexeddb/auto';
import { beforeEach, describe, expect, test, vi } from 'vitest';
import { ActionQueue, openFieldDatabase, type FieldAction } from '../src/offline/index.ts';
import { endAlarm, raiseAlarm, raised, shown, silence, sounding, described } from '../src/pages/field/alarm.ts';
import { keep, recall } from '../src/pages/field/aftermath.ts';
import { checkinState } from '../src/pages/field/checkin-state.ts';
import { fix, lastFix } from '../src/pages/field/fix.ts';
import { laneOf, listWaiting, openLanes } from '../src/pages/field/lanes.ts';
import { withPending } from '../src/pages/field/pending.ts';
import { job } from './field-support.ts';

type Said = [kind: string, body: Readonly<Record<string, unknown>>];

beforeEach(() => {
  silence();
  raised.value = null;
  shown.value = false;
  fix.value = null;
});

function phone() {
  const said: Said[] = [];
  const act = (kind: string, _job: string, body: Readonly<Record<string, unknown>>) => {
    said.push([kind, body]);
    return Promise.resolve({ action_id: `id-${said.length}` });
  };
  return { said, act };
}

describe('an alarm', () => {
  test('is loud and on top of everything from the press on, before anything was written', () => {
    void raiseAlarm(() => new Promise(() => undefined), job(), 'injury');
    expect([sounding.value, shown.value, raised.value?.what]).toEqual([true, true, 'injury']);
  });

  test('says where the phone is, as far as it knew a moment ago', async () => {
    const { said, act } = phone();
    fix.value = { lon: 108.2, lat: 16, accuracy_m: 9, at: Date.now() };
    await raiseAlarm(act, job(), 'emergency');
    expect(said).toEqual([['emergency.raise', { what: 'emergency', place: { lon: 108.2, lat: 16, accuracy_m: 9 } }]]);
    expect(lastFix(Date.now() + 11 * 60_000)).toBeNull();
  });

  test('that was a mistake is taken back by its own id, and nothing else is told', async () => {
    const { said, act } = phone();
    await raiseAlarm(act, job(), 'breach');
    await endAlarm(act, 'false_alarm');
    expect(said[1]).toEqual(['emergency.end', { emergency_id: 'id-1', why: 'false_alarm' }]);
    expect([said.length, raised.value, sounding.value]).toEqual([2, null, false]);
  });

  test('about a breach that nobody described is a breach all the same', async () => {
    const { said, act } = phone();
    await raiseAlarm(act, job(), 'breach');
    await endAlarm(act, 'over');
    expect(said.map(([kind]) => kind)).toEqual(['emergency.raise', 'exposure.breach', 'emergency.end']);
    await raiseAlarm(act, job(), 'breach');
    described();
    await endAlarm(act, 'over');
    expect(said.slice(3).map(([kind]) => kind)).toEqual(['emergency.raise', 'emergency.end']);
  });

  test('is still there after the page was closed', async () => {
    const { act } = phone();
    await raiseAlarm(act, job(), 'injury');
    const held = JSON.parse(JSON.stringify(keep()));
    recall(undefined);
    expect(raised.peek()).toBeNull();
    recall(held);
    expect([raised.peek(), shown.peek()]).toEqual([expect.objectContaining({ what: 'injury', id: 'id-1' }), true]);
  });
});

describe('what is urgent', () => {
  test('has numbers and a client of its own, and stands before everything that waits', async () => {
    const database = await openFieldDatabase('lanes-1');
    const lanes = await openLanes(database);
    for (const kind of ['assignment.accept', 'checklist.entry', 'emergency.raise', 'crew.checkin', 'exposure.breach']) {
      await laneOf(lanes, kind).add(kind, 'job-1');
    }
    expect((await listWaiting(lanes)).map((action) => [action.kind, action.client_seq])).toEqual([
      ['emergency.raise', 1],
      ['crew.checkin', 2],
      ['exposure.breach', 3],
      ['assignment.accept', 1],
      ['checklist.entry', 2],
    ]);
    const clients: string[] = [];
    const send = async (client: string, actions: readonly FieldAction[]) => {
      clients.push(client);
      return actions.map(({ action_id }) => ({ action_id, outcome: 'applied' as const }));
    };
    await lanes.urgent.drain(send, () => undefined);
    await lanes.actions.drain(send, () => undefined);
    expect(new Set(clients).size).toBe(2);
    expect(await listWaiting(lanes)).toEqual([]);
  });

  test('is opened beside what an older version of these pages left', async () => {
    const database = await openFieldDatabase('lanes-2');
    const queue = await ActionQueue.open(database);
    await queue.add('assignment.accept', 'job-1');
    expect(await listWaiting(await openLanes(database))).toHaveLength(1);
  });
});

describe('the word that all are well', () => {
  const at = Date.parse('2026-11-23T10:00:00Z');
  const checkin = { every_seconds: 1800, checked_at: null, due_at: '2026-11-23T10:30:00Z' };

  test.each([
    [0, 'calm', 1800],
    [25, 'soon', 300],
    [30, 'over', 0],
    [90, 'over', 0],
  ])('%s minutes after the last one is asked for: %s', (minutes, state, left) => {
    const found = checkinState(job({ checkin }), at + minutes * 60_000);
    expect([found?.state, found?.leftSeconds]).toEqual([state, left]);
  });

  test('is not asked for outside zones, or of a pack from before there was any', () => {
    expect(checkinState(job({ checkin: null }), at)).toBeNull();
    expect(checkinState(job(), at)).toBeNull();
  });

  test('where it is short, is asked for no longer than a third of it before', () => {
    const often = { ...checkin, every_seconds: 600, due_at: '2026-11-23T10:10:00Z' };
    expect(checkinState(job({ checkin: often }), at + 6 * 60_000)?.state).toBe('calm');
    expect(checkinState(job({ checkin: often }), at + 7 * 60_000)?.state).toBe('soon');
  });

  test('counts at once while it waits to be sent, and never takes back a newer one', () => {
    vi.setSystemTime(at);
    const action = (device_time: string) => ({ kind: 'crew.checkin', entity: 'job-1', body: {}, device_time }) as FieldAction;
    const due = (time: string) => withPending(job({ checkin }), [action(time)]).checkin?.due_at;
    expect(due('2026-11-23T10:20:00.000Z')).toBe('2026-11-23T10:50:00.000Z');
    expect(due('2026-11-23T09:20:00.000Z')).toBe(checkin.due_at);
    vi.useRealTimers();
  });
});
