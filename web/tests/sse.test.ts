import { expect, test } from 'vitest';
import { createSseParser, type SseMessage } from '../src/live/sse.ts';

function parse(...chunks: string[]): { messages: SseMessage[]; comments: number } {
  const messages: SseMessage[] = [];
  let comments = 0;
  const parser = createSseParser(
    (message) => messages.push(message),
    () => (comments += 1),
  );
  chunks.forEach((chunk) => parser.feed(chunk));
  return { messages, comments };
}

test('a message has its id, its event and its data', () => {
  expect(parse('id: 7\nevent: ticket.created\ndata: {"a":1}\n\n').messages).toEqual([
    { id: '7', event: 'ticket.created', data: '{"a":1}' },
  ]);
});

test('a message may arrive in any pieces, even between CR and LF', () => {
  const whole = 'id: 9\r\nevent: x\r\ndata: một\r\ndata: hai\r\n\r\n';
  const pieces = [...whole];
  expect(parse(...pieces).messages).toEqual([{ id: '9', event: 'x', data: 'một\nhai' }]);
  expect(parse(whole).messages).toEqual(parse(...pieces).messages);
});

test('the last id stays for messages that bring none', () => {
  expect(parse('id: 1\ndata: a\n\ndata: b\n\n').messages.map((message) => message.id)).toEqual(['1', '1']);
});

test('comments are no messages but show that the line is alive', () => {
  expect(parse(': ping\n\n: ping\n\n')).toEqual({ messages: [], comments: 2 });
});

test('an event without data is not dispatched', () => {
  expect(parse('event: x\n\n').messages).toEqual([]);
});

test('a message that has not ended yet waits', () => {
  expect(parse('data: a\n').messages).toEqual([]);
});
