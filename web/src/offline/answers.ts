import type { Reason } from '../api/index.ts';

export type Outcome = 'applied' | 'duplicate' | 'conflict' | 'rejected';

/** The server's word on one action. */
export interface ActionAnswer {
  readonly action_id: string;
  readonly outcome: Outcome;
  readonly code?: string | null;
  readonly detail?: string | null;
  readonly reasons?: readonly Reason[];
  readonly state?: string | null;
  /** Of a conflict: what stands now, by whom and since when, and what this action wanted. */
  readonly theirs?: Side | null;
  readonly yours?: Side | null;
}

/** One of two things said that stand against each other; `by` is empty where a rule of the service said it. */
export interface Side {
  readonly values: Readonly<Record<string, unknown>>;
  readonly by?: string | null;
  readonly at?: string | null;
}

/** Whether the server did what was asked, now or at an earlier try. */
export function wasTaken(answer: ActionAnswer): boolean {
  return answer.outcome === 'applied' || answer.outcome === 'duplicate';
}
