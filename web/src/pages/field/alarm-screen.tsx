import type { JSX } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import { Button, Icon } from '../../design/index.ts';
import { formatTime, t } from '../../i18n/index.ts';
import { ALARMS, described, endAlarm, raiseAlarm, raised, shown, silence, sound, sounding, type Raised } from './alarm.ts';
import { BreachDialog, type Told } from './exposure-report.tsx';
import type { JobPack } from './pack.ts';
import * as store from './store.ts';
import './alarm.css';

/** Telephone numbers of Viet Nam that every phone may call, without a card and without credit. */
const AMBULANCE = '115';
const FIRE_AND_RESCUE = '114';
/** How many dispatchers are offered to be called. */
const MOST_DESK = 2;

/** Breach, injury, emergency: one press each, on every screen of a job. */
export function AlarmBar(props: { job: Pick<JobPack, 'id'> }): JSX.Element {
  const standing = raised.value;
  if (standing !== null && standing.jobId === props.job.id) {
    return (
      <button type="button" class="alarm-standing" data-testid="alarm-standing" onClick={() => (shown.value = true)}>
        <b>{t(`alarm.${standing.what}`)}</b> {t('alarm.since', { time: formatTime(standing.at) })}
      </button>
    );
  }
  return (
    <div class="alarm-bar" role="group" aria-label={t('alarm.bar')}>
      {ALARMS.map((what) => (
        <button
          key={what}
          type="button"
          class="alarm-button"
          data-what={what}
          data-testid={`report-${what}`}
          onClick={() => void raiseAlarm(store.act, props.job, what)}
        >
          {t(`alarm.${what}`)}
        </button>
      ))}
    </div>
  );
}

/** What to do now, over everything else, until the crew says that it is safe. */
export function AlarmScreen(): JSX.Element | null {
  const alarm = raised.value;
  const job = store.jobs.value.find((each) => each.id === alarm?.jobId) ?? null;
  useEffect(() => {
    if (alarm !== null && shown.value && !sounding.value && isFresh(alarm)) sound();
    return silence;
  }, [alarm?.id]);
  if (alarm === null || !shown.value) return null;
  return <Instructions alarm={alarm} job={job} />;
}

/** A page that is opened anew long after the alarm shows it, but does not start to howl. */
function isFresh(alarm: Raised): boolean {
  return Date.now() - Date.parse(alarm.at) < 60_000;
}

function Instructions(props: { alarm: Raised; job: JobPack | null }): JSX.Element {
  const { alarm, job } = props;
  const dialog = useRef<HTMLDialogElement>(null);
  const [telling, setTelling] = useState(false);
  useEffect(() => {
    dialog.current?.showModal();
    return () => dialog.current?.close();
  }, []);
  const hide = (): void => {
    silence();
    shown.value = false;
  };
  return (
    <dialog
      ref={dialog}
      class="alarm-screen"
      aria-labelledby="alarm-title"
      data-testid="alarm-screen"
      data-what={alarm.what}
      onCancel={(event) => {
        event.preventDefault();
        hide();
      }}
    >
      <div class="alarm-scroll stack">
        <h2 id="alarm-title">{t(`alarm.${alarm.what}`)}</h2>
        <ol class="alarm-todo">
          {todo(alarm, job).map((line) => (
            <li key={line}>{line}</li>
          ))}
        </ol>
        <Reached alarm={alarm} />
        <Calls alarm={alarm} job={job} />
      </div>
      <div class="step-actions">
        {alarm.what === 'breach' && !alarm.described && (
          <Button kind="primary" wide testId="alarm-tell" onClick={() => setTelling(true)}>
            {t('alarm.tell_breach')}
          </Button>
        )}
        <Button wide testId="alarm-over" onClick={() => void endAlarm(store.act, 'over')}>
          {t('alarm.help_came')}
        </Button>
        <div class="step-others">
          {sounding.value && (
            <Button testId="alarm-quiet" onClick={silence}>
              {t('alarm.quiet')}
            </Button>
          )}
          <Button kind="quiet" testId="alarm-hide" onClick={hide}>
            {t('alarm.hide')}
          </Button>
          <Button kind="quiet" testId="alarm-mistake" onClick={() => void endAlarm(store.act, 'false_alarm')}>
            {t('alarm.mistake')}
          </Button>
        </div>
      </div>
      {telling && <BreachDialog job={toldOf(alarm, job)} onSaved={described} onClose={() => setTelling(false)} />}
    </dialog>
  );
}

function toldOf(alarm: Raised, job: JobPack | null): Told {
  return { id: alarm.jobId, members: job?.members ?? [] };
}

/** What to do at once; where to go after a breach stands in the job's zone. */
function todo(alarm: Raised, job: JobPack | null): readonly string[] {
  if (alarm.what !== 'breach') return ([1, 2, 3] as const).map((n) => t(`alarm.${alarm.what as 'injury'}.do_${n}`));
  const place = job?.doffing_point ?? job?.zones.find((zone) => zone.doffing_point)?.doffing_point;
  return [
    t('alarm.breach.do_1'),
    place ? t('alarm.breach.do_2', { place }) : t('alarm.breach.do_2_unknown'),
    t('alarm.breach.do_3'),
  ];
}

/** Whether anybody has heard of it yet. */
function Reached(props: { alarm: Raised }): JSX.Element {
  const waits = store.pending.value.some((action) => action.action_id === props.alarm.id);
  const seen = [...store.told.value, ...store.pushes.value].find(
    (push) => push.kind === 'emergency.seen' && push.assignment_id === props.alarm.jobId,
  );
  const state = waits || props.alarm.id === '' ? (store.offline.value ? 'saved' : 'sending') : 'sent';
  return (
    <p class="alarm-reached" role="status" data-testid="alarm-reached" data-state={seen ? 'seen' : state}>
      {seen?.text ?? t(`alarm.${state}`)}
    </p>
  );
}

function Calls(props: { alarm: Raised; job: JobPack | null }): JSX.Element {
  const desk = (props.job?.contacts ?? []).filter((one) => one.role === 'dispatcher' && one.phone).slice(0, MOST_DESK);
  return (
    <div class="stack-tight">
      {props.alarm.what !== 'breach' && <Call number={AMBULANCE} text={t('alarm.call_ambulance')} />}
      {desk.map((one) => (
        <Call key={one.phone} number={one.phone} text={t('alarm.call', { name: one.name })} />
      ))}
      {props.alarm.what === 'emergency' && <Call number={FIRE_AND_RESCUE} text={t('alarm.call_fire')} />}
    </div>
  );
}

function Call(props: { number: string; text: string }): JSX.Element {
  return (
    <a class="alarm-call" href={`tel:${props.number.replaceAll(' ', '')}`}>
      <Icon name="phone" size={24} /> {props.text}
    </a>
  );
}
