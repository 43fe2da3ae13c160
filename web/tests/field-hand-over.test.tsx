import { render } from 'preact';
import { act } from 'preact/test-utils';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { locale } from '../src/i18n/index.ts';
import type { OwnShift } from '../src/pages/field/crew-shift.ts';
import type { JobPack } from '../src/pages/field/pack.ts';

const JOB = { id: 'j', state: 'accepted', history: [] } as unknown as JobPack;
const SHIFT = {
  choices: {
    hand_over_causes: [{ code: 'shift_end', name: 'Shift over' }],
    isolation: [{ code: 'isolated', name: 'Isolated' }],
    earthing: [{ code: 'none', name: 'None' }],
  },
} as unknown as OwnShift;

let page: HTMLElement;

beforeEach(async () => {
  locale.value = 'en';
  location.hash = '#hand-over';
  page = document.createElement('div');
  document.body.append(page);
  const { Questions } = await import('../src/pages/field/crew-hand-over.tsx');
  act(() => render(<Questions job={JOB} shift={SHIFT} />, page));
});
afterEach(() => {
  render(null, page);
  page.remove();
  vi.unstubAllGlobals();
});

const press = (id: string): void => void act(() => page.querySelector<HTMLElement>(`[data-testid=${id}]`)?.click());
const asked = (): string | null | undefined => page.querySelector('.step-question')?.textContent;
const area = (): HTMLTextAreaElement => page.querySelector('textarea') as HTMLTextAreaElement;

function write(words: string): void {
  act(() => {
    area().value = words;
    area().dispatchEvent(new Event('input', { bubbles: true }));
  });
  press('said');
}

test('the way back leads to the question before, with the words that were said', () => {
  press('pick-shift_end');
  write('insulator replaced');
  expect(asked()).toBe('What remains?');
  press('back');
  expect(asked()).toBe('What was done?');
  expect(area().value).toBe('insulator replaced');
  press('back');
  expect(asked()).toBe('Why is it handed over?');
  expect(location.hash).toBe('#hand-over');
});

test('the way back from the first question leads to the job', () => {
  press('back');
  expect(location.hash).toBe('#job=j');
});
