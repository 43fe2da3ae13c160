import { render, type JSX } from 'preact';
import { act } from 'preact/test-utils';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { locale } from '../src/i18n/index.ts';
import { ANSWERS, type Answer } from '../src/passes/index.ts';
import { AnswerView } from '../src/pages/guard/answer.tsx';
import { MEANINGS, SHAPES } from '../src/pages/guard/marks.ts';

interface Vectors {
  readonly keys: unknown;
  readonly list_hex: string;
  readonly cases: readonly { name: string; text: string; now: string; zone: string | null; answer: string }[];
}
type Store = typeof import('../src/pages/guard/store.ts');

const vectors = JSON.parse(
  readFileSync(join(import.meta.dirname, '../../tests/compliance/pass-vectors.json'), 'utf8'),
) as Vectors;
const textOf = (name: string): string => vectors.cases.find((each) => each.name === name)?.text ?? '';
const NOW = Date.parse('2026-04-01T05:00:00Z');
const DAY = 24 * 3600_000;

let online = true;
let list = Buffer.from(vectors.list_hex, 'hex');
beforeEach(() => {
  localStorage.clear();
  vi.useFakeTimers({ now: NOW, toFake: ['Date', 'setInterval', 'clearInterval'] });
  online = true;
  list = Buffer.from(vectors.list_hex, 'hex');
  vi.stubGlobal('fetch', async (path: string) => {
    if (!online) throw new TypeError('offline');
    const headers = { date: new Date(Date.now()).toUTCString() };
    return path.endsWith('revoked') ? new Response(list, { headers }) : Response.json(vectors.keys, { headers });
  });
});
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

/** The page as it is opened: what it remembers comes from the device. */
async function open(): Promise<Store> {
  vi.resetModules();
  return import('../src/pages/guard/store.ts');
}

/** A page that was online once and stands at the vectors' zone. */
async function atPost(): Promise<Store> {
  const store = await open();
  await store.refresh();
  store.choosePost({ zone: 'Z26-0001', gate: null });
  return store;
}

describe('a guard who was online once', () => {
  test('gets every answer without a network, also after the page was opened anew', async () => {
    await atPost();
    online = false;
    const store = await open();
    const stop = store.start();
    await vi.waitFor(() => expect(store.listed.value).not.toBeNull());
    expect(await store.check(textOf('valid'))).toBe('valid');
    expect(await store.check(textOf('revoked'))).toBe('revoked');
    expect(await store.check('https://example.org')).toBe('not_a_pass');
    await vi.waitFor(() => expect(store.refreshing.value).toBe('offline'));
    stop();
  });

  test('is told that the list is too old after a day, and a new list cures it', async () => {
    const store = await atPost();
    expect(store.listIsOld.value).toBe(false);
    const later = NOW + 1.5 * 3600_000;
    vi.setSystemTime(later);
    expect(await store.check(textOf('valid'))).toBe('valid');
    const old = { ...store.listed.value, nextUpdate: later } as typeof store.listed.value;
    store.listed.value = old;
    expect(store.listIsOld.value).toBe(true);
    expect(await store.check(textOf('valid'))).toBe('list_too_old');
    await store.refresh();
    expect(await store.check(textOf('valid'))).toBe('valid');
  });

  test('is not helped by a clock that was set back', async () => {
    const store = await atPost();
    vi.setSystemTime(NOW - 30 * DAY);
    expect(store.now()).toBe(store.listed.value?.issuedAt);
    expect(await store.check(textOf('valid'))).toBe('not_yet');
  });

  test('keeps the list at hand when what comes is not signed or older', async () => {
    const store = await atPost();
    const held = store.listed.value;
    list = Buffer.from(list.map((byte, at) => (at === 50 ? byte ^ 1 : byte)));
    await store.refresh();
    expect([store.refreshing.value, store.listed.value]).toEqual(['bad', held]);
    list = Buffer.from(vectors.list_hex, 'hex');
    store.listed.value = { ...held, issuedAt: NOW } as typeof held;
    await store.refresh();
    expect([store.refreshing.value, store.listed.value?.issuedAt]).toEqual(['bad', NOW]);
  });

  test('finds the post and the last scans again, and no names among them', async () => {
    const first = await atPost();
    await first.check(textOf('valid'));
    await first.check('nonsense');
    const store = await open();
    expect(store.post.value).toEqual({ zone: 'Z26-0001', gate: null });
    expect(store.scans.value.map((scan) => scan.answer)).toEqual(['not_a_pass', 'valid']);
    const kept = Array.from({ length: localStorage.length }, (_unused, at) => localStorage.getItem(localStorage.key(at) ?? ''));
    expect(kept.length).toBeGreaterThan(3);
    expect(kept.join()).not.toContain('Nguyễn');
    store.clearScans();
    expect((await open()).scans.value).toEqual([]);
  });

  test('remembers the last fifty scans', async () => {
    const store = await atPost();
    for (let count = 0; count < 55; count += 1) await store.check('nonsense');
    expect(store.scans.value.length).toBe(50);
  });
});

