import type { JSX } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { AccountMenu, Button, Dialog, Frame, PHONE_THEMES } from '../../design/index.ts';
import { locale, t } from '../../i18n/index.ts';
import { AlarmScreen } from './alarm-screen.tsx';
import { CheckinWatch } from './checkin.tsx';
import { followShift } from './crew-store.ts';
import { followFixIfAllowed } from './fix.ts';
import { GoneScreen } from './gone.tsx';
import { JobList } from './job-list.tsx';
import { JobScreen } from './job-screen.tsx';
import { FIELD_PAGES, FieldMenu } from './menu.tsx';
import { openPage, openView, showPage } from './place.ts';
import { MapPage } from './map-page.tsx';
import * as store from './store.ts';
import '../../checklists/questions.css';
import './field.css';

/** The crew's phone: the list of jobs, or one job and its next step. */
export function FieldApp(): JSX.Element {
  const me = store.session.me.value;
  const userId = me?.id;
  useEffect(() => (userId === undefined ? undefined : store.follow(userId)), [userId]);
  const language = locale.value;
  useEffect(() => void store.sync(true), [language]);
  useEffect(followShift, []);
  useEffect(followFixIfAllowed, []);
  return (
    <Frame phone desk={t('desk.field')} tools={<Tools />}>
      <Place />
      <AlarmScreen />
      <CheckinWatch />
    </Frame>
  );
}

function Place(): JSX.Element {
  const job = store.openJob.value;
  const gone = store.openGone.value;
  const page = FIELD_PAGES.find((each) => each.name === openPage.value);
  if (page !== undefined) return <page.Screen />;
  if (job !== null && openView.value === 'map') return <MapPage key={job.id} job={job} />;
  if (job !== null) return <JobScreen key={job.id} job={job} />;
  return gone === null ? <JobList /> : <GoneScreen job={gone} />;
}

function Tools(): JSX.Element {
  const me = store.session.me.value;
  const [unsent, setUnsent] = useState(0);
  const signOut = async (): Promise<void> => {
    const count = await store.unsent();
    if (count > 0) setUnsent(count);
    else await store.leave();
  };
  return (
    <>
      <QueueBadge />
      <AccountMenu
        name={me?.name ?? ''}
        detail={me?.unit?.name}
        themes={PHONE_THEMES}
        onSignOut={() => void signOut()}
      >
        <FieldMenu />
      </AccountMenu>
      {unsent > 0 && <SignOutDialog unsent={unsent} onClose={() => setUnsent(0)} />}
    </>
  );
}

/** Signing out wipes the phone, and with it what was not sent yet: somebody has to say so. */
function SignOutDialog(props: { unsent: number; onClose: () => void }): JSX.Element {
  return (
    <Dialog title={t('field.sign_out.title', { n: props.unsent })} testId="sign-out-dialog" onClose={props.onClose}>
      <div class="stack">
        <p>{t('field.sign_out.text')}</p>
        <div class="step-actions-inline">
          <Button kind="primary" wide testId="stay" onClick={props.onClose}>
            {t('field.sign_out.stay')}
          </Button>
          <Button kind="danger" wide testId="sign-out-anyway" onClick={() => void store.leave()}>
            {t('field.sign_out.wipe')}
          </Button>
        </div>
      </div>
    </Dialog>
  );
}

/** How much waits to be sent, and whether there is a network to send it; pressed, it shows what. */
function QueueBadge(): JSX.Element {
  const count = store.pending.value.length;
  const offline = store.offline.value;
  const key = offline ? 'field.queue.offline' : count > 0 ? 'field.queue.sending' : 'field.queue.online';
  return (
    <button
      type="button"
      class="live-badge queue-badge"
      aria-label={`${t(key, { n: count })}. ${t('field.queue.open')}`}
      onClick={() => showPage('queue')}
      data-state={offline ? 'offline' : 'live'}
      data-testid="queue-count"
      data-count={count}
    >
      <i aria-hidden="true" />
      <span role="status">{t(key, { n: count })}</span>
    </button>
  );
}
