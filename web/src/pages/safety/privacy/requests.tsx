import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import type { PrivacyEffect, PrivacyRequest } from '../../../api/index.ts';
import { Badge, Button, EmptyState, ErrorState, Skeleton } from '../../../design/index.ts';
import { formatDateTime, t } from '../../../i18n/index.ts';
import { EraseDialog, RefuseDialog } from './answer-dialogs.tsx';
import { effectText } from './effects.ts';
import { NewRequestDialog } from './new-request-dialog.tsx';
import * as store from './privacy-store.ts';

type Opened = { what: 'erase' | 'refuse'; one: PrivacyRequest };

/** Open requests by when they are due, then the answers. */
export function Requests(): JSX.Element {
  const [making, setMaking] = useState(false);
  const [opened, setOpened] = useState<Opened | null>(null);
  const close = (): void => setOpened(null);
  return (
    <section class="privacy-part" aria-labelledby="privacy-requests">
      <div class="privacy-head">
        <h2 id="privacy-requests">{t('privacy.requests')}</h2>
        <Button kind="primary" onClick={() => setMaking(true)} testId="new-request">
          {t('privacy.new_request')}
        </Button>
      </div>
      <Rows onOpen={setOpened} />
      {making && <NewRequestDialog onClose={() => setMaking(false)} />}
      {opened?.what === 'erase' && <EraseDialog one={opened.one} onClose={close} />}
      {opened?.what === 'refuse' && <RefuseDialog one={opened.one} onClose={close} />}
    </section>
  );
}

function Rows(props: { onOpen: (opened: Opened) => void }): JSX.Element {
  const rows = store.requests.data.value;
  const problem = store.requests.problem.value;
  if (problem !== null) {
    return <ErrorState title={problem.title} remedy={problem.explanation} onRetry={() => void store.requests.reload()} />;
  }
  if (rows === null) return <Skeleton lines={4} />;
  if (rows.length === 0) return <EmptyState title={t('privacy.no_requests')} hint={t('privacy.no_requests_hint')} />;
  return (
    <ul class="privacy-rows">
      {rows.map((one) => (
        <li key={one.id} class="privacy-row" data-testid="privacy-request" data-state={one.state}>
          <span class="privacy-what">
            <span class="strong">{one.who}</span>
            <span class="muted small">{t(`privacy.kind.${one.kind}`)}</span>
          </span>
          <span class="privacy-what">
            <span class="cluster">
              <Badge tone={one.state === 'open' ? 'warn' : 'plain'}>{t(`privacy.state.${one.state}`)}</Badge>
              {one.late && <Badge tone="danger">{t('privacy.late')}</Badge>}
              <span class="small">{moment(one)}</span>
            </span>
            {one.refusal !== null && <span class="small">{t(`privacy.ground.${one.refusal}`)}</span>}
            {one.answer.length > 0 && <Effects effects={one.answer} />}
          </span>
          <Steps one={one} onOpen={props.onOpen} />
        </li>
      ))}
    </ul>
  );
}

function moment(one: PrivacyRequest): string {
  return one.answered_at === null
    ? t('privacy.due', { time: formatDateTime(one.due_at) })
    : t('privacy.answered_at', { time: formatDateTime(one.answered_at) });
}

function Steps(props: { one: PrivacyRequest; onOpen: (opened: Opened) => void }): JSX.Element {
  const { one, onOpen } = props;
  const [busy, setBusy] = useState(false);
  const fetchIt = async (): Promise<void> => {
    setBusy(true);
    await store.fetchExport(one);
    setBusy(false);
  };
  return (
    <span class="cluster">
      {one.kind === 'access' && one.state !== 'refused' && (
        <Button busy={busy} onClick={() => void fetchIt()} testId="export">
          {t('privacy.export')}
        </Button>
      )}
      {one.state === 'open' && one.kind === 'erasure' && (
        <Button kind="danger" onClick={() => onOpen({ what: 'erase', one })} testId="erase">
          {t('privacy.erase')}
        </Button>
      )}
      {one.state === 'open' && (
        <Button onClick={() => onOpen({ what: 'refuse', one })} testId="refuse">
          {t('privacy.refuse')}
        </Button>
      )}
    </span>
  );
}

function Effects(props: { effects: readonly PrivacyEffect[] }): JSX.Element {
  return <span class="muted small">{props.effects.map(effectText).join(' · ')}</span>;
}
