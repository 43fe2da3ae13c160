import { describe, expect, test } from 'vitest';
import type { FieldAction } from '../src/offline/index.ts';
import { countsOf } from '../src/pages/field/crew-give-back.tsx';
import {
  breakMinutes,
  dutyMinutes,
  handedFrom,
  handedTo,
  isCrewAction,
  itemsAt,
  shiftStep,
  vehiclesOut,
  withPendingShift,
  type OwnShift,
} from '../src/pages/field/crew-shift.ts';

const NINE = Date.parse('2026-03-02T09:00:00Z');
const at = (minutes: number): string => new Date(NINE + minutes * 60_000).toISOString();

const SHIFT = {
  member_id: 'm',
  leads: true,
  day: { shift_id: 's', crew_id: 'c', begins_at: at(0), ends_at: at(480), breaks: [], break_until: null, members: [] },
  signed_on_at: null,
  signed_off_at: null,
  unfit: false,
  vehicles: [{ id: 'v', plate: '43C-1', taken_at: null, returned_at: null, blocked: false }],
  help_requests: [],
  hand_overs: [{ id: 'h', to_assignment_id: 'j', state: 'passed' }],
  kept: [{ id: 'k', item: 'goggles', name: 'Goggles', pieces: 3, expires_at: null, expired: false }],
  choices: {
    vehicle_items: [
      { code: 'tyres', moments: ['start'] },
      { code: 'clean', moments: ['return'] },
    ],
    help_kinds: [{ code: 'material', name: 'Material' }],
    articles: [{ code: 'goggles', name: 'Goggles' }],
  },
} as unknown as OwnShift;

function action(kind: string, minutes: number, entity = 's', body: Record<string, unknown> = {}): FieldAction {
  return { action_id: kind + minutes, client_seq: 1, kind, entity, body, device_time: at(minutes) } as unknown as FieldAction;
}

const lived = (...actions: FieldAction[]): OwnShift => withPendingShift(SHIFT, actions);

describe('the shift on the phone', () => {
  test('asks to sign on, then is on duty, on a break, and over', () => {
    const on = action('shift.sign_on', 0);
    const rest = action('shift.break_begin', 60);
    const goOn = action('shift.break_end', 90);
    expect(shiftStep(SHIFT).kind).toBe('sign_on');
    expect(shiftStep(lived(on)).kind).toBe('on_duty');
    expect(shiftStep(lived(on, rest)).kind).toBe('break');
    expect(shiftStep(lived(on, rest, goOn)).kind).toBe('on_duty');
    expect(shiftStep(lived(on, action('shift.sign_off', 480)))).toEqual({ kind: 'off', at: at(480) });
  });

  test('keeps who is not well from signing on until HSE has decided', () => {
    expect(shiftStep(lived(action('shift.unfit', 0))).kind).toBe('unfit');
  });

  test('is nothing where no shift is near', () => {
    expect(shiftStep({ ...SHIFT, day: null }).kind).toBe('none');
    expect(withPendingShift({ ...SHIFT, day: null }, [action('shift.break_begin', 0)]).day).toBeNull();
  });

  test('counts breaks and hours, those under way up to now', () => {
    const now = lived(action('shift.sign_on', 0), action('shift.break_begin', 60), action('shift.break_end', 80), action('shift.break_begin', 100));
    expect(breakMinutes(now, NINE + 110 * 60_000)).toBe(30);
    expect(dutyMinutes(now, NINE + 110 * 60_000)).toBe(110);
    expect(dutyMinutes(SHIFT, NINE)).toBe(0);
  });

  test('has a vehicle out from the look at it until the look on its return', () => {
    const taken = action('vehicle.check', 5, 'v', { moment: 'start' });
    const returned = action('vehicle.check', 400, 'v', { moment: 'return' });
    expect(vehiclesOut(SHIFT)).toEqual([]);
    expect(vehiclesOut(lived(taken)).map((each) => each.plate)).toEqual(['43C-1']);
    expect(vehiclesOut(lived(taken, returned))).toEqual([]);
    expect(vehiclesOut(lived(taken, returned, action('vehicle.check', 410, 'v', { moment: 'start' })))).toHaveLength(1);
  });

  test('asks of a vehicle what its list asks at that moment', () => {
    expect(itemsAt(SHIFT, 'start').map((each) => each.code)).toEqual(['tyres']);
    expect(itemsAt(SHIFT, 'return').map((each) => each.code)).toEqual(['clean']);
  });

  test('shows a call for help before the server has heard of it, and its end', () => {
    const ask = action('help.ask', 10, 'help-1', { need: 'material', item: 'goggles', pieces: 2 });
    const [call] = lived(ask).help_requests;
    expect(call).toMatchObject({ state: 'asked', kind_name: 'Material', item_name: 'Goggles', pieces: 2 });
    expect(lived(ask, action('help.end', 20, 'help-1', { to: 'done' })).help_requests[0]?.state).toBe('done');
  });

  test('asks for a signature until the hand-over was taken', () => {
    expect(handedTo(SHIFT, 'j')?.id).toBe('h');
    expect(handedTo(SHIFT, 'other')).toBeNull();
    expect(handedTo(lived(action('hand_over.take', 5, 'h')), 'j')).toBeNull();
  });

  test('says that the crew waits only as long as it does', () => {
    const given = { id: 'g', from_assignment_id: 'j', to_assignment_id: null, meets: true, state: 'waiting' };
    const having = (part: object): OwnShift => ({ ...SHIFT, hand_overs: [{ ...given, ...part }] }) as unknown as OwnShift;
    expect(handedFrom(having({}), 'j')?.id).toBe('g');
    expect(handedFrom(having({ state: 'passed', to_assignment_id: 'k' }), 'j')?.id).toBe('g');
    expect(handedFrom(having({ state: 'taken' }), 'j')).toBeNull();
    expect(handedFrom(having({ meets: false }), 'j')).toBeNull();
    expect(handedFrom(having({}), 'other')).toBeNull();
  });

  test('follows its own kinds of actions only', () => {
    expect(isCrewAction(action('shift.sign_on', 0))).toBe(true);
    expect(isCrewAction(action('assignment.accept', 0))).toBe(false);
  });
});

describe('own equipment', () => {
  const back = (minutes: number, body: Record<string, unknown>): FieldAction => action('ppe.return', minutes, 'k', { to: 'shelf', ...body });
  const left = (...actions: FieldAction[]): number[] => lived(...actions).kept.map((each) => each.pieces);

  test('that is given back without a network is in hand no more, piece by piece', () => {
    expect(left(back(1, { pieces: 1 }))).toEqual([2]);
    expect(left(back(1, { pieces: 1 }), back(2, { pieces: 2 }))).toEqual([]);
    expect(left(back(1, {}))).toEqual([]);
    expect(left(action('ppe.return', 1, 'other', { to: 'shelf' }))).toEqual([3]);
    expect(isCrewAction(back(1, {}))).toBe(true);
  });

  test('is given back in numbers that fit under a thumb, or all of it', () => {
    expect(countsOf(2)).toEqual([1, 2]);
    expect(countsOf(10)).toEqual([1, 2, 3, 4, 5, 10]);
  });
});
