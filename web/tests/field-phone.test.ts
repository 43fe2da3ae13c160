import 'fake-indexeddb/auto';
import { describe, expect, test, vi } from 'vitest';
import { locale } from '../src/i18n/index.ts';
import {
  isTight,
  keepPhoto,
  listAnswered,
  noteAnswered,
  openFieldDatabase,
  sendPhotos,
  StorageFullError,
  withRoom,
  type FieldAction,
  type FieldDatabase,
} from '../src/offline/index.ts';
import { dueOf } from '../src/pages/field/due.ts';
import { placeOf } from '../src/pages/field/place.ts';
import { outcomeOf } from '../src/pages/field/queue-screen.tsx';
import { sideWords } from '../src/pages/field/sides.tsx';
import { drawnZones, nearest, placesOf, wayFeatures, type Way } from '../src/pages/field/way.ts';
import { job, ZONE } from './field-support.ts';

const full = () => Promise.reject(new DOMException('full', 'QuotaExceededError'));

describe('a full phone', () => {
  async function withPhotos(name: string): Promise<FieldDatabase> {
    const database = await openFieldDatabase(name);
    for (const [index, text] of ['old', 'newer', 'unsent'].entries()) {
      vi.setSystemTime(1_800_000_000_000 + index * 1_000);
      if (text === 'unsent') await sendPhotos(database, () => Promise.resolve(true));
      await keepPhoto(database, new Blob([text]));
    }
    vi.useRealTimers();
    return database;
  }

  test('gives up the oldest photos that were sent, one by one, until there is room', async () => {
    const database = await withPhotos('room-1');
    const left: number[] = [];
    const done = await withRoom(database, async () => {
      left.push(await database.count('photos'));
      return left.length < 2 ? full() : 'written';
    });
    expect([done, left]).toEqual(['written', [3, 2]]);
  });

  test('never gives up what was not sent, and says so', async () => {
    const database = await withPhotos('room-2');
    await expect(withRoom(database, full)).rejects.toBeInstanceOf(StorageFullError);
    expect((await database.getAll('photos')).map((photo) => photo.sent_at)).toEqual([undefined]);
  });

  test('is told from any other failure', async () => {
    const database = await openFieldDatabase('room-3');
    await expect(withRoom(database, () => Promise.reject(new TypeError('else')))).rejects.toThrow('else');
  });

  test('is almost full above four fifths of what the browser allows', () => {
    expect(isTight({ usedBytes: 81, allowedBytes: 100, persistent: true })).toBe(true);
    expect(isTight({ usedBytes: 80, allowedBytes: 100, persistent: true })).toBe(false);
    expect(isTight({ usedBytes: 5, allowedBytes: 0, persistent: true })).toBe(false);
  });
});

test('the newest answers are kept, the newest first', async () => {
  const database = await openFieldDatabase('journal-1');
  const line = (n: number) => ({
    action: { action_id: `${n}` } as FieldAction,
    answer: { action_id: `${n}`, outcome: 'applied' as const },
    at: '',
    step: '',
    place: '',
  });
  for (let from = 0; from < 250; from += 50) {
    await noteAnswered(database, Array.from({ length: 50 }, (_, index) => line(from + index)));
  }
  const kept = await listAnswered(database);
  expect([kept.length, kept[0]?.action.action_id, kept.at(-1)?.action.action_id]).toEqual([200, '249', '50']);
});

describe('an answer in plain words', () => {
  test.each([
    ['applied', null, 'ok', 'field.queue.applied'],
    ['applied', 'assignment.withdrawn_meanwhile', 'warn', 'field.queue.flagged'],
    ['duplicate', null, 'ok', 'field.queue.duplicate'],
    ['conflict', null, 'warn', 'field.queue.conflict'],
    ['rejected', null, 'danger', 'field.queue.rejected'],
  ] as const)('%s with code %s', (outcome, code, tone, text) => {
    expect(outcomeOf({ action_id: 'a', outcome, code })).toEqual({ tone, text });
  });

  test('one value stands alone, several name themselves; ids say nothing', () => {
    locale.value = 'en';
    expect(sideWords({ values: { state: 'en_route', member_id: 'm1' } })).toBe('En route');
    expect(sideWords({ values: { outcome: 'failed', reason: 'torn', checklist_id: 'x' } })).toBe(
      'Result: Not possible · Reason: torn',
    );
    expect(sideWords({ values: { value: true } })).toBe('Yes');
  });
});

