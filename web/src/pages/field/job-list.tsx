import type { JSX } from 'preact';
import { AssignmentStatus, Badge, Button, EmptyState, ErrorState, Notice, Skeleton } from '../../design/index.ts';
import { formatMoment, formatTime, t, tCode } from '../../i18n/index.ts';
import { ProblemNotice } from '../../forms/index.ts';
import { steadyNow } from '../../offline/index.ts';
import { gone } from './aftermath.ts';
import { ShiftBar } from './crew-screen.tsx';
import { GoneCard } from './gone.tsx';
import { InstallHint } from './install.tsx';
import { NotifyOffer } from './notify-offer.tsx';
import { dueOf } from './due.ts';
import { nextStep, type Step } from './next-step.ts';
import { zonesOf, type JobPack } from './pack.ts';
import { PositionOffer } from './position-page.tsx';
import * as store from './store.ts';

/** My crew's jobs, the one that calls for a hand first. */
export function JobList(): JSX.Element {
  const jobs = store.jobs.value;
  const problem = store.problem.value;
  return (
    <div class="field-page">
      <div class="field-scroll stack">
        <h1 class="field-title">{t('field.jobs')}</h1>
        <ShiftBar />
        <Messages />
        {gone.value.map((job) => (
          <GoneCard key={job.id} job={job} />
        ))}
        {problem !== null && problem.status !== 0 && jobs.length > 0 && <ProblemNotice problem={problem} />}
        {jobs.length > 0 ? (
          <ul class="stack">
            {jobs.map((job) => (
              <JobCard key={job.id} job={job} />
            ))}
          </ul>
        ) : !store.loaded.value ? (
          <Skeleton lines={6} />
        ) : problem !== null ? (
          <ErrorState title={problem.title} remedy={problem.explanation} onRetry={() => void store.sync()} />
        ) : (
          <EmptyState title={t('field.empty')} hint={t('field.empty_hint')} />
        )}
        <PositionOffer />
        <NotifyOffer />
        <InstallHint />
        <DemoInbox />
      </div>
    </div>
  );
}

/** Pushes that were not looked at: opening their job reads them. */
function Messages(): JSX.Element | null {
  const unread = store.pushes.value;
  const count = unread.length;
  // Opening a job reads what is about it; what is about none here has to be put away.
  const homeless = unread.filter((push) => !store.jobs.value.some((job) => job.id === push.assignment_id));
  if (count === 0) return null;
  return (
    <div data-testid="push-arrived" data-count={count}>
      <Notice tone="warn" title={t('field.messages', { n: count })}>
        {unread.map((push) => (
          <div key={push.id}>
            {push.text} <span class="muted small">{formatMoment(push.queued_at)}</span>
          </div>
        ))}
        {homeless.length > 0 && (
          <div class="cluster">
            <Button onClick={() => void store.putAway(homeless)} testId="put-away">
              {t('action.dismiss')}
            </Button>
          </div>
        )}
      </Notice>
    </div>
  );
}

/** The demo has no Firebase: say that pushes come through this machine's stand-in, and when the last one came. */
function DemoInbox(): JSX.Element | null {
  const at = store.inboxAt.value;
  if (at === null) return null;
  return (
    <p class="demo-inbox muted small" data-testid="demo-inbox" data-arrived={at > 0}>
      {t('field.inbox')} {at > 0 ? t('field.inbox_last', { time: formatTime(at) }) : t('field.inbox_none')}
    </p>
  );
}

function JobCard(props: { job: JobPack }): JSX.Element {
  const { job } = props;
  const zone = zonesOf(job)[0];
  const step = nextStep(job, store.myId.value);
  return (
    <li>
      <button
        type="button"
        class="job-card"
        data-testid="job"
        data-id={job.id}
        data-number={job.ticket.number}
        data-state={job.state}
        onClick={() => store.open(job)}
      >
        <span class="spread">
          <AssignmentStatus state={job.state} />
          <span class="muted small">{job.ticket.number}</span>
        </span>
        <span class="job-place">{job.ticket.address || t('ticket.no_address')}</span>
        <span class="muted">{tCode('work', job.ticket.work_type)}</span>
        <span class="cluster">
          {job.ticket.priority_class === 0 && <Badge tone="danger">{t('priority.0')}</Badge>}
          {zone && <Badge tone="zone">{zone.name}</Badge>}
        </span>
        <span class="job-next spread">
          <span>{stepText(step)}</span>
          <Due job={job} />
        </span>
      </button>
    </li>
  );
}

/** Until when, or at what time, the next step is to be done. */
function Due(props: { job: JobPack }): JSX.Element | null {
  const due = dueOf(props.job, steadyNow());
  if (due === null) return null;
  return (
    <span class="job-due" data-testid="job-due" data-late={due.late}>
      {t(due.late ? 'field.late' : due.what === 'entry' ? 'field.due_entry' : 'field.due', { time: formatMoment(due.at) })}
    </span>
  );
}

/** The next step in a few words. */
export function stepText(step: Step): string {
  switch (step.kind) {
    case 'answer':
      return t('step.answer');
    case 'move':
      return t(`step.${step.move}`);
    case 'question':
      return t('step.question', { title: step.question.checklist.title });
    case 'ppe':
      return t('step.ppe_short');
    case 'method':
      return t(step.mine ? 'method.title' : 'step.method_wait');
    case 'sign':
      return t('step.sign');
    case 'hand_back':
      return t(step.mine ? 'step.hand_back' : 'step.hand_back_wait');
    case 'gate':
      return t('step.gate_short');
    default:
      return t(`step.${step.kind}`);
  }
}
