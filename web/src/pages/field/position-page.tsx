import type { JSX } from 'preact';
import { Button, Notice } from '../../design/index.ts';
import { formatDistance, formatTime, t } from '../../i18n/index.ts';
import { askForFix, fix, fixPermission, fixRefused } from './fix.ts';
import { Page } from './page.tsx';
import { leavePlace, showPage } from './place.ts';
import { duty, fixesWaiting } from './positions.ts';
import './crew-life.css';

/** Whoever is on duty and was never asked is offered to read what it is about. */
export function PositionOffer(): JSX.Element | null {
  if (duty.value === null || fixPermission.value !== 'prompt') return null;
  return (
    <Notice tone="plain" title={t('position.title')} testId="position-offer">
      <div>{t('position.why')}</div>
      <div class="cluster">
        <Button kind="primary" onClick={() => showPage('position')} testId="position-read">
          {t('position.look')}
        </Button>
      </div>
    </Notice>
  );
}

/** What becomes of the worker's position, in plain words, before the browser asks; and how it stands. */
export function PositionScreen(): JSX.Element {
  const asked = fixPermission.value;
  return (
    <Page title={t('position.title')} testId="position-page" {...(asked === 'prompt' && { actions: <Ask /> })}>
      {asked === 'prompt' ? <h2 class="step-question">{t('position.ask')}</h2> : <Standing />}
      <ul class="stack-tight plain-words">
        <li>{t('position.why')}</li>
        <li>{t('position.when')}</li>
        <li>{t('position.who')}</li>
        <li>{t('position.open')}</li>
        <li>{t('position.no')}</li>
      </ul>
      {asked !== 'prompt' && (
        <Button wide testId="position-track" onClick={() => showPage('track')}>
          {t('track.title')}
        </Button>
      )}
    </Page>
  );
}

function Ask(): JSX.Element {
  return (
    <>
      <Button kind="primary" wide testId="position-allow" onClick={askForFix}>
        {t('position.allow')}
      </Button>
      <Button wide testId="position-later" onClick={leavePlace}>
        {t('position.later')}
      </Button>
    </>
  );
}

function Standing(): JSX.Element {
  const last = fix.value;
  if (fixPermission.value === 'denied') {
    return (
      <Notice tone="warn" title={t('position.denied')} testId="position-denied">
        {t('position.denied_hint')}
      </Notice>
    );
  }
  if (duty.value === null) {
    return (
      <Notice tone="plain" title={t('position.off')} testId="position-off">
        {t('position.off_hint')}
      </Notice>
    );
  }
  return (
    <Notice tone={last === null ? 'warn' : 'ok'} title={t('position.on')} testId="position-on">
      {last === null ? fixRefused.value && t('position.none_hint') : t('position.last', { time: formatTime(last.at), metres: formatDistance(last.accuracy_m) })}
      {fixesWaiting.value > 0 && <div data-testid="position-waiting">{t('position.waiting', { n: fixesWaiting.value })}</div>}
    </Notice>
  );
}
