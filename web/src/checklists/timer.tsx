import type { JSX } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import { Button } from '../design/index.ts';
import { t } from '../i18n/index.ts';
import { keepAwake, ring, steadyNow } from '../offline/index.ts';
import { Confirm, type AnswerProps } from './confirm.tsx';

/** A timer that was started: when, by the clock, and what this page's steady counter has counted since. */
interface Started {
  readonly at: string;
  readonly countedMs: number;
}

/**
 * A time that must pass, counted from a press and kept when the page is closed. The answer is when it began, with what
 * the page's steady counter counted meanwhile: that proves the time although the phone's clock may be wrong.
 *
 * The start stays known after the answer: should the server find the time too short, it goes on from there.
 */
export function TimerAnswer(props: AnswerProps): JSX.Element {
  const key = `cordon.timer.${props.slot}`;
  const [started, setStarted] = useState(() => readStarted(localStorage.getItem(key)));
  const [now, setNow] = useState(steadyNow);
  const counter = useRef(performance.now());
  useEffect(() => {
    const count = (): void => {
      const passed = performance.now() - counter.current;
      counter.current += passed;
      setNow(steadyNow());
      setStarted((held) => (held === null ? null : keep(key, { ...held, countedMs: held.countedMs + passed })));
    };
    const timer = setInterval(count, 500);
    document.addEventListener('visibilitychange', count); // a phone that wakes up shows the time of now at once
    return () => {
      clearInterval(timer);
      document.removeEventListener('visibilitychange', count);
    };
  }, [key]);
  const left = started === null ? props.seconds : secondsLeft(started.at, props.seconds, now);
  const runs = started !== null && left > 0;
  const rang = useRef(!runs);
  useEffect(() => (runs ? keepAwake() : undefined), [runs]);
  useEffect(() => {
    if (runs) rang.current = false;
    else if (started !== null && !rang.current) {
      rang.current = true;
      ring();
    }
  }, [runs]);
  const start = (): void => {
    counter.current = performance.now();
    setNow(steadyNow());
    setStarted(keep(key, { at: new Date(steadyNow()).toISOString(), countedMs: 0 }));
  };
  return props.children(
    <div class="timer" role="timer" data-testid="timer" data-left={left} data-done={started !== null && left === 0}>
      {started !== null && left === 0 ? t('item.timer_done') : clockText(left)}
    </div>,
    started === null ? (
      <Button kind="primary" wide testId="start-timer" onClick={start}>
        {t('item.start_timer')}
      </Button>
    ) : (
      <Confirm
        key="done"
        disabled={left > 0}
        label={left > 0 ? t('item.timer_left', { time: clockText(left) }) : t('item.confirm')}
        onClick={() => props.onAnswer(started.at, { counted_ms: Math.floor(started.countedMs) })}
      />
    ),
  );
}

function keep(key: string, started: Started): Started {
  localStorage.setItem(key, JSON.stringify(started));
  return started;
}

/** What an earlier visit left; null for nothing that could be a start. */
export function readStarted(stored: string | null): Started | null {
  if (stored === null) return null;
  try {
    const { at, countedMs } = JSON.parse(stored) as Partial<Started>;
    return typeof at === 'string' && typeof countedMs === 'number' ? { at, countedMs } : null;
  } catch {
    return null;
  }
}

/** Whole seconds until `minSeconds` have passed; a second more than needed, so that rounding never cuts it short. */
export function secondsLeft(startedAt: string, minSeconds: number, now: number): number {
  return Math.max(0, Math.ceil(minSeconds + 1 - (now - new Date(startedAt).getTime()) / 1000));
}

/** Minutes and seconds, for example `9:05`. */
export function clockText(seconds: number): string {
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`;
}
