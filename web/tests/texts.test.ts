import { expect, test } from 'vitest';
import { TEXTS } from '../src/i18n/texts/index.ts';

const entries = Object.entries(TEXTS);
const parameters = (text: string): string[] => [...text.matchAll(/\{(\w+)\}/g)].map((match) => match[1] ?? '').sort();

test.each(entries)('%s says something in both languages', (_key, text) => {
  expect(text.vi.trim()).not.toBe('');
  expect(text.en.trim()).not.toBe('');
});

test.each(entries)('%s takes the same parameters in both languages', (_key, text) => {
  expect(parameters(text.vi)).toEqual(parameters(text.en));
});

test('no key is written in two files', async () => {
  const files = import.meta.glob<Record<string, Record<string, unknown>>>('../src/i18n/texts/*.ts', { eager: true });
  const keys = Object.entries(files)
    .filter(([path]) => !path.endsWith('/index.ts'))
    .flatMap(([, file]) => Object.values(file).flatMap((texts) => Object.keys(texts)));
  expect(keys.length).toBe(new Set(keys).size);
  expect(new Set(keys)).toEqual(new Set(entries.map(([key]) => key)));
});
