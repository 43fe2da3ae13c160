import { steadyNow } from './clock.ts';
import type { FieldAction } from './database.ts';

/** An action as it goes to the server: with its age by this page's steady counter, if this page counted it. */
export type SentAction = Omit<FieldAction, 'page'> & { readonly age_ms?: number };

/** Actions with their ages, and this phone's clock: so the server sees how wrong it is, and how long ago things were. */
export function asSent(
  actions: readonly FieldAction[],
  page: number = performance.timeOrigin,
  counted: number = performance.now(),
): { actions: SentAction[]; sent_at: string } {
  return {
    actions: actions.map(({ page: countedBy, ...action }) => ({
      ...action,
      ...(countedBy === page && { age_ms: Math.max(0, Math.floor(counted - action.monotonic_ms)) }),
    })),
    sent_at: new Date(steadyNow()).toISOString(),
  };
}
