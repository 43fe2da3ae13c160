import { expect, test } from 'vitest';
import type { Authority } from '../src/api/index.ts';
import { asMonday, openingDraftOf, openingErrors, openingPatch, readContacts, readSpans, readSpecial } from '../src/pages/liaison/opening-draft.ts';

const OPENING = {
  time_zone: 'Asia/Ho_Chi_Minh',
  weekly: [
    { day: 1, opens: '13:30', closes: '17:00' },
    { day: 1, opens: '07:30', closes: '11:30' },
    { day: 6, opens: '08:00', closes: '24:00' },
  ],
  special_days: [{ date: '2026-04-30', spans: [] }, { date: '2026-05-02', spans: [{ opens: '08:00', closes: '12:00' }] }],
};
const AUTHORITY = {
  id: 'a', name: 'Trạm y tế', version: 4, response_minutes: 20, response_clock: 'open_hours', opening: OPENING,
  contacts: [{ name: 'Trực ban', phone: '0236', email: null }],
} as unknown as Authority;

test('hours are read and written as people say them, and come back the same', () => {
  const draft = openingDraftOf(AUTHORITY);
  expect(draft.days).toEqual(['07:30-11:30, 13:30-17:00', '', '', '', '', '08:00-24:00', '']);
  expect(draft.special).toBe('2026-04-30\n2026-05-02 08:00-12:00');
  expect(draft.contacts).toBe('Trực ban; 0236');
  expect(openingErrors(draft)).toEqual({});
  const { opening, contacts } = openingPatch(draft, AUTHORITY);
  expect(opening?.special_days).toEqual(OPENING.special_days);
  expect(new Set(opening?.weekly.map((each) => `${each.day} ${each.opens}-${each.closes}`))).toEqual(
    new Set(OPENING.weekly.map((each) => `${each.day} ${each.opens}-${each.closes}`)),
  );
  expect(contacts).toEqual(AUTHORITY.contacts);
});

test.each([
  ['7:30 – 11:30', [{ opens: '07:30', closes: '11:30' }]],
  ['', []],
  ['17:00-07:30', null],
  ['07:30-25:00', null],
  ['all day', null],
])('%s', (text, spans) => {
  expect(readSpans(text)).toEqual(spans);
});

test('a line that cannot be read is named by its number', () => {
  expect(readSpecial('2026-04-30\n30/4')).toBe(2);
  expect(readSpecial('2026-13-40')).toBe(1);
  expect(readContacts('Trực ban; 0236\n; 0999')).toBe(2);
});

test('around the clock is no hours at all', () => {
  const draft = { ...openingDraftOf(AUTHORITY), always: true, days: Array<string>(7).fill('nonsense') };
  expect(openingErrors(draft)).toEqual({});
  expect(openingPatch(draft, AUTHORITY).opening).toBeNull();
});

test('what is missing or wrong is told at its day and at the response time', () => {
  const draft = openingDraftOf(AUTHORITY);
  const wrong = { ...draft, days: ['07:30-11:30', '9', '', '', '', '', ''], minutes: '0' };
  expect(Object.keys(openingErrors(wrong))).toEqual(['response_minutes', 'day-2']);
  expect(openingErrors({ ...draft, days: Array<string>(7).fill('') })).toHaveProperty('day-1');
});

test('the working week is copied from Monday, the weekend stays', () => {
  const days = asMonday(openingDraftOf(AUTHORITY)).days;
  expect(days.slice(0, 5)).toEqual(Array(5).fill('07:30-11:30, 13:30-17:00'));
  expect(days[5]).toBe('08:00-24:00');
});
