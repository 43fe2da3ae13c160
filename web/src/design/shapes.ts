/**
 * Status = colour + shape + word, the same on every page and on the map.
 *
 * Each shape is one SVG path in a 16 x 16 box, so that the list draws it as SVG and the map as a canvas icon.
 */
export type Shape = 'circle' | 'diamond' | 'triangle' | 'hexagon' | 'square' | 'tick' | 'pause' | 'bar' | 'ring';

export const SHAPE_PATHS: Readonly<Record<Shape, string>> = {
  circle: 'M8 2a6 6 0 1 1 0 12A6 6 0 0 1 8 2z',
  diamond: 'M8 1 15 8 8 15 1 8z',
  triangle: 'M8 1.5 15 14H1z',
  hexagon: 'M4.5 1.9h7L15 8l-3.5 6.1h-7L1 8z',
  square: 'M2.5 2.5h11v11h-11z',
  tick: 'M6.3 13.6 1.2 8.5l2.2-2.2 2.9 2.9 6.3-6.4 2.2 2.3z',
  pause: 'M3 2.5h3.6v11H3zM9.4 2.5H13v11H9.4z',
  bar: 'M1 5.5h14v5H1z',
  ring: 'M8 2a6 6 0 1 1 0 12A6 6 0 0 1 8 2zm0 2.4a3.6 3.6 0 1 0 0 7.2 3.6 3.6 0 0 0 0-7.2z',
};

/** One tone per meaning; its colour is the CSS variable `--status-<tone>`. */
export type Tone = 'new' | 'assigned' | 'en-route' | 'waiting' | 'working' | 'restored' | 'deferred' | 'blocked';

export interface Mark {
  readonly tone: Tone;
  readonly shape: Shape;
}

export const TONE_SHAPES: Readonly<Record<Tone, Shape>> = {
  new: 'circle',
  assigned: 'diamond',
  'en-route': 'triangle',
  waiting: 'hexagon',
  working: 'square',
  restored: 'tick',
  deferred: 'pause',
  blocked: 'bar',
};

/** The colour variable of a tone, for inline styles. */
export function toneColour(tone: Tone): string {
  return `var(--status-${tone})`;
}
