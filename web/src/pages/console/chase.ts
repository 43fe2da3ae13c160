import type { Authority, Permit } from '../../api/index.ts';

type Ask = Permit['asks'][number];

/** How urgent a waiting permit is: nobody is left who would be asked, late, closed for now, running, or never sent. */
export type Urgency = 'unanswered' | 'late' | 'running' | 'closed' | 'draft';
const RANK: Readonly<Record<Urgency, number>> = { unanswered: 0, late: 1, running: 2, closed: 3, draft: 4 };

/** What a dispatcher has to know to chase one permit. */
export interface Chase {
  readonly permit: Permit;
  readonly urgency: Urgency;
  /** Who is being asked now, the last of those that were. */
  readonly asked: Ask | null;
  readonly dueAt: string | null;
  /** When they are reminded next, where that is still to come. */
  readonly remindAt: string | null;
  /** Who is asked when their time is over too; null when nobody stands above them. */
  readonly nextName: string | null;
  readonly contacts: Authority['contacts'];
}

const WAITING: readonly Permit['state'][] = ['draft', 'requested', 'acknowledged'];

/** Permits that wait, those whose time is over first, then by when the answer is due. */
export function chases(permits: readonly Permit[], authorities: readonly Authority[], now: number): Chase[] {
  return permits
    .filter((permit) => WAITING.includes(permit.state))
    .map((permit) => chaseOf(permit, authorities, now))
    .sort((one, other) => RANK[one.urgency] - RANK[other.urgency] || dueOf(one) - dueOf(other));
}

function chaseOf(permit: Permit, authorities: readonly Authority[], now: number): Chase {
  const asked = permit.asks.at(-1) ?? null;
  const known = (id: string | null | undefined) => authorities.find((authority) => authority.id === id);
  const authority = known(asked?.authority.id ?? permit.authority.id);
  return {
    permit,
    urgency: urgencyOf(permit, asked, now),
    asked,
    dueAt: asked?.respond_by ?? permit.respond_by,
    remindAt: asked !== null && asked.reminded_at === null && Date.parse(asked.remind_at) > now ? asked.remind_at : null,
    nextName: permit.unanswered ? null : (known(authority?.parent_id)?.name ?? null),
    contacts: authority?.contacts ?? [],
  };
}

function urgencyOf(permit: Permit, asked: Ask | null, now: number): Urgency {
  if (permit.state === 'draft') return 'draft';
  if (permit.unanswered) return 'unanswered';
  const due = asked?.respond_by ?? permit.respond_by;
  if (permit.overdue || (due !== null && Date.parse(due) < now)) return 'late';
  return asked !== null && !asked.open_now && asked.opens_at !== null ? 'closed' : 'running';
}

/** How many a dispatcher should ring up now. */
export function pressing(rows: readonly Chase[]): number {
  return rows.filter((row) => row.urgency === 'unanswered' || row.urgency === 'late').length;
}

function dueOf(row: Chase): number {
  return row.dueAt === null ? Infinity : Date.parse(row.dueAt);
}
