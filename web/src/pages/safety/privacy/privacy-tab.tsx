import type { JSX } from 'preact';
import { useEffect } from 'preact/hooks';
import { t } from '../../../i18n/index.ts';
import { follow, session } from '../store.ts';
import { Holds } from './holds.tsx';
import * as store from './privacy-store.ts';
import { Requests } from './requests.tsx';
import { Reads, Rules } from './retention.tsx';
import './privacy.css';

const ABOUT = new Set(['privacy_request', 'privacy_hold', 'retention', 'person']);

/** What people ask of their data, what is held, what time took away, who looked. */
export function PrivacyTab(): JSX.Element {
  useEffect(
    () => follow(store.reloadAll, (event) => (event === null || ABOUT.has(event.subject_kind)) && store.reloadAll()),
    [],
  );
  return (
    <section class="privacy" aria-label={t('safety.tab.privacy')}>
      {session.may('privacy.requests') && <Requests />}
      {session.may('privacy.read') && (
        <>
          <Holds />
          <Rules />
          <Reads />
        </>
      )}
    </section>
  );
}
