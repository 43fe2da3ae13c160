import { ActionQueue, type FieldAction, type FieldDatabase } from '../../offline/index.ts';

/**
 * What goes before everything else: people in danger, and the word that keeps others from looking for them.
 *
 * These stand by themselves: nothing that was done before them has to be known first, so the server may hear of them
 * out of order. That is why they can have a lane, and a client name, of their own.
 */
const URGENT: readonly string[] = ['emergency.raise', 'emergency.end', 'exposure.breach', 'crew.checkin'];

/** Both queues of a phone. */
export interface Lanes {
  readonly urgent: ActionQueue;
  readonly actions: ActionQueue;
}

export async function openLanes(database: FieldDatabase): Promise<Lanes> {
  return { urgent: await ActionQueue.open(database, 'urgent'), actions: await ActionQueue.open(database, 'actions') };
}

export function isUrgent(kind: string): boolean {
  return URGENT.includes(kind);
}

export function laneOf(lanes: Lanes, kind: string): ActionQueue {
  return isUrgent(kind) ? lanes.urgent : lanes.actions;
}

/** Everything that waits, the urgent first. */
export async function listWaiting(lanes: Lanes): Promise<readonly FieldAction[]> {
  return [...(await lanes.urgent.list()), ...(await lanes.actions.list())];
}
