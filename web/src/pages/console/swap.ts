import type { Assignment, Crew } from '../../api/index.ts';
import { linesOf } from './permit-lines.ts';

/** Until the crew is at its place: there nobody is exchanged any more. */
const BEFORE_THE_PLACE: readonly Assignment['state'][] = ['proposed', 'assigned', 'accepted', 'en_route', 'waiting_entry'];

/** What is exchanged: a worker of the job, or its vehicle (null where it has none yet). */
export type Leaving =
  | { readonly kind: 'member'; readonly id: string; readonly name: string }
  | { readonly kind: 'vehicle'; readonly id: string | null; readonly name: string };

export interface Newcomer {
  readonly id: string;
  readonly name: string;
  readonly grade: number | null;
  readonly crew: string;
  /** What may speak against them, as far as the board knows: the service decides. */
  readonly state: 'free' | 'busy' | 'off_shift';
}

export function maySwap(job: Pick<Assignment, 'state'>): boolean {
  return BEFORE_THE_PLACE.includes(job.state);
}

/** Who could come instead: the crew's own first, then who is free, busy, off shift; nobody who is on the job already. */
export function newcomersFor(job: Pick<Assignment, 'members' | 'vehicle' | 'crew'>, leaving: Leaving, crews: readonly Crew[]): Newcomer[] {
  const there = new Set([...job.members.map((member) => member.id), job.vehicle?.id]);
  const rank = (crew: Crew): number => (crew.id === job.crew.id ? 0 : RANK[stateOf(crew)]);
  return crews
    .filter((crew) => crew.active)
    .sort((one, other) => rank(one) - rank(other) || one.code.localeCompare(other.code))
    .flatMap((crew) => (leaving.kind === 'member' ? peopleOf(crew) : vehiclesOf(crew)))
    .filter((each) => !there.has(each.id));
}

const RANK = { free: 1, busy: 2, off_shift: 3 } as const;

function stateOf(crew: Crew): Newcomer['state'] {
  if (!crew.on_shift) return 'off_shift';
  return crew.planned_count > 0 || crew.current_assignment_id !== null ? 'busy' : 'free';
}

function peopleOf(crew: Crew): Newcomer[] {
  return crew.members.map(({ id, name, safety_grade: grade }) => ({ id, name, grade, crew: crew.name, state: stateOf(crew) }));
}

function vehiclesOf(crew: Crew): Newcomer[] {
  return crew.vehicles.map(({ id, plate }) => ({ id, name: plate, grade: null, crew: crew.name, state: stateOf(crew) }));
}

/** What the exchange did to the job's permits: those whose line for the one who went fell, and requests for the newcomer. */
export function swapOutcome(after: Pick<Assignment, 'permits'>, goneId: string | null, newId: string) {
  const named = (id: string, fell: boolean) =>
    after.permits.filter((permit) => linesOf(permit).some((line) => line.id === id && line.fell === fell));
  return {
    fell: goneId === null ? [] : named(goneId, true).map((permit) => permit.number),
    asked: named(newId, false)
      .filter((permit) => permit.state === 'requested' || permit.state === 'acknowledged')
      .map((permit) => permit.number),
  };
}
