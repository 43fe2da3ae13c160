import { beforeEach, describe, expect, test } from 'vitest';
import type { RoadClosure } from '../src/api/index.ts';
import { locale } from '../src/i18n/index.ts';
import { closureFeatures, isComing, middleOf } from '../src/map/closure-layers.ts';
import { readShape, textOf } from '../src/pages/console/closure-shape.ts';

beforeEach(() => {
  locale.value = 'en';
});

describe('the place of a closure, typed', () => {
  test.each([
    ['Point', '108.2, 16.05', { type: 'Point', coordinates: [108.2, 16.05] }],
    ['LineString', '108.2, 16\n\n108.3 16', { type: 'LineString', coordinates: [[108.2, 16], [108.3, 16]] }],
    ['Polygon', '1, 2\n3, 2\n3, 4', { type: 'Polygon', coordinates: [[[1, 2], [3, 2], [3, 4], [1, 2]]] }],
  ] as const)('%s: one point a line, longitude first; a ring closes by itself', (kind, text, shape) => {
    expect(readShape(kind, text)).toEqual({ shape });
  });

  test.each([
    ['Point', '', null],
    ['Point', '1, 2\n3, 4', 'One point only'],
    ['LineString', '1, 2', 'At least 2 points'],
    ['Polygon', '1, 2\n3, 4', 'At least 3 points'],
    ['LineString', '1, 2\nthere', 'Line 2 cannot be read'],
    ['Point', '16.05, 108.2', 'Line 1: longitude first, then latitude. Is it 108.2, 16.05?'],
  ] as const)('%s of %j: %s', (kind, text, fault) => {
    expect(readShape(kind, text)).toEqual({ fault });
  });

  test('a shape as text is read as the same shape', () => {
    for (const [kind, text] of [['Point', '108.2, 16'], ['LineString', '1, 2\n3, 4'], ['Polygon', '1, 2\n3, 2\n3, 4']] as const) {
      const read = readShape(kind, text);
      expect('shape' in read && textOf(read.shape)).toBe(text);
    }
  });
});

describe('closed roads on the map', () => {
  const NOON = Date.parse('2026-04-01T05:00:00Z');
  const closure = (part: Partial<RoadClosure>): RoadClosure => {
    const at = '2026-04-01T05:00:10Z';
    return { id: 'c', valid_from: at, created_at: at, geometry: { type: 'Point', coordinates: [1, 2] }, ...part } as RoadClosure;
  };

  test('what was closed "from now on" is closed, though the page knows only the minute before', () => {
    expect(isComing(closure({}), NOON)).toBe(false);
    expect(isComing(closure({ valid_from: '2026-04-01T06:00:00Z' }), NOON)).toBe(true);
  });

  test('a line bears its sign half way along, an area at its top, a point is its own', () => {
    const line = closure({ geometry: { type: 'LineString', coordinates: [[0, 0], [0, 0], [4, 0], [4, 2]] } });
    const area = closure({ geometry: { type: 'MultiPolygon', coordinates: [[[[0, 0], [2, 0], [1, 3], [0, 0]]]] } });
    const signs = closureFeatures([line, area, closure({})], NOON).features.filter(({ geometry }) => geometry.type === 'Point');
    expect(signs.map(({ geometry }) => geometry)).toEqual(
      [[3, 0], [1, 3], [1, 2]].map((coordinates) => ({ type: 'Point', coordinates })),
    );
  });

  test('a line without length has its middle where it is', () => {
    expect(middleOf([[5, 6], [5, 6]])).toEqual([5, 6]);
  });
});
