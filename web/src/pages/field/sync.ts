import type { Schemas } from '../../api/index.ts';
import { retryWaitMs } from '../../live/index.ts';
import type { ActionAnswer, ActionQueue, FieldAction, Settle } from '../../offline/index.ts';
import type { JobPack } from './pack.ts';

export type WaitingPush = Schemas['WaitingPushOut'];

export type Pulled = Pick<Schemas['PullOut'], 'cursor' | 'reset_required' | 'removed' | 'ended' | 'pushes' | 'server_time'> & {
  readonly assignments: readonly JobPack[];
};

export interface PushAnswer {
  readonly answers: readonly ActionAnswer[];
  readonly stopped?: { readonly code: string } | null;
}

export type PostActions = (clientId: string, actions: readonly FieldAction[]) => Promise<PushAnswer>;

const MAX_NEW_NAMES = 5;

/**
 * How long a phone waits after a round that failed, null to wait for the network's own word.
 *
 * The word that the network is back often comes a moment before the network does: without another try soon, what was
 * done offline would lie there until the next regular round.
 */
export function retryAfterMs(failures: number, online: boolean, chance: number): number | null {
  return online ? retryWaitMs(failures, chance) : null;
}

/**
 * Send everything that waits. When the server misses an action of this client, or knows its number for another one, the
 * client takes a new name and sends the same actions again: their own ids keep each from being done twice.
 */
export async function sendAll(
  queue: ActionQueue,
  post: PostActions,
  settle: Settle,
): Promise<void> {
  for (let turn = 0; turn <= MAX_NEW_NAMES; turn += 1) {
    let stuck = false;
    const send = async (clientId: string, actions: readonly FieldAction[]): Promise<readonly ActionAnswer[]> => {
      const answer = await post(clientId, actions);
      const taken = answer.answers.filter((each) => each.code === 'sync.seq_taken');
      stuck ||= taken.length > 0 || answer.stopped?.code === 'sync.gap';
      return answer.answers.filter((each) => !taken.includes(each));
    };
    await queue.drain(send, settle);
    if (!stuck) return;
    await queue.takeNewName();
  }
}

/** The jobs held after a pull: changed ones replaced, those that are over gone. */
export function mergePacks(held: readonly JobPack[], pulled: Pulled, first: boolean): readonly JobPack[] {
  if (first || pulled.reset_required) return pulled.assignments;
  const gone = new Set([...pulled.removed, ...pulled.assignments.map((pack) => pack.id)]);
  return [...held.filter((pack) => !gone.has(pack.id)), ...pulled.assignments];
}
