import { signal } from '@preact/signals';
import type { JSX } from 'preact';
import { Button, Icon } from '../../design/index.ts';
import { t } from '../../i18n/index.ts';

/** What Chromium hands over so that a page may offer to be installed at a moment of its own. */
interface InstallPrompt extends Event {
  prompt(): Promise<{ readonly outcome: 'accepted' | 'dismissed' }>;
}

const HIDDEN_KEY = 'cordon.install.hidden';
const offer = signal<InstallPrompt | null>(null);
const hidden = signal(localStorage.getItem(HIDDEN_KEY) !== null);

addEventListener('beforeinstallprompt', (event) => {
  event.preventDefault();
  offer.value = event as InstallPrompt;
});
addEventListener('appinstalled', () => (offer.value = null));

async function install(): Promise<void> {
  const held = offer.value;
  offer.value = null;
  await held?.prompt();
}

function hide(): void {
  localStorage.setItem(HIDDEN_KEY, 'yes');
  hidden.value = true;
}

/** In the menu, where the browser can do it. */
export function InstallButton(): JSX.Element | null {
  if (offer.value === null) return null;
  return (
    <Button wide testId="install" onClick={() => void install()}>
      {t('field.install.title')}
    </Button>
  );
}

/** Below the jobs, once: put away it does not come back. iPhones are told how, as no page may offer it there. */
export function InstallHint(): JSX.Element | null {
  const byHand = isIos() && !isInstalled();
  if (hidden.value || (offer.value === null && !byHand)) return null;
  return (
    <section class="install-hint" data-testid="install-hint">
      <div>
        <p class="strong">{t('field.install.title')}</p>
        <p class="muted small">{t(byHand ? 'field.install.ios' : 'field.install.hint')}</p>
      </div>
      <div class="install-steps">
        {!byHand && <Button onClick={() => void install()}>{t('field.install.do')}</Button>}
        <Button kind="quiet" icon label={t('action.dismiss')} onClick={hide}>
          <Icon name="close" size={24} />
        </Button>
      </div>
    </section>
  );
}

function isIos(): boolean {
  return /iPhone|iPad|iPod/.test(navigator.userAgent);
}

function isInstalled(): boolean {
  return matchMedia('(display-mode: standalone)').matches;
}
