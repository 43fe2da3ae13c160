// @vitest-environment node
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';

const css = readFileSync(join(import.meta.dirname, '../src/design/tokens.css'), 'utf8');
const [calm = '', sunPart = ''] = css.split(":root[data-theme='sun']");
const [lightPart = '', ...darkParts] = calm.split(/:root:not\(\[data-theme='light'\]\)|:root\[data-theme='dark'\]/);
const light = tokensOf(lightPart);
const dark = { ...light, ...tokensOf(darkParts[0] ?? '') };
const chosenDark = { ...light, ...tokensOf(darkParts[1] ?? '') };

const sun = { ...light, ...tokensOf(sunPart) };

const SURFACES = ['surface-page', 'surface', 'surface-raised', 'surface-sunken', 'surface-hover', 'surface-selected'];
const INKS = [
  'text',
  'text-muted',
  'accent',
  'danger',
  ...['new', 'assigned', 'en-route', 'waiting', 'working', 'restored', 'deferred', 'blocked'].map((tone) => `status-${tone}`),
];
const PAIRS: readonly (readonly [ink: string, surface: string])[] = [
  ...INKS.flatMap((ink) => SURFACES.map((surface) => [ink, surface] as const)),
  ['on-accent', 'accent'],
  ['on-accent', 'accent-hover'],
  ['accent', 'accent-soft'],
  ['danger', 'danger-soft'],
  ['on-danger', 'danger'],
  ['text', 'danger-soft'],
  ['status-working', 'warn-soft'],
  ['text', 'warn-soft'],
  ['status-restored', 'ok-soft'],
];

describe.each([
  ['light', light],
  ['dark', dark],
])('%s theme', (_name, tokens) => {
  test.each(PAIRS)('%s on %s reads with contrast 4.5 or more', (ink, surface) => {
    expect(contrast(tokens[ink] ?? '', tokens[surface] ?? '')).toBeGreaterThanOrEqual(4.5);
  });
});

test.each(PAIRS)('in the sun %s on %s reads with contrast 7 or more', (ink, surface) => {
  expect(contrast(sun[ink] ?? '', sun[surface] ?? '')).toBeGreaterThanOrEqual(7);
});

test('dark by choice and dark by system are the same', () => {
  expect(chosenDark).toEqual(dark);
});

function tokensOf(part: string): Record<string, string> {
  return Object.fromEntries([...part.matchAll(/--([\w-]+):\s*(#[0-9a-f]{6});/g)].map((match) => [match[1], match[2]]));
}

/** WCAG 2.2 relative luminance contrast of two `#rrggbb` colours. */
function contrast(first: string, second: string): number {
  const [bright = 0, dim = 0] = [luminance(first), luminance(second)].sort((a, b) => b - a);
  return (bright + 0.05) / (dim + 0.05);
}

function luminance(colour: string): number {
  const [red = NaN, green = NaN, blue = NaN] = [1, 3, 5].map((at) => {
    const part = parseInt(colour.slice(at, at + 2), 16) / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}
