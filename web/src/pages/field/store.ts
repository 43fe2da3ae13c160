import { batch, computed, effect, signal } from '@preact/signals';
import { asProblem, ask, createApi, problemFrom, Session, signedFetch, type Problem } from '../../api/index.ts';
import {
  ActionQueue,
  asSent,
  forgetFieldDatabase,
  keepPhoto as keepIn,
  learnServerTime,
  openFieldDatabase,
  sendPhotos,
  type Answered,
  type FieldAction,
  type FieldDatabase,
} from '../../offline/index.ts';
import { dismissGone, dismissRefusal, gone, goneBy, keep, noteAnswer, recall, type Aftermath } from './aftermath.ts';
import { openInbox, registerDevice, type Device } from './device.ts';
import { sortJobs } from './next-step.ts';
import type { JobPack } from './pack.ts';
import { withPending } from './pending.ts';
import { leavePlace, openId, openPlace } from './place.ts';
import { mergePacks, retryAfterMs, sendAll, type PostActions, type Pulled, type WaitingPush } from './sync.ts';

const SYNC_EVERY_MS = 20_000;
/** How many jobs the server takes by name in one pull. */
const MAX_TOUCHED = 50;
/** Browser storage of this page that names no person's choice of language or theme. */
const OWN_KEYS = ['cordon.timer.', 'cordon.inbox.', 'cordon.device.'];

export const session = new Session('field', { offline: true });
export const api = createApi(session);
/** What the server said last. */
const packs = signal<readonly JobPack[]>([]);
/** What was done and not answered yet. */
export const pending = signal<readonly FieldAction[]>([]);
/** What was answered with yes, but stands in no pack yet. */
const settling = signal<readonly FieldAction[]>([]);
export const pushes = signal<readonly WaitingPush[]>([]);
/** Pushes about the job that is open, shown on it until the crew puts them away. */
export const told = signal<readonly WaitingPush[]>([]);
/** Photos that the server would not take; the crew has to take them again. */
export const photosRefused = signal(0);
export const loaded = signal(false);
export const problem = signal<Problem | null>(null);
/** The stand-in's inbox of this phone, in the demo only: when the last push came through it, 0 for not yet. */
export const inboxAt = signal<number | null>(null);

export const myId = computed(() => session.me.value?.id ?? null);
export const jobs = computed(() => {
  const done = [...settling.value, ...pending.value];
  return sortJobs(
    packs.value.map((pack) => withPending(pack, done)),
    myId.value,
  );
});
export const openJob = computed(() => jobs.value.find((job) => job.id === openId.value) ?? null);
export const openGone = computed(() => gone.value.find((job) => job.id === openId.value) ?? null);
export const offline = computed(() => problem.value?.status === 0);

interface Phone {
  readonly database: FieldDatabase;
  readonly queue: ActionQueue;
  device: Device | null;
}

let phone: Phone | null = null;
let running: Promise<void> | null = null;
let again = false;
let everythingNext = false;
/** Rounds that failed since the last that did not, and the next try. */
let failures = 0;
let retry: ReturnType<typeof setTimeout> | undefined;
/** Pushes that this page has acknowledged, so that a slow server does not make it say so twice. */
const received = new Set<string>();
const read = new Set<string>();

/** Record what the crew did and send it as soon as there is a network. */
export async function act(kind: string, entity: string, body: Readonly<Record<string, unknown>> = {}): Promise<void> {
  if (phone === null) return;
  const version = kind.startsWith('assignment.') ? packs.value.find((pack) => pack.id === entity)?.version : undefined;
  dismissRefusal(entity);
  if (!kind.startsWith('push.')) told.value = [];
  await phone.queue.add(kind, entity, body, version);
  await showQueue(phone);
  void sync();
}

export function open(job: JobPack): void {
  openPlace(job.id);
  void readPushes(job.id);
}

/** Put away the word about a job that is over. */
export function forget(id: string): void {
  dismissGone(id);
  if (openId.value === id) leavePlace();
}

