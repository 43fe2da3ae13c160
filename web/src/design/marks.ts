import type { Mark, Shape, Tone } from './shapes.ts';
import { TONE_SHAPES } from './shapes.ts';

export const TICKET_STATES = ['new', 'deferred', 'assigned', 'in_progress', 'restored', 'closed', 'cancelled'] as const;
export const ASSIGNMENT_STATES = [
  'proposed',
  'assigned',
  'accepted',
  'en_route',
  'waiting_entry',
  'inside',
  'working',
  'restored',
  'exiting',
  'closed',
  'declined',
  'withdrawn',
  'aborted',
] as const;
export const PERMIT_STATES = [
  'draft',
  'requested',
  'acknowledged',
  'approved',
  'denied',
  'revoked',
  'expired',
  'void',
  'withdrawn',
  'closed',
] as const;

export type TicketState = (typeof TICKET_STATES)[number];
export type AssignmentState = (typeof ASSIGNMENT_STATES)[number];
export type PermitState = (typeof PERMIT_STATES)[number];

const TICKET_TONES: Readonly<Record<TicketState, Tone>> = {
  new: 'new',
  deferred: 'deferred',
  assigned: 'assigned',
  in_progress: 'working',
  restored: 'restored',
  closed: 'restored',
  cancelled: 'deferred',
};

const ASSIGNMENT_TONES: Readonly<Record<AssignmentState, Tone>> = {
  proposed: 'deferred',
  assigned: 'assigned',
  accepted: 'en-route',
  en_route: 'en-route',
  waiting_entry: 'waiting',
  inside: 'working',
  working: 'working',
  restored: 'restored',
  exiting: 'working',
  closed: 'restored',
  declined: 'blocked',
  withdrawn: 'deferred',
  aborted: 'blocked',
};

const PERMIT_TONES: Readonly<Record<PermitState, Tone>> = {
  draft: 'deferred',
  requested: 'waiting',
  acknowledged: 'waiting',
  approved: 'restored',
  denied: 'blocked',
  revoked: 'blocked',
  expired: 'deferred',
  void: 'blocked',
  withdrawn: 'deferred',
  closed: 'restored',
};

/** A ticket's mark; a ticket that something blocks shows the bar whatever its state. */
export function ticketMark(state: TicketState, blocked = false): Mark {
  return markOf(blocked && isOpen(state) ? 'blocked' : TICKET_TONES[state], state === 'cancelled' ? 'ring' : undefined);
}

export function assignmentMark(state: AssignmentState): Mark {
  return markOf(ASSIGNMENT_TONES[state]);
}

export function permitMark(state: PermitState): Mark {
  return markOf(PERMIT_TONES[state]);
}

/** States in which a ticket still waits for work; deferred tickets have their own reason and are not "blocked". */
function isOpen(state: TicketState): boolean {
  return state === 'new' || state === 'assigned' || state === 'in_progress';
}

function markOf(tone: Tone, shape: Shape = TONE_SHAPES[tone]): Mark {
  return { tone, shape };
}
