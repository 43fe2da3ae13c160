import type { ComponentChildren, JSX } from 'preact';
import { t } from '../i18n/index.ts';
import { Button } from './button.tsx';

/** Nothing to show, and what to do about it. */
export function EmptyState(props: {
  title: string;
  hint?: string;
  testId?: string;
  children?: ComponentChildren;
}): JSX.Element {
  return (
    <div class="empty" data-testid={props.testId ?? 'empty'}>
      <svg viewBox="0 0 40 40" aria-hidden="true">
        <circle cx="20" cy="20" r="15" stroke-dasharray="7 5" stroke-linecap="round" />
        <path d="M14 20h12" stroke-linecap="round" />
      </svg>
      <div class="empty-title">{props.title}</div>
      {props.hint && <div>{props.hint}</div>}
      {props.children}
    </div>
  );
}

/** Loading: quiet lines in the shape of what is coming. */
export function Skeleton(props: { lines?: number }): JSX.Element {
  const widths = [92, 68, 80, 55, 74, 86];
  return (
    <div class="skeleton" role="status" aria-label={t('state.loading')}>
      {Array.from({ length: props.lines ?? 4 }, (_unused, index) => (
        <i key={index} style={{ width: `${widths[index % widths.length] ?? 70}%` }} />
      ))}
    </div>
  );
}

/** Loading failed: what went wrong, what to do, and a way to do it. */
export function ErrorState(props: { title: string; remedy?: string | undefined; onRetry: () => void }): JSX.Element {
  return (
    <div class="empty" role="alert">
      <div class="empty-title">{props.title}</div>
      {props.remedy && <div>{props.remedy}</div>}
      <Button onClick={props.onRetry}>{t('action.retry')}</Button>
    </div>
  );
}
