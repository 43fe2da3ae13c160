const KEY = 'cordon.clock.ahead_ms';

/** How far this phone's clock runs ahead of the server's, as far as the last exchanges tell. */
let aheadMs = Number(localStorage.getItem(KEY) ?? 0);

/** Milliseconds since 1970 by the server's clock. A phone's own may be minutes off, which would spoil contact times. */
export function steadyNow(): number {
  return steadyAt(Date.now());
}

/** The same of another moment by this phone's clock, such as that of a position. */
export function steadyAt(phoneMs: number): number {
  return phoneMs - aheadMs;
}

/**
 * Learn from an answer's own time, given when it was asked for and when it came by this phone's clock.
 *
 * A difference that fits into that span is left alone, so that a running timer does not jump with every exchange.
 */
export function learnServerTime(serverTime: string, askedAt: number, answeredAt: number): void {
  const server = Date.parse(serverTime);
  if (Number.isNaN(server) || (askedAt - aheadMs <= server && server <= answeredAt - aheadMs)) return;
  aheadMs = Math.round((askedAt + answeredAt) / 2 - server);
  localStorage.setItem(KEY, String(aheadMs));
}
