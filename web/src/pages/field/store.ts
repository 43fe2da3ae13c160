import { computed, signal } from '@preact/signals';
import { asProblem, ask, createApi, Session, type Problem } from '../../api/index.ts';
import { toast } from '../../design/index.ts';
import { t } from '../../i18n/index.ts';
import {
  ActionQueue,
  openFieldDatabase,
  type ActionAnswer,
  type FieldAction,
  type FieldDatabase,
} from '../../offline/index.ts';
import { openInbox, registerDevice, type Device } from './device.ts';
import { sortJobs } from './next-step.ts';
import type { JobPack } from './pack.ts';
import { withPending } from './pending.ts';
import { mergePacks, sendAll, type WaitingPush } from './sync.ts';

const SYNC_EVERY_MS = 20_000;

export interface Refusal {
  readonly action: FieldAction;
  readonly answer: ActionAnswer;
}

export const session = new Session('field');
export const api = createApi(session);
/** What the server said last, and what was done since. */
const packs = signal<readonly JobPack[]>([]);
export const pending = signal<readonly FieldAction[]>([]);
export const pushes = signal<readonly WaitingPush[]>([]);
export const openId = signal<string | null>(null);
export const loaded = signal(false);
export const problem = signal<Problem | null>(null);
/** Pushes that arrived and were not looked at yet. */
export const arrived = signal(0);
/** What was refused per job, until the crew has read it. */
export const refusals = signal<ReadonlyMap<string, Refusal>>(new Map());

export const jobs = computed(() => sortJobs(packs.value.map((pack) => withPending(pack, pending.value))));
export const openJob = computed(() => jobs.value.find((job) => job.id === openId.value) ?? null);
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
/** Pushes that this page has acknowledged, so that a slow server does not make it say so twice. */
const received = new Set<string>();
const read = new Set<string>();

/** Record what the crew did and send it as soon as there is a network. */
export async function act(kind: string, entity: string, body: Readonly<Record<string, unknown>> = {}): Promise<void> {
  if (phone === null) return;
  const version = kind.startsWith('assignment.') ? packs.value.find((pack) => pack.id === entity)?.version : undefined;
  dismissRefusal(entity);
  await phone.queue.add(kind, entity, body, version);
  pending.value = await phone.queue.list();
  void sync();
}

export function open(job: JobPack): void {
  openId.value = job.id;
  void readPushes(job.id);
}

export function dismissRefusal(id: string): void {
  if (!refusals.value.has(id)) return;
  refusals.value = new Map([...refusals.value].filter(([held]) => held !== id));
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
  try {
    here.device ??= await connect(here);
    const sent = await here.queue.list();
    const answers = await sendAll(here.queue, here.database, (client_id, actions) =>
      ask(api.POST('/mobile/v1/sync/push', { body: { client_id, actions: [...actions] } })),
    );
    const told = new Map(sent.map((action) => [action.action_id, action]));
    for (const answer of answers) tell(told.get(answer.action_id), answer);
    await pull(here);
    problem.value = null;
  } catch (error) {
    problem.value = asProblem(error);
  } finally {
    if (phone === here) pending.value = await here.queue.list();
    loaded.value = true;
  }
}

async function pull(here: Phone): Promise<void> {
  const everything = everythingNext;
  everythingNext = false;
  const cursor = everything ? undefined : await here.database.get('facts', 'cursor');
  const query = typeof cursor === 'string' ? { cursor } : {};
  const pulled = await ask(api.GET('/mobile/v1/sync/pull', { params: { query } }));
  if (phone !== here) return;
  packs.value = mergePacks(packs.value, pulled, cursor === undefined);
  pushes.value = pulled.pushes.filter((push) => !read.has(push.id));
  await here.database.put('facts', packs.value, 'packs');
  await here.database.put('facts', pulled.cursor, 'cursor');
  for (const push of pulled.pushes) {
    if (push.state === 'delivered' || received.has(push.id)) continue;
    received.add(push.id);
    await here.queue.add('push.delivered', push.id);
    again = true;
  }
}

async function readPushes(assignmentId: string): Promise<void> {
  const about = pushes.value.filter((push) => push.assignment_id === assignmentId);
  pushes.value = pushes.value.filter((push) => !about.includes(push));
  arrived.value = 0;
  for (const push of about) {
    read.add(push.id);
    await act('push.read', push.id);
  }
}

/** A refusal stays with its job in plain words; everything else goes without saying. */
function tell(action: FieldAction | undefined, answer: ActionAnswer): void {
  if (action === undefined || answer.outcome === 'applied' || answer.outcome === 'duplicate') return;
  // The first refusal is the cause; those behind it mostly follow from it.
  if (action.kind.startsWith('push.') || refusals.value.has(action.entity)) return;
  refusals.value = new Map([...refusals.value, [action.entity, { action, answer }]]);
  if (openId.value === action.entity) return;
  const reasons = answer.reasons?.map((reason) => reason.text).join(' · ');
  toast('danger', t(`field.outcome.${answer.outcome}`), reasons);
}

let closeInbox: (() => void) | null = null;

/** Register for pushes; a push service that refuses must not keep the jobs away. */
async function connect(here: Phone): Promise<Device | null> {
  const device = await registerDevice(api).catch((error: unknown) => {
    if (asProblem(error).status === 0) throw error;
    return null;
  });
  if (device?.inbox_url && phone === here) {
    closeInbox?.();
    closeInbox = openInbox(device.inbox_url, () => {
      arrived.value += 1;
      toast('plain', t('field.push_arrived'));
      void sync();
    });
  }
  return device;
}

/** Open this person's own store and keep it in step with the server; returns the way to stop. */
export function follow(userId: string): () => void {
  let stopped = false;
  const soon = (): void => void sync();
  const timer = setInterval(soon, SYNC_EVERY_MS);
  window.addEventListener('online', soon);
  document.addEventListener('visibilitychange', soon);
  void openFieldDatabase(`cordon-field-${userId}`).then(async (database) => {
    const queue = await ActionQueue.open(database);
    const held = ((await database.get('facts', 'packs')) ?? []) as readonly JobPack[];
    if (stopped) return;
    phone = { database, queue, device: null };
    packs.value = held;
    pending.value = await queue.list();
    loaded.value = held.length > 0;
    await sync();
  });
  return () => {
    stopped = true;
    clearInterval(timer);
    window.removeEventListener('online', soon);
    document.removeEventListener('visibilitychange', soon);
    closeInbox?.();
    closeInbox = null;
    phone = null;
    packs.value = [];
    pending.value = [];
    pushes.value = [];
    openId.value = null;
    loaded.value = false;
  };
}

/** Sign out; jobs are forgotten unless something still waits to be sent, which then goes when this person returns. */
export async function leave(): Promise<void> {
  const here = phone;
  if (here !== null) {
    await running;
    if (here.device !== null) await dropDevice(here.device);
    if ((await here.queue.list()).length === 0) await here.queue.wipe();
    else toast('danger', t('field.kept_for_later'));
  }
  await session.signOut();
}

function dropDevice(device: Device): Promise<unknown> {
  return api.DELETE('/mobile/v1/devices/{device_id}', { params: { path: { device_id: device.id } } }).catch(() => null);
}
