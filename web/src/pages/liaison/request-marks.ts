import { computed, signal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import { markedRows } from '../../design/index.ts';
import { isOpen } from './requests.ts';
import * as store from './store.ts';

/** Requests that are to be answered together, by id. */
export const { marked, toggleMark, clearMarks } = markedRows();
/** Where the keyboard stands in the list. */
export const cursorId = signal<string | null>(null);
/** The answer that is being written for all that are marked. */
export const answering = signal<'approved' | 'denied' | null>(null);

/** Marked requests that can still be answered, in the order of the list. */
export const markedPermits = computed(() =>
  store.permitRows.value.filter((permit) => marked.value.has(permit.id) && isOpen(permit)),
);

/** The list's keys. Nothing happens while somebody types, holds a modifier or has a dialog open. */
export function useRequestKeys(): void {
  useEffect(() => {
    const onKey = (event: KeyboardEvent): void => {
      const modified = event.ctrlKey || event.metaKey || event.altKey;
      if (event.defaultPrevented || modified || document.querySelector('dialog[open]')) return;
      if (isTyping(event.target)) return;
      const act = ACTIONS[event.key];
      if (act === undefined) return;
      if (event.key === 'Enter' && document.activeElement?.closest('button, a, input') !== null) return;
      event.preventDefault();
      act();
    };
    addEventListener('keydown', onKey);
    return () => removeEventListener('keydown', onKey);
  }, []);
}

const ACTIONS: Readonly<Record<string, () => void>> = {
  j: () => moveCursor(1),
  k: () => moveCursor(-1),
  x: markCursor,
  Enter: openCursor,
  a: () => answerMarked('approved'),
  d: () => answerMarked('denied'),
  Escape: () => (marked.value.size > 0 ? clearMarks() : store.closeSide()),
};

function moveCursor(step: 1 | -1): void {
  const rows = store.permitRows.value;
  const at = rows.findIndex((permit) => permit.id === (cursorId.value ?? store.permitId.value));
  const next = rows[Math.min(rows.length - 1, Math.max(0, at + step))];
  if (next === undefined) return;
  cursorId.value = next.id;
  if (store.permitId.value !== null) store.openPermit(next.id);
  document.querySelector(`[data-row="${next.id}"]`)?.scrollIntoView({ block: 'nearest' });
}

function markCursor(): void {
  const permit = store.permitRows.value.find((row) => row.id === (cursorId.value ?? store.permitId.value));
  if (permit !== undefined && isOpen(permit)) toggleMark(permit.id);
}

function openCursor(): void {
  if (cursorId.value !== null) store.openPermit(cursorId.value);
}

function answerMarked(to: 'approved' | 'denied'): void {
  if (markedPermits.value.length > 0) answering.value = to;
}

function isTyping(target: EventTarget | null): boolean {
  const typed = 'input:not([type="checkbox"], [type="radio"]), textarea, select, [contenteditable]';
  return target instanceof HTMLElement && target.closest(typed) !== null;
}
