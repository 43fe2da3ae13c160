import { signal } from '@preact/signals';
import type { ActionAnswer, FieldAction } from '../../offline/index.ts';
import { raised, shown, type Raised } from './alarm.ts';
import type { Told } from './exposure-report.tsx';
import type { JobPack } from './pack.ts';
import { shownStep } from './shown-step.ts';
import type { Pulled } from './sync.ts';

/** What the server did not take of a job, until the crew has read it. */
export interface Refusal {
  readonly action: FieldAction;
  readonly answer: ActionAnswer;
  /** The refused step in plain words. */
  readonly step: string;
  /** How many more were refused behind it, mostly because of it. */
  readonly others: number;
}

/** A job that is over or another crew's, until the crew has read it. */
export interface GoneJob {
  readonly id: string;
  readonly number: string;
  readonly address: string;
  /** Null when the server did not say how it ended. */
  readonly state: JobPack['state'] | null;
  readonly reason: string | null;
  /** Who was on it: a breach or a contact can still be told afterwards. */
  readonly members?: Told['members'];
}

export const refusals = signal<ReadonlyMap<string, Refusal>>(new Map());
export const gone = signal<readonly GoneJob[]>([]);

export interface Aftermath {
  readonly refusals: readonly (readonly [string, Refusal])[];
  readonly gone: readonly GoneJob[];
  readonly raised?: Raised | null;
}

export const keep = (): Aftermath => ({ refusals: [...refusals.value], gone: gone.value, raised: raised.value });

export function recall(held: Aftermath | undefined): void {
  refusals.value = new Map(held?.refusals ?? []);
  gone.value = held?.gone ?? [];
  raised.value = held?.raised ?? null;
  shown.value = raised.value !== null;
}

export function dismissRefusal(id: string): void {
  if (!refusals.value.has(id)) return;
  refusals.value = new Map([...refusals.value].filter(([held]) => held !== id));
}

export function dismissGone(id: string): void {
  gone.value = gone.value.filter((job) => job.id !== id);
  dismissRefusal(id);
}

/** A refusal stays with its job in plain words; everything else goes without saying. */
export function noteAnswer(action: FieldAction, answer: ActionAnswer, job: JobPack | undefined): void {
  if (answer.outcome === 'applied' || answer.outcome === 'duplicate') return;
  if (action.kind.startsWith('push.')) return;
  const first = refusals.value.get(action.entity);
  const told = first
    ? { ...first, others: first.others + 1 }
    : { action, answer, step: shownStep(action, job), others: 0 };
  refusals.value = new Map([...refusals.value, [action.entity, told]]);
}

/** Which of the jobs held are not this crew's any more, and how they ended; a job declined here needs no word. */
export function goneBy(held: readonly JobPack[], now: readonly JobPack[], pulled: Pulled): readonly GoneJob[] {
  return held
    .filter((job) => !now.some((each) => each.id === job.id))
    .map((job) => {
      const how = pulled.ended.find((each) => each.id === job.id);
      const { id, ticket } = job;
      const address = ticket.address || ticket.number;
      const members = job.members.map((each) => ({ id: each.id, name: each.name, user_id: each.user_id }));
      return { id, number: ticket.number, address, state: how?.state ?? null, reason: how?.reason ?? null, members };
    })
    .filter((job) => job.state !== 'declined');
}