test('before the first list a pass is of an unknown key', async () => {
  online = false;
  const store = await open();
  await store.refresh();
  store.choosePost({ zone: null, gate: null });
  expect(store.listIsOld.value).toBe(true);
  expect(await store.check(textOf('valid'))).toBe('unknown_key');
});

test('what the device remembers wrongly is left aside', async () => {
  localStorage.setItem('cordon.guard.list', '"AAAA"');
  localStorage.setItem('cordon.guard.scans', '{broken');
  const store = await open();
  const stop = store.start();
  await vi.waitFor(() => expect(store.listed.value?.zones.length).toBe(1));
  expect(store.scans.value).toEqual([]);
  stop();
});

describe('an answer', () => {
  let root: HTMLElement;
  const show = (element: JSX.Element): void => void act(() => render(element, root));
  beforeEach(() => {
    locale.value = 'vi';
    root = document.createElement('div');
    document.body.append(root);
  });
  afterEach(() => {
    render(null, root);
    root.remove();
  });

  test.each([
    ['valid', 'go', 'HỢP LỆ'],
    ['not_yet', 'wait', 'CHƯA ĐẾN GIỜ'],
    ['expired', 'stop', 'HẾT HẠN'],
    ['revoked', 'stop', 'ĐÃ THU HỒI'],
    ['wrong_zone', 'stop', 'KHÔNG PHẢI VÙNG NÀY'],
    ['list_too_old', 'ask', 'DANH SÁCH QUÁ CŨ'],
    ['wrong_signature', 'stop', 'CHỮ KÝ SAI'],
  ] as const)('%s is %s and says %s', (answer: Answer, meaning, word) => {
    show(<AnswerView checked={{ answer, facts: null }} />);
    const shown = root.querySelector<HTMLElement>('[data-testid=guard-answer]');
    expect(shown?.dataset.meaning).toBe(meaning);
    expect(root.querySelector('h2')?.textContent).toBe(word);
  });

  test('only a valid pass opens the barrier, and each meaning has a shape of its own', () => {
    expect(ANSWERS.filter((answer) => MEANINGS[answer] === 'go')).toEqual(['valid']);
    expect(new Set(Object.values(SHAPES)).size).toBe(4);
  });

  test('names everybody and the plate, and follows the language', () => {
    const facts = {
      id: 'x', permitNumber: 'P-1', zoneNumber: 'Z1', zoneName: 'Khu A', gate: 'Chốt 1', validFrom: NOW, validUntil: NOW + DAY,
      issuedAt: NOW, people: ['Nguyễn Văn An', 'Trần Thị Bích Ngọc'], plates: ['43C-123.45'],
    }; // prettier-ignore
    show(<AnswerView checked={{ answer: 'valid', facts }} />);
    expect(Array.from(root.querySelectorAll('ol li'), (each) => each.textContent)).toEqual(facts.people);
    expect(root.textContent).toContain('Được vào: 2 người');
    act(() => {
      locale.value = 'en';
    });
    expect(root.textContent).toContain('May enter: 2 people');
    expect(root.querySelector('.guard-plate')?.textContent).toBe('43C-123.45');
    show(<AnswerView checked={{ answer: 'revoked', facts }} />);
    expect(root.querySelector('h3')?.textContent).toBe('Named on this pass: 2');
  });
});
