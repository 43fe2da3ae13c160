import { expect, test } from 'vitest';
import { revealRow, rowsInView } from '../src/design/index.ts';

test('only the rows in view and a few beyond them are drawn', () => {
  const { from, to } = rowsInView(3200, 640, 32, 400);
  expect(from).toBe(100 - 12);
  expect(to).toBe(100 - 12 + 20 + 24);
});

test('the last rows are drawn however far the list was scrolled before it became shorter', () => {
  expect(rowsInView(32_000, 640, 32, 50)).toEqual({ from: 6, to: 50 });
});

test('before the list has a size its first rows are drawn', () => {
  expect(rowsInView(0, 0, 32, 1000)).toEqual({ from: 0, to: 60 });
  expect(rowsInView(0, 0, 32, 3)).toEqual({ from: 0, to: 3 });
});

test('a row out of view is scrolled to the nearer edge, one in view not at all', () => {
  const list = { scrollTop: 320, clientHeight: 348 } as HTMLElement;
  revealRow(list, 5, 32, 28);
  expect(list.scrollTop).toBe(160);
  revealRow(list, 20, 32, 28);
  expect(list.scrollTop).toBe(21 * 32 - 320);
  const before = list.scrollTop;
  revealRow(list, 15, 32, 28);
  expect(list.scrollTop).toBe(before);
});
