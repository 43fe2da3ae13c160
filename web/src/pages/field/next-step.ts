import type { Checklist, Item, JobPack, Member } from './pack.ts';
import { purposeOf, setOf, zonesOf } from './pack.ts';

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
  /** The electrical work permit or order waits for somebody of the crew. */
  | { readonly kind: 'sign'; readonly role: string; readonly title: string; readonly member: Member }
  /** The work is done under a permit, which goes back before supply does; only the direct supervisor may do it here. */
  | { readonly kind: 'hand_back'; readonly mine: boolean }
  /** Live-line or dead-line has to be chosen; only the direct supervisor may do it here. */
  | { readonly kind: 'method'; readonly mine: boolean }
  /** What is due is for others of the crew to answer, each on their own phone or on the leader's. */
  | { readonly kind: 'others'; readonly names: readonly string[] }
  /** The gate: the eight lines, and the way in when all hold. */
  | { readonly kind: 'gate'; readonly allowed: boolean; readonly mine: boolean }
  /** A critical item failed, and it is not decided yet how the job goes on. */
  | { readonly kind: 'held' }
  /** At the exit: whom these were near in the zone. */
  | { readonly kind: 'contacts'; readonly open: readonly Member[] }
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

/** Whose phone it is. The leader's answers for everybody, any other for its owner and the crew as a whole. */
interface Holder {
  readonly leads: boolean;
  readonly memberId: string | null;
}

function holderOf(pack: JobPack, userId: string | null): Holder {
  const own = pack.members.find((member) => userId !== null && member.user_id === userId);
  return { leads: userId === null || own?.role === 'direct_supervisor', memberId: own?.id ?? null };
}

/** What the crew does next on this job, on the phone of this user; the server decides again on every step. */
export function nextStep(pack: JobPack, userId: string | null = null): Step {
  const zoned = zonesOf(pack).length > 0;
  const holder = holderOf(pack, userId);
  if (isHeld(pack)) return { kind: 'held' };
  switch (pack.state) {
    case 'proposed':
      return { kind: 'wait' };
    case 'assigned':
      return { kind: 'answer' };
    case 'accepted':
      return move('set_off');
    case 'en_route':
      if (zoned) return move('at_checkpoint');
      return preparation(pack, holder) ?? questionOf(pack, holder, ['work']) ?? startOfWork(pack, holder);
    case 'waiting_entry':
      if (!zoned) return move('go_on');
      return preparation(pack, holder) ?? { kind: 'gate', allowed: pack.gate?.allowed ?? false, mine: holder.leads };
    case 'inside':
      return questionOf(pack, holder, ['work']) ?? startOfWork(pack, holder);
    case 'working':
      return givesBack(pack, holder) ?? move('restored');
    case 'restored':
      return move(zoned || wasInside(pack) ? 'leave' : 'close_job');
    case 'exiting':
      return (
        untoldContacts(pack, holder) ??
        questionOf(pack, holder, ['exit']) ??
        questionOf(pack, holder, ['disinfection']) ??
        move('close_job')
      );
    default:
      return { kind: 'over' };
  }
}

/** To work goes the gate's way too: the crew leader takes the crew, the others wait for that. */
function startOfWork(pack: JobPack, holder: Holder): Step {
  if (holder.leads) return move('start_work');
  const leaders = pack.members.filter((member) => member.role === 'direct_supervisor');
  return { kind: 'others', names: leaders.map((member) => member.name) };
}

/** The leader tells it for everybody, any other for themselves. */
function untoldContacts(pack: JobPack, holder: Holder): Step | null {
  const told = new Set(pack.contacts_told);
  const open = pack.members.filter((each) => !told.has(each.id) && (holder.leads || each.id === holder.memberId));
  return open.length === 0 ? null : { kind: 'contacts', open };
}

/** Method, briefing, papers, then the PPE of each member, then what is put on: all that must be done before the gate. */
function preparation(pack: JobPack, holder: Holder): Step | null {
  return (
    unchosenMethod(pack, holder) ??
    questionOf(pack, holder, ['briefing']) ??
    unsigned(pack, holder) ??
    uncheckedPpe(pack) ??
    questionOf(pack, holder, ['entry'])
  );
}

/** The method comes first: choosing another one makes a briefing void. */
function unchosenMethod(pack: JobPack, holder: Holder): Step | null {
  return pack.work_method ? null : { kind: 'method', mine: holder.leads };
}

