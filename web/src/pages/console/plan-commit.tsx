import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import { Button, Dialog, Notice } from '../../design/index.ts';
import { formatNumber, t, type TextKey } from '../../i18n/index.ts';
import { commit, focusLines } from './plan-actions.ts';
import * as plans from './plan-store.ts';

const MOST_NAMED = 6;

/** Before something is taken from a crew that has it: what, and from whom. */
export function CommitDialog(): JSX.Element {
  const [busy, setBusy] = useState(false);
  const close = (): void => {
    plans.askingCommit.value = false;
    focusLines();
  };
  const go = async (): Promise<void> => {
    setBusy(true);
    await commit();
    close();
  };
  const lines = plans.chosenLines.value;
  return (
    <Dialog title={t('plan.commit_title', { n: formatNumber(lines.length) })} onClose={close} testId="commit-dialog">
      <div class="stack">
        <Disturbed kind="moved" title="plan.commit_moves" />
        <Disturbed kind="dropped" title="plan.commit_drops" />
        <p class="muted">{t('plan.commit_told')}</p>
        <div class="dialog-actions">
          <Button onClick={close}>{t('action.cancel')}</Button>
          <Button kind="primary" busy={busy} autoFocus testId="commit-confirm" onClick={() => void go()}>
            {t('plan.commit_ticked', { n: formatNumber(lines.length) })}
          </Button>
        </div>
      </div>
    </Dialog>
  );
}

function Disturbed(props: { kind: 'moved' | 'dropped'; title: TextKey }): JSX.Element | null {
  const lines = plans.chosenLines.value.filter((line) => line.kind === props.kind);
  if (lines.length === 0) return null;
  return (
    <Notice tone="warn" title={t(props.title, { n: formatNumber(lines.length) })}>
      <ul class="small">
        {lines.slice(0, MOST_NAMED).map((line) => (
          <li key={line.id}>
            {line.ticket.number}: {line.was?.crew.code ?? line.crew.code} → {props.kind === 'moved' ? line.crew.code : '–'}
          </li>
        ))}
        {lines.length > MOST_NAMED && <li>…</li>}
      </ul>
    </Notice>
  );
}
