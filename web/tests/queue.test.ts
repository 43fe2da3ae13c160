import 'fake-indexeddb/auto';
import { beforeEach, expect, test } from 'vitest';
import { ActionQueue, openFieldDatabase, uuid7, type ActionAnswer, type FieldAction, type Settle } from '../src/offline/index.ts';

let turn = 0;
let name = '';
beforeEach(() => {
  turn += 1;
  name = `field-${turn}`;
});

const open = async () => ActionQueue.open(await openFieldDatabase(name));
const nothing: Settle = () => undefined;
const applied = (action: FieldAction): ActionAnswer => ({ action_id: action.action_id, outcome: 'applied' });

test('actions keep their order and carry rising sequence numbers', async () => {
  const queue = await open();
  await queue.add('assignment.accept', 'a');
  await queue.add('assignment.transition', 'a', { to: 'en_route' }, 3);
  const waiting = await queue.list();
  expect(waiting.map((action) => [action.client_seq, action.kind, action.base_version])).toEqual([
    [1, 'assignment.accept', undefined],
    [2, 'assignment.transition', 3],
  ]);
  expect(queue.waiting.value).toBe(2);
});

test('what was done offline is still there after the page was closed', async () => {
  await (await open()).add('assignment.accept', 'a');
  const again = await open();
  expect(again.waiting.value).toBe(1);
});

test('an answered action leaves the queue, whatever the answer', async () => {
  const queue = await open();
  await queue.add('a', 'x');
  await queue.add('b', 'x');
  const told: string[] = [];
  await queue.drain(
    async (_client, [first, second]) => [
      { action_id: first?.action_id ?? '', outcome: 'applied' },
      { action_id: second?.action_id ?? '', outcome: 'rejected', code: 'gate.denied' },
    ],
    (answered) => told.push(...answered.map(([action, { outcome }]) => `${action.kind} ${outcome}`)),
  );
  expect(told).toEqual(['a applied', 'b rejected']);
  expect(queue.waiting.value).toBe(0);
});

test('without a network everything stays, and is sent again with the same ids', async () => {
  const queue = await open();
  const action = await queue.add('a', 'x');
  await expect(queue.drain(() => Promise.reject(new TypeError('offline')), nothing)).rejects.toThrow('offline');
  const sent: string[] = [];
  await queue.drain(async (_client, actions) => {
    sent.push(...actions.map((each) => each.action_id));
    return actions.map(applied);
  }, nothing);
  expect(sent).toEqual([action.action_id]);
});

test('an action that the server did not answer stays', async () => {
  const queue = await open();
  await queue.add('a', 'x');
  await queue.drain(() => Promise.resolve([]), nothing);
  expect(queue.waiting.value).toBe(1);
});

test('an action added while sending goes with the next batch', async () => {
  const queue = await open();
  await queue.add('a', 'x');
  const kinds: string[][] = [];
  await queue.drain(async (_client, actions) => {
    if (kinds.length === 0) await queue.add('b', 'x');
    kinds.push(actions.map((action) => action.kind));
    return actions.map(applied);
  }, nothing);
  expect(kinds).toEqual([['a'], ['b']]);
});

test('what a batch was answered is handed over before the next batch goes, though the network breaks there', async () => {
  const queue = await open();
  await queue.add('a', 'x');
  const told: string[] = [];
  const toldBySecond: string[][] = [];
  const sending = queue.drain(
    async (_client, actions) => {
      if (actions[0]?.kind === 'b') {
        toldBySecond.push([...told]);
        throw new TypeError('offline');
      }
      await queue.add('b', 'x');
      return actions.map((action) => ({ action_id: action.action_id, outcome: 'rejected' as const }));
    },
    (answered) => told.push(...answered.map(([action]) => action.kind)),
  );
  await expect(sending).rejects.toThrow('offline');
  expect(toldBySecond).toEqual([['a']]);
  expect((await queue.list()).map((action) => action.kind)).toEqual(['b']);
});

test('two drains at once send each action once', async () => {
  const queue = await open();
  await queue.add('a', 'x');
  let sent = 0;
  const send = async (_client: string, actions: readonly FieldAction[]) => {
    sent += actions.length;
    return actions.map(applied);
  };
  await Promise.all([queue.drain(send, nothing), queue.drain(send, nothing)]);
  expect(sent).toBe(1);
});

test('the client keeps one id for life, until it is wiped', async () => {
  const ids: string[] = [];
  const send = async (client: string, actions: readonly FieldAction[]) => {
    ids.push(client);
    return actions.map(applied);
  };
  const queue = await open();
  await queue.add('a', 'x');
  await queue.drain(send, nothing);
  await queue.add('a', 'x');
  await queue.drain(send, nothing);
  await queue.wipe();
  await queue.add('a', 'x');
  await queue.drain(send, nothing);
  expect(ids[0]).toBe(ids[1]);
  expect(ids[2]).not.toBe(ids[0]);
});

test('ids are version 7 and sort by time', () => {
  const early = uuid7(1_000_000_000_000);
  const late = uuid7(1_800_000_000_000);
  expect(early).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
  expect(early < late).toBe(true);
  expect(parseInt(late.replaceAll('-', '').slice(0, 12), 16)).toBe(1_800_000_000_000);
});
