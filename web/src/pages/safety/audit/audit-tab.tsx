import type { JSX } from 'preact';
import { useEffect } from 'preact/hooks';
import { EmptyState, ErrorState, Skeleton } from '../../../design/index.ts';
import { t } from '../../../i18n/index.ts';
import { follow } from '../store.ts';
import * as store from './audit-store.ts';
import { JobHead, JobState } from './job-state.tsx';
import { JobPicker } from './job-picker.tsx';
import { TimeSlider } from './time-slider.tsx';
import { Trail } from './trail.tsx';
import './audit.css';

/** Any job as it stood at any past moment, and whether the record of it is whole. */
export function AuditTab(): JSX.Element {
  useEffect(() => follow(reload, (event) => event === null && reload()), []);
  return (
    <div class="safety-split">
      <section class="safety-list" aria-label={t('audit.jobs')}>
        <JobPicker />
      </section>
      <section class="safety-detail" aria-label={t('audit.job')}>
        <Job />
      </section>
    </div>
  );
}

function reload(): void {
  void store.tickets.reload();
  if (store.ticketId.value !== null) void store.job.reload();
}

function Job(): JSX.Element {
  const job = store.job.data.value;
  const problem = store.job.problem.value;
  if (store.ticketId.value === null) return <EmptyState title={t('audit.choose')} hint={t('audit.choose_hint')} />;
  if (problem !== null) {
    return <ErrorState title={problem.title} remedy={problem.explanation} onRetry={() => void store.job.reload()} />;
  }
  if (job === null) return <Skeleton lines={10} />;
  return (
    <div class="audit-job" data-testid="past-job" aria-busy={store.job.loading.value}>
      <JobHead job={job} />
      <TimeSlider />
      <JobState job={job} />
      <Trail events={job.events} />
    </div>
  );
}
