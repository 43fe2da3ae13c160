import type { Schemas } from '../../api/index.ts';
import type { Entry, Item } from '../../checklists/index.ts';

export type { Entry, Item };

/** A checklist as the phone holds it: its questions and what was answered. */
export type Checklist = Pick<Schemas['ChecklistOut'], 'id' | 'purpose' | 'title' | 'state'> & {
  readonly template: Pick<Schemas['TemplateOut'], 'code'> & { readonly items: readonly Item[] };
  readonly entries: readonly Entry[];
};

export type FieldZone = Schemas['PackZone'];

/** One job with everything that the crew needs without a network. */
export type JobPack = Omit<Schemas['JobPackOut'], 'checklists'> & { checklists: readonly Checklist[] };

export type Member = JobPack['members'][number];

/** Zones in force that the job lies in; `possibly` counts as inside until somebody settles it. */
export function zonesOf(pack: JobPack): readonly FieldZone[] {
  return pack.zones.filter((zone) => zone.verdict !== 'outside' && !zone.coming);
}

export function purposeOf(checklist: Checklist): string {
  return checklist.template.code.startsWith('disinfection') ? 'disinfection' : checklist.purpose;
}

/** A member's protective equipment; a pack that was stored by an older version of these pages has none. */
export function setOf(pack: JobPack, memberId: string): JobPack['ppe'][number]['items'] {
  return (pack.ppe as JobPack['ppe'] | undefined)?.find((each) => each.member_id === memberId)?.items ?? [];
}
