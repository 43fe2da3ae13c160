import type { MultiPolygon, Position } from 'geojson';
import { expect, test } from 'vitest';
import { assemble, ringsOf } from '../src/map/rings.ts';

const square = (west: number, south: number, side: number): Position[] => [
  [west, south],
  [west + side, south],
  [west + side, south + side],
  [west, south + side],
  [west, south],
];

test('an area taken apart and put together is the same area', () => {
  const area: MultiPolygon = {
    type: 'MultiPolygon',
    coordinates: [[square(0, 0, 10), square(1, 1, 2), square(5, 5, 2)], [square(20, 0, 10)]],
  };
  expect(assemble(ringsOf(area))).toEqual({ geometry: area, strays: 0 });
});

test('a hole goes to the part that it lies in', () => {
  const { geometry } = assemble([
    { positions: square(0, 0, 10), hole: false },
    { positions: square(22, 2, 2), hole: true },
    { positions: square(20, 0, 10), hole: false },
  ]);
  expect(geometry?.coordinates).toEqual([[square(0, 0, 10)], [square(20, 0, 10), square(22, 2, 2)]]);
});

test('a hole outside every part cuts nothing, and is told', () => {
  const { geometry, strays } = assemble([
    { positions: square(0, 0, 10), hole: false },
    { positions: square(50, 50, 2), hole: true },
  ]);
  expect(geometry?.coordinates).toEqual([[square(0, 0, 10)]]);
  expect(strays).toBe(1);
});

test('a hole alone is no area', () => {
  expect(assemble([{ positions: square(0, 0, 1), hole: true }])).toEqual({ geometry: null, strays: 1 });
});
