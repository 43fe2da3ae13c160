interface Happened {
  readonly at: string;
}

/** The first whole millisecond behind an event: the server counts in microseconds, which a date here does not hold. */
export function justAfter(at: string): number {
  return Date.parse(at) + 1;
}

/** The moments just after events, each once, oldest first, in milliseconds. */
export function momentsOf(events: readonly Happened[]): number[] {
  return [...new Set(events.map((event) => justAfter(event.at)))].sort((one, other) => one - other);
}

/** Index of the last moment that is not after `time`; the last of all for now, 0 where all are after it. */
export function nearestAt(moments: readonly number[], time: number | null): number {
  if (time === null) return Math.max(0, moments.length - 1);
  const after = moments.findIndex((each) => each > time);
  return Math.max(0, (after === -1 ? moments.length : after) - 1);
}

/** Facts of an event in one line, without ids and what is shown elsewhere. */
export function factsOf(payload: Readonly<Record<string, unknown>>): string {
  return Object.entries(payload)
    .filter(([name, value]) => !HIDDEN.has(name) && isShort(value))
    .map(([name, value]) => `${name.replaceAll('_', ' ')}: ${String(value)}`)
    .join(' · ');
}

const HIDDEN = new Set(['version', 'channel', 'gate']);
const UUID = /^[0-9a-f]{8}-[0-9a-f-]{27}$/;

function isShort(value: unknown): boolean {
  if (typeof value === 'string') return value !== '' && !UUID.test(value);
  return typeof value === 'number' || typeof value === 'boolean';
}
