import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { Session, type LiveEvent } from '../src/api/index.ts';
import { LiveStream, retryWaitMs } from '../src/live/index.ts';
import { stubServer } from './support.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

interface Line {
  response: Response;
  say: (text: string) => void;
  drop: () => void;
}

function line(): Line {
  const encoder = new TextEncoder();
  let control: ReadableStreamDefaultController<Uint8Array> | undefined;
  const body = new ReadableStream<Uint8Array>({ start: (controller) => void (control = controller) });
  return {
    response: new Response(body, { headers: { 'content-type': 'text/event-stream' } }),
    say: (text) => control?.enqueue(encoder.encode(text)),
    drop: () => control?.close(),
  };
}

const message = (id: string): string => `id: ${id}\nevent: ticket.created\ndata: {"id":"e${id}","subject_kind":"ticket"}\n\n`;

function follow(...lines: Line[]) {
  const waiting = [...lines];
  const asked = stubServer(() => waiting.shift()?.response ?? new Response('', { status: 503 }));
  const stream = new LiveStream(new Session('console'));
  const heard: (LiveEvent | null)[] = [];
  stream.listen((event) => heard.push(event));
  stream.start();
  return { asked, stream, heard };
}

const settle = (milliseconds = 0) => vi.advanceTimersByTimeAsync(milliseconds);

test('events reach the listeners and the state is live', async () => {
  const first = line();
  const { stream, heard } = follow(first);
  await settle();
  first.say(message('1'));
  await settle();
  expect(stream.state.value).toBe('live');
  expect(heard.slice(1).map((event) => event?.id)).toEqual(['e1']);
  stream.stop();
});

test('a dropped line is stale, then resumes after the last event seen', async () => {
  const first = line();
  const { asked, stream } = follow(first, line());
  await settle();
  first.say(message('41'));
  await settle();
  first.drop();
  await settle();
  expect(stream.state.value).toBe('stale');
  await settle(1_500);
  expect(asked[1]?.headers.get('Last-Event-ID')).toBe('41');
  expect(stream.state.value).toBe('live');
  stream.stop();
});

test('a line that says nothing for 40 s counts as dead', async () => {
  const { asked, stream } = follow(line(), line());
  await settle(39_000);
  expect(asked).toHaveLength(1);
  await settle(3_000);
  expect(asked).toHaveLength(2);
  stream.stop();
});

test('reset tells listeners that anything may have changed', async () => {
  const first = line();
  const { stream, heard } = follow(first);
  await settle();
  first.say('id: 9\nevent: reset\ndata: {}\n\n');
  await settle();
  expect(heard.slice(1)).toEqual([null]);
  stream.stop();
});

test('what changed before the stream began is fetched again: it cannot be resumed from a place that is not known', async () => {
  const { heard, stream } = follow(line());
  expect(heard).toEqual([]);
  await settle();
  expect(heard).toEqual([null]);
  stream.stop();
});

test('a stream that resumes behind the last event does not fetch everything again', async () => {
  const first = line();
  const { heard, stream } = follow(first, line());
  await settle();
  first.say(message('41'));
  await settle();
  first.drop();
  await settle(1_500);
  expect(heard.map((event) => event?.id)).toEqual([undefined, 'e41']);
  stream.stop();
});

test('the wait doubles from one to thirty seconds, half of it by chance', () => {
  expect([0, 1, 2, 10].map((failures) => retryWaitMs(failures, 1))).toEqual([1_000, 2_000, 4_000, 30_000]);
  expect(retryWaitMs(2, 0)).toBe(2_000);
});
