import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import { Button, Dialog, Notice } from '../../design/index.ts';
import { t } from '../../i18n/index.ts';
import { GroupMarked } from './incident-marks.tsx';
import { askingTogether, clearMarks, marked } from './store.ts';
import { assignMarked, markedTickets } from './together.ts';

/** What can be done with the marked tickets together. */
export function MarkedBar(): JSX.Element | null {
  const count = marked.value.size;
  if (count === 0) return null;
  return (
    <div class="marked-bar" role="region" aria-label={t('together.title')} data-testid="marked-bar">
      <span class="strong">{t('together.count', { n: count })}</span>
      <span class="cluster">
        <Button onClick={clearMarks}>{t('together.clear')}</Button>
        <GroupMarked />
        <Button kind="primary" testId="assign-marked" onClick={() => (askingTogether.value = true)}>
          {t('together.assign')} <kbd aria-hidden="true">a</kbd>
        </Button>
      </span>
      {askingTogether.value && <ConfirmTogether onClose={() => (askingTogether.value = false)} />}
    </div>
  );
}

function ConfirmTogether(props: { onClose: () => void }): JSX.Element {
  const [busy, setBusy] = useState(false);
  const tickets = markedTickets();
  const go = async (): Promise<void> => {
    setBusy(true);
    await assignMarked();
    props.onClose();
  };
  return (
    <Dialog title={t('together.assign_title', { n: tickets.length })} onClose={props.onClose} testId="together-dialog">
      <div class="stack">
        <Notice>{t('together.explain')}</Notice>
        <p class="muted">{tickets.map((ticket) => ticket.number).join(', ')}</p>
        <div class="dialog-actions">
          <Button onClick={props.onClose}>{t('action.cancel')}</Button>
          <Button kind="primary" busy={busy} autoFocus testId="together-confirm" onClick={() => void go()}>
            {t('candidates.assign')}
          </Button>
        </div>
      </div>
    </Dialog>
  );
}
