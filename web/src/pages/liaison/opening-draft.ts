import type { Authority, Schemas } from '../../api/index.ts';
import type { FieldErrors } from '../../forms/index.ts';
import { t } from '../../i18n/index.ts';

type Opening = Schemas['OpeningOut'];
type Span = Schemas['OpeningSpanOut'];
export type AuthorityPatch = Schemas['AuthorityPatch'];

export const WEEKDAYS = [1, 2, 3, 4, 5, 6, 7] as const;
const SPAN = /^([01]?\d|2[0-3]):([0-5]\d)\s*[-–]\s*(([01]?\d|2[0-3]):([0-5]\d)|24:00)$/;
const DAY = /^(\d{4}-\d{2}-\d{2})\b(.*)$/;
const LONGEST_MINUTES = 7 * 24 * 60;
const HOME_ZONE = 'Asia/Ho_Chi_Minh';

/** Hours, response time and contacts of an authority as they are typed. */
export interface OpeningDraft {
  readonly always: boolean;
  /** By ISO weekday, Monday first: `07:30-11:30, 13:30-17:00`. */
  readonly days: readonly string[];
  readonly special: string;
  readonly minutes: string;
  readonly clock: Authority['response_clock'];
  readonly contacts: string;
}

export function openingDraftOf(authority: Authority): OpeningDraft {
  const { opening } = authority;
  return {
    always: opening === null,
    days: WEEKDAYS.map((day) => spanText(spansOf(opening, day))),
    special: (opening?.special_days ?? []).map((each) => `${each.date} ${spanText(each.spans)}`.trim()).join('\n'),
    minutes: String(authority.response_minutes),
    clock: authority.response_clock,
    contacts: authority.contacts.map(contactLine).join('\n'),
  };
}

/** The openings of one weekday, in their order. */
export function spansOf(opening: Opening | null, day: number): Span[] {
  return (opening?.weekly ?? []).filter((each) => each.day === day).sort((a, b) => a.opens.localeCompare(b.opens));
}

export function spanText(spans: readonly Span[]): string {
  return spans.map((span) => `${span.opens}-${span.closes}`).join(', ');
}

/** Spans as typed, parted by commas; null where one cannot be read or ends before it begins. */
export function readSpans(text: string): Span[] | null {
  const parts = text.split(/[,;]/).map((part) => part.trim());
  const spans = parts.filter((part) => part !== '').map(readSpan);
  return spans.every((span) => span !== null) ? spans : null;
}

function readSpan(text: string): Span | null {
  const found = SPAN.exec(text);
  if (found === null) return null;
  const opens = `${found[1]?.padStart(2, '0')}:${found[2]}`;
  const closes = (found[3] ?? '').padStart(5, '0');
  return closes > opens ? { opens, closes } : null;
}

/** Special days, one per line; the number of the first line that cannot be read instead. */
export function readSpecial(text: string): Schemas['SpecialDayOut'][] | number {
  const days: Schemas['SpecialDayOut'][] = [];
  for (const [at, line] of text.split('\n').entries()) {
    if (line.trim() === '') continue;
    const [, date, rest] = DAY.exec(line.trim()) ?? [];
    const spans = readSpans(rest ?? '');
    if (date === undefined || Number.isNaN(Date.parse(date)) || spans === null) return at + 1;
    days.push({ date, spans });
  }
  return days;
}

/** Contacts, one per line, `name; telephone; email`; the number of the first line without a name instead. */
export function readContacts(text: string): Schemas['ContactIn'][] | number {
  const contacts: Schemas['ContactIn'][] = [];
  for (const [at, line] of text.split('\n').entries()) {
    if (line.trim() === '') continue;
    const [name = '', phone = '', email = ''] = line.split(';').map((part) => part.trim());
    if (name === '') return at + 1;
    contacts.push({ name, phone: phone || null, email: email || null });
  }
  return contacts;
}

/** Tuesday to Friday as Monday. */
export function asMonday(draft: OpeningDraft): OpeningDraft {
  const [monday = ''] = draft.days;
  return { ...draft, days: draft.days.map((text, at) => (at < 5 ? monday : text)) };
}

/** What cannot be read, by field. */
export function openingErrors(draft: OpeningDraft): FieldErrors {
  const minutes = Number(draft.minutes);
  const special = readSpecial(draft.special);
  const contacts = readContacts(draft.contacts);
  const days = draft.days.map(readSpans);
  const bad = draft.always ? [] : WEEKDAYS.filter((day) => days[day - 1] === null);
  const none = !draft.always && days.every((spans) => spans !== null && spans.length === 0);
  return {
    ...(!(Number.isInteger(minutes) && minutes >= 1 && minutes <= LONGEST_MINUTES) && { response_minutes: t('authority.response_bad') }),
    ...Object.fromEntries(bad.map((day) => [`day-${day}`, t('authority.hours_bad')])),
    ...(none && { 'day-1': t('authority.hours_none') }),
    ...(!draft.always && typeof special === 'number' && { special: t('authority.special_bad', { line: special }) }),
    ...(typeof contacts === 'number' && { contacts: t('authority.contacts_bad', { line: contacts }) }),
  };
}

/** The change of an authority that a draft without errors makes. */
export function openingPatch(draft: OpeningDraft, authority: Authority): AuthorityPatch {
  const special = readSpecial(draft.special);
  const contacts = readContacts(draft.contacts);
  const weekly = WEEKDAYS.flatMap((day) => (readSpans(draft.days[day - 1] ?? '') ?? []).map((span) => ({ day, ...span })));
  const time_zone = authority.opening?.time_zone ?? HOME_ZONE;
  return {
    response_minutes: Number(draft.minutes),
    response_clock: draft.clock,
    opening: draft.always ? null : { time_zone, weekly, special_days: typeof special === 'number' ? [] : special },
    contacts: typeof contacts === 'number' ? [] : contacts,
  };
}

function contactLine(contact: Authority['contacts'][number]): string {
  return [contact.name ?? '', contact.phone ?? '', contact.email ?? ''].join('; ').replace(/(; )+$/, '');
}