/** Whose signature comes next. What a desk has to sign first is on the gate's lines; nobody here can do it. */
function unsigned(pack: JobPack, holder: Holder): Step | null {
  const paper = pack.work_permit;
  if (!paper || !['draft', 'issued'].includes(paper.state)) return null;
  const next = paper.missing[0];
  if (next === undefined) return null;
  const member = pack.members.find((each) => each.role === next.role || each.extra_roles.includes(next.role));
  if (member === undefined) return null;
  if (!holder.leads && member.id !== holder.memberId) return { kind: 'others', names: [member.name] };
  return { kind: 'sign', role: next.role, title: next.title, member };
}

function givesBack(pack: JobPack, holder: Holder): Step | null {
  const paper = pack.work_permit;
  return paper?.kind === 'permit' && paper.state === 'permitted' ? { kind: 'hand_back', mine: holder.leads } : null;
}

function uncheckedPpe(pack: JobPack): Step | null {
  const line = pack.gate?.lines.find((each) => each.number === 3);
  const needed = (pack.merged?.ppe_profiles.length ?? 0) > 0 || line?.status === 'failed';
  const member = needed ? pack.members.find((each) => !each.ppe_checked || lacks(pack, each)) : undefined;
  return member === undefined ? null : { kind: 'ppe', member };
}

/** Whether something of a member's set is not in hand: a zone or profile that asks for more by now. */
function lacks(pack: JobPack, member: Member): boolean {
  return setOf(pack, member.id).some((each) => each.state !== 'issued');
}

function questionOf(pack: JobPack, holder: Holder, purposes: readonly string[]): Step | null {
  for (const checklist of pack.checklists) {
    if (!purposes.includes(purposeOf(checklist)) || checklist.state === 'void') continue;
    if (checklist.state === 'failed') return { kind: 'stopped', checklist };
    if (checklist.state === 'complete') continue;
    const step = nextQuestion(checklist, pack.members, holder);
    if (step !== null) return step;
  }
  return null;
}

/** Work stands until somebody has decided; a crew that is on its way out of a zone goes on with that. */
function isHeld(pack: JobPack): boolean {
  const moving: readonly JobPack['state'][] = ['en_route', 'waiting_entry', 'inside', 'working'];
  return moving.includes(pack.state) && (pack.follow_ups ?? []).some((each) => each.state === 'open');
}

/** The first unanswered question that is this phone's, in the template's order; null when all are answered. */
function nextQuestion(checklist: Checklist, members: readonly Member[], holder: Holder): Step | null {
  const slots = checklist.template.items.flatMap((item) =>
    (item.per === 'person' ? members : [null])
      .filter((member) => applies(item, member, checklist))
      .map((member) => ({ item, member })),
  );
  const answered = (slot: { item: Item; member: Member | null }): boolean =>
    checklist.entries.some((e) => e.item_key === slot.item.key && (e.member_id ?? null) === (slot.member?.id ?? null));
  const open = slots.filter((slot) => !answered(slot));
  if (open.length === 0) return null;
  // A question for the whole crew waits until everybody has answered what stands before it.
  const due = open.find(({ member }, index) => (member === null ? index === 0 : member.id === holder.memberId));
  const mine = holder.leads ? open[0] : due;
  const names = open.flatMap(({ member }) => (member === null ? [] : [member.name]));
  if (mine === undefined) return { kind: 'others', names: [...new Set(names)] };
  const progress = { done: slots.length - open.length, total: slots.length };
  return { kind: 'question', question: { checklist, ...mine, ...progress } };
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
export function sortJobs(packs: readonly JobPack[], userId: string | null = null): readonly JobPack[] {
  const planned = (pack: JobPack): string => pack.planned_start_at ?? '9999';
  return [...packs].sort(
    (one, other) =>
      urgency(one, userId) - urgency(other, userId) ||
      one.ticket.priority_class - other.ticket.priority_class ||
      planned(one).localeCompare(planned(other)) ||
      one.number.localeCompare(other.number),
  );
}

function urgency(pack: JobPack, userId: string | null): number {
  const { kind } = nextStep(pack, userId);
  if (kind === 'answer') return pack.ticket.priority_class === 0 ? 0 : 2;
  if (kind === 'over') return 5;
  if (kind === 'wait' || kind === 'others') return 4;
  return pack.state === 'accepted' ? 3 : 1;
}
