import { beforeEach, describe, expect, test, vi } from 'vitest';
import { chooseLocale, formatAge, formatDistance, formatMoment, initialLocale, locale, t, tCode, timeZone } from '../src/i18n/index.ts';

beforeEach(() => {
  localStorage.clear();
  locale.value = 'vi';
  timeZone.value = 'Asia/Ho_Chi_Minh';
});

describe('language', () => {
  test('a choice is remembered and wins over the browser', () => {
    vi.spyOn(navigator, 'languages', 'get').mockReturnValue(['vi-VN']);
    chooseLocale('en');
    expect(initialLocale()).toBe('en');
    expect(document.documentElement.lang).toBe('en');
  });

  test('without a choice the first language that we speak is taken', () => {
    vi.spyOn(navigator, 'languages', 'get').mockReturnValue(['fr-FR', 'en-US', 'vi']);
    expect(initialLocale()).toBe('en');
  });

  test('a browser that speaks neither gets Vietnamese', () => {
    vi.spyOn(navigator, 'languages', 'get').mockReturnValue(['fr']);
    expect(initialLocale()).toBe('vi');
  });

  test('parameters are filled in', () => {
    expect(t('intake.created', { number: 'DN-26-000001' })).toBe('Đã tạo phiếu DN-26-000001');
  });

  test('a code that the dictionary does not know is shown readably', () => {
    expect(tCode('work', 'pole_painting')).toBe('pole painting');
  });
});

describe('times', () => {
  const now = new Date('2026-11-23T10:00:00Z');

  test("are those of the unit's zone, not of the browser's", () => {
    expect(formatMoment('2026-11-23T03:05:00Z', now)).toBe('10:05');
    timeZone.value = 'Australia/Brisbane';
    expect(formatMoment('2026-11-23T03:05:00Z', now)).toBe('13:05');
  });

  test('carry their day when it is another one in that zone', () => {
    expect(formatMoment('2026-11-22T16:30:00Z', now)).toBe('23:30 22/11');
    expect(formatMoment('2026-11-22T17:30:00Z', now)).toBe('00:30');
  });

  test('ages use the largest fitting unit', () => {
    const ago = (minutes: number): string => formatAge(new Date(now.getTime() - minutes * 60_000), now.getTime());
    expect([ago(7), ago(150), ago(4320)]).toEqual(['7 ph', '2,5 giờ', '3 ngày']);
  });
});

test('distances are metres below a kilometre', () => {
  expect([formatDistance(850), formatDistance(12_400)]).toEqual(['850 m', '12,4 km']);
});
