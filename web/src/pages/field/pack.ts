import type { Assignment, ChecklistBrief, Gate, Requirements, TicketDetail, ZoneHit } from '../../api/index.ts';

/** One question of a checklist. `person` items are asked once for each member of the crew. */
export interface Item {
  readonly key: string;
  readonly kind: 'confirm' | 'choice' | 'number' | 'text' | 'photo' | 'signature' | 'timer';
  readonly label: string;
  readonly help?: string | null;
  readonly per: 'person' | 'crew';
  /** A refusal of this item stops the job. */
  readonly critical?: boolean;
  /** False when the crew may say that it does not apply, with a reason. */
  readonly required: boolean;
  readonly choices?: readonly { value: string; label: string }[] | null;
  readonly min?: number | null;
  readonly max?: number | null;
  readonly unit?: string | null;
  readonly min_seconds?: number | null;
  /** Asked only when an earlier item was answered with this value. */
  readonly condition?: { item_key: string; equals: unknown } | null;
}

export interface Entry {
  readonly item_key: string;
  readonly member_id?: string | null;
  readonly outcome: 'ok' | 'na' | 'failed';
  readonly value?: unknown;
}

/** A checklist as the phone holds it: its questions and what was answered. */
export interface Checklist {
  readonly id: string;
  readonly purpose?: string;
  readonly title?: string;
  readonly state: ChecklistBrief['state'];
  readonly template: { code: string; title: string; kind?: string; items: readonly Item[] };
  readonly entries: readonly Entry[];
}

export type FieldTicket = Assignment['ticket'] & Partial<Omit<TicketDetail, keyof Assignment['ticket']>>;

export type FieldZone = ZoneHit & { gates?: readonly { name: string; place: { coordinates: readonly number[] } }[] };

/** One job with everything that the crew needs without a network. */
export type JobPack = Omit<Assignment, 'ticket' | 'checklists'> & {
  ticket: FieldTicket;
  zones: readonly FieldZone[];
  merged: Requirements | null;
  checklists: readonly Checklist[];
  gate: Gate | null;
  contacts: readonly { name: string; phone?: string | null }[];
};

export type Member = JobPack['members'][number];

/** Zones in force that the job lies in; `possibly` counts as inside until somebody settles it. */
export function zonesOf(pack: JobPack): readonly FieldZone[] {
  return pack.zones.filter((zone) => zone.verdict !== 'outside' && !zone.coming);
}

export function purposeOf(checklist: Checklist): string {
  if (/disinfection/.test(checklist.template.code)) return 'disinfection';
  return checklist.purpose ?? checklist.template.kind ?? checklist.template.code;
}

export function titleOf(checklist: Checklist): string {
  return checklist.title ?? checklist.template.title;
}
