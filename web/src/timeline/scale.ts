import { formatTime } from '../i18n/index.ts';

const MINUTE_MS = 60_000;
const QUARTER_MS = 15 * MINUTE_MS;
const HOUR_MS = 60 * MINUTE_MS;
/** This share of what is shown lies before now: what was just done is seen, most room is for what comes. */
const PAST_SHARE = 1 / 8;

/** A stretch of time, in milliseconds since the epoch. */
export interface Span {
  readonly from: number;
  readonly to: number;
}

/** Where a span stands in a view, in percent of its width; `cut` says which ends lie beyond the edges. */
export interface Stretch {
  readonly left: number;
  readonly width: number;
  readonly cut: { readonly before: boolean; readonly after: boolean };
}

/** The hours around a moment; it moves on by quarters, so that a screen does not creep. */
export function viewOf(now: number, hours: number, laterHours = 0): Span {
  const length = hours * HOUR_MS;
  const from = Math.floor((now + laterHours * HOUR_MS - length * PAST_SHARE) / QUARTER_MS) * QUARTER_MS;
  return { from, to: from + length };
}

/** Where a span is drawn, or null when none of it is in view. */
export function stretchOf(span: Span, view: Span): Stretch | null {
  if (span.to <= view.from || span.from >= view.to) return null;
  const left = percentOf(Math.max(span.from, view.from), view);
  const right = percentOf(Math.min(span.to, view.to), view);
  return { left, width: right - left, cut: { before: span.from < view.from, after: span.to > view.to } };
}

/** A moment in percent of a view's width; outside of 0 to 100 it is out of view. */
export function percentOf(at: number, view: Span): number {
  return ((at - view.from) / (view.to - view.from)) * 100;
}

/** The full hours, or every second, third or sixth one, on the clock of the unit's time zone. */
export function hoursIn(view: Span): number[] {
  const step = stepHours((view.to - view.from) / HOUR_MS);
  const first = Math.ceil(view.from / QUARTER_MS) * QUARTER_MS;
  const quarters = Math.max(0, Math.ceil((view.to - first) / QUARTER_MS));
  return Array.from({ length: quarters }, (_unused, index) => first + index * QUARTER_MS).filter((at) => {
    const [hour, minute] = formatTime(at).split(':').map(Number);
    return minute === 0 && (hour ?? 0) % step === 0;
  });
}

function stepHours(hours: number): number {
  if (hours <= 8) return 1;
  return hours <= 12 ? 2 : 3;
}
