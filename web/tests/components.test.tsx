import { render, type JSX } from 'preact';
import { act } from 'preact/test-utils';
import { useState } from 'preact/hooks';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { CrewNotice, Field, initials, SHAPE_PATHS, Tabs, TicketStatus } from '../src/design/index.ts';
import { ReasonDialog } from '../src/forms/index.ts';
import { locale } from '../src/i18n/index.ts';
import { PairMatrix } from '../src/pages/safety/people-rules/pair-matrix.tsx';

let root: HTMLElement;
beforeEach(() => {
  locale.value = 'vi';
  root = document.createElement('div');
  document.body.append(root);
});
afterEach(() => {
  render(null, root);
  root.remove();
});

const show = (element: JSX.Element): void => void act(() => render(element, root));
const find = <Kind extends Element = HTMLElement>(selector: string): Kind => {
  const found = root.querySelector<Kind>(selector);
  if (found === null) throw new Error(`nothing matches ${selector}`);
  return found;
};

test('a status is a shape and a word, and follows the language', () => {
  show(<TicketStatus state="deferred" />);
  expect(find('path').getAttribute('d')).toBe(SHAPE_PATHS.pause);
  expect(root.textContent).toBe('Tạm hoãn');
  act(() => {
    locale.value = 'en';
  });
  expect(root.textContent).toBe('Deferred');
});

test('a field names its control and ties its error to it', () => {
  show(<Field name="phone" label="Phone" value="" onInput={() => undefined} error="Required" />);
  const input = find<HTMLInputElement>('input');
  expect(find<HTMLLabelElement>('label').htmlFor).toBe(input.id);
  expect(input.getAttribute('aria-invalid')).toBe('true');
  const described = document.getElementById(input.getAttribute('aria-describedby') ?? '');
  expect(described?.textContent).toBe('Required');
});

test('arrow keys move between tabs and wrap around', () => {
  function Two(): JSX.Element {
    const [chosen, choose] = useState<'a' | 'b'>('a');
    const tabs = [
      { key: 'a' as const, label: 'A' },
      { key: 'b' as const, label: 'B' },
    ];
    return (
      <Tabs label="x" tabs={tabs} chosen={chosen} onChoose={choose}>
        {chosen}
      </Tabs>
    );
  }
  show(<Two />);
  const press = (key: string): void =>
    void act(() => void find('[role=tablist]').dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true })));
  press('ArrowRight');
  expect(find('[role=tabpanel]').textContent).toBe('b');
  press('ArrowRight');
  expect(find('[role=tabpanel]').textContent).toBe('a');
  expect(find('[aria-selected=true]').textContent).toBe('A');
});

test('a step that needs a reason is not sent without one', async () => {
  const send = vi.fn(async () => undefined);
  const onClose = vi.fn();
  show(<ReasonDialog title="x" confirm="OK" send={send} onClose={onClose} />);
  const submit = async (): Promise<void> => {
    await act(async () => {
      find('form').dispatchEvent(new Event('submit', { cancelable: true, bubbles: true }));
      await Promise.resolve();
    });
  };
  await submit();
  expect(send).not.toHaveBeenCalled();
  expect(find('[role=alert]').textContent).toBe('Cần điền');

  const reason = find<HTMLTextAreaElement>('textarea');
  act(() => {
    reason.value = ' Đổi tổ ';
    reason.dispatchEvent(new Event('input', { bubbles: true }));
  });
  await submit();
  expect(send).toHaveBeenCalledWith('Đổi tổ');
  await vi.waitFor(() => expect(onClose).toHaveBeenCalled());
});

test('initials take the first and the last word', () => {
  expect([initials('Phạm Minh Điều'), initials('Lan'), initials('')]).toEqual(['PĐ', 'L', '']);
});

test.each([
  ['zone.around', 'Vùng hạn chế vừa được lập', 'appeared around the crew'],
  ['zone.changed', 'đã thay đổi', 'zones here have changed'],
  ['permit.lapsed_inside', 'Giấy vào vùng hết hiệu lực', 'permit ended while the crew is inside'],
])('the notice %s has words in both languages', (code, vietnamese, english) => {
  show(<CrewNotice code={code} />);
  expect(find(`[data-code="${code}"]`).textContent).toContain(vietnamese);
  act(() => {
    locale.value = 'en';
  });
  expect(find(`[data-code="${code}"]`).textContent).toContain(english);
});

test('without a notice nothing is shown', () => {
  show(<CrewNotice code={null} />);
  expect(root.childElementCount).toBe(0);
});

test('a tick that is not saved yet outlives news about the rules', () => {
  const rules = { pairs: [], needs: [], signers: {} } as unknown as Parameters<typeof PairMatrix>[0]['rules'];
  const shown = (): void => show(<PairMatrix rules={{ ...rules }} may onSaved={() => undefined} />);
  shown();
  act(() => find<HTMLInputElement>('[data-pair="permit_issuer+permitter"]').click());
  shown();
  expect(find<HTMLInputElement>('[data-pair="permit_issuer+permitter"]').checked).toBe(true);
  expect(root.querySelector('[data-testid="pairs-save"]')).not.toBeNull();
});
