import type { Shape } from '../../design/index.ts';
import type { Answer } from '../../passes/index.ts';

/** What an answer means for the barrier: let in, not now, never, or ask somebody. */
export type Meaning = 'go' | 'wait' | 'stop' | 'ask';

/** Colour, shape and word of every answer; the words stand in the texts. */
export const MEANINGS: Readonly<Record<Answer, Meaning>> = {
  valid: 'go',
  not_yet: 'wait',
  expired: 'stop',
  revoked: 'stop',
  wrong_zone: 'stop',
  list_too_old: 'ask',
  wrong_signature: 'stop',
  unknown_key: 'ask',
  key_revoked: 'stop',
  not_a_pass: 'ask',
};

export const SHAPES: Readonly<Record<Meaning, Shape>> = { go: 'tick', wait: 'pause', stop: 'bar', ask: 'hexagon' };

/** How the phone shakes: once for go, thrice for stop, twice for what is to be asked. */
export const SHAKES: Readonly<Record<Meaning, number[]>> = {
  go: [180],
  wait: [80, 80, 80],
  stop: [250, 100, 250, 100, 250],
  ask: [80, 80, 80],
};
