import { signal } from '@preact/signals';
import { locale } from './locale.ts';
import { t } from './text.ts';

/** The zone that times are shown in: the signed-in person's unit decides, the browser does not. */
export const timeZone = signal('Asia/Ho_Chi_Minh');

const MINUTE_MS = 60_000;
const formats = new Map<string, Intl.DateTimeFormat>();

function dateFormat(options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const tag = locale.value === 'vi' ? 'vi-VN' : 'en-GB';
  const key = `${tag}|${timeZone.value}|${JSON.stringify(options)}`;
  const known = formats.get(key);
  if (known !== undefined) return known;
  const made = new Intl.DateTimeFormat(tag, { ...options, timeZone: timeZone.value });
  formats.set(key, made);
  return made;
}

/** Hours and minutes, for example `14:05`. */
export function formatTime(at: string | number | Date): string {
  return dateFormat({ hour: '2-digit', minute: '2-digit', hourCycle: 'h23' }).format(new Date(at));
}

/** Day, month, hours and minutes; the year is added when it is another one. */
export function formatDateTime(at: string | number | Date, now: Date = new Date()): string {
  const date = new Date(at);
  const sameYear = date.getFullYear() === now.getFullYear();
  const parts = dateFormat({ day: '2-digit', month: '2-digit', year: 'numeric' }).formatToParts(date);
  const part = (type: string): string => parts.find((found) => found.type === type)?.value ?? '';
  const day = [part('day'), part('month'), ...(sameYear ? [] : [part('year')])].join('/');
  return `${formatTime(date)} ${day}`;
}

/** The time alone when it is today, with its day otherwise. */
export function formatMoment(at: string | number | Date, now: Date = new Date()): string {
  const day = dateFormat({ year: 'numeric', month: '2-digit', day: '2-digit' });
  return day.format(new Date(at)) === day.format(now) ? formatTime(at) : formatDateTime(at, now);
}

/** Elapsed time in its largest fitting unit: `12 min`, `3 h`, `2 d`. */
export function formatAge(since: string | number | Date, now: number): string {
  return formatMinutes(Math.max(0, Math.floor((now - new Date(since).getTime()) / MINUTE_MS)));
}

/** A duration given in minutes: below 100 in minutes, below two days in hours, else in days. */
export function formatMinutes(minutes: number): string {
  const whole = Math.round(minutes);
  if (whole < 100) return t('time.minutes', { n: whole });
  if (whole < 2880) return t('time.hours', { n: formatNumber(whole / 60, whole < 600 ? 1 : 0) });
  return t('time.days', { n: Math.round(whole / 1440) });
}

/** A length given in metres: `850 m`, `12.4 km`. */
export function formatDistance(metres: number): string {
  return metres < 1000 ? `${Math.round(metres)} m` : `${formatNumber(metres / 1000, 1)} km`;
}

/** Room on a disk: `96 kB`, `1.2 MB`, `3.4 GB`. */
export function formatBytes(bytes: number): string {
  const [unit, size] = bytes < 1e6 ? ['kB', 1e3] : bytes < 1e9 ? ['MB', 1e6] : ['GB', 1e9];
  return `${formatNumber(bytes / (size as number), bytes < 1e6 ? 0 : 1)} ${unit}`;
}

/** What goes up or down: always with its sign. */
export function formatChange(value: number): string {
  const tag = locale.value === 'vi' ? 'vi-VN' : 'en-GB';
  return new Intl.NumberFormat(tag, { maximumFractionDigits: 0, signDisplay: 'exceptZero' }).format(value);
}

export function formatNumber(value: number, maximumFractionDigits = 0): string {
  return new Intl.NumberFormat(locale.value === 'vi' ? 'vi-VN' : 'en-GB', { maximumFractionDigits }).format(value);
}

/** Without accents and capitals: who types on a foreign keyboard finds everybody too. */
export function plain(text: string): string {
  return text
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .replaceAll('đ', 'd')
    .replaceAll('Đ', 'D')
    .toLowerCase();
}
