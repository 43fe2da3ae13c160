import type { JSX } from 'preact';
import { t } from '../../i18n/index.ts';
import { LEAST_SHARE, MOST_SHARE, share } from './plan-store.ts';

const STEP = 0.05;

/** The pane's upper edge: dragged, or moved by arrow keys; it stays where it was left. */
export function Resizer(): JSX.Element {
  return (
    <div
      class="plan-resizer"
      role="separator"
      tabIndex={0}
      aria-orientation="horizontal"
      aria-label={t('plan.resize')}
      aria-valuemin={LEAST_SHARE * 100}
      aria-valuemax={MOST_SHARE * 100}
      aria-valuenow={Math.round(share.value * 100)}
      onPointerDown={drag}
      onKeyDown={step}
    />
  );
}

function set(value: number): void {
  share.value = Math.min(MOST_SHARE, Math.max(LEAST_SHARE, value));
}

function step(event: KeyboardEvent): void {
  const moves: Record<string, number | undefined> = { ArrowUp: share.value + STEP, ArrowDown: share.value - STEP, Home: LEAST_SHARE, End: MOST_SHARE };
  const next = moves[event.key];
  if (next === undefined) return;
  event.preventDefault();
  set(next);
}

function drag(event: PointerEvent): void {
  const edge = event.currentTarget as HTMLElement;
  const room = edge.closest('.console')?.getBoundingClientRect();
  if (room === undefined) return;
  event.preventDefault();
  edge.setPointerCapture(event.pointerId);
  const move = (moved: PointerEvent): void => set((room.bottom - moved.clientY) / room.height);
  edge.addEventListener('pointermove', move);
  edge.addEventListener('lostpointercapture', () => edge.removeEventListener('pointermove', move), { once: true });
}
