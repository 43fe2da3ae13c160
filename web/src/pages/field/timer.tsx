import type { JSX } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { Button } from '../../design/index.ts';
import { t } from '../../i18n/index.ts';
import { steadyNow } from '../../offline/index.ts';
import { Confirm, type AnswerProps } from './confirm.tsx';

/**
 * A time that must pass, counted from a press and kept when the page is closed. The answer is when it began.
 *
 * The start stays known after the answer: should the server find the time too short, it goes on from there.
 */
export function TimerAnswer(props: AnswerProps): JSX.Element {
  const key = `cordon.timer.${props.slot}`;
  const [startedAt, setStartedAt] = useState(() => localStorage.getItem(key));
  const [now, setNow] = useState(steadyNow);
  useEffect(() => {
    const timer = setInterval(() => setNow(steadyNow()), 500);
    return () => clearInterval(timer);
  }, []);
  const least = props.item.min_seconds ?? 0;
  const left = startedAt === null ? least : secondsLeft(startedAt, least, now);
  const start = (): void => {
    const at = new Date(steadyNow()).toISOString();
    localStorage.setItem(key, at);
    setNow(steadyNow());
    setStartedAt(at);
  };
  return props.children(
    <div class="timer" role="timer" data-testid="timer" data-left={left} data-done={startedAt !== null && left === 0}>
      {startedAt !== null && left === 0 ? t('item.timer_done') : clockText(left)}
    </div>,
    startedAt === null ? (
      <Button kind="primary" wide testId="start-timer" onClick={start}>
        {t('item.start_timer')}
      </Button>
    ) : (
      <Confirm
        key="done"
        disabled={left > 0}
        label={left > 0 ? t('item.timer_left', { time: clockText(left) }) : t('item.confirm')}
        onClick={() => props.onAnswer(startedAt)}
      />
    ),
  );
}

/** Whole seconds until `minSeconds` have passed; a second more than needed, so that rounding never cuts it short. */
export function secondsLeft(startedAt: string, minSeconds: number, now: number): number {
  return Math.max(0, Math.ceil(minSeconds + 1 - (now - new Date(startedAt).getTime()) / 1000));
}

/** Minutes and seconds, for example `9:05`. */
export function clockText(seconds: number): string {
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`;
}
