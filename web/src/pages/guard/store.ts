import { computed, signal } from '@preact/signals';
import { learnServerTime, steadyNow } from '../../offline/clock.ts';
import { checkPass, Malformed, readList, type Answer, type Checked, type Keys, type PassList } from '../../passes/index.ts';

const KEYS_KEY = 'cordon.guard.keys';
const LIST_KEY = 'cordon.guard.list';
const POST_KEY = 'cordon.guard.post';
const SCANS_KEY = 'cordon.guard.scans';
const SCANS_KEPT = 50;
const REFRESH_MS = 5 * 60_000;
const TICK_MS = 10_000;

/** Where the guard stands: a zone's number (null: any zone) and, if it was chosen, one of its control points. */
export interface Post {
  readonly zone: string | null;
  readonly gate: string | null;
}

/** What is remembered of a scan: nobody's name. */
export interface Scan {
  readonly at: number;
  readonly passId: string | null;
  readonly answer: Answer;
}

interface Jwk {
  readonly kid: string;
  readonly x: string;
}

export type Refresh = 'idle' | 'running' | 'offline' | 'bad';

export const keys = signal<Keys>(keysOf(load<Jwk[]>(KEYS_KEY) ?? []));
export const listed = signal<PassList | null>(null);
export const post = signal<Post | null>(load<Post>(POST_KEY));
export const scans = signal<readonly Scan[]>(load<Scan[]>(SCANS_KEY) ?? []);
export const refreshing = signal<Refresh>('idle');
/** The answer on screen. */
export const shown = signal<Checked | null>(null);
/** Moves on by itself so that ages on the screen do. */
export const tick = signal(Date.now());

/** The moment, never before the list was issued: a clock that was set back opens no gate. */
export function now(): number {
  return Math.max(steadyNow(), listed.value?.issuedAt ?? 0);
}

export const listIsOld = computed(() => {
  void tick.value;
  return listed.value === null || now() >= listed.value.nextUpdate;
});

/** The zone in which the guard stands, as the list names it; its number alone when the list knows it no more. */
export const zoneName = computed(() => {
  const number = post.value?.zone ?? null;
  return number === null ? null : (listed.value?.zones.find((zone) => zone.number === number)?.name ?? number);
});

/** Read what is kept, fetch what is new, and go on doing so. Returns what ends it. */
export function start(): () => void {
  void restore().then(refresh);
  const again = (): void => {
    if (document.visibilityState === 'visible') void refresh();
  };
  const timers = [setInterval(again, REFRESH_MS), setInterval(() => (tick.value = Date.now()), TICK_MS)];
  addEventListener('online', again);
  document.addEventListener('visibilitychange', again);
  void navigator.storage?.persist?.();
  return () => {
    timers.forEach(clearInterval);
    removeEventListener('online', again);
    document.removeEventListener('visibilitychange', again);
  };
}

/** Check a text, show the answer and remember it. */
export async function check(text: string): Promise<Answer> {
  const checked = await checkPass(text, keys.value, listed.value, now(), post.value?.zone ?? null);
  shown.value = checked;
  const scan = { at: now(), passId: checked.facts?.id ?? null, answer: checked.answer };
  keep(SCANS_KEY, (scans.value = [scan, ...scans.value].slice(0, SCANS_KEPT)));
  return checked.answer;
}

export function choosePost(next: Post | null): void {
  post.value = next;
  shown.value = null;
  if (next !== null) keep(POST_KEY, next);
}

export function clearScans(): void {
  keep(SCANS_KEY, (scans.value = []));
}

/** Fetch keys and list. Both are taken or none, and never a list that is older than the one at hand. */
export async function refresh(): Promise<void> {
  if (refreshing.value === 'running') return;
  refreshing.value = 'running';
  try {
    const found = await fetchKeys();
    const data = new Uint8Array(await (await ask('/api/v1/pass-keys/revoked')).arrayBuffer());
    const next = await readList(data, keysOf(found));
    if (listed.value !== null && next.issuedAt < listed.value.issuedAt) throw new Malformed('an older list');
    keep(KEYS_KEY, found);
    keep(LIST_KEY, toBase64(data));
    keys.value = keysOf(found);
    listed.value = next;
    tick.value = Date.now();
    refreshing.value = 'idle';
  } catch (error) {
    refreshing.value = error instanceof Malformed ? 'bad' : 'offline';
  }
}

async function restore(): Promise<void> {
  const kept = load<string>(LIST_KEY);
  if (kept === null) return;
  listed.value = await readList(fromBase64(kept), keys.value).catch(() => null);
}

async function fetchKeys(): Promise<readonly Jwk[]> {
  const askedAt = Date.now();
  const answer = await ask('/api/v1/pass-keys');
  const date = answer.headers.get('date');
  if (date !== null) learnServerTime(new Date(date).toISOString(), askedAt - 1000, Date.now());
  const { keys: found } = (await answer.json()) as { keys: readonly Jwk[] };
  return found.map(({ kid, x }) => ({ kid, x }));
}

async function ask(path: string): Promise<Response> {
  const answer = await fetch(path, { cache: 'no-cache' });
  if (!answer.ok) throw new Error(`${path} answered ${answer.status}`);
  return answer;
}

function keysOf(found: readonly Jwk[]): Keys {
  return new Map(found.map(({ kid, x }) => [kid, fromBase64(x.replaceAll('-', '+').replaceAll('_', '/'))]));
}

function toBase64(data: Uint8Array): string {
  return btoa(Array.from(data, (byte) => String.fromCharCode(byte)).join(''));
}

function fromBase64(text: string): Uint8Array {
  return Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0));
}

function load<Value>(key: string): Value | null {
  try {
    return JSON.parse(localStorage.getItem(key) ?? 'null') as Value | null;
  } catch {
    return null;
  }
}

function keep(key: string, value: unknown): void {
  localStorage.setItem(key, JSON.stringify(value));
}
