import type { JSX } from 'preact';
import { t } from '../i18n/index.ts';
import type { Change } from './values.ts';

const CHANGE_PATHS: Readonly<Record<Change, string>> = {
  new: 'M8 3v10M3 8h10',
  moved: 'M2 5h11M10 2l3 3-3 3M14 11H3M6 8l-3 3 3 3',
  reordered: 'M5 13V3M2 6l3-3 3 3M11 3v10M8 10l3 3 3-3',
  retimed: 'M8 2a6 6 0 1 0 0 12A6 6 0 0 0 8 2zM8 5v3.4l2.4 1.6',
  dropped: 'M3 8h10',
};

/** How a plan changes a job: a sign, and its word for whoever cannot see it. */
export function ChangeMark(props: { change: Change; hideWord?: boolean }): JSX.Element {
  return (
    <span class="change" data-change={props.change}>
      <svg viewBox="0 0 16 16" aria-hidden="true">
        <path d={CHANGE_PATHS[props.change]} />
      </svg>
      <span class={props.hideWord ? 'visually-hidden' : 'truncate'}>{t(`plan.kind.${props.change}`)}</span>
    </span>
  );
}
