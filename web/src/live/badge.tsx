import type { JSX } from 'preact';
import { formatTime, t } from '../i18n/index.ts';
import type { LiveStream } from './stream.ts';

/** Whether what is on screen is live; when it is not, since when. */
export function LiveBadge(props: { stream: LiveStream }): JSX.Element {
  const state = props.stream.state.value;
  const time = formatTime(props.stream.freshAt.value);
  return (
    <span class="live-badge" data-state={state} data-testid="live" role="status">
      <i aria-hidden="true" />
      {t(`live.${state}`, { time })}
    </span>
  );
}
