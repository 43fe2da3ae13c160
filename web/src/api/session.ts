import { signal, type ReadonlySignal } from '@preact/signals';
import { locale, timeZone } from '../i18n/index.ts';
import { problemOf, networkProblem } from './problems.ts';
import type { Desk, Me } from './types.ts';

const TOKEN_URL = '/api/v1/auth/token';
const RENEW_BEFORE_MS = 60_000;
/** By this code a phone hears that it was reported lost. */
const LOST = 'device.lost';

interface TokenAnswer {
  access_token: string;
  /** Seconds. */
  expires_in: number;
}

export type SessionState = 'checking' | 'signed_out' | 'signed_in';

/**
 * Who is signed in at one desk.
 *
 * The access token lives in memory only; the refresh token is a cookie that scripts cannot read. Several callers that
 * find the token expired share one refresh.
 */
export class Session {
  readonly desk: Desk;
  readonly state: ReadonlySignal<SessionState>;
  readonly me: ReadonlySignal<Me | null>;
  /** True after a session that worked was ended by the server, so that the form can say so. */
  readonly ended: ReadonlySignal<boolean>;

  readonly #state = signal<SessionState>('checking');
  readonly #me = signal<Me | null>(null);
  readonly #ended = signal(false);
  /** Remembers, without any secret, that this browser holds a session cookie for the desk. */
  readonly #hint: string;
  /** Where the person's name is kept for a start without a network; null when this desk wants a server to start. */
  readonly #remembered: string | null;
  /** True while nobody has confirmed since the start that the remembered person is still signed in. */
  #unconfirmed = false;
  #token: string | null = null;
  #refreshing: Promise<boolean> | null = null;
  #renewal: ReturnType<typeof setTimeout> | undefined;

  readonly #onLost: (() => Promise<void>) | undefined;

  /**
   * With `offline`, a page that starts without a network goes on as the person who was signed in last; `onLost` takes
   * everything off a phone that the service says was lost.
   */
  constructor(desk: Desk, options: { readonly offline?: boolean; readonly onLost?: () => Promise<void> } = {}) {
    this.desk = desk;
    this.#onLost = options.onLost;
    this.#hint = `cordon.session.${desk}`;
    this.#remembered = options.offline ? `cordon.me.${desk}` : null;
    this.state = this.#state;
    this.me = this.#me;
    this.ended = this.#ended;
  }

  get token(): string | null {
    return this.#token;
  }

  /** Pick up a session that the cookie still holds. Call once when the page starts. */
  async resume(): Promise<void> {
    if (localStorage.getItem(this.#hint) === null) return this.#leave(false);
    try {
      if (await this.refresh()) await this.#enter();
    } catch {
      if (!this.#enterRemembered()) this.#leave(false);
    }
  }

  /** Sign in; throws a `Problem` when refused. */
  async signIn(username: string, password: string): Promise<void> {
    const response = await this.#requestToken({ grant_type: 'password', username, password });
    if (!response.ok) throw await problemOf(response);
    this.#keep((await response.json()) as TokenAnswer);
    await this.#enter();
  }

  /** Get a new access token by the cookie. False when the session is over; throws when the server is away. */
  async refresh(): Promise<boolean> {
    this.#refreshing ??= this.#refreshOnce().finally(() => {
      this.#refreshing = null;
    });
    return this.#refreshing;
  }

  async signOut(): Promise<void> {
    localStorage.removeItem(this.#hint);
    const body = new URLSearchParams({ desk: this.desk });
    await globalThis.fetch('/api/v1/auth/logout', { method: 'POST', body, headers: this.#headers() }).catch(() => null);
    this.#leave(false);
  }

  /** Whether the signed-in person may do this; the server decides again. */
  may(verb: string): boolean {
    return this.#me.value?.verbs.includes(verb) ?? false;
  }

  hasRole(...roles: string[]): boolean {
    return this.#me.value?.roles.some((held) => roles.includes(held.role)) ?? false;
  }

  async #refreshOnce(): Promise<boolean> {
    const response = await this.#requestToken({ grant_type: 'refresh_token' });
    if (response.ok) {
      this.#keep((await response.json()) as TokenAnswer);
      if (this.#unconfirmed) void this.#enter().catch(() => null);
      return true;
    }
    const refusal = await problemOf(response);
    if (response.status >= 500) throw refusal;
    if (refusal.code === LOST) await this.#onLost?.();
    this.#leave(this.#state.value === 'signed_in');
    return false;
  }

  async #requestToken(form: Record<string, string>): Promise<Response> {
    const body = new URLSearchParams({ ...form, desk: this.desk });
    try {
      return await globalThis.fetch(TOKEN_URL, {
        method: 'POST',
        body,
        headers: { 'Accept-Language': locale.value },
        credentials: 'same-origin',
      });
    } catch {
      throw networkProblem();
    }
  }

  async #enter(): Promise<void> {
    const response = await globalThis.fetch('/api/v1/me', { headers: this.#headers() });
    if (!response.ok) throw await problemOf(response);
    const me = (await response.json()) as Me;
    if (this.#remembered !== null) localStorage.setItem(this.#remembered, JSON.stringify(me));
    this.#unconfirmed = false;
    this.#show(me);
  }

  #enterRemembered(): boolean {
    const held = this.#remembered && localStorage.getItem(this.#remembered);
    if (!held) return false;
    this.#unconfirmed = true;
    this.#show(JSON.parse(held) as Me);
    return true;
  }

  #show(me: Me): void {
    timeZone.value = me.unit?.time_zone ?? timeZone.value;
    this.#me.value = me;
    this.#ended.value = false;
    this.#state.value = 'signed_in';
  }

  #keep(answer: TokenAnswer): void {
    this.#token = answer.access_token;
    localStorage.setItem(this.#hint, 'yes');
    clearTimeout(this.#renewal);
    const wait = Math.max(5_000, answer.expires_in * 1000 - RENEW_BEFORE_MS);
    this.#renewal = setTimeout(() => void this.refresh().catch(() => false), wait);
  }

  #leave(ended: boolean): void {
    clearTimeout(this.#renewal);
    if (this.#remembered !== null) localStorage.removeItem(this.#remembered);
    this.#token = null;
    this.#me.value = null;
    this.#ended.value = ended;
    this.#state.value = 'signed_out';
  }

  #headers(): Record<string, string> {
    return { Authorization: `Bearer ${this.#token ?? ''}`, 'Accept-Language': locale.value };
  }
}
