import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import type { Permit } from '../../api/index.ts';
import { Button, Dialog, Field, Notice } from '../../design/index.ts';
import { ProblemNotice, ReasonDialog, useForm } from '../../forms/index.ts';
import { t } from '../../i18n/index.ts';
import { answerAll } from './actions.ts';
import { answering, clearMarks, markedPermits } from './request-marks.ts';
import { conditionLines } from './requests.ts';

/** What can be answered for all marked requests in one go. */
export function BulkBar(): JSX.Element | null {
  const permits = markedPermits.value;
  if (permits.length === 0) return null;
  return (
    <div class="desk-bulk" role="region" aria-label={t('requests.marked', { n: permits.length })} data-testid="bulk-bar">
      <span class="strong">{t('requests.marked', { n: permits.length })}</span>
      <span class="cluster">
        <Button kind="quiet" onClick={clearMarks}>
          {t('requests.clear')}
        </Button>
        <Button kind="danger" testId="bulk-deny" onClick={() => (answering.value = 'denied')}>
          {t('requests.deny')} <kbd aria-hidden="true">d</kbd>
        </Button>
        <Button kind="primary" testId="bulk-approve" onClick={() => (answering.value = 'approved')}>
          {t('requests.approve')} <kbd aria-hidden="true">a</kbd>
        </Button>
      </span>
      {answering.value === 'approved' && <ApproveAll permits={permits} />}
      {answering.value === 'denied' && <DenyAll permits={permits} />}
    </div>
  );
}

function close(): void {
  answering.value = null;
}

function ApproveAll(props: { permits: readonly Permit[] }): JSX.Element {
  const { permits } = props;
  const [entry, setEntry] = useState('');
  const [exit, setExit] = useState('');
  const form = useForm();
  const submit = async (event: Event): Promise<void> => {
    event.preventDefault();
    const said = { to: 'approved', conditions: conditionLines(entry), exit_conditions: conditionLines(exit) } as const;
    if (await form.submit(() => answerAll(permits, said))) close();
  };
  return (
    <Dialog title={t('requests.approve_title', { n: permits.length })} onClose={close} testId="bulk-dialog">
      <form class="stack" noValidate onSubmit={(event) => void submit(event)}>
        <Notice>{t('requests.all_hint')}</Notice>
        <p class="muted">{permits.map((permit) => permit.number).join(', ')}</p>
        <ProblemNotice problem={form.problem} />
        <Field
          name="conditions"
          label={t('permit.conditions')}
          hint={t('decision.entry_hint')}
          rows={3}
          optional
          autoFocus
          value={entry}
          onInput={setEntry}
        />
        <Field
          name="exit_conditions"
          label={t('permit.exit_conditions')}
          hint={t('decision.exit_hint')}
          rows={2}
          optional
          value={exit}
          onInput={setExit}
        />
        <div class="dialog-actions">
          <Button onClick={close}>{t('action.cancel')}</Button>
          <Button kind="primary" type="submit" busy={form.busy} testId="bulk-confirm">
            {t('requests.approve')}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}

function DenyAll(props: { permits: readonly Permit[] }): JSX.Element {
  return (
    <ReasonDialog
      title={t('requests.deny_title', { n: props.permits.length })}
      confirm={t('requests.deny')}
      kind="danger"
      hint={t('decision.deny_hint')}
      send={(reason) => answerAll(props.permits, { to: 'denied', reason })}
      onClose={close}
    />
  );
}
