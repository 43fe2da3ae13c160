import 'fake-indexeddb/auto';
import { describe, expect, test } from 'vitest';
import { decisionsOf, leastSeconds, readStarted, standing, type Entry } from '../src/checklists/index.ts';
import { asSent, keepPhoto, openFieldDatabase, sendPhotos, type FieldAction } from '../src/offline/index.ts';
import { correctable } from '../src/pages/field/corrections.tsx';
import { withPending } from '../src/pages/field/pending.ts';
import {
  asItem,
  blankItem,
  conditionOn,
  inStep,
  moved,
  ofKind,
  timedBy,
  type ItemShape,
} from '../src/pages/safety/templates/content.ts';
import { wholeSeconds } from '../src/pages/safety/templates/kind-editors.tsx';
import { checklist, item, job } from './field-support.ts';

const entry = (item_key: string, value: Entry['value'], member_id: string | null = null): Entry => ({
  item_key,
  member_id,
  outcome: 'ok',
  value,
});

describe('timers', () => {
  const dwell = item('dwell', { kind: 'timer', min_seconds: 600, timed_by: { item_key: 'agent', seconds: { wipe: 300, bath: 1800 } } });

  test('the agent chosen sets the time, the longest when several chose, the own one when nobody did', () => {
    expect(leastSeconds(dwell, [], null)).toBe(600);
    expect(leastSeconds(dwell, [entry('agent', 'wipe')], null)).toBe(300);
    expect(leastSeconds(dwell, [entry('agent', 'wipe', 'm1'), entry('agent', 'bath', 'm2')], null)).toBe(1800);
    expect(leastSeconds(dwell, [entry('agent', 'wipe', 'm1'), entry('agent', 'bath', 'm2')], 'm1')).toBe(300);
  });

  test('a later answer stands in the place of the one it corrects', () => {
    expect(standing([entry('agent', 'wipe'), entry('agent', 'bath')])).toEqual([entry('agent', 'bath')]);
  });

  test('what an earlier visit started goes on; anything else is no start', () => {
    expect(readStarted('{"at":"2026-11-23T00:00:00Z","countedMs":1500}')).toEqual({ at: '2026-11-23T00:00:00Z', countedMs: 1500 });
    expect([readStarted(null), readStarted('2026-11-23T00:00:00Z'), readStarted('{}')]).toEqual([null, null, null]);
  });

  test('an action goes with its age as long as the page that counted it is open', () => {
    const action = { action_id: 'a', client_seq: 1, kind: 'x', entity: 'e', body: {}, device_time: 't', monotonic_ms: 400 };
    const actions: FieldAction[] = [{ ...action, page: 7 }, { ...action, page: 8 }, action];
    const sent = asSent(actions, 7, 1900);
    expect(sent.actions.map((each) => each.age_ms)).toEqual([1500, undefined, undefined]);
    expect(sent.actions.every((each) => !('page' in each))).toBe(true);
    expect(Number.isNaN(Date.parse(sent.sent_at))).toBe(false);
  });
});

describe('photos', () => {
  test('a photo waits under its hash until the server has it', async () => {
    const database = await openFieldDatabase('photos-1');
    const name = await keepPhoto(database, new Blob(['abc']));
    expect(name).toBe('sha256:ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad');
    await expect(sendPhotos(database, () => Promise.reject(new TypeError('offline')))).rejects.toThrow('offline');
    expect(await database.count('photos')).toBe(1);
    const sent: string[] = [];
    expect(await sendPhotos(database, (sha256) => Promise.resolve(sent.push(sha256) > 0))).toBe(0);
    expect(sent.length).toBe(1);
    expect((await database.getAll('photos')).map((each) => each.sent_at !== undefined)).toEqual([true]);
  });

  test('a photo that the server will never take is counted and not sent for ever', async () => {
    const database = await openFieldDatabase('photos-2');
    await keepPhoto(database, new Blob(['abc']));
    expect(await sendPhotos(database, () => Promise.resolve(false))).toBe(1);
    expect(await database.count('photos')).toBe(0);
  });
});

