import type { Assignment, Crew, Plan, PlanLine } from '../src/api/index.ts';

/** One small board: times are minutes after this moment. */
export const NOON = Date.parse('2026-11-23T05:00:00Z');
export const at = (minutes: number): string => new Date(NOON + minutes * 60_000).toISOString();
export const ms = (minutes: number): number => NOON + minutes * 60_000;

export function crew(code: string, more: Partial<Crew> = {}): Crew {
  return {
    id: code,
    code,
    name: `Crew ${code}`,
    unit_id: 'u',
    skills: [],
    position: null,
    position_at: null,
    base: { type: 'Point', coordinates: [108, 16] },
    active: true,
    on_shift: true,
    shift_until: null,
    members: [],
    vehicles: [],
    current_assignment_id: null,
    planned_count: 0,
    assignment_state: null,
    version: 1,
    ...more,
  };
}

const ticket = (id: string) => ({
  id,
  number: `DN-${id}`,
  address: `${id} Street`,
  place: { type: 'Point' as const, coordinates: [108 + Number(id) / 100, 16] as [number, number] },
  work_type: 'fault_repair',
  priority_class: 3,
  customers_affected: 10,
  state: 'new' as const,
});

/** Booked: leaves at `start`, works from `start + 10` to `start + 40`. */
export function order(id: string, crewCode: string, ticketId: string, start: number, more: Partial<Assignment> = {}): Assignment {
  return {
    id,
    ticket: ticket(ticketId),
    crew: { id: crewCode, code: crewCode, name: `Crew ${crewCode}`, unit_id: 'u' },
    state: 'assigned',
    planned_start_at: at(start),
    planned_entry_at: at(start + 10),
    planned_end_at: at(start + 40),
    permits: [],
    ...more,
  } as unknown as Assignment;
}

/** Proposed: leaves at `start`, arrives after 10, works from 15 to 45 minutes after it. */
export function line(id: string, kind: PlanLine['kind'], crewCode: string, ticketId: string, start: number, more: Partial<PlanLine> = {}): PlanLine {
  return {
    id,
    ticket: ticket(ticketId),
    crew: { id: crewCode, code: crewCode, name: `Crew ${crewCode}`, unit_id: 'u' },
    slot: 1,
    position: 0,
    kind,
    state: 'open',
    depart_at: at(start),
    arrive_at: at(start + 10),
    entry_at: at(start + 15),
    finish_at: at(start + 45),
    end_at: at(start + 45),
    travel_seconds: 600,
    in_zone: false,
    pinned: false,
    minutes_gained: null,
    was: null,
    reasons: [],
    notes: [],
    assignment_id: null,
    ...more,
  };
}

/** Where a line's job stands today. */
export const was = (assignmentId: string, crewCode: string, start: number): NonNullable<PlanLine['was']> => ({
  assignment_id: assignmentId,
  crew: { id: crewCode, code: crewCode, name: `Crew ${crewCode}`, unit_id: 'u' },
  state: 'assigned',
  position: 0,
  depart_at: at(start),
  entry_at: at(start + 10),
  end_at: at(start + 40),
});

const figures = { jobs: 3, left_out: 0, customer_minutes: 100, response_minutes: {}, travel_minutes: 10, exposure_person_hours: 0, overtime_minutes: 0 };

export function plan(lines: PlanLine[], more: Partial<Plan> = {}): Plan {
  return { id: 'p', state: 'proposed', lines, left_out: [], figures, figures_today: figures, current: true, ...more } as unknown as Plan;
}
