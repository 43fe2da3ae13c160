import { batch, signal } from '@preact/signals';
import type { Problem } from '../../api/index.ts';
import type { AnsweredAction, FieldAction, KeptPhoto, Room } from '../../offline/index.ts';
import { recall } from './aftermath.ts';
import type { JobPack } from './pack.ts';
import { forgetWays } from './surroundings.ts';
import type { WaitingPush } from './sync.ts';

/** What the server said last. */
export const packs = signal<readonly JobPack[]>([]);
/** What was done and not answered yet. */
export const pending = signal<readonly FieldAction[]>([]);
/** What was answered with yes, but stands in no pack yet. */
export const settling = signal<readonly FieldAction[]>([]);
export const pushes = signal<readonly WaitingPush[]>([]);
/** Pushes about the job that is open, shown on it until the crew puts them away. */
export const told = signal<readonly WaitingPush[]>([]);
/** Photos that the server would not take; the crew has to take them again. */
export const photosRefused = signal(0);
/** What the server answered, the newest first. */
export const answered = signal<readonly AnsweredAction[]>([]);
/** Photos on this phone, the oldest first: those that wait, and those that were sent a while ago. */
export const photos = signal<readonly KeptPhoto[]>([]);
export const room = signal<Room | null>(null);
export const loaded = signal(false);
/** When the last pull ended; what is fetched beside it follows. */
export const pulledAt = signal(0);
export const problem = signal<Problem | null>(null);
/** The stand-in's inbox of this phone, in the demo only: when the last push came through it, 0 for not yet. */
export const inboxAt = signal<number | null>(null);

/** Empty the page's memory; what stands in the phone's own store is left alone. */
export function forgetAll(): void {
  batch(() => {
    recall(undefined);
    forgetWays();
    packs.value = [];
    pending.value = [];
    answered.value = [];
    photos.value = [];
    settling.value = [];
    pushes.value = [];
    told.value = [];
    inboxAt.value = null;
    loaded.value = false;
  });
}
