/** One message of a `text/event-stream`. */
export interface SseMessage {
  readonly id: string | null;
  readonly event: string;
  readonly data: string;
}

/**
 * An incremental parser of server-sent events (WHATWG HTML, section 9.2): feed it text in any pieces.
 *
 * Comments call `onComment`, so that the caller sees that the line is alive.
 */
export function createSseParser(onMessage: (message: SseMessage) => void, onComment?: () => void) {
  let rest = '';
  let id: string | null = null;
  let event = '';
  let data: string[] = [];

  function dispatch(): void {
    if (data.length > 0) onMessage({ id, event: event || 'message', data: data.join('\n') });
    event = '';
    data = [];
  }

  function line(text: string): void {
    if (text === '') return dispatch();
    if (text.startsWith(':')) return onComment?.();
    const colon = text.indexOf(':');
    const field = colon < 0 ? text : text.slice(0, colon);
    const value = colon < 0 ? '' : text.slice(colon + 1).replace(/^ /, '');
    if (field === 'data') data.push(value);
    else if (field === 'event') event = value;
    else if (field === 'id' && !value.includes('\0')) id = value;
  }

  return {
    feed(chunk: string): void {
      const text = rest + chunk;
      // A lone CR at the very end may be the first half of CRLF: it waits for the next piece.
      const held = text.endsWith('\r') ? 1 : 0;
      const lines = text.slice(0, text.length - held).split(/\r\n|\n|\r/);
      rest = (lines.pop() ?? '') + text.slice(text.length - held);
      lines.forEach(line);
    },
  };
}
