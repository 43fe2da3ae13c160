import { signal } from '@preact/signals';

const TICK_MS = 15_000;

/** The time, for ages on screen; moves every 15 s so that a list does not redraw each second. */
export const now = signal(Date.now());

setInterval(() => {
  now.value = Date.now();
}, TICK_MS);
