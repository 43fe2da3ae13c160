import type { Schemas } from '../../api/index.ts';
import type { FieldAction } from '../../offline/index.ts';

export type OwnShift = Schemas['OwnShiftOut'];
export type ShiftVehicle = OwnShift['vehicles'][number];
export type CheckItem = OwnShift['choices']['vehicle_items'][number];
export type HelpRequest = OwnShift['help_requests'][number];
export type HandOver = OwnShift['hand_overs'][number];
export type KeptPiece = OwnShift['kept'][number];

/** What a worker can do about the shift now; the server decides again on every step. */
export type ShiftStep =
  | { readonly kind: 'none' }
  | { readonly kind: 'unfit' }
  | { readonly kind: 'sign_on' }
  | { readonly kind: 'break'; readonly until: string | null }
  | { readonly kind: 'on_duty' }
  | { readonly kind: 'off'; readonly at: string };

/** Kinds of actions that change what the page shows of the shift. */
const KINDS = ['shift.', 'vehicle.', 'help.', 'hand_over.', 'ppe.return'] as const;

export const isCrewAction = (action: FieldAction): boolean => KINDS.some((kind) => action.kind.startsWith(kind));

/** The shift as the worker left it: the server's word with the actions that still wait laid over it. */
export function withPendingShift(shift: OwnShift, actions: readonly FieldAction[]): OwnShift {
  return actions.reduce(applyAction, shift);
}

function applyAction(shift: OwnShift, action: FieldAction): OwnShift {
  const at = new Date(action.device_time).toISOString();
  const { body } = action;
  switch (action.kind) {
    case 'shift.sign_on':
      return { ...shift, signed_on_at: shift.signed_on_at ?? at, signed_off_at: null };
    case 'shift.sign_off':
      return { ...shift, signed_off_at: at };
    case 'shift.unfit':
      return { ...shift, unfit: true };
    case 'shift.break_begin':
      if (openBreak(shift) !== null) return shift;
      return withBreaks(shift, [...breaksOf(shift), { begun_at: at, ended_at: null }]);
    case 'shift.break_end':
      return withBreaks(
        shift,
        breaksOf(shift).map((each) => (each.ended_at === null ? { ...each, ended_at: at } : each)),
      );
    case 'vehicle.check':
      return { ...shift, vehicles: shift.vehicles.map((each) => (each.id === action.entity ? looked(each, body, at) : each)) };
    case 'help.ask':
      if (shift.help_requests.some((each) => each.id === action.entity)) return shift;
      return { ...shift, help_requests: [asked(shift, action, at), ...shift.help_requests] };
    case 'help.end':
      return { ...shift, help_requests: shift.help_requests.map((each) => (each.id === action.entity ? ended(each, body) : each)) };
    case 'ppe.return':
      return { ...shift, kept: shift.kept.flatMap((each) => (each.id === action.entity ? lessBy(each, body) : [each])) };
    case 'hand_over.take':
      return {
        ...shift,
        hand_overs: shift.hand_overs.map((each) => (each.id === action.entity ? { ...each, state: 'taken' as const } : each)),
      };
    default:
      return shift;
  }
}

const breaksOf = (shift: OwnShift): NonNullable<OwnShift['day']>['breaks'] => shift.day?.breaks ?? [];

function withBreaks(shift: OwnShift, breaks: NonNullable<OwnShift['day']>['breaks']): OwnShift {
  return shift.day === null ? shift : { ...shift, day: { ...shift.day, breaks } };
}

function looked(vehicle: ShiftVehicle, body: FieldAction['body'], at: string): ShiftVehicle {
  return body.moment === 'return' ? { ...vehicle, returned_at: at } : { ...vehicle, taken_at: at, returned_at: null };
}

function asked(shift: OwnShift, action: FieldAction, at: string): HelpRequest {
  const { body } = action;
  const kind = String(body.need) as HelpRequest['kind'];
  const named = (list: readonly { code: string; name: string }[], code: unknown): string | null =>
    list.find((each) => each.code === code)?.name ?? null;
  return {
    id: action.entity, kind, kind_name: named(shift.choices.help_kinds, kind) ?? kind, urgent: false, state: 'asked',
    crew_id: shift.day?.crew_id ?? '', crew_code: '', crew_name: '', asked_by: '', asked_at: at, assignment_id: null,
    ticket_id: null, ticket_number: null, ticket_address: null, item: (body.item as string | undefined) ?? null,
    item_name: named(shift.choices.articles, body.item), pieces: (body.pieces as number | undefined) ?? null,
    note: (body.note as string | undefined) ?? null, answer: null, expected_at: null, answered_at: null, ended_at: null,
    version: 0,
  };
}

/** What is left in hand after some of it, or all, went back. */
function lessBy(piece: KeptPiece, body: FieldAction['body']): KeptPiece[] {
  const pieces = piece.pieces - ((body.pieces as number | undefined) ?? piece.pieces);
  return pieces > 0 ? [{ ...piece, pieces }] : [];
}

function ended(request: HelpRequest, body: FieldAction['body']): HelpRequest {
  return { ...request, state: body.to === 'done' ? 'done' : 'cancelled' };
}

/** The break under way. */
export const openBreak = (shift: OwnShift): { readonly begun_at: string } | null =>
  breaksOf(shift).find((each) => each.ended_at === null) ?? null;

export function shiftStep(shift: OwnShift): ShiftStep {
  if (shift.day === null) return { kind: 'none' };
  if (shift.unfit) return { kind: 'unfit' };
  if (shift.signed_off_at !== null) return { kind: 'off', at: shift.signed_off_at };
  if (shift.signed_on_at === null) return { kind: 'sign_on' };
  if (openBreak(shift) !== null) return { kind: 'break', until: shift.day.break_until };
  return { kind: 'on_duty' };
}

/** What is asked of a vehicle at this moment, in its order. */
export const itemsAt = (shift: OwnShift, moment: 'start' | 'return'): readonly CheckItem[] =>
  shift.choices.vehicle_items.filter((item) => item.moments.includes(moment));

/** Vehicles that this shift took and has not given back. */
export const vehiclesOut = (shift: OwnShift): readonly ShiftVehicle[] =>
  shift.vehicles.filter((each) => each.taken_at !== null && !each.blocked && (each.returned_at ?? '') < each.taken_at);

/** Minutes of all breaks that were taken, the one under way up to now. */
export function breakMinutes(shift: OwnShift, now: number): number {
  const spans = breaksOf(shift).map((each) => (each.ended_at === null ? now : Date.parse(each.ended_at)) - Date.parse(each.begun_at));
  return Math.round(spans.reduce((sum, span) => sum + Math.max(span, 0), 0) / 60_000);
}

/** Minutes from signing on to signing off, or up to now. */
export function dutyMinutes(shift: OwnShift, now: number): number {
  if (shift.signed_on_at === null) return 0;
  const until = shift.signed_off_at === null ? now : Date.parse(shift.signed_off_at);
  return Math.max(Math.round((until - Date.parse(shift.signed_on_at)) / 60_000), 0);
}

/** What was handed over to a job and is not signed yet. */
export const handedTo = (shift: OwnShift | null, jobId: string): HandOver | null =>
  shift?.hand_overs.find((each) => each.to_assignment_id === jobId && each.state === 'passed') ?? null;

/** What the crew has handed over while it waits at the place for the next one. */
export const handedFrom = (shift: OwnShift | null, jobId: string): HandOver | null =>
  shift?.hand_overs.find((each) => each.from_assignment_id === jobId && each.meets && ['waiting', 'passed'].includes(each.state)) ??
  null;
