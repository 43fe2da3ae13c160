import 'fake-indexeddb/auto';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type { Api } from '../src/api/index.ts';
import {
  dropFixes,
  isNews,
  keepFix,
  listFixes,
  openFieldDatabase,
  thinOldest,
  withRoom,
  type FieldDatabase,
  type KeptFix,
} from '../src/offline/index.ts';
import type { OwnShift } from '../src/pages/field/crew-shift.ts';
import { pointsOf } from '../src/pages/field/crew-track.tsx';
import { fix, fixPermission } from '../src/pages/field/fix.ts';
import { collectFixes, duty, dutyOf, fixesWaiting, onDuty, sendFixes } from '../src/pages/field/positions.ts';

const HERE = { lon: 108.2, lat: 16.06, accuracy_m: 10 };
/** About so many metres to the north. */
const north = (metres: number) => ({ ...HERE, lat: HERE.lat + metres / 111_320 });
const at = (ms: number, where = HERE): KeptFix => ({ ...where, at: ms });

describe('what is worth keeping', () => {
  test('is a move of twenty metres, five seconds after the last', () => {
    expect(isNews(at(0), at(5_000, north(21)))).toBe(true);
    expect(isNews(at(0), at(5_000, north(19)))).toBe(false);
    expect(isNews(at(0), at(4_999, north(500)))).toBe(false);
  });

  test('is no jitter of a fix that is not exact', () => {
    const vague = { ...north(60), accuracy_m: 200 };
    expect(isNews(at(0), at(60_000, vague))).toBe(false);
    expect(isNews(at(0), at(60_000, { ...vague, accuracy_m: 100 }))).toBe(true);
    expect(isNews(null, at(0, { ...HERE, accuracy_m: 6_000 }))).toBe(false);
    expect(isNews(null, at(0, { ...HERE, accuracy_m: Number.NaN }))).toBe(false);
  });

  test('is a word now and then of a phone that stands still', () => {
    expect(isNews(at(0), at(119_999))).toBe(false);
    expect(isNews(at(0), at(120_000))).toBe(true);
  });
});

describe('duty', () => {
  const SHIFT = {
    signed_on_at: '2026-11-26T05:40:00Z',
    signed_off_at: null,
    unfit: false,
    day: { shift_id: 's', begins_at: '2026-11-26T06:00:00Z', ends_at: '2026-11-26T14:00:00Z', break_until: null, breaks: [] },
  } as unknown as OwnShift;
  const withBreak = (ended_at: string | null): OwnShift =>
    ({ ...SHIFT, day: { ...SHIFT.day, breaks: [{ begun_at: '2026-11-26T09:00:00Z', ended_at }] } }) as unknown as OwnShift;
  const span = (from: string, until = '2026-11-26T14:00:00Z') => ({ from: Date.parse(from), until: Date.parse(until) });

  test('is the shift, for whoever has signed on to it', () => {
    expect(dutyOf(SHIFT)).toEqual(span('2026-11-26T06:00:00Z'));
    expect(dutyOf({ ...SHIFT, signed_on_at: '2026-11-26T07:00:00Z' })).toEqual(span('2026-11-26T07:00:00Z'));
  });

  test('is none before signing on, after signing off, without a shift, and for who is not well', () => {
    const off = [{ signed_on_at: null }, { signed_off_at: '2026-11-26T13:00:00Z' }, { day: null }, { unfit: true }];
    expect(off.map((more) => dutyOf({ ...SHIFT, ...more } as OwnShift))).toEqual([null, null, null, null]);
    expect(dutyOf(null)).toBeNull();
  });

  test('stops for a break and begins anew after it', () => {
    expect(dutyOf(withBreak(null))).toBeNull();
    expect(dutyOf(withBreak('2026-11-26T09:30:00Z'))).toEqual(span('2026-11-26T09:30:00Z'));
  });

  test('bounds what is kept, its beginning included and its end not', () => {
    const within = { from: 1_000, until: 2_000 };
    const kept = [999, 1_000.4, 1_999, 2_000].map((ms) => onDuty(within, { ...HERE, at: ms })?.at ?? null);
    expect(kept).toEqual([null, 1_000, 1_999, null]);
    expect(onDuty(null, { ...HERE, at: 1_500 })).toBeNull();
  });
});