/** Send what waits, then fetch what changed. Calls that come meanwhile make one more round. */
export async function sync(everything = false): Promise<void> {
  everythingNext ||= everything;
  if (running !== null) {
    again = true;
    return running;
  }
  running = round().finally(() => {
    running = null;
    if (!again) return;
    again = false;
    void sync();
  });
  return running;
}

async function round(): Promise<void> {
  const here = phone;
  if (here === null) return;
  clearTimeout(retry);
  try {
    here.device ??= await connect(here);
    await send(here);
    await sendKept(here);
    await pull(here);
    problem.value = null;
    failures = 0;
  } catch (error) {
    problem.value = asProblem(error);
    if (phone === here) tryAgainSoon();
  } finally {
    if (phone === here) {
      await showQueue(here);
      loaded.value = true;
    }
  }
}

function tryAgainSoon(): void {
  clearTimeout(retry);
  const wait = retryAfterMs(failures, navigator.onLine, Math.random());
  failures += 1;
  if (wait !== null) retry = setTimeout(() => void sync(), wait);
}

async function send(here: Phone): Promise<void> {
  const post: PostActions = (client_id, actions) =>
    ask(api.POST('/mobile/v1/sync/push', { body: { client_id, ...asSent(actions) } }));
  await sendAll(here.queue, here.database, post, (answered) => batch(() => answered.forEach(settle)));
}

function settle([action, answer]: Answered): void {
  noteAnswer(action, answer, packs.value.find((pack) => pack.id === action.entity));
  const taken = answer.outcome === 'applied' || answer.outcome === 'duplicate';
  if (taken) settling.value = [...settling.value, action];
  pending.value = pending.value.filter((each) => each.action_id !== answer.action_id);
}

/** Photos follow their answers. One that the server does not take stays missing on its list, and the list open. */
async function sendKept(here: Phone): Promise<void> {
  const refused = await sendPhotos(here.database, async (sha256, photo) => {
    const request = new Request(`/mobile/v1/evidence/${sha256}`, {
      method: 'PUT',
      body: photo,
      headers: { 'Content-Type': photo.type },
    });
    const { ok, status } = await signedFetch(session, request);
    if (!ok && status !== 422) throw problemFrom(new Response(null, { status }), undefined);
    return ok;
  });
  if (refused > 0) photosRefused.value += refused;
}

/** Keep a photo until it is sent; returns how an answer names it. */
export async function keepPhoto(photo: Blob): Promise<string> {
  if (phone === null) throw new Error('nobody is signed in');
  return keepIn(phone.database, photo);
}

/** What waits in the queue; what is answered already may lie there a moment longer. */
async function showQueue(here: Phone): Promise<void> {
  const waiting = await here.queue.list();
  const settled = new Set(settling.value.map((action) => action.action_id));
  pending.value = waiting.filter((action) => !settled.has(action.action_id));
}

async function pull(here: Phone): Promise<void> {
  const everything = everythingNext;
  everythingNext = false;
  const settled = settling.value;
  const cursor = everything ? undefined : await here.database.get('facts', 'cursor');
  // While nothing can be read in order yet, the service gives no cursor: then every pull is a first one.
  const first = typeof cursor !== 'string';
  const moved = settled.filter((action) => !action.kind.startsWith('push.')).map((action) => action.entity);
  const touched = first ? packs.value.map((pack) => pack.id) : [...new Set(moved)];
  const query = { touched: touched.slice(0, MAX_TOUCHED), ...(!first && { cursor }) };
  const askedAt = Date.now();
  const pulled = await ask(api.GET('/mobile/v1/sync/pull', { params: { query } }));
  learnServerTime(pulled.server_time, askedAt, Date.now());
  if (phone !== here) return;
  batch(() => {
    take(pulled, first);
    settling.value = settling.value.filter((action) => !settled.includes(action));
  });
  await here.database.put('facts', packs.value, 'packs');
  await here.database.put('facts', pulled.cursor, 'cursor');
  for (const push of pulled.pushes) {
    if (push.state === 'delivered' || received.has(push.id)) continue;
    received.add(push.id);
    await here.queue.add('push.delivered', push.id);
    again = true;
  }
  for (const id of [openId.value, ...gone.value.map((job) => job.id)]) if (id !== null) await readPushes(id);
}

