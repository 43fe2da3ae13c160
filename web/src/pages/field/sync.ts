import { problemOf, signedFetch, type Session } from '../../api/index.ts';
import {
  uuid7,
  type ActionAnswer,
  type ActionQueue,
  type FieldAction,
  type FieldDatabase,
} from '../../offline/index.ts';
import type { JobPack } from './pack.ts';

export interface WaitingPush {
  readonly id: string;
  readonly kind: string;
  readonly text: string;
  readonly state: string;
  readonly assignment_id: string | null;
  readonly queued_at: string;
}

export interface Pulled {
  readonly cursor: string | null;
  readonly reset_required: boolean;
  readonly assignments: readonly JobPack[];
  readonly removed: readonly string[];
  readonly pushes: readonly WaitingPush[];
}

export interface PushAnswer {
  readonly answers: readonly ActionAnswer[];
  readonly stopped?: { readonly code: string } | null;
}

export type PostActions = (clientId: string, actions: readonly FieldAction[]) => Promise<PushAnswer>;

const MAX_NEW_NAMES = 5;

/** Ask one of the phone's own addresses; throws a `Problem` when refused or away. */
export async function call<Answer>(session: Session, method: string, path: string, body?: unknown): Promise<Answer> {
  const request = new Request(new URL(path, location.origin), {
    method,
    ...(body !== undefined && { body: JSON.stringify(body), headers: { 'Content-Type': 'application/json' } }),
  });
  const response = await signedFetch(session, request);
  if (!response.ok) throw await problemOf(response);
  return (response.status === 204 ? undefined : await response.json()) as Answer;
}

/**
 * Send everything that waits. When the server misses an action of this client, or knows its number for another one, the
 * client takes a new name and sends the same actions again: their own ids keep each from being done twice.
 */
export async function sendAll(queue: ActionQueue, database: FieldDatabase, post: PostActions): Promise<ActionAnswer[]> {
  const answers: ActionAnswer[] = [];
  for (let turn = 0; turn <= MAX_NEW_NAMES; turn += 1) {
    let stuck = false;
    const send = async (clientId: string, actions: readonly FieldAction[]): Promise<readonly ActionAnswer[]> => {
      const answer = await post(clientId, actions);
      const taken = answer.answers.filter((each) => each.code === 'sync.seq_taken');
      stuck ||= taken.length > 0 || answer.stopped?.code === 'sync.gap';
      return answer.answers.filter((each) => !taken.includes(each));
    };
    answers.push(...(await queue.drain(send)));
    if (!stuck) break;
    await database.put('facts', uuid7(), 'client_id');
  }
  return answers;
}

/** The jobs held after a pull: changed ones replaced, those that are over gone. */
export function mergePacks(held: readonly JobPack[], pulled: Pulled, first: boolean): readonly JobPack[] {
  if (first || pulled.reset_required) return pulled.assignments;
  const gone = new Set([...pulled.removed, ...pulled.assignments.map((pack) => pack.id)]);
  return [...held.filter((pack) => !gone.has(pack.id)), ...pulled.assignments];
}
