import { describe, expect, test } from 'vitest';
import { assignmentMark, permitMark, ticketMark } from '../src/design/marks.ts';

const ticket = (...args: Parameters<typeof ticketMark>): string => join(ticketMark(...args));
const join = (mark: { tone: string; shape: string }): string => `${mark.tone} ${mark.shape}`;

describe('a status has one colour and one shape everywhere', () => {
  test('tickets', () => {
    expect(ticket('new')).toBe('new circle');
    expect(ticket('assigned')).toBe('assigned diamond');
    expect(ticket('in_progress')).toBe('working square');
    expect(ticket('restored')).toBe('restored tick');
    expect(ticket('deferred')).toBe('deferred pause');
  });

  test('assignments', () => {
    expect(join(assignmentMark('accepted'))).toBe('en-route triangle');
    expect(join(assignmentMark('en_route'))).toBe('en-route triangle');
    expect(join(assignmentMark('waiting_entry'))).toBe('waiting hexagon');
    expect(join(assignmentMark('inside'))).toBe('working square');
    expect(join(assignmentMark('working'))).toBe('working square');
  });

  test('permits', () => {
    expect(join(permitMark('requested'))).toBe('waiting hexagon');
    expect(join(permitMark('approved'))).toBe('restored tick');
    expect(join(permitMark('denied'))).toBe('blocked bar');
  });
});

describe('blocked', () => {
  test('an open ticket that something blocks shows the bar', () => {
    expect(ticket('new', true)).toBe('blocked bar');
    expect(ticket('assigned', true)).toBe('blocked bar');
  });

  test('a ticket that is deferred or over keeps its own mark', () => {
    expect(ticket('deferred', true)).toBe('deferred pause');
    expect(ticket('restored', true)).toBe('restored tick');
  });
});
