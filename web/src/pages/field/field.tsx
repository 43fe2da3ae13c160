import type { JSX } from 'preact';
import { useEffect } from 'preact/hooks';
import { AccountMenu, Frame } from '../../design/index.ts';
import { locale, t } from '../../i18n/index.ts';
import { JobList } from './job-list.tsx';
import { JobScreen } from './job-screen.tsx';
import * as store from './store.ts';
import './field.css';
import './questions.css';

/** The crew's phone: the list of jobs, or one job and its next step. */
export function FieldApp(): JSX.Element {
  const me = store.session.me.value;
  const userId = me?.id;
  useEffect(() => (userId === undefined ? undefined : store.follow(userId)), [userId]);
  const language = locale.value;
  useEffect(() => void store.sync(true), [language]);
  const job = store.openJob.value;
  return (
    <Frame phone desk={t('desk.field')} tools={<Tools />}>
      {job === null ? <JobList /> : <JobScreen key={job.id} job={job} />}
    </Frame>
  );
}

function Tools(): JSX.Element {
  const me = store.session.me.value;
  return (
    <>
      <QueueBadge />
      <AccountMenu name={me?.name ?? ''} detail={me?.unit?.name} onSignOut={() => void store.leave()} />
    </>
  );
}

/** How much waits to be sent, and whether there is a network to send it. */
function QueueBadge(): JSX.Element {
  const count = store.pending.value.length;
  const offline = store.offline.value;
  const key = offline ? 'field.queue.offline' : count > 0 ? 'field.queue.sending' : 'field.queue.online';
  return (
    <span
      class="live-badge"
      role="status"
      data-state={offline ? 'offline' : 'live'}
      data-testid="queue-count"
      data-count={count}
    >
      <i aria-hidden="true" />
      {t(key, { n: count })}
    </span>
  );
}
