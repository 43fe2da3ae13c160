import { signal, type ReadonlySignal } from '@preact/signals';
import { locale } from '../i18n/index.ts';
import type { LiveEvent } from '../api/index.ts';
import type { Session } from '../api/index.ts';
import { createSseParser, type SseMessage } from './sse.ts';

export type LiveState = 'connecting' | 'live' | 'stale' | 'offline';
/** `null` means that anything may have changed: everything shown is to be fetched again. */
export type LiveListener = (event: LiveEvent | null) => void;

const EVENTS_URL = '/api/v1/events';
/** The server says something at least every 15 s; after this long the line counts as dead. */
const SILENCE_MS = 40_000;
const FIRST_WAIT_MS = 1_000;
const LONGEST_WAIT_MS = 30_000;

/**
 * The live stream of one page, over fetch because EventSource can carry no bearer.
 *
 * Resumes after the last event seen; when the server no longer knows that place it says `reset`, and listeners get `null`.
 */
export class LiveStream {
  readonly state: ReadonlySignal<LiveState>;
  /** When the screen was last known to be up to date, in milliseconds. */
  readonly freshAt: ReadonlySignal<number>;

  readonly #session: Session;
  readonly #state = signal<LiveState>('connecting');
  readonly #freshAt = signal(Date.now());
  readonly #listeners = new Set<LiveListener>();
  #lastEventId: string | null = null;
  #stopped = true;
  #controller: AbortController | null = null;
  #wake: (() => void) | null = null;

  constructor(session: Session) {
    this.#session = session;
    this.state = this.#state;
    this.freshAt = this.#freshAt;
  }

  /** Be told of every event; returns the way to stop. */
  listen(listener: LiveListener): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  start(): void {
    if (!this.#stopped) return;
    this.#stopped = false;
    addEventListener('online', this.#hurry);
    addEventListener('offline', this.#lost);
    void this.#run();
  }

  stop(): void {
    this.#stopped = true;
    removeEventListener('online', this.#hurry);
    removeEventListener('offline', this.#lost);
    this.#controller?.abort();
    this.#wake?.();
  }

  readonly #hurry = (): void => this.#wake?.();
  readonly #lost = (): void => {
    this.#state.value = 'offline';
    this.#controller?.abort();
  };

  async #run(): Promise<void> {
    let failures = 0;
    while (!this.#stopped) {
      const connected = await this.#connectOnce().catch(() => false);
      if (this.#stopped) return;
      failures = connected ? 0 : failures + 1;
      this.#state.value = navigator.onLine ? 'stale' : 'offline';
      await this.#sleep(retryWaitMs(failures, Math.random()));
    }
  }

  /** One connection until it ends; true when it carried anything. */
  async #connectOnce(): Promise<boolean> {
    const controller = new AbortController();
    this.#controller = controller;
    const response = await globalThis.fetch(EVENTS_URL, { headers: this.#headers(), signal: controller.signal });
    if (response.status === 401) {
      if (!(await this.#session.refresh())) this.stop();
      return true;
    }
    if (!response.ok || response.body === null) return false;
    this.#alive();
    // Without a place to resume from, whatever changed between the page's first fetch and this moment was missed.
    if (this.#lastEventId === null) this.#tell(null);
    await this.#read(response.body);
    return true;
  }

  async #read(body: ReadableStream<Uint8Array>): Promise<void> {
    const parser = createSseParser((message) => this.#receive(message));
    const reader = body.getReader();
    const decoder = new TextDecoder();
    for (;;) {
      const silence = setTimeout(() => void reader.cancel().catch(() => null), SILENCE_MS);
      const { done, value } = await reader.read().finally(() => clearTimeout(silence));
      if (done) return;
      this.#alive();
      parser.feed(decoder.decode(value, { stream: true }));
    }
  }

  #receive(message: SseMessage): void {
    if (message.id !== null) this.#lastEventId = message.id;
    if (message.event === 'reset') {
      this.#lastEventId = message.id;
      this.#tell(null);
      return;
    }
    this.#tell(JSON.parse(message.data) as LiveEvent);
  }

  #tell(event: LiveEvent | null): void {
    this.#listeners.forEach((listener) => listener(event));
  }

  #alive(): void {
    this.#state.value = 'live';
    this.#freshAt.value = Date.now();
  }

  #headers(): Record<string, string> {
    const headers: Record<string, string> = {
      Accept: 'text/event-stream',
      Authorization: `Bearer ${this.#session.token ?? ''}`,
      'Accept-Language': locale.value,
    };
    if (this.#lastEventId !== null) headers['Last-Event-ID'] = this.#lastEventId;
    return headers;
  }

  #sleep(milliseconds: number): Promise<void> {
    return new Promise((resolve) => {
      const timer = setTimeout(resolve, milliseconds);
      this.#wake = () => {
        clearTimeout(timer);
        resolve();
      };
    });
  }
}

/** How long to wait before the next attempt: doubling from one to thirty seconds, half of it by chance. */
export function retryWaitMs(failures: number, chance: number): number {
  const full = Math.min(LONGEST_WAIT_MS, FIRST_WAIT_MS * 2 ** failures);
  return full / 2 + (full / 2) * chance;
}
