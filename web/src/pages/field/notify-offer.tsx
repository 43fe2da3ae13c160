import type { JSX } from 'preact';
import { Button, Notice } from '../../design/index.ts';
import { t } from '../../i18n/index.ts';
import { mayAskForNotifications } from './device.ts';
import * as store from './store.ts';

/** Browsers ask about notifications only when a person presses something: here it is, until it is answered. */
export function NotifyOffer(): JSX.Element | null {
  if (!mayAskForNotifications.value) return null;
  return (
    <Notice tone="warn" title={t('notify.title')} testId="notify-offer">
      <div>{t('notify.why')}</div>
      <div class="cluster">
        <Button kind="primary" onClick={() => void store.turnOnPushes()} testId="notify-on">
          {t('notify.turn_on')}
        </Button>
      </div>
    </Notice>
  );
}
