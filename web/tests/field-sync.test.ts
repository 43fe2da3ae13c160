import 'fake-indexeddb/auto';
import { beforeEach, describe, expect, test } from 'vitest';
import { ActionQueue, openFieldDatabase, type ActionAnswer, type FieldAction, type FieldDatabase } from '../src/offline/index.ts';
import { nextStep } from '../src/pages/field/next-step.ts';
import { isAsking, withPending } from '../src/pages/field/pending.ts';
import { mergePacks, retryAfterMs, sendAll, type PostActions, type Pulled, type PushAnswer } from '../src/pages/field/sync.ts';
import { clockText, problemOfNumber, readNumber, secondsLeft, signaturePath } from '../src/checklists/index.ts';
import { locale } from '../src/i18n/index.ts';
import { checklist, item, job, ZONE } from './field-support.ts';

let turn = 0;
let database: FieldDatabase;
let queue: ActionQueue;
beforeEach(async () => {
  turn += 1;
  database = await openFieldDatabase(`sync-${turn}`);
  queue = await ActionQueue.open(database);
});

describe('sending', () => {
  /** A server that wants each client's numbers without a gap, as ours does. */
  function server(known: Record<string, number> = {}, taken: readonly number[] = []) {
    const applied: number[] = [];
    const clients = new Set<string>();
    const post = async (client: string, actions: readonly FieldAction[]): Promise<PushAnswer> => {
      clients.add(client);
      const answers: PushAnswer['answers'][number][] = [];
      for (const { action_id, client_seq } of actions) {
        const last = known[client];
        if (clients.size === 1 && taken.includes(client_seq)) {
          answers.push({ action_id, outcome: 'rejected', code: 'sync.seq_taken' });
          continue;
        }
        if (last !== undefined && client_seq > last + 1) return { answers, stopped: { code: 'sync.gap' } };
        known[client] = client_seq;
        applied.push(client_seq);
        answers.push({ action_id, outcome: 'applied' });
      }
      return { answers };
    };
    return { applied, clients, post };
  }

  async function sent(post: PostActions): Promise<readonly ActionAnswer[]> {
    const answers: ActionAnswer[] = [];
    await sendAll(queue, post, (answered) => answers.push(...answered.map(([, answer]) => answer)));
    return answers;
  }

  test('a gap makes the client take a new name, and nothing is lost', async () => {
    await database.put('facts', 'old', 'client_id');
    for (const kind of ['a', 'b', 'c']) await queue.add(kind, 'x');
    const { applied, clients, post } = server({ old: -5 });
    const answers = await sent(post);
    expect(applied).toEqual([1, 2, 3]);
    expect(answers.map((answer) => answer.outcome)).toEqual(['applied', 'applied', 'applied']);
    expect(clients.size).toBe(2);
    expect(await database.get('facts', 'client_id')).not.toBe('old');
    expect(queue.waiting.value).toBe(0);
  });

  test('a number that the server knows for something else is sent again, not thrown away', async () => {
    await queue.add('a', 'x');
    await queue.add('b', 'x');
    const { applied, post } = server({}, [1]);
    const answers = await sent(post);
    expect([...applied].sort()).toEqual([1, 2]);
    expect(answers.every((answer) => answer.outcome === 'applied')).toBe(true);
  });

  test('a server that never takes anything is not asked for ever', async () => {
    await queue.add('a', 'x');
    let asked = 0;
    await sent(() => {
      asked += 1;
      return Promise.resolve({ answers: [], stopped: { code: 'sync.gap' } });
    });
    expect(asked).toBeLessThan(10);
    expect(queue.waiting.value).toBe(1);
  });
});

