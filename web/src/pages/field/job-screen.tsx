import type { JSX } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { AssignmentStatus, Badge, Button, CrewNotice, Icon, Notice } from '../../design/index.ts';
import { ReasonDialog } from '../../forms/index.ts';
import { formatTime, t } from '../../i18n/index.ts';
import { AlarmBar } from './alarm-screen.tsx';
import { CheckinCard } from './checkin.tsx';
import { ContactStep, ExposureButtons } from './exposure-report.tsx';
import { correcting, Corrections } from './corrections.tsx';
import { HandedOver, HandOverButton } from './crew-hand-over.tsx';
import { GateStep } from './gate-step.tsx';
import { JobFacts } from './job-facts.tsx';
import { stepText } from './job-list.tsx';
import { MethodStep } from './method-step.tsx';
import { nextStep, type Step } from './next-step.ts';
import { zonesOf, type JobPack } from './pack.ts';
import { PassButton } from './pass-screen.tsx';
import { leavePlace, openPlace } from './place.ts';
import { QuestionStep, slotOf } from './question-step.tsx';
import { Refused } from './refused.tsx';
import { AnswerStep, MoveStep, PpeStep } from './simple-steps.tsx';
import { HandBackStep, SignStep } from './work-permit-steps.tsx';
import * as store from './store.ts';

const ABORTABLE = ['accepted', 'en_route', 'waiting_entry', 'working', 'exiting'];

/** One job: where it stands, the one thing to do next, and behind a fold everything that is known about it. */
export function JobScreen(props: { job: JobPack }): JSX.Element {
  const { job } = props;
  const zone = zonesOf(job)[0];
  useEffect(
    () => () => {
      store.told.value = [];
      correcting.value = null;
    },
    [],
  );
  return (
    <div class="field-page" data-testid="job-screen" data-state={job.state}>
      <header class="job-head">
        <Button kind="quiet" icon label={t('action.back')} onClick={leavePlace}>
          <Icon name="back" size={24} />
        </Button>
        <div class="job-head-text">
          <h1 class="truncate">{job.ticket.address || job.ticket.number}</h1>
          <div class="cluster">
            <AssignmentStatus state={job.state} />
            {zone && <Badge tone="zone">{zone.name}</Badge>}
          </div>
        </div>
        <Button kind="quiet" icon label={t('field.map.open')} testId="open-map" onClick={() => openPlace(job.id, 'map')}>
          <Icon name="map" size={26} />
        </Button>
      </header>
      <AlarmBar job={job} />
      <Body job={job} />
    </div>
  );
}

function Body(props: { job: JobPack }): JSX.Element {
  const { job } = props;
  const correction = correcting.value;
  const again = job.checklists.some((each) => each.id === correction?.question.checklist.id && each.state === 'open');
  const step: Step =
    correction !== null && again ? { kind: 'question', question: correction.question } : nextStep(job, store.myId.value);
  const context = (
    <>
      <CrewNotice code={job.notice} />
      <CheckinCard job={job} />
      <HandedOver job={job} />
      <Refused entity={job.id} />
      <Told job={job} />
      {store.photosRefused.value > 0 && <Notice tone="danger" title={t('field.photo_refused')} />}
      <Arrived />
      <ExposureButtons job={job} />
      <PassButton job={job} dueNow={job.state === 'en_route' || step.kind === 'gate'} />
    </>
  );
  const details = <Details job={job} open={step.kind === 'answer' || step.kind === 'move'} />;
  const shared = { job, context, details };
  switch (step.kind) {
    case 'answer':
      return <AnswerStep {...shared} />;
    case 'move':
      return <MoveStep key={step.move} {...shared} move={step.move} />;
    case 'ppe':
      return <PpeStep key={step.member.id} {...shared} member={step.member} />;
    case 'sign':
      return <SignStep key={step.role} {...shared} role={step.role} title={step.title} member={step.member} />;
    case 'hand_back':
      return step.mine ? <HandBackStep {...shared} /> : <Standing step={step} context={context} details={details} />;
    case 'gate':
      return <GateStep {...shared} allowed={step.allowed} mine={step.mine} />;
    case 'method':
      return step.mine ? <MethodStep {...shared} /> : <Standing step={step} context={context} details={details} />;
    case 'contacts':
      return <ContactStep key={step.open.map((each) => each.id).join()} {...shared} open={step.open} />;
    case 'question':
      return <QuestionStep key={slotOf(step.question)} {...shared} question={step.question} />;
    default:
      return <Standing step={step} context={context} details={details} />;
  }
}

/** Nothing for the crew to press here: waiting, stopped or over. */
function Standing(props: { step: Step; context: JSX.Element; details: JSX.Element }): JSX.Element {
  const { step } = props;
  const stopped = step.kind === 'stopped' || step.kind === 'held';
  return (
    <div class="field-scroll stack" data-testid="standing" data-step={step.kind}>
      {props.context}
      <Notice tone={stopped ? 'danger' : 'plain'} title={stepText(step)}>
        {stopped && t('step.stopped_hint')}
        {step.kind === 'others' && step.names.join(', ')}
      </Notice>
      {props.details}
    </div>
  );
}

/** What was pushed about this job while it was open. */
function Told(props: { job: JobPack }): JSX.Element | null {
  const told = store.told.value.filter((push) => push.assignment_id === props.job.id);
  if (told.length === 0) return null;
  return (
    <div class="told" role="status" data-testid="told">
      <ul>
        {told.map((push) => (
          <li key={push.id} data-kind={push.kind}>
            {push.text} <span class="muted small">{formatTime(push.queued_at)}</span>
          </li>
        ))}
      </ul>
      <Button kind="quiet" icon label={t('action.dismiss')} onClick={() => (store.told.value = [])}>
        <Icon name="close" size={24} />
      </Button>
    </div>
  );
}

/** A push about another job came while this one was open. */
function Arrived(): JSX.Element | null {
  const count = store.pushes.value.length;
  if (count === 0) return null;
  return (
    <button type="button" class="arrived" data-testid="push-arrived" onClick={leavePlace}>
      {t('field.messages', { n: count })}
    </button>
  );
}

function Details(props: { job: JobPack; open: boolean }): JSX.Element {
  const { job } = props;
  const [aborting, setAborting] = useState(false);
  return (
    <details class="job-details" open={props.open}>
      <summary>{t('field.details')}</summary>
      <div class="stack">
        <JobFacts job={job} />
        <Corrections job={job} userId={store.myId.value} />
        <HandOverButton job={job} />
        {ABORTABLE.includes(job.state) && (
          <Button kind="danger" wide onClick={() => setAborting(true)} testId="abort">
            {t('field.abort')}
          </Button>
        )}
      </div>
      {aborting && (
        <ReasonDialog
          title={t('field.abort')}
          confirm={t('action.confirm')}
          kind="danger"
          hint={t('field.abort_hint')}
          send={(reason) => store.act('assignment.transition', job.id, { to: 'aborted', reason })}
          onClose={() => setAborting(false)}
        />
      )}
    </details>
  );
}