function take(pulled: Pulled, first: boolean): void {
  const held = packs.value;
  packs.value = mergePacks(held, pulled, first);
  gone.value = [...gone.value, ...goneBy(held, packs.value, pulled)];
  pushes.value = pulled.pushes.filter((push) => !read.has(push.id));
}

/** Pushes about a job that the crew looks at are read; what they say stays on it for a while. */
async function readPushes(assignmentId: string): Promise<void> {
  const about = pushes.value.filter((push) => push.assignment_id === assignmentId);
  if (about.length === 0) return;
  told.value = [...told.value, ...about.filter((push) => push.kind !== 'assignment.new')];
  await putAway(about);
}

/** These pushes were read. */
export async function putAway(these: readonly WaitingPush[]): Promise<void> {
  pushes.value = pushes.value.filter((push) => !these.includes(push));
  for (const push of these) {
    read.add(push.id);
    await act('push.read', push.id);
  }
}

let closeInbox: (() => void) | null = null;

/** Register for pushes; a push service that refuses must not keep the jobs away. */
async function connect(here: Phone): Promise<Device | null> {
  const device = await registerDevice(api).catch((error: unknown) => {
    if (asProblem(error).status === 0) throw error;
    return null;
  });
  if (device?.inbox_url && phone === here) {
    inboxAt.value ??= 0;
    closeInbox?.();
    closeInbox = openInbox(device.inbox_url, () => {
      inboxAt.value = Date.now();
      void sync();
    });
  }
  return device;
}

/** Open this person's own store and keep it in step with the server; returns the way to stop. */
export function follow(userId: string): () => void {
  const stops: (() => void)[] = [];
  let stopped = false;
  const soon = (): void => void sync();
  const timer = setInterval(soon, SYNC_EVERY_MS);
  window.addEventListener('online', soon);
  document.addEventListener('visibilitychange', soon);
  void openFieldDatabase(`cordon-field-${userId}`).then(async (database) => {
    const queue = await ActionQueue.open(database);
    const held = ((await database.get('facts', 'packs')) ?? []) as readonly JobPack[];
    const after = (await database.get('facts', 'aftermath')) as Aftermath | undefined;
    const waiting = await queue.list();
    if (stopped) return;
    phone = { database, queue, device: null };
    batch(() => {
      recall(after);
      packs.value = held;
      pending.value = waiting;
      loaded.value = held.length > 0;
    });
    stops.push(effect(() => void database.put('facts', keep(), 'aftermath').catch(() => null)));
    await sync();
  });
  return () => {
    stopped = true;
    for (const stop of stops) stop();
    clearInterval(timer);
    clearTimeout(retry);
    failures = 0;
    window.removeEventListener('online', soon);
    document.removeEventListener('visibilitychange', soon);
    closeInbox?.();
    closeInbox = null;
    phone = null;
    forgetAll();
  };
}

/** Empty the page's memory; what stands in the phone's own store is left alone. */
function forgetAll(): void {
  batch(() => {
    recall(undefined);
    packs.value = [];
    pending.value = [];
    settling.value = [];
    pushes.value = [];
    told.value = [];
    inboxAt.value = null;
    loaded.value = false;
  });
}

/** How much would be lost by signing out now, after one more try to send it. */
export async function unsent(): Promise<number> {
  await sync();
  return pending.value.filter((action) => !action.kind.startsWith('push.')).length;
}

/** Sign out and wipe the phone: its store, its timers, its name for pushes. Ask first while something is unsent. */
export async function leave(): Promise<void> {
  const here = phone;
  await running;
  if (here?.device) await dropDevice(here.device);
  phone = null;
  await session.signOut();
  leavePlace();
  if (here !== null) await forgetFieldDatabase(here.database);
  for (const key of Object.keys(localStorage)) {
    if (OWN_KEYS.some((own) => key.startsWith(own))) localStorage.removeItem(key);
  }
}

function dropDevice(device: Device): Promise<unknown> {
  return api.DELETE('/mobile/v1/devices/{device_id}', { params: { path: { device_id: device.id } } }).catch(() => null);
}