test('a critical failure stops the job on the phone before the server knows of it', () => {
  const pack = job({ checklists: [checklist('entry', [item('seal', { critical: true })])] });
  const action = { entity: 'job-1', kind: 'checklist.entry', body: { checklist_id: 'list-entry', item_key: 'seal', outcome: 'failed' } };
  expect(withPending(pack, [action as unknown as FieldAction]).checklists[0]?.state).toBe('failed');
});

test('own answers on open lists may be corrected, the one that stands; timers and what others said may not', () => {
  const items = [item('seal'), item('dwell', { kind: 'timer' }), item('eyes')];
  const entries: Entry[] = [
    { ...entry('seal', true), id: 'e1', by_user: 'u1' },
    { ...entry('dwell', 't'), id: 'e2', by_user: 'u1' },
    { ...entry('eyes', true), id: 'e3', by_user: 'u2' },
    { ...entry('seal', true), id: 'e4', by_user: 'u1' },
  ];
  const ids = (state: 'open' | 'complete') =>
    correctable(job({ checklists: [checklist('entry', items, { entries, state })] }), 'u1').map((each) => each.entry.id);
  expect([ids('open'), ids('complete')]).toEqual([['e4'], []]);
});

test('who may decide what follows from their verbs', () => {
  const may = (...verbs: string[]) => decisionsOf((verb) => verbs.includes(verb));
  expect(may()).toEqual([]);
  expect(may('follow_ups.resolve', 'assignments.write')).toEqual(['repeated', 'aborted']);
  expect(may('follow_ups.resolve', 'assignments.hse')).toEqual(['repeated', 'accepted']);
});

describe('writing a template', () => {
  const tick: ItemShape = { key: 'tick', kind: 'confirm', text: { vi: 'Mục', en: 'Item' } };
  const agent = ofKind({ ...tick, key: 'agent' }, 'choice');
  const timer = ofKind({ ...tick, key: 'dwell' }, 'timer');

  test('a new item has a key that no other has', () => {
    expect(blankItem([{ ...tick, key: 'item_2' }]).key).toBe('item_3');
  });

  test('another kind brings what it needs and leaves what only the old one had', () => {
    expect(agent.choices).toHaveLength(2);
    expect([timer.min_seconds, timer.choices]).toEqual([600, []]);
    expect(ofKind({ ...agent, critical: true }, 'confirm')).toMatchObject({ critical: true, choices: [] });
  });

  test('items change places, and stay where they are at the ends', () => {
    const keys = (items: readonly ItemShape[]) => items.map((each) => each.key);
    expect(keys(moved([tick, agent, timer], 0, 1))).toEqual(['agent', 'tick', 'dwell']);
    expect(keys(moved([tick, agent], 0, -1))).toEqual(['tick', 'agent']);
    expect(keys(moved([tick, agent], 1, 1))).toEqual(['tick', 'agent']);
  });

  test('a timer set by a choice follows its options and keeps the seconds it has', () => {
    const set = { ...timer, timed_by: { item_key: 'agent', seconds: { option_1: 60, gone: 5 } } };
    expect(timedBy(agent, set).seconds).toEqual({ option_1: 60, option_2: 600 });
    expect(inStep([agent, set])[1]?.timed_by?.seconds).toEqual({ option_1: 60, option_2: 600 });
  });

  test('a condition is on a tick or on one of the options', () => {
    expect(conditionOn(tick)).toEqual({ item_key: 'tick', equals: true });
    expect(conditionOn(agent)).toEqual({ item_key: 'agent', equals: 'option_1' });
    expect(conditionOn(agent, 'option_2')).toEqual({ item_key: 'agent', equals: 'option_2' });
  });

  test('a text that is missing in one language is shown in the other, else by its key', () => {
    expect(asItem({ ...tick, text: { vi: 'Mục', en: '' } }, 'en').label).toBe('Mục');
    expect(asItem({ ...tick, text: { vi: '', en: '' } }, 'en').label).toBe('tick');
  });

  test.each([['600', 600], ['', 0], ['-5', 0], ['90,7', 90], ['999999', 86_400]])('seconds typed as %s are %i', (text, seconds) => {
    expect(wholeSeconds(text)).toBe(seconds);
  });
});
