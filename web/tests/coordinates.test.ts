import { expect, test } from 'vitest';
import { formatCoordinates, parseCoordinates } from '../src/forms/coordinates.ts';

test.each([
  ['108.21, 16.06', [108.21, 16.06]],
  ['108.21 16.06', [108.21, 16.06]],
  [' -70.5;-12 ', [-70.5, -12]],
])('%s is longitude, then latitude', (text, place) => {
  expect(parseCoordinates(text)).toEqual({ kind: 'ok', place });
});

test('latitude first is recognised and the right order suggested', () => {
  expect(parseCoordinates('16.06, 108.21')).toEqual({ kind: 'swapped', suggestion: '108.21, 16.06' });
});

test.each(['108.21', 'abc, 16', '200, 16', '108, 16, 3', '181, 91'])('%s is no place', (text) => {
  expect(parseCoordinates(text)).toEqual({ kind: 'bad' });
});

test('nothing typed is not an error yet', () => {
  expect(parseCoordinates('  ')).toEqual({ kind: 'empty' });
});

test('six decimals are enough, and no zeros at the end', () => {
  expect(formatCoordinates([108.2123456789, 16.5])).toBe('108.212346, 16.5');
});
