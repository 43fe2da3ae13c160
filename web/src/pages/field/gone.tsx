import type { JSX } from 'preact';
import { Button, Notice } from '../../design/index.ts';
import { t } from '../../i18n/index.ts';
import { refusals, type GoneJob } from './aftermath.ts';
import { ReportButtons } from './exposure-report.tsx';
import * as store from './store.ts';

/** The job that was open is over: how it ended, and what of ours was not taken. */
export function GoneScreen(props: { job: GoneJob }): JSX.Element {
  const { job } = props;
  return (
    <div class="field-page" data-testid="gone-screen" data-state={job.state ?? 'gone'}>
      <div class="field-scroll stack">
        <h1 class="step-question">{t(titleOf(job))}</h1>
        <GoneNotice job={job} />
        {job.state === 'closed' && <ReportButtons breachToo job={{ id: job.id, members: job.members ?? [] }} />}
      </div>
      <div class="step-actions">
        <Button kind="primary" wide testId="back-to-jobs" onClick={() => store.forget(job.id)}>
          {t('field.gone.back')}
        </Button>
      </div>
    </div>
  );
}

/** The same on the list, when the crew was elsewhere. */
export function GoneCard(props: { job: GoneJob }): JSX.Element {
  return (
    <div class="stack-tight" data-testid="gone-job" data-state={props.job.state ?? 'gone'}>
      <GoneNotice job={props.job} title={t(titleOf(props.job))} />
      <Button wide onClick={() => store.forget(props.job.id)} testId="gone-dismiss">
        {t('action.dismiss')}
      </Button>
    </div>
  );
}

function GoneNotice(props: { job: GoneJob; title?: string }): JSX.Element {
  const { job } = props;
  const refusal = refusals.value.get(job.id);
  return (
    <Notice tone={job.state === 'closed' || handedOver(job) ? 'ok' : 'warn'} title={props.title}>
      <div>
        {job.address === job.number ? job.number : `${job.address} · ${job.number}`}
      </div>
      {job.reason && !handedOver(job) && (
        <div>
          {t('field.reason')}: {job.reason}
        </div>
      )}
      {job.state === 'closed' && <div>{t('field.gone.closed_hint')}</div>}
      {refusal && (
        <div data-testid="not-taken">
          {t('field.not_taken', { n: refusal.others + 1 })}: {refusal.step}
          {refusal.others > 0 && ', …'}
        </div>
      )}
    </Notice>
  );
}

/** The service's code of a job that the next crew goes on with; what remains may follow it. */
export const handedOver = (job: Pick<GoneJob, 'reason'>): boolean => /^handed_over(:|$)/.test(job.reason ?? '');

export function titleOf(job: Pick<GoneJob, 'state' | 'reason'>) {
  if (handedOver(job)) return 'field.gone.handed_over';
  if (job.state === 'closed') return 'field.gone.closed';
  if (job.state === 'withdrawn') return 'field.gone.withdrawn';
  return job.state === 'aborted' ? 'field.gone.aborted' : 'field.gone.other';
}
