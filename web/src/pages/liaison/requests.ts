import type { Permit } from '../../api/index.ts';
import type { PermitState } from '../../design/index.ts';

const MINUTE_MS = 60_000;
/** What a liaison may answer from each state; elsewhere the request is only shown. */
const STEPS: Partial<Record<PermitState, readonly PermitState[]>> = {
  requested: ['acknowledged', 'denied', 'approved'],
  acknowledged: ['denied', 'approved'],
  approved: ['revoked'],
};

export function stepsFrom(state: PermitState): readonly PermitState[] {
  return STEPS[state] ?? [];
}

export function isOpen(permit: Permit): boolean {
  return permit.state === 'requested' || permit.state === 'acknowledged';
}

/** Whole minutes until the answer is due, negative by how long it is late; null when nothing is due. */
export function minutesLeft(permit: Permit, now: number): number | null {
  if (!isOpen(permit) || permit.respond_by === null) return null;
  return Math.trunc((Date.parse(permit.respond_by) - now) / MINUTE_MS);
}

/** The server said so, or time has passed since it did. */
export function isOverdue(permit: Permit, now: number): boolean {
  return isOpen(permit) && (permit.overdue || dueAt(permit) < now);
}

/** Waiting ones first, the one due soonest on top; then the answered ones, the latest on top. */
export function inOrder(permits: readonly Permit[]): Permit[] {
  const waiting = permits.filter(isOpen).sort((a, b) => dueAt(a) - dueAt(b));
  const answered = permits.filter((permit) => !isOpen(permit)).sort((a, b) => touchedAt(b) - touchedAt(a));
  return [...waiting, ...answered];
}

function dueAt(permit: Permit): number {
  return permit.respond_by === null ? Infinity : Date.parse(permit.respond_by);
}

function touchedAt(permit: Permit): number {
  return Date.parse(permit.decided_at ?? permit.requested_at ?? permit.requested_window.from);
}

/** Conditions as written one per line, without empty lines. */
export function conditionLines(text: string): string[] {
  return text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '');
}
