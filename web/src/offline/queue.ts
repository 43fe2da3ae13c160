import { signal, type ReadonlySignal } from '@preact/signals';
import type { ActionAnswer } from './answers.ts';
import { steadyNow } from './clock.ts';
import type { FieldAction, FieldDatabase } from './database.ts';
import { uuid7 } from './uuid7.ts';

/** An action with the server's word on it. */
export type Answered = readonly [FieldAction, ActionAnswer];

/** Takes over what was answered, at once: the queue forgets it next. */
export type Settle = (answered: readonly Answered[]) => unknown;

export type SendActions = (clientId: string, actions: readonly FieldAction[]) => Promise<readonly ActionAnswer[]>;

const BATCH = 50;

/**
 * `urgent` is for what must not wait behind anything else: an emergency, a breach, a word that all are well. It has
 * numbers and a client name of its own, so that it can go first although the server takes each client's actions in the
 * order of their numbers without a gap.
 */
export type Lane = 'actions' | 'urgent';
const CLIENT_FACTS = { actions: 'client_id', urgent: 'urgent_client_id' } as const satisfies Record<Lane, string>;

/**
 * What was done on the phone and not yet answered by the server, in order.
 *
 * An action is written before it is sent and removed once it is answered, whatever the answer: a refused action is
 * handed to the caller to show, never sent for ever. It is handed over batch by batch, before it is removed: between two
 * batches, or when the network breaks there, no action and no refusal is anywhere else.
 */
export class ActionQueue {
  /** How many actions wait; the offline badge shows it. */
  readonly waiting: ReadonlySignal<number>;

  readonly #database: FieldDatabase;
  readonly #lane: Lane;
  readonly #waiting = signal(0);
  #draining: Promise<void> | null = null;

  private constructor(database: FieldDatabase, lane: Lane) {
    this.#database = database;
    this.#lane = lane;
    this.waiting = this.#waiting;
  }

  static async open(database: FieldDatabase, lane: Lane = 'actions'): Promise<ActionQueue> {
    const queue = new ActionQueue(database, lane);
    await queue.#count();
    return queue;
  }

  /** Record an action; it survives the page, the battery and the network. */
  async add(
    kind: string,
    entity: string,
    body: Readonly<Record<string, unknown>> = {},
    baseVersion?: number,
  ): Promise<FieldAction> {
    const draft = {
      action_id: uuid7(),
      kind,
      entity,
      ...(baseVersion === undefined ? {} : { base_version: baseVersion }),
      body,
      device_time: new Date(steadyNow()).toISOString(),
      monotonic_ms: Math.round(performance.now()),
      page: performance.timeOrigin,
    };
    const client_seq = await this.#database.add(this.#lane, draft as FieldAction);
    await this.#count();
    return { ...draft, client_seq };
  }

  /** What still waits, oldest first. */
  async list(): Promise<readonly FieldAction[]> {
    return this.#database.getAll(this.#lane);
  }

  /**
   * Send everything that waits, in order and in batches; `settle` takes the answers of each batch.
   *
   * Throws what `send` throws (no network): the rest then stays for the next time. Calls that overlap share one run.
   */
  async drain(send: SendActions, settle: Settle): Promise<void> {
    this.#draining ??= this.#drainOnce(send, settle).finally(() => {
      this.#draining = null;
    });
    return this.#draining;
  }

  /** Go on under a new client name, because the server does not count as we do. */
  async takeNewName(): Promise<void> {
    await this.#database.put('facts', uuid7(), CLIENT_FACTS[this.#lane]);
  }

  /** Forget everything; only after an explicit sign-out that warned. */
  async wipe(): Promise<void> {
    await Promise.all([...this.#database.objectStoreNames].map((store) => this.#database.clear(store)));
    await this.#count();
  }

  async #drainOnce(send: SendActions, settle: Settle): Promise<void> {
    const clientId = await this.#clientId();
    for (;;) {
      const batch = await this.#database.getAll(this.#lane, null, BATCH);
      if (batch.length === 0) return;
      const answers = new Map((await send(clientId, batch)).map((answer) => [answer.action_id, answer]));
      const done = batch.flatMap((action): Answered[] => {
        const answer = answers.get(action.action_id);
        return answer === undefined ? [] : [[action, answer]];
      });
      if (done.length === 0) return;
      await settle(done);
      await Promise.all(done.map(([action]) => this.#database.delete(this.#lane, action.client_seq)));
      await this.#count();
    }
  }

  async #clientId(): Promise<string> {
    const fact = CLIENT_FACTS[this.#lane];
    const known = await this.#database.get('facts', fact);
    if (typeof known === 'string') return known;
    const made = uuid7();
    await this.#database.put('facts', made, fact);
    return made;
  }

  async #count(): Promise<void> {
    this.#waiting.value = await this.#database.count(this.#lane);
  }
}
