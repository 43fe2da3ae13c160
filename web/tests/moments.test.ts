import { afterEach, expect, test } from 'vitest';
import { fromLocalInput, toLocalInput } from '../src/forms/index.ts';
import { timeZone } from '../src/i18n/index.ts';

afterEach(() => {
  timeZone.value = 'Asia/Ho_Chi_Minh';
});

test('a time is set on the clock of the unit, whatever the browser’s own zone is', () => {
  expect(toLocalInput('2026-11-23T06:58:42Z')).toBe('2026-11-23T13:58');
  expect(fromLocalInput('2026-11-23T13:58')).toBe('2026-11-23T06:58:00.000Z');
});

test('the day may differ from the day in UTC', () => {
  expect(toLocalInput('2026-11-30T18:00:00Z')).toBe('2026-12-01T01:00');
  expect(fromLocalInput('2026-12-01T01:00')).toBe('2026-11-30T18:00:00.000Z');
});

test.each(['2026-03-29T00:30', '2026-03-29T03:30', '2026-10-25T01:30', '2026-10-25T04:00'])(
  'around a clock change %s survives the way there and back',
  (text) => {
    timeZone.value = 'Europe/Paris';
    expect(toLocalInput(fromLocalInput(text))).toBe(text);
  },
);

test('an empty or broken time is none', () => {
  expect([fromLocalInput(''), fromLocalInput('soon'), toLocalInput(null)]).toEqual([null, null, '']);
});
