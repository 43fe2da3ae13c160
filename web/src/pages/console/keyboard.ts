import { useEffect } from 'preact/hooks';
import { assign, chosenCandidate, moveChoice } from './actions.ts';
import { back as backFromRoads, toggleRoads } from './closure-store.ts';
import { groupAll } from './incident-marks.tsx';
import { makePlan } from './plan-actions.ts';
import { toggle as togglePlan } from './plan-store.ts';
import * as store from './store.ts';
import { undo } from './undo.ts';

export const SEARCH_INPUT_ID = 'ticket-search';

/** The console's keys. Nothing happens while somebody types, holds a modifier or has a dialog open. */
export function useKeyboard(openHelp: () => void): void {
  useEffect(() => {
    const onKey = (event: KeyboardEvent): void => {
      if (event.defaultPrevented || event.altKey || document.querySelector('dialog[open]')) return;
      if (event.ctrlKey || event.metaKey) return withControl(event);
      if (isDrawing(event.target)) return;
      if (event.key === 'Escape') return escape();
      if (isTyping(event.target)) return;
      const action = keyActions(openHelp)[event.key];
      if (action === undefined) return;
      event.preventDefault();
      action();
    };
    addEventListener('keydown', onKey);
    return () => removeEventListener('keydown', onKey);
  }, [openHelp]);
}

function keyActions(openHelp: () => void): Record<string, (() => void) | undefined> {
  return {
    '/': focusSearch,
    j: () => moveCursor(1),
    k: () => moveCursor(-1),
    J: () => moveChoice(1),
    K: () => moveChoice(-1),
    ArrowDown: isOnControl() ? undefined : () => moveCursor(1),
    ArrowUp: isOnControl() ? undefined : () => moveCursor(-1),
    Enter: isOnControl() ? undefined : openCursor,
    x: markCursor,
    a: assignChosen,
    g: groupAll,
    n: store.openIntake,
    p: togglePlan,
    P: () => void makePlan(),
    r: toggleRoads,
    f: () => document.querySelector<HTMLElement>('[data-testid="map-fit"]')?.click(),
    '?': openHelp,
  };
}

function focusSearch(): void {
  const input = document.getElementById(SEARCH_INPUT_ID) as HTMLInputElement | null;
  input?.focus();
  input?.select();
}

/** Move through the list; with a ticket open, the next one opens at once. */
function moveCursor(step: 1 | -1): void {
  const rows = store.ticketRows.value;
  const at = rows.findIndex((ticket) => ticket.id === (store.cursorId.value ?? store.selectedId.value));
  const next = rows[Math.min(rows.length - 1, Math.max(0, at + step))];
  if (next === undefined) return;
  store.cursorId.value = next.id;
  if (store.selectedId.value !== null) store.openTicket(next.id);
}

function openCursor(): void {
  if (store.cursorId.value !== null) store.openTicket(store.cursorId.value);
}

function markCursor(): void {
  const id = store.cursorId.value ?? store.selectedId.value;
  if (id !== null && store.mayAssign.value) store.toggleMark(id);
}

/** Ctrl-Z takes back the last order; while somebody types it is the text's own. */
function withControl(event: KeyboardEvent): void {
  if (event.key !== 'z' || event.shiftKey || isTyping(event.target)) return;
  event.preventDefault();
  void undo();
}

/** Marked tickets go together; else the open one to the chosen crew. */
function assignChosen(): void {
  if (!store.mayAssign.value) return;
  if (store.marked.value.size > 0) {
    store.askingTogether.value = true;
    return;
  }
  const candidate = chosenCandidate();
  if (store.selectedId.value === null || candidate === null) return;
  void assign(candidate);
}

function escape(): void {
  if (isTyping(document.activeElement) && document.activeElement?.id === SEARCH_INPUT_ID) {
    (document.activeElement as HTMLElement).blur();
  } else if (store.intakeOpen.value) store.closeIntake();
  else if (store.roads.value !== null) backFromRoads();
  else if (store.selectedId.value !== null) store.closeDetail();
  else store.clearMarks();
}

/** On the map, while a closure is drawn there, keys are the drawing's: Enter ends it, Escape drops it. */
function isDrawing(target: EventTarget | null): boolean {
  return store.roads.value === 'form' && target instanceof HTMLElement && target.closest('.map-canvas') !== null;
}

function isTyping(target: EventTarget | null): boolean {
  const typed = 'input:not([type="checkbox"], [type="radio"]), textarea, select, [contenteditable]';
  return target instanceof HTMLElement && target.closest(typed) !== null;
}

/** Enter and arrows on a focused button, link or choice are that control's own. */
function isOnControl(): boolean {
  return document.activeElement?.closest('button, a, input, summary, [role="tab"]') !== null && document.activeElement !== document.body;
}
