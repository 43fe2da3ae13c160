import { batch, computed, effect } from '@preact/signals';
import { asProblem, ask, createApi, Session } from '../../api/index.ts';
import { toast } from '../../design/index.ts';
import { t } from '../../i18n/index.ts';
import {
  asSent,
  askForRoom,
  dropSentBefore,
  keepPhoto as keepIn,
  learnServerTime,
  listAnswered,
  listFixes,
  listPhotos,
  noteAnswered,
  openFieldDatabase,
  sendPhotos,
  steadyNow,
  StorageFullError,
  wasTaken,
  withRoom,
  type ActionQueue,
  type Answered,
  type AnsweredAction,
  type FieldAction,
  type FieldDatabase,
  type KeptFix,
} from '../../offline/index.ts';
import { dismissGone, dismissRefusal, gone, goneBy, keep, noteAnswer, recall, type Aftermath } from './aftermath.ts';
import { listenToWorker, openInbox, registerDevice, turnOnNotifications, type Device } from './device.ts';
import { sendPhoto } from './evidence.ts';
import { laneOf, listWaiting, openLanes, type Lanes } from './lanes.ts';
import { sortJobs } from './next-step.ts';
import type { JobPack } from './pack.ts';
import { withPending } from './pending.ts';
import { leavePlace, openId, openPlace } from './place.ts';
import { collectFixes, sendFixes } from './positions.ts';
import { shownStep } from './shown-step.ts';
import { answered, forgetAll, inboxAt, loaded, packs, pending, photos, photosRefused, problem, pulledAt, pushes, room, settling, told } from './state.ts';
import { mergePacks, retryAfterMs, sendAll, type PostActions, type Pulled, type WaitingPush } from './sync.ts';
import { keepSurroundings, recallWays, waysOf } from './surroundings.ts';
import { storeOf, wipeLostPhone, wipePhone } from './wiping.ts';

export { isUrgent } from './lanes.ts';
export { answered, inboxAt, loaded, pending, photos, photosRefused, problem, pulledAt, pushes, room, told } from './state.ts';

const SYNC_EVERY_MS = 20_000;
/** How many jobs the server takes by name in one pull. */
const MAX_TOUCHED = 50;
/** So long photos that were sent may still be looked at. */
const SENT_PHOTOS_MS = 48 * 3_600_000;

export const session = new Session('field', { offline: true, onLost: wipeLost });
export const api = createApi(session);
export const myId = computed(() => session.me.value?.id ?? null);
export const jobs = computed(() => {
  const done = [...settling.value, ...pending.value];
  return sortJobs(
    packs.value.map((pack) => withPending(pack, done)),
    myId.value,
  );
});
export const ways = computed(() => waysOf());
export const openJob = computed(() => jobs.value.find((job) => job.id === openId.value) ?? null);
export const openGone = computed(() => gone.value.find((job) => job.id === openId.value) ?? null);
export const offline = computed(() => problem.value?.status === 0);

