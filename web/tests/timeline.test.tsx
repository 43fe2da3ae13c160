import { render } from 'preact';
import { act } from 'preact/test-utils';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { locale, timeZone } from '../src/i18n/index.ts';
import { CrewTimeline, hoursIn, nextBlock, stretchOf, viewOf, type Block, type Row } from '../src/timeline/index.ts';
import { ms } from './plan-support.ts';

const block = (id: string, from: number, to: number): Block => ({
  id,
  ticketId: `t-${id}`,
  label: id,
  says: () => `job ${id}`,
  mark: { tone: 'assigned', shape: 'diamond' },
  parts: [{ what: 'work', from: ms(from), to: ms(to) }],
  look: 'booked',
  started: false,
  pinned: false,
  inZone: false,
  from: ms(from),
  to: ms(to),
});
const row = (code: string, blocks: Block[]): Row => ({ id: code, code, name: code, note: '', shifts: [], blocks });
const VIEW = { from: ms(0), to: ms(480) };
const ROWS = [row('T1', [block('a', 0, 60), block('b', 120, 180)]), row('T2', []), row('T3', [block('c', 100, 200)])];

let root: HTMLElement;
beforeEach(() => {
  locale.value = 'en';
  timeZone.value = 'Asia/Ho_Chi_Minh';
  root = document.createElement('div');
  document.body.append(root);
});
afterEach(() => {
  render(null, root);
  root.remove();
});

describe('the hours in view', () => {
  test('lie mostly ahead, and move on by quarters', () => {
    expect(viewOf(ms(7), 8)).toEqual(viewOf(ms(0), 8));
    expect(viewOf(ms(0), 8)).toEqual({ from: ms(-60), to: ms(420) });
  });

  test('are full hours on the clock of the unit, fewer when many are shown', () => {
    timeZone.value = 'Asia/Kolkata'; // half an hour off: noon in Hanoi is half past ten there
    expect(hoursIn({ from: ms(0), to: ms(120) })).toEqual([ms(30), ms(90)]);
    timeZone.value = 'Asia/Ho_Chi_Minh';
    expect(hoursIn({ from: ms(0), to: ms(12 * 60) })).toEqual([0, 120, 240, 360, 480, 600].map(ms));
  });

  test('cut what reaches beyond them, and hide what lies outside', () => {
    expect(stretchOf({ from: ms(-60), to: ms(120) }, VIEW)).toEqual({ left: 0, width: 25, cut: { before: true, after: false } });
    expect(stretchOf({ from: ms(480), to: ms(500) }, VIEW)).toBeNull();
  });
});

describe('arrow keys', () => {
  const [a, b] = ROWS[0]?.blocks as [Block, Block];

  test("go along a crew's jobs and stop at its last", () => {
    expect(nextBlock(ROWS, 0, a, 'ArrowRight')?.block.id).toBe('b');
    expect(nextBlock(ROWS, 0, b, 'ArrowRight')).toBeUndefined();
  });

  test('go to the nearest job in time of the next crew that has any', () => {
    expect(nextBlock(ROWS, 0, b, 'ArrowDown')).toEqual({ block: ROWS[2]?.blocks[0], index: 2 });
    expect(nextBlock(ROWS, 2, block('c', 100, 200), 'ArrowUp')?.block.id).toBe('b');
  });
});

describe('the timeline', () => {
  const choose = vi.fn();
  const show = (rows: Row[]): void =>
    void act(() =>
      render(
        <CrewTimeline rows={rows} view={VIEW} now={ms(30)} selectedTicketId={null} selectedCrewId={null} onSelect={choose} onCrew={() => undefined} />,
        root,
      ),
    );
  const cells = (): HTMLElement[] => [...root.querySelectorAll<HTMLElement>('.tl-block')];

  test('is a grid of crews and jobs that says all it shows', () => {
    show(ROWS);
    expect(root.querySelector('[role=grid]')?.getAttribute('aria-rowcount')).toBe('4');
    expect([...root.querySelectorAll('[role=row]')].map((each) => each.getAttribute('aria-rowindex'))).toEqual(['1', '2', '3', '4']);
    expect(cells().map((cell) => cell.getAttribute('aria-label'))).toEqual(['job a', 'job b', 'job c']);
    expect(root.querySelectorAll('[data-crew=T2] [role=gridcell]')).toHaveLength(1);
  });

  test('lets the tab key reach one job, the arrows the others, Enter choose', () => {
    show(ROWS);
    expect(cells().filter((cell) => cell.tabIndex === 0)).toHaveLength(1);
    const [first] = cells();
    act(() => first?.focus());
    act(() => void first?.dispatchEvent(new KeyboardEvent('keydown', { key: 'ArrowRight', bubbles: true })));
    expect(document.activeElement?.id).toBe('block-b');
    act(() => void document.activeElement?.dispatchEvent(new KeyboardEvent('keydown', { key: 'Enter', bubbles: true })));
    expect(choose).toHaveBeenCalledWith(ROWS[0]?.blocks[1], ROWS[0]);
  });

  test('draws only the rows in view of a large board', () => {
    show(Array.from({ length: 500 }, (_unused, index) => row(`T${index}`, [block(`${index}`, 0, 60)])));
    expect(cells().length).toBeLessThan(100);
  });
});
