import { useEffect, useState } from 'preact/hooks';
import type { RefObject } from 'preact';

/** Rows beyond the edges that are drawn too, so that a quick scroll shows no gap. */
const SPARE = 12;
const FIRST_GUESS = 60;

export interface Window {
  /** First row that is drawn, and the first behind those. */
  readonly from: number;
  readonly to: number;
}

/** Which of `count` rows of equal height are in view; only these need be in the page. */
export function rowsInView(scrollTop: number, height: number, rowPx: number, count: number): Window {
  const from = Math.max(0, Math.floor(scrollTop / rowPx) - SPARE);
  const shown = height > 0 ? Math.ceil(height / rowPx) + 2 * SPARE : FIRST_GUESS;
  return { from: Math.min(from, Math.max(0, count - shown)), to: Math.min(count, from + shown) };
}

/** The window over a scrolling list, kept up to date as it scrolls and changes size. */
export function useWindow(list: RefObject<HTMLElement | null>, rowPx: number, count: number): Window {
  const [view, setView] = useState({ top: 0, height: 0 });
  useEffect(() => {
    const element = list.current;
    if (element === null) return undefined;
    const look = (): void => setView({ top: element.scrollTop, height: element.clientHeight });
    look();
    const resized = new ResizeObserver(look);
    resized.observe(element);
    element.addEventListener('scroll', look, { passive: true });
    return () => {
      resized.disconnect();
      element.removeEventListener('scroll', look);
    };
  }, []);
  return rowsInView(view.top, view.height, rowPx, count);
}

/** Scroll just so far that a row is in view, below the `headPx` that stay on top. */
export function revealRow(element: HTMLElement, index: number, rowPx: number, headPx: number): void {
  const top = index * rowPx;
  const bottom = top + rowPx;
  const room = element.clientHeight - headPx;
  if (top < element.scrollTop) element.scrollTop = top;
  else if (bottom > element.scrollTop + room) element.scrollTop = bottom - room;
}
