import { beforeEach, expect, test } from 'vitest';
import type { Zone } from '../src/api/index.ts';
import { locale } from '../src/i18n/index.ts';
import { readArea } from '../src/pages/liaison/area.ts';
import {
  draftErrors,
  draftOf,
  emptyDraft,
  partDrafts,
  partsBody,
  readGates,
  withHazard,
  zoneBody,
  type PartDraft,
} from '../src/pages/liaison/zone-draft.ts';

const SQUARE = [[[108, 16], [108.1, 16], [108.1, 16.1], [108, 16.1], [108, 16]]];
const AREA = { type: 'MultiPolygon' as const, coordinates: [SQUARE] };
const read = (value: unknown) => readArea(JSON.stringify(value));
const polygon = (coordinates: unknown) => ({ type: 'Polygon', coordinates });
const feature = (geometry: unknown) => ({ type: 'Feature', properties: {}, geometry });

beforeEach(() => {
  locale.value = 'en';
});

test.each([
  ['a polygon', polygon(SQUARE), 1],
  ['a multipolygon', { type: 'MultiPolygon', coordinates: [SQUARE, SQUARE] }, 2],
  ['a feature', feature(polygon(SQUARE)), 1],
  ['a collection of features', { type: 'FeatureCollection', features: [feature(polygon(SQUARE)), feature(AREA)] }, 2],
  ['a collection of geometries', { type: 'GeometryCollection', geometries: [polygon(SQUARE)] }, 1],
])('%s becomes one multipolygon', (_name, value, parts) => {
  expect(read(value)).toEqual({ geometry: { type: 'MultiPolygon', coordinates: Array(parts).fill(SQUARE) } });
});

test('holes stay in the area', () => {
  const hole = [[108.02, 16.02], [108.04, 16.02], [108.04, 16.04], [108.02, 16.02]];
  expect(read(polygon([...SQUARE, hole]))).toEqual({
    geometry: { type: 'MultiPolygon', coordinates: [[...SQUARE, hole]] },
  });
});

test.each([
  ['nothing', '  ', 'missing'],
  ['broken text', '{nope', 'not_json'],
  ['a point', JSON.stringify({ type: 'Point', coordinates: [108, 16] }), 'no_polygon'],
  ['a bare number', '3', 'no_polygon'],
  ['an open ring', JSON.stringify(polygon([SQUARE[0]?.slice(0, 4)])), 'open_ring'],
  ['a ring of two points', JSON.stringify(polygon([[[108, 16], [108.1, 16], [108, 16]]])), 'open_ring'],
  ['latitude first', JSON.stringify(polygon([SQUARE[0]?.map(([lon, lat]) => [lat, lon])])), 'range'],
])('%s is refused by name', (_name, text, fault) => {
  expect(readArea(text)).toEqual({ fault });
});

test('a hazard class brings what it usually asks for, and takes the last class’s demands away', () => {
  const medical = emptyDraft('a');
  expect(medical.requirements).toMatchObject({
    permit_needed: true,
    ppe_profile: 'medical_full_level3',
    live_line_preferred: true,
  });
  const flood = withHazard(medical, 'flood');
  expect(flood.requirements).toMatchObject({
    permit_needed: false,
    ppe_profile: 'flood',
    live_line_preferred: false,
    exit_templates: [],
  });
});

test('gates are read one per line; a line that cannot be read is named', () => {
  expect(readGates('Chốt 1; 108.23, 16.07\n\n')).toEqual([
    { name: 'Chốt 1', place: { type: 'Point', coordinates: [108.23, 16.07] } },
  ]);
  expect(readGates('Chốt 1; 108.23, 16.07\nChốt 2')).toBe(2);
});

test('what cannot be published is named by field', () => {
  const period = { from: '2026-11-23T10:00', until: '2026-11-23T09:00' };
  const bad = { ...emptyDraft(''), ...period, gates: 'x', maxPeople: '0', holdMinutes: '0', checkinMinutes: '0' };
  const named = ['authority_id', 'checkin_minutes', 'gates', 'max_people', 'name', 'valid_until'];
  expect(Object.keys(draftErrors(bad)).sort()).toEqual(named);
  expect(draftErrors({ ...emptyDraft('a'), name: 'x' })).toEqual({});
});

test('an open period, and limits that nobody set, are sent as none', () => {
  const body = zoneBody({ ...emptyDraft('a'), name: ' An Hải ', maxPeople: '4' }, AREA, []);
  expect(body).toMatchObject({ name: 'An Hải', valid_until: null, gates: [], publish: true, geometry: AREA });
  const limits = { max_people: 4, max_minutes: null, hold_after_exit_minutes: 0, checkin_minutes: null };
  expect(body.requirements).toMatchObject(limits);
  expect(zoneBody({ ...emptyDraft('a'), checkinMinutes: '10' }, AREA, []).requirements?.checkin_minutes).toBe(10);
  expect(body).not.toHaveProperty('valid_from');
});

test('a new version starts as the one in force and carries the same demands and gates', () => {
  const typed = { name: 'An Hải', gates: 'Chốt 1; 108.23, 16.07', maxMinutes: '90', until: '2027-01-01T00:00' };
  const first = zoneBody({ ...emptyDraft('a'), ...typed }, AREA, []);
  const period = { valid_from: '2026-11-01T00:00:00Z', valid_until: '2026-12-31T17:00:00Z' };
  const version = { ...first, ...period, version_no: 1, legal_instrument: null };
  const kind = { name: 'An Hải', hazard_class: 'infectious_human', authority: { id: 'a', name: 'A' } };
  const zone = { ...kind, current: version, next: null };
  expect(zoneBody(draftOf(zone as unknown as Zone), AREA, partDrafts((zone as unknown as Zone).current))).toEqual(first);
});

test('a gate says which part it leads into, and keeps it through the next version', () => {
  expect(readGates('Cổng A; 108.2, 16.1; hot')).toEqual([
    { name: 'Cổng A', place: { type: 'Point', coordinates: [108.2, 16.1] }, into: 'hot' },
  ]);
  expect(readGates('Cổng A; 108.2, 16.1; nóng')).toBe(1);
});

test('parts that are not drawn yet are not sent, the others as they were typed', () => {
  const hot: PartDraft = { kind: 'hot', name: 'Bồn 3', ppe: 'chemical_splash', minutes: '20', geometry: AREA };
  const cold: PartDraft = { kind: 'cold', name: '', ppe: '', minutes: '', geometry: null };
  expect(partsBody([hot, cold, { ...cold, geometry: AREA }])).toEqual([
    { kind: 'hot', name: 'Bồn 3', ppe_profile: 'chemical_splash', max_minutes: 20, geometry: AREA },
    { kind: 'cold', name: '', ppe_profile: null, max_minutes: null, geometry: AREA },
  ]);
});

test('the next version of a zone begins with its parts', () => {
  const part = { kind: 'warm', name: '', ppe_profile: null, max_minutes: 45, geometry: AREA };
  const version = { parts: [part] } as unknown as NonNullable<Zone['current']>;
  expect(partsBody(partDrafts(version))).toEqual([part]);
  expect(partDrafts(null)).toEqual([]);
});
