import type { Checklist, Item, JobPack, Member } from './pack.ts';
import { purposeOf, zonesOf } from './pack.ts';

/** One question that is due now: of which checklist, and whose answer is asked for. */
export interface Question {
  readonly checklist: Checklist;
  readonly item: Item;
  readonly member: Member | null;
  /** Answers given and due, for the progress line. */
  readonly done: number;
  readonly total: number;
}

/** A change of state that one press asks for. */
export type Move = 'set_off' | 'at_checkpoint' | 'go_on' | 'start_work' | 'restored' | 'leave' | 'close_job';

export type Step =
  | { readonly kind: 'answer' }
  | { readonly kind: 'move'; readonly move: Move }
  | { readonly kind: 'question'; readonly question: Question }
  | { readonly kind: 'ppe'; readonly member: Member }
  /** The gate: the eight lines, and the way in when all hold. */
  | { readonly kind: 'gate'; readonly allowed: boolean }
  /** A critical question was answered with no. */
  | { readonly kind: 'stopped'; readonly checklist: Checklist }
  | { readonly kind: 'wait' }
  | { readonly kind: 'over' };

export const MOVE_TARGETS = {
  set_off: 'en_route',
  at_checkpoint: 'waiting_entry',
  go_on: 'en_route',
  start_work: 'working',
  restored: 'restored',
  leave: 'exiting',
  close_job: 'closed',
} as const satisfies Record<Move, JobPack['state']>;

const move = (name: Move): Step => ({ kind: 'move', move: name });

/** What the crew does next on this job; the server decides again on every step. */
export function nextStep(pack: JobPack): Step {
  const zoned = zonesOf(pack).length > 0;
  switch (pack.state) {
    case 'proposed':
      return { kind: 'wait' };
    case 'assigned':
      return { kind: 'answer' };
    case 'accepted':
      return move('set_off');
    case 'en_route':
      if (zoned) return move('at_checkpoint');
      return preparation(pack) ?? questionOf(pack, ['work']) ?? move('start_work');
    case 'waiting_entry':
      if (!zoned) return move('go_on');
      return preparation(pack) ?? { kind: 'gate', allowed: pack.gate?.allowed ?? false };
    case 'inside':
      return questionOf(pack, ['work']) ?? move('start_work');
    case 'working':
      return move('restored');
    case 'restored':
      return move(zoned || wasInside(pack) ? 'leave' : 'close_job');
    case 'exiting':
      return questionOf(pack, ['exit']) ?? questionOf(pack, ['disinfection']) ?? move('close_job');
    default:
      return { kind: 'over' };
  }
}

/** Briefing, then the PPE of each member, then what is put on: all that must be done before the gate. */
function preparation(pack: JobPack): Step | null {
  return questionOf(pack, ['briefing']) ?? uncheckedPpe(pack) ?? questionOf(pack, ['entry']);
}

function uncheckedPpe(pack: JobPack): Step | null {
  const line = pack.gate?.lines.find((each) => each.number === 3);
  const needed = (pack.merged?.ppe_profiles.length ?? 0) > 0 || line?.status === 'failed';
  const member = needed ? pack.members.find((each) => !each.ppe_checked) : undefined;
  return member === undefined ? null : { kind: 'ppe', member };
}

function questionOf(pack: JobPack, purposes: readonly string[]): Step | null {
  for (const checklist of pack.checklists) {
    if (!purposes.includes(purposeOf(checklist)) || checklist.state === 'void') continue;
    if (isStopped(checklist)) return { kind: 'stopped', checklist };
    if (checklist.state === 'complete') continue;
    const question = nextQuestion(checklist, pack.members);
    if (question !== null) return { kind: 'question', question };
  }
  return null;
}

function isStopped(checklist: Checklist): boolean {
  const critical = new Set(checklist.template.items.filter((item) => item.critical).map((item) => item.key));
  if (checklist.state === 'failed') return true;
  return checklist.entries.some((entry) => entry.outcome === 'failed' && critical.has(entry.item_key));
}

/** The first unanswered question in the template's order; null when all are answered. */
export function nextQuestion(checklist: Checklist, members: readonly Member[]): Question | null {
  const slots = checklist.template.items.flatMap((item) =>
    (item.per === 'person' ? members : [null])
      .filter((member) => applies(item, member, checklist))
      .map((member) => ({ item, member })),
  );
  const answered = (slot: { item: Item; member: Member | null }): boolean =>
    checklist.entries.some((e) => e.item_key === slot.item.key && (e.member_id ?? null) === (slot.member?.id ?? null));
  const due = slots.find((slot) => !answered(slot));
  return due === undefined ? null : { checklist, ...due, done: slots.filter(answered).length, total: slots.length };
}

function applies(item: Item, member: Member | null, checklist: Checklist): boolean {
  const { condition } = item;
  if (!condition) return true;
  return checklist.entries.some(
    (entry) =>
      entry.item_key === condition.item_key &&
      (member === null || !entry.member_id || entry.member_id === member.id) &&
      entry.outcome === 'ok' &&
      entry.value === condition.equals,
  );
}

function wasInside(pack: JobPack): boolean {
  return pack.history.some((step) => step.state === 'inside');
}

/** What calls for a hand first: an answer about danger to life, the job under way, other answers, then the rest. */
export function sortJobs(packs: readonly JobPack[]): readonly JobPack[] {
  const planned = (pack: JobPack): string => pack.planned_start_at ?? '9999';
  return [...packs].sort(
    (one, other) =>
      urgency(one) - urgency(other) ||
      one.ticket.priority_class - other.ticket.priority_class ||
      planned(one).localeCompare(planned(other)) ||
      one.number.localeCompare(other.number),
  );
}

function urgency(pack: JobPack): number {
  const { kind } = nextStep(pack);
  if (kind === 'answer') return pack.ticket.priority_class === 0 ? 0 : 2;
  if (kind === 'over') return 5;
  if (kind === 'wait') return 4;
  return pack.state === 'accepted' ? 3 : 1;
}
