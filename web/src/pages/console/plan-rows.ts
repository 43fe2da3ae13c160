import type { Assignment, Crew, Plan, PlanLine, Shift } from '../../api/index.ts';
import { assignmentMark, type AssignmentState } from '../../design/index.ts';
import { formatMoment, t, tCode } from '../../i18n/index.ts';
import type { Block, Part, Row, Span } from '../../timeline/index.ts';

/** What the timeline is made of. */
export interface BoardFacts {
  readonly crews: readonly Crew[];
  readonly booked: readonly Assignment[];
  readonly shifts: readonly Shift[];
  readonly plan: Plan | null;
  /** Tickets that are pinned to a crew. */
  readonly pinned: ReadonlySet<string>;
  /** Tickets inside a restricted zone, or possibly. */
  readonly inZone: ReadonlySet<string>;
  readonly view: Span;
}

const STARTED: readonly AssignmentState[] = ['en_route', 'waiting_entry', 'inside', 'working', 'restored', 'exiting'];
const SHORTEST_MS = 60_000;
/** `T2` before `T10`; made once, for making one is dear. */
const byCode = new Intl.Collator(undefined, { numeric: true });

/** One row a crew on duty, or with work, in the order of their codes: what is booked, and over it what a plan proposes. */
export function rowsOf(facts: BoardFacts): Row[] {
  const lines = proposed(facts.plan);
  const leaving = new Map(lines.flatMap((line) => (line.was ? [[line.was.assignment_id, line] as const] : [])));
  const blocks = new Map<string, Block[]>();
  const put = (crewId: string, block: Block): void => {
    const there = blocks.get(crewId);
    if (there === undefined) blocks.set(crewId, [block]);
    else there.push(block);
  };
  for (const order of facts.booked) put(order.crew.id, bookedBlock(order, leaving.get(order.id), facts));
  for (const line of lines) if (line.kind !== 'dropped') put(line.crew.id, proposedBlock(line));
  const shifts = byCrew(facts.shifts);
  return facts.crews
    .filter((crew) => crew.on_shift || blocks.has(crew.id) || (shifts.get(crew.id) ?? []).some((each) => meets(each, facts.view)))
    .map((crew) => rowOf(crew, blocks.get(crew.id) ?? [], shifts.get(crew.id) ?? []))
    .sort((one, other) => byCode.compare(one.code, other.code));
}

/** The lines of a plan that still propose something: what was refused is not about to happen. */
function proposed(plan: Plan | null): readonly PlanLine[] {
  if (plan === null) return [];
  return plan.lines.filter((line) => line.kind !== 'kept' && line.state === 'open');
}

function rowOf(crew: Crew, blocks: readonly Block[], shifts: readonly Span[]): Row {
  const count = blocks.filter((block) => block.look !== 'ghost').length;
  const state = crew.assignment_state as AssignmentState | null;
  const doing = state === null ? t(crew.on_shift ? 'timeline.free' : 'crew.off_shift') : tCode('assignment.state', state);
  return {
    id: crew.id,
    code: crew.code,
    name: crew.name,
    note: count > 0 ? `${doing} · ${t('timeline.jobs', { n: count })}` : doing,
    shifts,
    blocks: [...blocks].sort((one, other) => one.from - other.from || one.to - other.to),
  };
}

function byCrew(shifts: readonly Shift[]): Map<string, Span[]> {
  const found = new Map<string, Span[]>();
  for (const shift of shifts) {
    const span = { from: Date.parse(shift.begins_at), to: Date.parse(shift.ends_at) };
    found.set(shift.crew_id, [...(found.get(shift.crew_id) ?? []), span]);
  }
  return found;
}

const meets = (one: Span, other: Span): boolean => one.from < other.to && one.to > other.from;

/** What is booked; where a plan would change it, only its outline stays. */
function bookedBlock(order: Assignment, change: PlanLine | undefined, facts: BoardFacts): Block {
  const depart = Date.parse(order.planned_start_at);
  const entry = Date.parse(order.planned_entry_at);
  const end = Date.parse(order.planned_end_at);
  const inZone = order.permits.length > 0 || facts.inZone.has(order.ticket.id);
  const pinned = facts.pinned.has(order.ticket.id);
  const word = tCode('assignment.state', order.state);
  const kind = change === undefined || change.kind === 'kept' ? undefined : change.kind;
  return {
    id: order.id,
    ticketId: order.ticket.id,
    label: order.ticket.address || order.ticket.number,
    says: () => says(order.ticket, kind === undefined ? word : `${word} → ${t(`plan.kind.${kind}`)}`, [depart, entry, end], { inZone, pinned }),
    mark: assignmentMark(order.state),
    from: depart,
    to: Math.max(end, depart + SHORTEST_MS),
    parts: parts([depart, entry, entry, end, end]),
    look: kind === undefined ? 'booked' : 'ghost',
    change: kind === 'dropped' ? kind : undefined,
    started: STARTED.includes(order.state),
    pinned,
    inZone,
    lineId: change?.id,
  };
}

function proposedBlock(line: PlanLine): Block {
  const times = [line.depart_at, line.arrive_at, line.entry_at, line.finish_at, line.end_at].map((at) => Date.parse(at));
  const [depart = 0, , entry = 0, finish = 0, end = 0] = times;
  const { in_zone: inZone, pinned } = line;
  const kind = line.kind === 'kept' ? undefined : line.kind;
  const word = t(`plan.kind.${line.kind}`);
  return {
    id: line.id,
    ticketId: line.ticket.id,
    label: line.ticket.address || line.ticket.number,
    says: () => says(line.ticket, word, [depart, entry, finish], { inZone, pinned }),
    mark: { tone: 'assigned', shape: 'diamond' },
    from: depart,
    to: Math.max(end, depart + SHORTEST_MS),
    parts: parts(times),
    look: 'proposed',
    change: kind,
    started: false,
    pinned,
    inZone,
    lineId: line.id,
  };
}

/** From five moments: departure, arrival, beginning of work, its end, out and free again. Empty parts are left out. */
export function parts(times: readonly number[]): Part[] {
  const names = ['travel', 'prepare', 'work', 'leave'] as const;
  return names
    .map((what, index) => ({ what, from: times[index] ?? 0, to: times[index + 1] ?? 0 }))
    .filter((part) => part.to > part.from || part.what === 'work');
}

interface Marks {
  readonly inZone: boolean;
  readonly pinned: boolean;
}

function says(
  ticket: { readonly number: string; readonly address: string },
  word: string,
  [depart = 0, entry = 0, finish = 0]: readonly number[],
  marks: Marks,
): string {
  const times = t('timeline.times', { depart: formatMoment(depart), entry: formatMoment(entry), finish: formatMoment(finish) });
  const named = t('timeline.says', {
    number: ticket.number,
    word,
    address: ticket.address || t('ticket.no_address'),
    times,
  });
  return [named, marks.inZone && t('timeline.in_zone'), marks.pinned && t('timeline.pinned')].filter(Boolean).join(', ');
}