describe('where the phone is stands in its address', () => {
  test.each([
    ['', null, null, null],
    ['#job=j1', 'j1', null, null],
    ['#job=j1/map', 'j1', 'map', null],
    ['#queue', null, null, 'queue'],
    ['#what is this', null, null, null],
  ])('%s', (hash, jobId, view, page) => {
    expect(placeOf(hash)).toEqual({ jobId, view, page });
  });
});

describe('until when', () => {
  const now = Date.parse('2026-11-23T10:00:00Z');
  const planned = { planned_entry_at: '2026-11-23T10:30:00Z', planned_end_at: '2026-11-23T12:00:00Z' };

  test('before work it is the planned entry, late once that has passed', () => {
    expect(dueOf(job({ state: 'en_route', ...planned }), now)).toEqual({ at: planned.planned_entry_at, what: 'entry', late: false });
    expect(dueOf(job({ state: 'en_route', ...planned }), now + 3_600_000)?.late).toBe(true);
  });

  test('at a gate that should have been passed it is the end of the pass', () => {
    const passes = [{ valid_until: '2026-11-23T14:00:00Z' }] as ReturnType<typeof job>['passes'];
    const late = dueOf(job({ state: 'waiting_entry', zones: [ZONE], passes, ...planned }), now + 3_600_000);
    expect([late?.what, late?.at]).toEqual(['permit', '2026-11-23T14:00:00Z']);
  });

  test('inside it is the next check-in, outside zones the planned end, and nothing once it is over', () => {
    const checkin = { every_seconds: 1800, checked_at: null, due_at: '2026-11-23T10:20:00Z' };
    expect(dueOf(job({ state: 'working', checkin, ...planned }), now)?.what).toBe('checkin');
    expect(dueOf(job({ state: 'working', ...planned }), now)?.what).toBe('end');
    expect(dueOf(job({ state: 'closed', ...planned }), now)).toBeNull();
  });
});

describe('the map of a job', () => {
  const way = (source: string): Way =>
    ({ geometry: { type: 'LineString', coordinates: [[108, 16], [108.1, 16], [108.1, 16.1]] }, travel: { source } }) as unknown as Way;
  const me = { lon: 108.05, lat: 16.02, accuracy_m: 5, at: 0 };
  const lines = (...given: Parameters<typeof wayFeatures>) =>
    wayFeatures(...given).features.map((each) => [each.properties?.estimate, (each.geometry as GeoJSON.LineString).coordinates.length]);

  test('joins the phone to the nearest point of the way, not only to its corners', () => {
    expect(nearest([[108, 16], [108.1, 16]], [108.05, 16.02])).toEqual([expect.closeTo(108.05, 6), 16]);
    expect(nearest([], [108, 16])).toBeNull();
    expect(lines(job(), way('roads'), me)).toEqual([[false, 3], [true, 2]]);
  });

  test('draws one straight line where no road is known', () => {
    expect(lines(job(), way('straight_line'), me)).toEqual([[true, 2]]);
    expect(lines(job(), null, me)).toEqual([[true, 2]]);
    expect(lines(job(), null, null)).toEqual([]);
  });

  test('shows the job, its gates and doffing point, and the phone', () => {
    const gate = (name: string) => ({ name, place: { type: 'Point', coordinates: [108.01, 16.01] }, into: null });
    const zone = { ...ZONE, gates: [gate('East'), gate('Tent')], doffing_point: 'Tent' } as typeof ZONE;
    const places = placesOf(job({ zones: [zone] }), me);
    expect(places.map((each) => each.kind)).toEqual(['gate', 'doffing', 'job', 'me']);
  });

  test('draws the own zones with their authority and those around, each once', () => {
    const geometry = { type: 'MultiPolygon', coordinates: [] };
    const own = { ...ZONE, geometry, gates: [], parts: [] } as unknown as typeof ZONE;
    const near = (zone_id: string, valid_from: string) => ({ ...ZONE, zone_id, valid_from, geometry, gates: [] });
    const around = [near('z', '2026-01-01T00:00:00Z'), near('other', '2026-12-01T00:00:00Z')];
    const map = { zones: around } as unknown as ReturnType<typeof job>['map'];
    const drawn = drawnZones(job({ zones: [own], map }), Date.parse('2026-11-23T00:00:00Z'));
    expect(drawn.map((each) => [each.id, each.authority.name, each.state])).toEqual([
      ['z', 'A', 'in_force'],
      ['other', '', 'coming'],
    ]);
  });
});