interface Phone {
  readonly database: FieldDatabase;
  readonly lanes: Lanes;
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

/** Record what the crew did and send it as soon as there is a network; null where it could not be written down. */
export async function act(
  kind: string,
  entity: string,
  body: Readonly<Record<string, unknown>> = {},
): Promise<FieldAction | null> {
  const here = phone;
  if (here === null) return null;
  const version = kind.startsWith('assignment.') ? packs.value.find((pack) => pack.id === entity)?.version : undefined;
  dismissRefusal(entity);
  if (!kind.startsWith('push.')) told.value = [];
  const lane = laneOf(here.lanes, kind);
  const written = await withRoom(here.database, () => lane.add(kind, entity, body, version)).catch(tellFull);
  if (written === null) return null;
  await showQueue(here);
  // A round may be in the middle of a long upload: what is urgent does not wait for it.
  if (lane === here.lanes.urgent) void send(here, lane).catch(() => null);
  void sync();
  return written;
}

function tellFull(error: unknown): null {
  if (!(error instanceof StorageFullError)) throw error;
  toast('danger', t('field.full'), t('field.full_hint'));
  return null;
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
    await send(here, here.lanes.urgent);
    here.device ??= await connect(here);
    await send(here, here.lanes.actions);
    await sendFixes(api, here.database);
    await sendKept(here);
    await pull(here);
    problem.value = null;
    failures = 0;
    void keepSurroundings(api, here.database, packs.value).catch(() => null);
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

async function send(here: Phone, lane: ActionQueue): Promise<void> {
  const post: PostActions = (client_id, actions) =>
    ask(api.POST('/mobile/v1/sync/push', { body: { client_id, ...asSent(actions) } }));
  await sendAll(lane, post, async (told) => {
    const lines = told.flatMap(journalLine);
    batch(() => told.forEach(settle));
    answered.value = [...[...lines].reverse(), ...answered.value];
    await withRoom(here.database, () => noteAnswered(here.database, lines)).catch(tellFull);
  });
}

function settle([action, answer]: Answered): void {
  noteAnswer(action, answer, packs.value.find((pack) => pack.id === action.entity));
  if (wasTaken(answer)) settling.value = [...settling.value, action];
  pending.value = pending.value.filter((each) => each.action_id !== answer.action_id);
}

/** What a person did and what became of it, for the queue's page; that a push was read is no news to anybody. */
function journalLine([action, answer]: Answered): AnsweredAction[] {
  if (action.kind.startsWith('push.')) return [];
  const job = packs.value.find((pack) => pack.id === action.entity);
  const place = job?.ticket.address || job?.ticket.number || '';
  return [{ action, answer, at: new Date(steadyNow()).toISOString(), step: shownStep(action, job), place }];
}

/** Photos follow their answers. One that the server does not take stays missing on its list, and the list open. */
async function sendKept(here: Phone): Promise<void> {
  const send = (sha256: string, photo: Blob): Promise<boolean> => sendPhoto(session, here.database, sha256, photo);
  const refused = await sendPhotos(here.database, send);
  if (refused > 0) photosRefused.value += refused;
  await dropSentBefore(here.database, new Date(steadyNow() - SENT_PHOTOS_MS).toISOString());
}

/** Keep a photo until it is sent; returns how an answer names it, null where there is no room for it. */
export async function keepPhoto(photo: Blob): Promise<string | null> {
  const here = phone;
  if (here === null) throw new Error('nobody is signed in');
  const name = await withRoom(here.database, () => keepIn(here.database, photo)).catch(tellFull);
  await showQueue(here);
  return name;
}

/** What waits in the queue; what is answered already may lie there a moment longer. */
async function showQueue(here: Phone): Promise<void> {
  const waiting = await listWaiting(here.lanes);
  const kept = await listPhotos(here.database);
  const settled = new Set(settling.value.map((action) => action.action_id));
  batch(() => {
    pending.value = waiting.filter((action) => !settled.has(action.action_id));
    photos.value = kept;
  });
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
    await here.lanes.actions.add('push.delivered', push.id);
    again = true;
  }
  for (const id of [openId.value, ...gone.value.map((job) => job.id)]) if (id !== null) await readPushes(id);
  pulledAt.value = Date.now();
}

/** What another part of the page keeps on this phone; it goes with everything else when the person signs out. */
export async function keepFact(name: string, value: unknown): Promise<void> {
  await phone?.database.put('facts', value, name);
}

export async function readFact(name: string): Promise<unknown> {
  return phone?.database.get('facts', name);
}

/** Where this phone was while on duty, as far as it is not sent yet. */
export async function listUnsentFixes(): Promise<readonly KeptFix[]> {
  return phone === null ? [] : listFixes(phone.database);
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

/** The worker wants to be notified: ask the browser, and take pushes that way from now on. */
export async function turnOnPushes(): Promise<void> {
  const here = phone;
  const device = await turnOnNotifications(api).catch(() => null);
  if (here === null || here !== phone || device === null) return;
  if (here.device !== null && here.device.id !== device.id) await dropDevice(here.device);
  here.device = device;
}

/** The browser has dropped its subscription: register anew at the next round. */
function registerAgain(): void {
  if (phone !== null) phone.device = null;
  void sync();
}

/** Open this person's own store and keep it in step with the server; returns the way to stop. */
export function follow(userId: string): () => void {
  const stops: (() => void)[] = [];
  let stopped = false;
  const soon = (): void => void sync();
  const timer = setInterval(soon, SYNC_EVERY_MS);
  window.addEventListener('online', soon);
  document.addEventListener('visibilitychange', soon);
  stops.push(listenToWorker(soon, registerAgain));
  void openFieldDatabase(storeOf(userId)).then(async (database) => {
    const lanes = await openLanes(database);
    const held = ((await database.get('facts', 'packs')) ?? []) as readonly JobPack[];
    const after = (await database.get('facts', 'aftermath')) as Aftermath | undefined;
    const waiting = await listWaiting(lanes);
    const journal = await listAnswered(database);
    await recallWays(database);
    if (stopped) return;
    phone = { database, lanes, device: null };
    batch(() => {
      recall(after);
      packs.value = held;
      pending.value = waiting;
      answered.value = journal;
      loaded.value = held.length > 0;
    });
    stops.push(effect(() => void database.put('facts', keep(), 'aftermath').catch(() => null)));
    stops.push(collectFixes(database));
    void askForRoom().then((found) => (room.value = found));
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

/** How much would be lost by signing out now, after one more try to send it. */
export async function unsent(): Promise<number> {
  await sync();
  const actions = pending.value.filter((action) => !action.kind.startsWith('push.'));
  return actions.length + photos.value.filter((photo) => photo.sent_at === undefined).length;
}

/** Sign out and wipe the phone: its store, its timers, its name for pushes. Ask first while something is unsent. */
export async function leave(): Promise<void> {
  const here = phone;
  await running;
  if (here?.device) await dropDevice(here.device);
  phone = null;
  await session.signOut();
  leavePlace();
  await wipePhone(here?.database ?? null);
}

/** Somebody has reported this phone lost: nothing on it is asked for, nothing is kept. */
async function wipeLost(): Promise<void> {
  const here = phone;
  phone = null;
  leavePlace();
  await wipeLostPhone(here?.database ?? null);
}

function dropDevice(device: Device): Promise<unknown> {
  return api.DELETE('/mobile/v1/devices/{device_id}', { params: { path: { device_id: device.id } } }).catch(() => null);
}
