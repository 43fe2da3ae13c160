import type { Schemas } from '../../api/index.ts';

/** One question of a checklist. `person` items are asked once for each member of the crew. */
export type Item = Schemas['ItemOut'];

/** An answer; those that still wait in the queue have no more than this. */
export type Entry = Pick<Schemas['EntryOut'], 'item_key' | 'member_id' | 'outcome' | 'value'>;

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
