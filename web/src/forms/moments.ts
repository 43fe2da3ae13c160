import { timeZone } from '../i18n/index.ts';

const MINUTE_MS = 60_000;

/** An instant as `<input type="datetime-local">` wants it, on the clock of the unit's time zone; '' for none. */
export function toLocalInput(at: string | number | null): string {
  if (at === null) return '';
  const time = new Date(at).getTime();
  return new Date(time + offsetMs(time)).toISOString().slice(0, 16);
}

/** The instant, in UTC, of what a person set on the clock of the unit's time zone; null when it is not a time. */
export function fromLocalInput(text: string): string | null {
  const asUtc = Date.parse(`${text}Z`);
  if (Number.isNaN(asUtc)) return null;
  // The offset of the guess may lie across a clock change; the second look settles it.
  const guess = asUtc - offsetMs(asUtc);
  return new Date(asUtc - offsetMs(guess)).toISOString();
}

/** How far the zone's clock is ahead of UTC at that instant, whole minutes, in milliseconds. */
function offsetMs(time: number): number {
  const format = new Intl.DateTimeFormat('en-GB', {
    timeZone: timeZone.value,
    hourCycle: 'h23',
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
  });
  const parts = new Map(format.formatToParts(time).map((part) => [part.type, Number(part.value)]));
  const get = (type: Intl.DateTimeFormatPartTypes): number => parts.get(type) ?? 0;
  const shown = Date.UTC(get('year'), get('month') - 1, get('day'), get('hour'), get('minute'));
  return shown - Math.floor(time / MINUTE_MS) * MINUTE_MS;
}