describe('a phone that was long without a network', () => {
  const filled = async (name: string, count: number): Promise<FieldDatabase> => {
    const database = await openFieldDatabase(name);
    for (let ms = 1; ms <= count; ms += 1) await database.put('fixes', at(ms));
    return database;
  };
  const times = async (database: FieldDatabase): Promise<number[]> => (await listFixes(database)).map((each) => each.at);

  test('keeps every second one of the older half, the newer ones whole', async () => {
    const database = await filled('thin-1', 8);
    expect(await keepFix(database, at(9), 8)).toBe(true);
    expect(await times(database)).toEqual([2, 4, 6, 7, 8, 9]);
  });

  test('gives way to what was done, never the other way round', async () => {
    const database = await filled('thin-2', 4);
    let tries = 0;
    const write = () => ((tries += 1) < 3 ? Promise.reject(new DOMException('full', 'QuotaExceededError')) : Promise.resolve('done'));
    await database.add('actions', { action_id: 'a' } as never);
    expect(await withRoom(database, write)).toBe('done');
    expect(await times(database)).toEqual([3, 4]);
    expect(await database.count('actions')).toBe(1);
  });

  test('ends up without a fix rather than without anything else', async () => {
    const database = await filled('thin-3', 3);
    const put = vi.spyOn(database, 'put').mockRejectedValue(new DOMException('full', 'QuotaExceededError'));
    await database.add('actions', { action_id: 'a' } as never);
    expect(await keepFix(database, at(9))).toBe(false);
    put.mockRestore();
    expect([await database.count('fixes'), await database.count('actions')]).toEqual([0, 1]);
    expect(await thinOldest(database)).toBe(false);
  });
});

describe('collecting and sending', () => {
  let database: FieldDatabase;
  let stop = (): void => undefined;
  let names = 0;
  const settled = async (count: number): Promise<void> => {
    await vi.waitFor(async () => expect(await database.count('fixes')).toBe(count));
  };
  const told = (ms: number, where = HERE): void => void (fix.value = { ...where, at: ms });

  beforeEach(async () => {
    database = await openFieldDatabase(`collect-${(names += 1)}`);
    fix.value = null;
    fixPermission.value = 'prompt';
    duty.value = null;
    stop = collectFixes(database);
  });
  afterEach(() => stop());

  const server = (status: number) => {
    const sent: { fixes: readonly { device_time: string; accuracy_m: number }[]; sent_at: string }[] = [];
    const POST = (_path: string, { body }: { body: (typeof sent)[number] }) => {
      sent.push(body);
      if (status === 0) return Promise.reject(new TypeError('Failed to fetch'));
      const response = new Response(null, { status });
      return Promise.resolve(status < 300 ? { data: {}, response } : { error: { status, title: 'no' }, response });
    };
    return { sent, api: { POST } as unknown as Api };
  };

  test('what is not on duty is never written down', async () => {
    told(Date.now());
    duty.value = { from: Date.now() - 60_000, until: Date.now() + 60_000 };
    await settled(1);
    duty.value = null;
    told(Date.now() + 10_000, north(500));
    stop();
    expect((await listFixes(database)).map((each) => each.accuracy_m)).toEqual([10]);
  });

  test('a phone that has stopped collecting writes nothing more, although its duty goes on', async () => {
    duty.value = { from: 0, until: Number.MAX_SAFE_INTEGER };
    told(1_000);
    await vi.waitFor(() => expect(fixesWaiting.value).toBe(1));
    stop();
    told(60_000, north(500));
    await Promise.resolve();
    expect(await database.count('fixes')).toBe(1);
  });

  test('goes in batches with accuracy and time, the oldest first, and is forgotten once answered', async () => {
    for (let ms = 1; ms <= 501; ms += 1) await database.put('fixes', at(ms * 1_000));
    const { sent, api } = server(202);
    await sendFixes(api, database);
    expect(sent.map((body) => body.fixes.length)).toEqual([500, 1]);
    expect(sent[0]?.fixes[0]).toEqual({ lon: 108.2, lat: 16.06, accuracy_m: 10, device_time: '1970-01-01T00:00:01.000Z' });
    expect(Math.abs(Date.parse(sent[0]?.sent_at ?? '') - Date.now())).toBeLessThan(60_000);
    expect(await database.count('fixes')).toBe(0);
  });

  test.each([[0], [401], [429], [500]])('stays on the phone after %i, and the round ends there', async (status) => {
    await database.put('fixes', at(1));
    await expect(sendFixes(server(status).api, database)).rejects.toBeDefined();
    expect(await database.count('fixes')).toBe(1);
  });

  test('holds up nothing where it is wrong by itself, or the account is no crew’s', async () => {
    await database.put('fixes', at(1));
    await sendFixes(server(403).api, database);
    expect(await database.count('fixes')).toBe(1);
    await sendFixes(server(422).api, database);
    expect(await database.count('fixes')).toBe(0);
  });

  test('what comes while a batch is under way stays for the next', async () => {
    await database.put('fixes', at(1));
    const batch = await listFixes(database);
    await database.put('fixes', at(2));
    await dropFixes(database, batch);
    expect((await listFixes(database)).map((each) => each.at)).toEqual([2]);
  });
});

test('the own way shows what is sent and what is not, each point once', () => {
  const track = { distance_m: 5, fixes: [{ ...HERE, device_time: '1970-01-01T00:00:02.000Z' }] };
  const points = pointsOf(track as never, [at(1_000), at(2_000), at(3_000)]);
  expect(points.map((each) => [each.at, each.unsent])).toEqual([[1_000, true], [2_000, false], [3_000, true]]);
  expect(pointsOf(null, [at(7)]).map((each) => each.unsent)).toEqual([true]);
});