describe('what was done and not answered yet', () => {
  test('moves the job on, so that the crew can work without a network', async () => {
    const pack = job({ zones: [ZONE], checklists: [checklist('briefing', [item('a'), item('b')])] });
    await queue.add('assignment.accept', 'job-1');
    await queue.add('assignment.transition', 'job-1', { to: 'en_route' });
    await queue.add('assignment.transition', 'job-1', { to: 'waiting_entry' });
    await queue.add('checklist.entry', 'job-1', { checklist_id: 'list-briefing', item_key: 'a', outcome: 'ok', value: true });
    const step = nextStep(withPending(pack, await queue.list()));
    expect(step.kind === 'question' && step.question.item.key).toBe('b');
  });

  test('never lets anybody in: the gate is the server’s', async () => {
    await queue.add('assignment.transition', 'job-1', { to: 'inside' });
    const pending = await queue.list();
    const pack = job({ state: 'waiting_entry', zones: [ZONE] });
    expect(withPending(pack, pending).state).toBe('waiting_entry');
    expect(isAsking(pack, pending)).toBe(true);
  });

  test('marks a member’s PPE and leaves other jobs alone', async () => {
    await queue.add('ppe.check', 'job-1', { member_id: 'm1' });
    const pending = await queue.list();
    expect(withPending(job(), pending).members.map((member) => member.ppe_checked)).toEqual([true, false]);
    expect(withPending(job({ id: 'job-2' }), pending).members[0]?.ppe_checked).toBe(false);
  });
});

describe('pulling', () => {
  const pulled = (more: Partial<Pulled>): Pulled => ({
    cursor: 'c',
    reset_required: false,
    assignments: [],
    removed: [],
    ended: [],
    server_time: '2026-11-23T00:00:00Z',
    pushes: [],
    ...more,
  });
  const ids = (packs: readonly { id: string; version: number }[]): string[] => packs.map((pack) => `${pack.id}@${pack.version}`);
  const held = [job({ id: 'a' }), job({ id: 'b' }), job({ id: 'c' })];

  test('replaces what changed and forgets what is over', () => {
    const answer = pulled({ assignments: [job({ id: 'b', version: 2 })], removed: ['c'] });
    expect(ids(mergePacks(held, answer, false))).toEqual(['a@1', 'b@2']);
  });

  test('starts anew at the first time and when the cursor is not known any more', () => {
    const assignments = [job({ id: 'd' })];
    expect(ids(mergePacks(held, pulled({ assignments }), true))).toEqual(['d@1']);
    expect(ids(mergePacks(held, pulled({ assignments, reset_required: true }), false))).toEqual(['d@1']);
  });
});

describe('answers', () => {
  test('numbers are read with a comma or a point and kept within their limits', () => {
    locale.value = 'en';
    expect([readNumber('3,5'), readNumber(' 3.5 '), readNumber('3,5,1'), readNumber('')]).toEqual([3.5, 3.5, null, null]);
    const limits = { min: 10, max: 20, unit: 'min' };
    expect(problemOfNumber(limits, '12')).toBeNull();
    expect(problemOfNumber(limits, '9')).toBe('At least 10 min');
    expect(problemOfNumber(limits, '21')).toBe('At most 20 min');
    expect(problemOfNumber(limits, 'x')).toBe('A number is needed');
  });

  test('a timer is never shorter than its least time', () => {
    const start = '2026-11-23T00:00:00.000Z';
    const at = (seconds: number): number => secondsLeft(start, 600, Date.parse(start) + seconds * 1000);
    expect([at(0), at(599.9), at(600.5), at(601), at(9999)]).toEqual([601, 2, 1, 0, 0]);
    expect(clockText(545)).toBe('9:05');
  });

  test('a signature is one path of all its strokes', () => {
    expect(signaturePath([[[1, 2], [3, 4]], [[5, 6]]])).toBe('M1 2L3 4M5 6');
  });
});

test('a round that failed is tried again soon, then ever later, and not at all while the phone knows it is offline', () => {
  expect([0, 1, 2].map((failures) => retryAfterMs(failures, true, 1))).toEqual([1_000, 2_000, 4_000]);
  expect(retryAfterMs(0, false, 1)).toBeNull();
});
