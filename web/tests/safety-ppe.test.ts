import { describe, expect, test } from 'vitest';
import { ranked } from '../src/pages/safety/ppe/forecast.tsx';
import type { Outlook } from '../src/pages/safety/ppe/ppe-store.ts';
import { checkDrafts } from '../src/pages/safety/ppe/profile-editor.tsx';
import { labelOf } from '../src/pages/safety/ppe/shown.tsx';
import { readPieces } from '../src/pages/safety/ppe/stock-dialogs.tsx';

const line = (item: string, more: Partial<Outlook> = {}): Outlook =>
  ({ item, store: null, unit_id: 'u', short: 0, wanted: 0, left: 5, ...more }) as Outlook;
const draft = (item: string, more = {}): Parameters<typeof checkDrafts>[0][number] => ({
  item,
  count: '1',
  spare: '0',
  minutes: '',
  sized: false,
  note: null,
  ...more,
});

describe('pieces as people type them', () => {
  test.each([
    ['3', 3],
    [' 12 ', 12],
    ['0', null],
    ['-1', null],
    ['1.5', null],
    ['', null],
    ['mười', null],
  ])('%j is %j', (words, expected) => expect(readPieces(words)).toBe(expected));

  test('a count may find nothing', () => expect(readPieces('0', 0)).toBe(0));
});

test('what will be short comes first, then what is wanted most', () => {
  const found = ranked([line('a'), line('b', { wanted: 3 }), line('c', { short: 1 }), line('d', { short: 4 })]);
  expect(found.map((each) => each.item)).toEqual(['d', 'c', 'b', 'a']);
});

describe('the next version of a profile', () => {
  test('two different articles in whole pieces are fine', () =>
    expect(checkDrafts([draft('mask'), draft('gown', { spare: '2', minutes: '480' })])).toEqual({}));

  test('nothing, twice the same, and half pieces are told at their fields', () => {
    expect(Object.keys(checkDrafts([]))).toEqual(['items']);
    const wrong = checkDrafts([draft('mask', { count: '0' }), draft('mask', { minutes: 'x' })]);
    expect(Object.keys(wrong).sort()).toEqual(['count-0', 'item-1', 'minutes-1']);
  });
});

test('a label names what there is', () => {
  expect(labelOf({ size: '', lot_no: '' })).toBe('');
  expect(labelOf({ size: 'M', lot_no: 'L7' })).toContain(' · ');
});
